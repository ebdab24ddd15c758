import Corpora
import Groundwork

extension TaskSet {
  /// Questions made of the field's own words: a sentence of a held-out document up to one of its terms, and
  /// four terms to choose from, of about the same frequency.
  ///
  /// Terms are words that the field's training text has often and general text hardly ever. They say whether
  /// a model knows which term belongs where, and nothing about what anybody will ask it.
  public static func cloze(
    field: AdviceText, general: AdviceText, count: Int, seed: UInt64
  ) -> TaskSet {
    cloze(field, FieldTerms(field: field, general: general), count: count, seed: seed)
  }

  /// The same with terms that are known.
  static func cloze(
    _ field: AdviceText, _ known: FieldTerms, count: Int, seed: UInt64
  ) -> TaskSet {
    let terms = known.terms
    guard terms.count >= 8 else { return .empty }
    var stream = RandomStream(seed: seed).fork("cloze")
    let places = Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($1.word, $0) })
    var questions: [Question] = []
    var used: [String: Int] = [:]
    var segments = field.segments
    segments.shuffle(using: &stream)
    for segment in segments where questions.count < count {
      let text = segment.before + segment.scored
      for word in WordScanner.words(in: text) where questions.count < count {
        guard word.range.lowerBound > 200, let place = places[word.text],
          used[word.text, default: 0] < 2,
          text[word.range.lowerBound - 1] == 0x20
        else { continue }
        // Neighbours in the order of frequency.
        let near = terms[max(0, place - 12)..<min(terms.count, place + 13)].map(\.word)
          .filter { $0 != word.text && !$0.hasPrefix(word.text) && !word.text.hasPrefix($0) }
        guard near.count >= 3 else { continue }
        var others = near
        others.shuffle(using: &stream)
        var choices = others.prefix(3).map { " \($0)" }
        let answer = stream.index(below: 4)
        choices.insert(" \(word.text)", at: answer)
        let start = max(0, word.range.lowerBound - 300)
        let prompt = String(decoding: text[start..<word.range.lowerBound - 1], as: UTF8.self)
        guard !prompt.contains("\u{FFFD}") else { continue }
        used[word.text, default: 0] += 1
        questions.append(
          Question(
            prompt: prompt, choices: choices, answer: answer, document: segment.document))
        break
      }
    }
    return questions.count >= 8 ? TaskSet(questions, isMade: true) : .empty
  }
}
