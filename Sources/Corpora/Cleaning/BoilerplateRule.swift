/// Removes lines that stand in many documents: headers, footers, notices.
///
/// A line counts once a document. Space around it, letter case and digits make no difference ("Page 3
/// of 10" is "page 0 of 0"); but where lines that others have with other digits make up more than half
/// of a document, they are its content (records of a kind), and stay. Lines with fewer than `minimumLetters` ASCII letters are never removed,
/// for headings such as "Notices" are short.
public struct BoilerplateRule: Sendable, Equatable {
  /// How many documents a line must stand in.
  public var minimumDocuments = 10
  /// Which share of all documents a line must stand in.
  public var minimumShare = 0.2
  public var minimumLetters = 12

  public init() {}
}

/// Lines and the number of documents that hold them.
struct LineCounts {
  let rule: BoilerplateRule
  private var counts: [UInt64: Entry] = [:]
  /// Of lines with digits, those with the same ones.
  private var exactCounts: [UInt64: Entry] = [:]
  private(set) var documentCount = 0

  private struct Entry {
    var documents: Int32
    var last: Int32
  }

  init(rule: BoilerplateRule) { self.rule = rule }

  /// Counts the lines of one more document.
  mutating func add(_ text: [UInt8]) {
    let number = Int32(documentCount)
    documentCount += 1
    text.withUnsafeBufferPointer { text in
      Self.forEachLine(text) { line, _ in
        guard let key = key(UnsafeBufferPointer(rebasing: text[line])) else { return }
        Self.count(key.pattern, in: &counts, number)
        if let exact = key.exact { Self.count(exact, in: &exactCounts, number) }
      }
    }
  }

  private static func count(_ key: UInt64, in counts: inout [UInt64: Entry], _ number: Int32) {
    let entry = counts[key, default: Entry(documents: 0, last: -1)]
    if entry.last != number {
      counts[key] = Entry(documents: entry.documents + 1, last: number)
    }
  }

  /// How many documents a line must stand in, of those that were counted.
  var threshold: Int {
    max(
      rule.minimumDocuments, Int((rule.minimumShare * Double(documentCount)).rounded(.up)), 2)
  }

  /// The text without its boilerplate lines; nil where it has none. `removed` gets each line.
  func withoutBoilerplate(
    _ text: [UInt8], removed: (_ line: UnsafeBufferPointer<UInt8>, _ documents: Int) -> Void
  ) -> [UInt8]? {
    guard documentCount >= threshold else { return nil }
    var out: [UInt8] = []
    var copied = 0
    text.withUnsafeBufferPointer { text in
      let found = lines(text)
      for line in found.lines where line.isExact || !found.areRecords {
        removed(UnsafeBufferPointer(rebasing: text[line.range]), line.documents)
        out += text[copied..<line.range.lowerBound]
        copied = line.next
      }
    }
    guard copied > 0 else { return nil }
    out += text[copied...]
    return out
  }

  private struct Line {
    let range: Range<Int>
    let next: Int
    let documents: Int
    /// Whether it stands with the same digits in as many documents.
    let isExact: Bool
  }

  /// The lines of a text that many documents have, and whether those with digits of their own are what
  /// the text is about.
  private func lines(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (lines: [Line], areRecords: Bool) {
    var lines: [Line] = []
    var (all, own) = (0, 0)
    Self.forEachLine(text) { range, next in
      all += range.count
      guard let key = key(UnsafeBufferPointer(rebasing: text[range])),
        let entry = counts[key.pattern], entry.documents >= threshold
      else { return }
      let isExact = key.exact.map { exactCounts[$0]?.documents ?? 0 >= threshold } ?? true
      if !isExact { own += range.count }
      lines.append(
        Line(range: range, next: next, documents: Int(entry.documents), isExact: isExact))
    }
    return (lines, 2 * own > all)
  }

  private static func forEachLine(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (_ line: Range<Int>, _ next: Int) -> Void
  ) {
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count && text[end] != 0x0A { end &+= 1 }
      body(start..<end, min(end + 1, text.count))
      start = end &+ 1
    }
  }

  /// What lines that are alike have in common, and what those with the same digits have; nil where a
  /// line has too few letters, or no digits.
  private func key(
    _ line: UnsafeBufferPointer<UInt8>
  ) -> (pattern: UInt64, exact: UInt64?)? {
    var letters = 0
    var hash: UInt64 = 0
    var digits: UInt64 = 0
    var word: UInt64 = 0
    var inDigits = false
    for byte in line {
      var byte = byte
      if byte <= 0x20 {
        if word != 0 { hash = TextHash.combined(hash, word) }
        (word, inDigits) = (0, false)
        continue
      }
      let lower = byte | 0x20
      if lower >= 0x61 && lower <= 0x7A {
        letters &+= 1
        (byte, inDigits) = (lower, false)
      } else if byte >= 0x30 && byte <= 0x39 {
        digits = TextHash.combined(digits, UInt64(byte) | (inDigits ? 0 : 0x100))
        // A run of digits is one.
        guard !inDigits else { continue }
        (byte, inDigits) = (0x30, true)
      } else {
        inDigits = false
      }
      word = (word ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 &+ 1
    }
    if word != 0 { hash = TextHash.combined(hash, word) }
    guard letters >= rule.minimumLetters else { return nil }
    let exact = digits == 0 ? nil : TextHash.mixed(TextHash.combined(hash, digits))
    return (TextHash.mixed(hash), exact)
  }
}
