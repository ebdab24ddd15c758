/// The different pre-tokens of a text, and how often each stands there.
struct UnigramWords: Sendable {
  /// All words, one after the other, in the order in which they appear.
  private(set) var bytes: [UInt8] = []
  /// Where word i begins; it ends where word i + 1 begins.
  private(set) var offsets: [Int] = [0]
  private(set) var counts: [Int] = []

  /// Longer pre-tokens are cut for training: pieces are much shorter.
  static let longest = 1_024

  /// - Throws: `TokenizerError.preTokenTooLong`.
  init(documents: [[UInt8]], pattern: PreTokenPattern) throws(TokenizerError) {
    var table = WordTable()
    for document in documents {
      let result = document.withUnsafeBufferPointer { text -> Result<Int, TokenizerError> in
        Result { () throws(TokenizerError) -> Int in
          try pattern.cut(text) { word in
            for start in stride(from: 0, to: word.count, by: Self.longest) {
              let end = min(start + Self.longest, word.count)
              let (index, _) = table.insert(UnsafeBufferPointer(rebasing: word[start..<end]))
              table[index] += 1
            }
          }
        }
      }
      _ = try result.get()
    }
    bytes.reserveCapacity(table.byteCount)
    offsets.reserveCapacity(table.count + 1)
    counts.reserveCapacity(table.count)
    for index in 0..<table.count {
      bytes.append(contentsOf: table.string(index))
      offsets.append(bytes.count)
      counts.append(Int(table[index]))
    }
  }

  /// Number of different words.
  var count: Int { counts.count }
}
