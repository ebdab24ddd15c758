/// The words of a text: runs of ASCII letters and hyphens, in lower case, with where they stand.
enum WordScanner {
  struct Word: Hashable {
    let text: String
    let range: Range<Int>
  }

  static func words(in bytes: [UInt8]) -> [Word] {
    var words: [Word] = []
    scan(bytes) { word, range in
      words.append(Word(text: String(decoding: word, as: UTF8.self), range: range))
    }
    return words
  }

  /// Counts the words of texts, those of at least so many letters.
  static func counts(_ texts: [[UInt8]], leastLength: Int) -> [String: Int] {
    var counts: [[UInt8]: Int] = [:]
    for text in texts {
      scan(text) { word, _ in
        if word.count >= leastLength { counts[Array(word), default: 0] += 1 }
      }
    }
    return Dictionary(
      uniqueKeysWithValues: counts.map { (String(decoding: $0.key, as: UTF8.self), $0.value) })
  }

  private static func scan(_ bytes: [UInt8], _ body: ([UInt8], Range<Int>) -> Void) {
    var word: [UInt8] = []
    for index in 0...bytes.count {
      let byte = index < bytes.count ? bytes[index] : 0x20
      let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      if (0x61...0x7A).contains(lower) || (lower == 0x2D && !word.isEmpty) {
        word.append(lower)
      } else if !word.isEmpty {
        let range = index - word.count..<index
        while word.last == 0x2D { word.removeLast() }
        body(word, range.lowerBound..<range.lowerBound + word.count)
        word.removeAll(keepingCapacity: true)
      }
    }
  }
}
