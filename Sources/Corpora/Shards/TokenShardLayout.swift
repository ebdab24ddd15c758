/// How a token shard lies on the disk. Numbers are little-endian.
///
/// | bytes | what |
/// |---|---|
/// | 0..<8 | `PWTOKENS` |
/// | 8..<12 | version, 1 |
/// | 12..<16 | bytes a token: 2 (ids below 65,536) or 4 |
/// | 16..<24 | tokens |
/// | 24..<32 | documents |
/// | 32..<40 | vocabulary size: every id is below it |
/// | 40..<56 | what tells vocabularies of one size apart; zero where nobody said |
/// | 56..<64 | zero |
/// | 64..<96 | SHA-256 of tokens, padding and offsets, then of bytes 0..<64 |
/// | 96… | tokens, zeros up to a multiple of 8, then for each document where it begins, counted in tokens, and the number of tokens: (documents + 1) · 8 bytes |
enum TokenShardLayout {
  static let magic = Array("PWTOKENS".utf8)
  static let version: UInt32 = 1
  static let digestStart = 64
  static let headerSize = 96
  static let vocabularyDigestSize = 16

  /// What the first 64 bytes say.
  struct Header: Equatable {
    var tokenWidth: Int
    var tokenCount: Int
    var documentCount: Int
    var vocabularySize: Int
    /// 16 bytes.
    var vocabularyDigest: [UInt8]

    /// Zeros behind the tokens.
    var padding: Int { (8 - tokenCount * tokenWidth % 8) % 8 }
    var offsetsStart: Int { TokenShardLayout.headerSize + tokenCount * tokenWidth + padding }
    var fileSize: Int { offsetsStart + (documentCount + 1) * 8 }

    /// The first 64 bytes.
    var bytes: [UInt8] {
      var out = magic
      out.append(littleEndian: version)
      out.append(littleEndian: UInt32(tokenWidth))
      for number in [tokenCount, documentCount, vocabularySize] {
        out.append(littleEndian: UInt64(number))
      }
      out += vocabularyDigest
      return out + [UInt8](repeating: 0, count: digestStart - out.count)
    }
  }
}

extension [UInt8] {
  mutating func append<Number: FixedWidthInteger>(littleEndian number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
