/// The words that are a field's own: often in its training text, hardly ever in general text.
struct FieldTerms {
  struct Term: Hashable {
    let word: String
    /// In the field's training text.
    let count: Int
  }

  /// The most frequent first; of equals, the first in the alphabet.
  let terms: [Term]
  /// How often words of four letters or more stand in both texts.
  let fieldCounts: [String: Int]
  let generalCounts: [String: Int]

  init(field: AdviceText, general: AdviceText) {
    fieldCounts = WordScanner.counts(field.training.texts, leastLength: 4)
    generalCounts = WordScanner.counts(general.training.texts, leastLength: 4)
    let scale = Double(field.training.byteCount) / Double(max(1, general.training.byteCount))
    let least = max(5, field.training.byteCount / 400_000)
    let known = generalCounts
    terms =
      fieldCounts
      .filter { word, count in
        // Twenty times as frequent here as there.
        count >= least && word.utf8.count >= 5
          && Double(count) > 20 * scale * Double(known[word] ?? 0)
      }
      .map { Term(word: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.word) < ($0.count, $1.word) }
  }
}
