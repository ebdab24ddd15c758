import Foundation
import Tensors

/// The tokens of many documents in one file, mapped into memory rather than read.
///
///     try TokenShardWriter.write(to: "train.tokens", vocabularySize: 4_096) { add in
///       for text in texts { try add(tokenizer.encode(text)) }
///     }
///     let shard = try TokenShard(path: "train.tokens")
///     shard.documentCount                       // 163
///     shard.document(3)                         // [Int32]
///
/// Everything in the file is checked when it is opened; `TokenShardLayout` has the format.
public final class TokenShard: Sendable {
  public let path: String
  public let tokenCount: Int
  public let documentCount: Int
  public let vocabularySize: Int
  private let tokenWidth: Int
  private let offsetsStart: Int
  private let data: Data

  /// Maps a shard and checks it: the header's fields, the file's size, the offsets, the SHA-256 of
  /// it all, and that every id lies in the vocabulary.
  ///
  /// - Parameter checksIDs: false skips the SHA-256 and the ids, which take a second for each few
  ///   hundred megabytes; what remains keeps every access within the file.
  /// - Throws: `TokenShardError.malformed`, `FileError`.
  public init(path: String, checksIDs: Bool = true) throws {
    guard let size = DataSetCache.size(path) else {
      throw FileError(path: path, problem: "no such file; check the path")
    }
    func malformed(_ problem: String) -> TokenShardError {
      .malformed(path: path, problem: problem)
    }
    guard size >= TokenShardLayout.headerSize else {
      throw malformed("\(size) bytes are too few for a token shard, whose header has 96")
    }
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    else { throw FileError(path: path, problem: "cannot be mapped; check its permissions") }
    let header = try data.withUnsafeBytes { try Self.header($0, malformed) }
    guard data.count == header.fileSize else {
      throw malformed(
        "has \(data.count) bytes where \(header.tokenCount) tokens and "
          + "\(header.documentCount) documents take \(header.fileSize)")
    }
    self.path = path
    self.data = data
    tokenCount = header.tokenCount
    documentCount = header.documentCount
    vocabularySize = header.vocabularySize
    tokenWidth = header.tokenWidth
    offsetsStart = header.offsetsStart
    try checkOffsets()
    if checksIDs {
      try checkDigest(header)
      try checkTokens()
    }
  }

  private static func header(
    _ bytes: UnsafeRawBufferPointer, _ malformed: (String) -> TokenShardError
  ) throws -> TokenShardLayout.Header {
    func number<Number: FixedWidthInteger>(_ offset: Int, as type: Number.Type) -> Number {
      Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }
    guard bytes[0..<8].elementsEqual(TokenShardLayout.magic) else {
      throw malformed("does not begin with PWTOKENS, so it is no token shard")
    }
    let version = number(8, as: UInt32.self)
    guard version == TokenShardLayout.version else {
      throw malformed("has version \(version); this program reads version 1")
    }
    let width = number(12, as: UInt32.self)
    guard width == 2 || width == 4 else {
      throw malformed("has \(width) bytes a token; there are 2 or 4")
    }
    // Counts of which no product overflows, and far beyond any disk.
    func count(_ offset: Int, _ what: String, _ range: ClosedRange<UInt64>) throws -> Int {
      let value = number(offset, as: UInt64.self)
      guard range.contains(value) else { throw malformed("names \(value) \(what)") }
      return Int(value)
    }
    guard bytes[40..<64].allSatisfy({ $0 == 0 }) else {
      throw malformed("has something in the header's empty bytes, 40 to 63")
    }
    return TokenShardLayout.Header(
      tokenWidth: Int(width), tokenCount: try count(16, "tokens", 0...(1 << 48)),
      documentCount: try count(24, "documents", 0...(1 << 48)),
      vocabularySize: try count(
        32, "ids in the vocabulary", 1...(width == 2 ? 1 << 16 : 1 << 31)))
  }

  private func checkOffsets() throws {
    func malformed(_ problem: String) -> TokenShardError {
      .malformed(path: path, problem: problem)
    }
    var previous = UInt64(0)
    try data.withUnsafeBytes { bytes in
      for document in 0...documentCount {
        let start = UInt64(
          littleEndian: bytes.loadUnaligned(
            fromByteOffset: offsetsStart + 8 * document, as: UInt64.self))
        guard document > 0 || start == 0 else {
          throw malformed("its first document begins at token \(start), not at 0")
        }
        guard start >= previous, start <= UInt64(tokenCount) else {
          throw malformed("document \(document) begins at token \(start), after \(previous)")
        }
        previous = start
      }
    }
    guard previous == UInt64(tokenCount) else {
      throw malformed("its documents end at token \(previous) of \(tokenCount)")
    }
  }

  private func checkDigest(_ header: TokenShardLayout.Header) throws {
    var digest = SHA256Digest()
    let isRight = data.withUnsafeBytes { bytes in
      digest.update(UnsafeRawBufferPointer(rebasing: bytes[TokenShardLayout.headerSize...]))
      digest.update(UnsafeRawBufferPointer(rebasing: bytes[..<TokenShardLayout.digestStart]))
      return bytes[TokenShardLayout.digestStart..<TokenShardLayout.headerSize]
        .elementsEqual(digest.finishBytes())
    }
    guard isRight else {
      throw TokenShardError.malformed(
        path: path, problem: "its SHA-256 is not the one in its header, so it is damaged")
    }
  }

  private func checkTokens() throws {
    func check<Element: FixedWidthInteger & UnsignedInteger>(_ type: Element.Type) throws {
      try data.withUnsafeBytes { bytes in
        var largest = Element.zero
        for place in 0..<tokenCount {
          largest = max(largest, token(bytes, place, as: type))
        }
        guard tokenCount > 0, largest >= vocabularySize else { return }
        let place = (0..<tokenCount).first { token(bytes, $0, as: type) >= vocabularySize } ?? 0
        throw TokenShardError.token(
          path: path, id: Int(largest), place: place, vocabularySize: vocabularySize)
      }
    }
    if tokenWidth == 2 { try check(UInt16.self) } else { try check(UInt32.self) }
  }

  @inline(__always)
  private func token<Element: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, _ place: Int, as type: Element.Type
  ) -> Element {
    Element(
      littleEndian: bytes.load(
        fromByteOffset: TokenShardLayout.headerSize + place * MemoryLayout<Element>.size, as: type))
  }

  // MARK: Reading

  /// Where a document's tokens lie among all.
  ///
  /// - Precondition: `number` is in `0..<documentCount`.
  public func range(ofDocument number: Int) -> Range<Int> {
    precondition(number >= 0 && number < documentCount, "no such document")
    return data.withUnsafeBytes { bytes in
      func offset(_ index: Int) -> Int {
        Int(
          UInt64(
            littleEndian: bytes.loadUnaligned(
              fromByteOffset: offsetsStart + 8 * index, as: UInt64.self)))
      }
      return offset(number)..<offset(number + 1)
    }
  }

  /// The tokens of a document.
  ///
  /// - Precondition: `number` is in `0..<documentCount`.
  public func document(_ number: Int) -> [Int32] { tokens(range(ofDocument: number)) }

  /// Some of the tokens, counted over all documents.
  ///
  /// - Precondition: the range lies within `0..<tokenCount`.
  public func tokens(_ range: Range<Int>) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: range.count) { buffer, count in
      if let base = buffer.baseAddress { read(range, into: base) }
      count = range.count
    }
  }

  /// Copies some of the tokens, without allocating anything.
  ///
  /// - Precondition: the range lies within `0..<tokenCount`, and the target has room.
  public func read(_ range: Range<Int>, into target: UnsafeMutablePointer<Int32>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= tokenCount, "outside the shard")
    data.withUnsafeBytes { bytes in
      if tokenWidth == 2 {
        for (k, place) in range.enumerated() {
          target[k] = Int32(token(bytes, place, as: UInt16.self))
        }
      } else {
        for (k, place) in range.enumerated() {
          target[k] = Int32(bitPattern: token(bytes, place, as: UInt32.self))
        }
      }
    }
  }
}
