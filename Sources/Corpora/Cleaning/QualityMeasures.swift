/// What the quality rules look at, measured on one text.
///
/// The measures are those of the Gopher paper (Rae et al. 2021, arXiv 2112.11446, appendix A.1.1).
/// A word is what stands between white space; lengths of words are in characters (Unicode scalars),
/// lengths of lines and paragraphs in bytes. Fractions of repeated text are of the characters in
/// words, and count the copies, not what is copied.
public struct QualityMeasures: Sendable, Equatable {
  public var wordCount = 0
  public var meanWordLength = 0.0
  /// Number signs a word.
  public var hashSigns = 0.0
  /// Ellipses ("…" or three points) a word.
  public var ellipses = 0.0
  /// Lines that begin with a bullet.
  public var bulletLines = 0.0
  /// Lines that end with an ellipsis.
  public var ellipsisLines = 0.0
  /// Words with a letter.
  public var alphabeticWords = 0.0
  /// Words with a letter or a digit.
  public var writtenWords = 0.0
  /// How many of the, be, to, of, and, that, have, with occur.
  public var stopWords = 0
  /// Lines that stood before, of all lines that are not empty.
  public var duplicateLines = 0.0
  public var duplicateLineBytes = 0.0
  /// Paragraphs (between empty lines) that stood before.
  public var duplicateParagraphs = 0.0
  public var duplicateParagraphBytes = 0.0
  /// The share of the most frequent 2-, 3- and 4-gram: its length times its count.
  public var topGrams = [Double](repeating: 0, count: 3)
  /// The share of characters in 5- to 10-grams that stood before, each character counted once.
  public var duplicateGrams = [Double](repeating: 0, count: 6)

  public init() {}
}

/// Measures texts, one after the other, in the same buffers.
public final class QualityMeter {
  private let table = CountingTable()
  /// The hash of the n-gram that begins at each word.
  private var grams: [UInt64] = []
  private var words: [UInt64] = []
  /// Characters before each word.
  private var starts: [Int32] = []
  /// Where in the table each candidate lies, and the words that candidates begin at.
  private var places: [Int32] = []
  private var candidates: [Int32] = []
  private var keys: [UInt64] = []
  private var lengths: [Int32] = []

  private static let stopWords = Set(
    ["the", "be", "to", "of", "and", "that", "have", "with"].map(hash))

  private static func hash(_ word: String) -> UInt64 {
    Array(word.utf8).withUnsafeBufferPointer { TextHash.of($0) }
  }

  public init() {}

  /// Measures a text.
  ///
  /// - Complexity: O(bytes): an n-gram can only stand twice if both (n−1)-grams in it do, so that
  ///   the lists shrink from n to n.
  public func measure(_ text: [UInt8]) -> QualityMeasures {
    text.withUnsafeBufferPointer { text in
      var measures = QualityMeasures()
      guard text.baseAddress != nil else { return measures }
      measureWords(text, &measures)
      measureLines(text, &measures)
      measureGrams(&measures)
      return measures
    }
  }

  // MARK: Words

  private func measureWords(_ text: UnsafeBufferPointer<UInt8>, _ measures: inout QualityMeasures) {
    guard let base = text.baseAddress else { return }
    words.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    var (characters, alphabetic, written, signs, ellipses) = (0, 0, 0, 0, 0)
    var stopWords: Set<UInt64> = []
    var i = 0
    while i < text.count {
      while i < text.count && text[i] <= 0x20 { i &+= 1 }
      let start = i
      var (continuations, points) = (0, 0)
      var (hasLetter, hasDigit) = (false, false)
      while i < text.count && text[i] > 0x20 {
        let byte = text[i]
        hasLetter = hasLetter || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
        hasDigit = hasDigit || byte >= 0x30 && byte <= 0x39
        if byte & 0xC0 == 0x80 { continuations &+= 1 }
        if byte == UInt8(ascii: "#") { signs &+= 1 }
        points = byte == UInt8(ascii: ".") ? points &+ 1 : 0
        if points == 3 {
          ellipses &+= 1
          points = 0
        }
        i &+= 1
      }
      let length = i - start
      guard length > 0 else { break }
      if continuations > 0 {
        let word = UnsafeBufferPointer(rebasing: text[start..<i])
        ellipses += Self.ellipsisCount(word)
        hasLetter =
          hasLetter
          || String(decoding: word, as: UTF8.self).unicodeScalars.contains(
            where: \.properties.isAlphabetic)
      }
      if hasLetter { alphabetic &+= 1 }
      if hasLetter || hasDigit { written &+= 1 }
      words.append(TextHash.of(base + start, count: length))
      starts.append(Int32(truncatingIfNeeded: characters))
      characters &+= length &- continuations
      if length <= 4 && length > 1 && stopWords.count < Self.stopWords.count {
        note(base + start, length, &stopWords)
      }
    }
    starts.append(Int32(truncatingIfNeeded: characters))
    let count = Double(max(words.count, 1))
    measures.wordCount = words.count
    measures.meanWordLength = Double(characters) / count
    measures.hashSigns = Double(signs) / count
    measures.ellipses = Double(ellipses) / count
    measures.alphabeticWords = Double(alphabetic) / count
    measures.writtenWords = Double(written) / count
    measures.stopWords = stopWords.count
  }

  /// Notes a word, in lower case, if it is one of the frequent ones.
  private func note(_ word: UnsafePointer<UInt8>, _ length: Int, _ found: inout Set<UInt64>) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { lower in
      for k in 0..<length { lower[k] = word[k] | 0x20 }
      let hash = TextHash.of(UnsafeBufferPointer(rebasing: lower[..<length]))
      if Self.stopWords.contains(hash) { found.insert(hash) }
    }
  }

  private static func ellipsisCount(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var i = 0
    while i + 3 <= word.count {
      if word[i] == 0xE2 && word[i + 1] == 0x80 && word[i + 2] == 0xA6 { count += 1 }
      i += 1
    }
    return count
  }

  // MARK: Lines and paragraphs

  private func measureLines(_ text: UnsafeBufferPointer<UInt8>, _ measures: inout QualityMeasures) {
    keys.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    var paragraphs: [(key: UInt64, length: Int)] = []
    var paragraph: (key: UInt64, length: Int)?
    var (bullets, ellipses) = (0, 0)
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count && text[end] != 0x0A { end &+= 1 }
      var (low, high) = (start, end)
      while low < high && text[low] <= 0x20 { low &+= 1 }
      while high > low && text[high - 1] <= 0x20 { high &-= 1 }
      if low == high {
        if let finished = paragraph { paragraphs.append(finished) }
        paragraph = nil
      } else {
        let line = UnsafeBufferPointer(rebasing: text[low..<high])
        let key = TextHash.of(line)
        keys.append(key)
        lengths.append(Int32(truncatingIfNeeded: line.count))
        if Self.beginsWithBullet(line) { bullets += 1 }
        if Self.endsWithEllipsis(line) { ellipses += 1 }
        paragraph = (
          TextHash.combined(paragraph?.key ?? 0, key), (paragraph?.length ?? 0) + line.count
        )
      }
      start = end &+ 1
    }
    if let finished = paragraph { paragraphs.append(finished) }
    let count = Double(max(keys.count, 1))
    measures.bulletLines = Double(bullets) / count
    measures.ellipsisLines = Double(ellipses) / count
    (measures.duplicateLines, measures.duplicateLineBytes) = duplicates()
    keys = paragraphs.map(\.key)
    lengths = paragraphs.map { Int32(truncatingIfNeeded: $0.length) }
    (measures.duplicateParagraphs, measures.duplicateParagraphBytes) = duplicates()
  }

  /// The share of `keys` that stood before, and of their `lengths`.
  private func duplicates() -> (elements: Double, bytes: Double) {
    table.reset(keyCount: keys.count)
    var (copies, copied, total) = (0, 0, 0)
    for (index, key) in keys.enumerated() {
      let slot = table[table.add(key, index: index)]
      total += Int(lengths[index])
      guard slot.count > 1 else { continue }
      copies += 1
      copied += Int(lengths[index])
    }
    return (
      Double(copies) / Double(max(keys.count, 1)), Double(copied) / Double(max(total, 1))
    )
  }

  private static func beginsWithBullet(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard line.count > 1 else { return false }
    if line[0] == UInt8(ascii: "-") || line[0] == UInt8(ascii: "*") { return line[1] == 0x20 }
    guard line[0] == 0xE2, line.count > 3 else { return false }
    let code = UInt32(line[1] & 0x3F) << 6 | UInt32(line[2] & 0x3F) | 0x2000
    // • ‣ ▪ ● ◦
    return [0x2022, 0x2023, 0x25AA, 0x25CF, 0x25E6].contains(code)
  }

  private static func endsWithEllipsis(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard line.count >= 3 else { return false }
    let end = line[(line.count - 3)...]
    return end.elementsEqual("...".utf8) || end.elementsEqual("…".utf8)
  }

  // MARK: n-grams

  private func measureGrams(_ measures: inout QualityMeasures) {
    guard words.count >= 2 else { return }
    let total = Double(max(starts[words.count], 1))
    grams = words
    places = [Int32](repeating: 0, count: words.count)
    candidates = (0..<Int32(words.count - 1)).map { $0 }
    for n in 2...10 where !candidates.isEmpty {
      table.reset(keyCount: candidates.count)
      var best = (count: UInt32(1), characters: Int32(0))
      for candidate in candidates {
        let i = Int(candidate)
        grams[i] = TextHash.combined(grams[i], words[i + n - 1])
        let place = table.add(grams[i], index: i)
        places[i] = Int32(place)
        let count = table[place].count
        let characters = starts[i + n] - starts[i]
        if (count, characters) > best { best = (count, characters) }
      }
      if n <= 4 && best.count > 1 {
        measures.topGrams[n - 2] = min(1, Double(best.count) * Double(best.characters) / total)
      }
      candidates.removeAll { table[Int(places[Int($0)])].count < 2 }
      if n >= 5 { measures.duplicateGrams[n - 5] = Double(copiedCharacters(n)) / total }
      keepNeighbours(n)
    }
  }

  /// Characters in n-grams that stood before.
  private func copiedCharacters(_ n: Int) -> Int {
    var (copied, covered) = (0, 0)
    for candidate in candidates {
      let i = Int(candidate)
      guard table[Int(places[i])].first != candidate else { continue }
      copied += Int(starts[i + n] - starts[max(i, covered)])
      covered = i + n
    }
    return copied
  }

  /// Keeps the words at which an (n+1)-gram may stand twice: those whose next word is there too.
  private func keepNeighbours(_ n: Int) {
    var kept = 0
    for k in 0..<candidates.count {
      let i = candidates[k]
      if k + 1 < candidates.count, candidates[k + 1] == i + 1, Int(i) + n < words.count {
        candidates[kept] = i
        kept += 1
      }
    }
    candidates.removeLast(candidates.count - kept)
  }
}
