import Groundwork

/// The tokens of many documents in one file, mapped into memory rather than read.
///
///     try TokenShardWriter.write(to: "train.tokens", vocabularySize: 4_096) { documents in
///       for text in texts { try documents.add(tokenizer.encode(text)) }
///     }
///     let shard = try TokenShard(path: "train.tokens")
///     shard.documentCount                       // 163
///     shard.document(3)                         // [Int32]
///
/// Everything in the file is checked when it is opened; `TokenShardLayout` has the format. Whoever reads
/// tokens after somebody has written to the file, or cut it short, ends the process with status 1 and one
/// line.
public final class TokenShard: Sendable {
  public let path: String
  public let tokenCount: Int
  public let documentCount: Int
  public let vocabularySize: Int
  /// What tells vocabularies of one size apart: 16 bytes; nil where the shard does not say.
  public let vocabularyDigest: [UInt8]?
  /// The SHA-256 in the header: shards with the same one hold the same documents.
  public let digest: [UInt8]
  private let tokenWidth: Int
  private let offsetsStart: Int
  private let file: MappedFile
  private var bytes: UnsafeRawBufferPointer { file.bytes.bytes }

  /// Maps a shard and checks it: the header's fields, the file's size, the offsets, the SHA-256 of
  /// it all, and that every id lies in the vocabulary.
  ///
  /// - Parameter checksIDs: false skips the SHA-256 and the ids, which take a second for each few
  ///   hundred megabytes; what remains keeps every access within the file.
  /// - Throws: `TokenShardError.malformed`, `FileError`.
  public init(path: String, checksIDs: Bool = true) throws {
    file = try MappedFile(path: path)
    let bytes = file.bytes.bytes
    func malformed(_ problem: String) -> TokenShardError {
      .malformed(path: path, problem: problem)
    }
    guard bytes.count >= TokenShardLayout.headerSize else {
      throw malformed(
        "\(Plural.count(bytes.count, "byte")) \(Plural.of(bytes.count, "is", "are")) too few for a token shard, whose header has 96"
      )
    }
    let header = try Self.header(bytes, malformed)
    guard bytes.count == header.fileSize else {
      throw malformed(
        "has \(bytes.count) bytes where \(header.tokenCount) tokens and "
          + "\(header.documentCount) documents take \(header.fileSize)")
    }
    self.path = path
    tokenCount = header.tokenCount
    documentCount = header.documentCount
    vocabularySize = header.vocabularySize
    vocabularyDigest = header.vocabularyDigest.contains { $0 != 0 } ? header.vocabularyDigest : nil
    digest = Array(bytes[TokenShardLayout.digestStart..<TokenShardLayout.headerSize])
    tokenWidth = header.tokenWidth
    offsetsStart = header.offsetsStart
    try checkOffsets()
    if checksIDs {
      try checkDigest()
      try checkTokens()
    }
    try file.requireUnchanged()
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
    guard bytes[56..<64].allSatisfy({ $0 == 0 }) else {
      throw malformed("has something in the header's empty bytes, 56 to 63")
    }
    return TokenShardLayout.Header(
      tokenWidth: Int(width), tokenCount: try count(16, "tokens", 0...(1 << 48)),
      documentCount: try count(24, "documents", 0...(1 << 48)),
      vocabularySize: try count(
        32, "ids in the vocabulary", 1...(width == 2 ? 1 << 16 : 1 << 31)),
      vocabularyDigest: Array(bytes[40..<56]))
  }

  private func checkOffsets() throws {
    func malformed(_ problem: String) -> TokenShardError {
      .malformed(path: path, problem: problem)
    }
    var previous = UInt64(0)
    for document in 0...documentCount {
      let start = offset(document)
      guard document > 0 || start == 0 else {
        throw malformed("its first document begins at token \(start), not at 0")
      }
      guard start >= previous, start <= UInt64(tokenCount) else {
        throw malformed("document \(document) begins at token \(start), after \(previous)")
      }
      previous = start
    }
    guard previous == UInt64(tokenCount) else {
      throw malformed("its documents end at token \(previous) of \(tokenCount)")
    }
  }

  /// Where a document begins, or, for their number, where the last one ends.
  @inline(__always)
  private func offset(_ document: Int) -> UInt64 {
    UInt64(
      littleEndian: bytes.load(fromByteOffset: offsetsStart + 8 * document, as: UInt64.self))
  }

  private func checkDigest() throws {
    var computed = SHA256Digest()
    for part in Self.parts(of: TokenShardLayout.headerSize..<bytes.count) {
      computed.update(UnsafeRawBufferPointer(rebasing: bytes[part]))
      file.release(part)
    }
    computed.update(UnsafeRawBufferPointer(rebasing: bytes[..<TokenShardLayout.digestStart]))
    guard computed.finishBytes() == digest else {
      throw TokenShardError.malformed(
        path: path, problem: "its SHA-256 is not the one in its header, so it is damaged")
    }
  }

  private func checkTokens() throws {
    func check<Element: FixedWidthInteger & UnsignedInteger>(_ type: Element.Type) throws {
      for part in Self.parts(of: 0..<tokenCount) {
        var largest = Element.zero
        for place in part { largest = max(largest, token(place, as: type)) }
        let first = TokenShardLayout.headerSize + part.lowerBound * tokenWidth
        file.release(first..<(first + part.count * tokenWidth))
        guard largest >= vocabularySize else { continue }
        let place = part.first { token($0, as: type) >= vocabularySize } ?? part.lowerBound
        throw TokenShardError.token(
          path: path, id: Int(token(place, as: type)), place: place,
          vocabularySize: vocabularySize)
      }
    }
    if tokenWidth == 2 { try check(UInt16.self) } else { try check(UInt32.self) }
  }

  /// A range in parts of 2²² each: what was read of the file is let go of behind them.
  private static func parts(of range: Range<Int>) -> some Sequence<Range<Int>> {
    stride(from: range.lowerBound, to: range.upperBound, by: 1 << 22).lazy
      .map { $0..<min($0 + 1 << 22, range.upperBound) }
  }

  @inline(__always)
  private func token<Element: FixedWidthInteger>(
    _ place: Int, as type: Element.Type
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
    return Int(offset(number))..<Int(offset(number + 1))
  }

  /// The document that holds a token.
  ///
  /// - Precondition: `place` is in `0..<tokenCount`.
  /// - Complexity: O(log documents).
  public func document(holding place: Int) -> Int {
    precondition(place >= 0 && place < tokenCount, "outside the shard")
    // Of several that begin there, all but the last are empty.
    var (low, high) = (0, documentCount - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if offset(middle) <= UInt64(place) { low = middle } else { high = middle - 1 }
    }
    return low
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
    if tokenWidth == 2 {
      for (k, place) in range.enumerated() { target[k] = Int32(token(place, as: UInt16.self)) }
    } else {
      for (k, place) in range.enumerated() {
        target[k] = Int32(bitPattern: token(place, as: UInt32.self))
      }
    }
    // Other tokens than those that were checked are never trained on.
    file.endUnlessUnchanged()
  }

  /// One token.
  ///
  /// - Precondition: `place` is in `0..<tokenCount`.
  public subscript(place: Int) -> Int32 {
    precondition(place >= 0 && place < tokenCount, "outside the shard")
    return tokenWidth == 2
      ? Int32(token(place, as: UInt16.self)) : Int32(bitPattern: token(place, as: UInt32.self))
  }

  /// Lets go of tokens that were read: whoever reads a large shard from end to end does so behind
  /// itself. They can be read again.
  public func release(_ range: Range<Int>) {
    let start = TokenShardLayout.headerSize + range.lowerBound * tokenWidth
    file.release(start..<start + range.count * tokenWidth)
  }
}
