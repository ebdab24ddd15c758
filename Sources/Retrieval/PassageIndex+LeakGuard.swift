import Corpora

extension PassageIndex {
  /// What must not be shown to whoever is asked about a held-out document: its own passages, those
  /// of its near copies, and passages elsewhere that hold much of its text.
  ///
  /// A document is known by its name: two parts of one document keep each other out. Only texts are
  /// left out; how rare a word is (BM25's weights) is counted over the whole index.
  ///
  /// - Parameter heldOut: the whole document, also what follows the question: that above all must
  ///   not be found.
  /// - Complexity: O(*n* log *m*) for *n* words of the document and *m* of the index, and O(its
  ///   near copies).
  public func leakGuard(for heldOut: Document, rule: LeakRule = LeakRule()) -> LeakGuard {
    let text = HeldOutText(heldOut)
    var counts = ExclusionCounts()
    counts.passageTotal = passages.count
    var isExcluded = [Bool](repeating: false, count: passages.count)
    for document in documents where !document.passages.isEmpty {
      let isSame = document.name == heldOut.name
      guard isSame || isNearCopy(document, text, rule) else { continue }
      for number in document.passages { isExcluded[number] = true }
      if isSame {
        counts.sameDocument += document.passages.count
      } else {
        counts.nearCopies += document.passages.count
        counts.nearCopyDocuments += 1
      }
    }
    let common = postings.common(with: text.shingles)
    for number in passages.indices where !isExcluded[number] {
      if isContained(number, common: common[number], text, rule) {
        counts.containedPassages += 1
      } else if hasLongRun(number, common: common[number], text, rule) {
        counts.longRuns += 1
      } else {
        continue
      }
      isExcluded[number] = true
    }
    return LeakGuard(
      heldOut: heldOut.name, rule: rule, excluded: counts, index: self, isExcluded: isExcluded)
  }

  private func isNearCopy(
    _ document: IndexedDocument, _ text: HeldOutText, _ rule: LeakRule
  ) -> Bool {
    guard let own = document.signature, let other = text.signature,
      // Three standard errors below, as when a corpus is cleaned; the exact measure decides.
      MinHash.similarity(own, other) >= rule.documentSimilarity - 0.13
    else { return false }
    let whole = passages[document.passages].flatMap(\.bytes)
    return Shingles.jaccard(Shingles.of(whole), text.shingles) >= rule.documentSimilarity
  }

  private func isContained(
    _ number: Int, common: Int, _ text: HeldOutText, _ rule: LeakRule
  ) -> Bool {
    let count = postings.counts[number]
    if count > 0, Double(common) >= rule.passageContainment * Double(count) { return true }
    // Too few words for a 5-gram, or a part of one giant word: compared byte by byte.
    return count <= 1 && text.contains(passages[number].bytes)
  }

  private func hasLongRun(
    _ number: Int, common: Int, _ text: HeldOutText, _ rule: LeakRule
  ) -> Bool {
    // A run of words is a run of the shingles that begin in it.
    let least = max(1, rule.longestRun - Shingles.wordCount + 1)
    // A run that repeats itself has fewer different ones, and tells less.
    guard common >= least else { return false }
    var run = 0
    for shingle in Shingles.inOrder(passages[number].bytes) {
      run = text.has(shingle) ? run + 1 : 0
      if run >= least { return true }
    }
    return false
  }
}

/// A held-out document, made ready for comparisons.
private struct HeldOutText {
  private let bytes: [UInt8]
  /// Ascending, each once.
  let shingles: [UInt64]
  let signature: [UInt32]?
  private let shingleSet: Set<UInt64>

  init(_ document: Document) {
    bytes = document.bytes
    shingles = Shingles.of(document.bytes)
    signature = IndexedDocument.signature(shingles)
    shingleSet = Set(shingles)
  }

  func has(_ shingle: UInt64) -> Bool { shingleSet.contains(shingle) }

  /// Whether the text has some bytes as they stand, but for white space around them.
  func contains(_ part: [UInt8]) -> Bool {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let part = Array(part.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    guard let first = part.first else { return false }
    return bytes.withUnsafeBufferPointer { text in
      let starts = 0..<max(0, text.count - part.count + 1)
      return starts.contains { start in
        text[start] == first && text[start..<(start + part.count)].elementsEqual(part)
      }
    }
  }
}
