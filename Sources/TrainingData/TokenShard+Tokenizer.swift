import Corpora
import Groundwork
import Tokenizers

extension Tokenizer {
  /// What a token shard keeps of the vocabulary that its ids belong to: 16 bytes of the SHA-256 of
  /// every token's bytes, in the order of the ids. Two files of one vocabulary have the same.
  public var vocabularyDigest: [UInt8] {
    var all: [UInt8] = []
    let special = Dictionary(
      specialTokens.map { ($0.id, $0.content) }, uniquingKeysWith: { first, _ in first })
    for id in 0..<Int32(clamping: vocabularySize) {
      let content = special[id] ?? bytes(of: id) ?? []
      all += Array("\(special[id] == nil ? "" : "!")\(content.count):".utf8) + content
    }
    let digits = Array(Checksum.sha256(all).utf8.prefix(32))
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) ?? 0
    }
  }
}

extension TokenShard {
  /// Throws where the shard's ids belong to another vocabulary.
  public func require(_ tokenizer: any Tokenizer) throws(TokenShardError) {
    let isSame =
      vocabularySize == tokenizer.vocabularySize
      && (vocabularyDigest.map { $0 == tokenizer.vocabularyDigest } ?? true)
    guard isSame else {
      throw .vocabulary(
        path: path, size: vocabularySize, tokenizerSize: tokenizer.vocabularySize)
    }
  }

  /// The bytes that the shard's ids stand for.
  public func byteCount(_ tokenizer: any Tokenizer) -> Int {
    let lengths = (0..<Int32(clamping: vocabularySize)).map { tokenizer.bytes(of: $0)?.count ?? 0 }
    let size = 1 << 16
    return stride(from: 0, to: tokenCount, by: size).reduce(0) { sum, start in
      let part = start..<min(start + size, tokenCount)
      defer { release(part) }
      return tokens(part).reduce(sum) { $0 + lengths[Int($1)] }
    }
  }
}
