import Groundwork

extension Corpus {
  /// About `byteCount` bytes out of the whole corpus, the same for the same seed.
  ///
  /// Documents are drawn until there are enough bytes. None gives more than an eighth of them, its
  /// beginning, unless the others are too short; cuts are at UTF-8 boundaries. A corpus that is not
  /// longer is taken whole. The order of the documents stays.
  public func sample(byteCount: Int, seed: UInt64 = 1) -> Corpus {
    guard self.byteCount > byteCount else { return self }
    let lengths = documents.map(\.bytes.count)
    var limit = max(1, byteCount / 8)
    while limit < byteCount, lengths.reduce(0, { $0 + min($1, limit) }) < byteCount {
      limit = min(byteCount, 2 * limit)
    }
    var stream = RandomStream(seed: seed).fork("sample")
    var order = Array(documents.indices)
    order.shuffle(using: &stream)
    var taken: [Int: Int] = [:]
    var left = byteCount
    for index in order where left > 0 {
      let count = min(lengths[index], limit, left)
      taken[index] = count
      left -= count
    }
    return Corpus(
      name: name,
      documents: documents.indices.compactMap { index in
        guard let count = taken[index] else { return nil }
        let document = documents[index]
        let bytes = document.bytes.prefix(upToCharacterAt: count)
        return bytes.isEmpty
          ? nil : Document(name: document.name, bytes: bytes, part: document.part)
      })
  }
}

extension [UInt8] {
  /// The first `count` bytes of UTF-8, less those of a character that would be torn.
  func prefix(upToCharacterAt count: Int) -> [UInt8] {
    guard count < self.count else { return self }
    var cut = count
    while cut > 0 && self[cut] & 0xC0 == 0x80 { cut -= 1 }
    return Array(self[..<cut])
  }
}
