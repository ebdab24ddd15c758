extension Corpus {
  /// How often each word occurs: runs of ASCII letters and hyphens, in lower case, of some length.
  public func wordCounts(minimumLength: Int = 1) -> [String: Int] {
    var counts: [[UInt8]: Int] = [:]
    for document in documents {
      var word: [UInt8] = []
      for byte in document.bytes + [0x20] {
        if (0x41...0x5A).contains(byte) {
          word.append(byte | 0x20)
        } else if (0x61...0x7A).contains(byte) || byte == 0x2D {
          word.append(byte)
        } else if !word.isEmpty {
          if word.count >= minimumLength { counts[word, default: 0] += 1 }
          word.removeAll(keepingCapacity: true)
        }
      }
    }
    var result: [String: Int] = [:]
    for (word, count) in counts { result[String(decoding: word, as: UTF8.self)] = count }
    return result
  }

  /// The most frequent words of seven letters or more that another text never uses; of equally
  /// frequent ones, the first in the alphabet.
  public func distinctiveWords(against other: Corpus, count: Int) -> [String] {
    let known = other.wordCounts(minimumLength: 7)
    return wordCounts(minimumLength: 7)
      .filter { known[$0.key] == nil && !$0.key.hasPrefix("-") && !$0.key.hasSuffix("-") }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(count).map(\.key)
  }
}
