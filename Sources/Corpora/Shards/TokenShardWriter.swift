import Foundation
import Groundwork

/// Writes token shards, document by document.
public enum TokenShardWriter {
  /// Writes a shard: whole or not at all.
  ///
  /// Ids take two bytes each for vocabularies of up to 65,536, four for larger ones. Of the documents
  /// nothing stays in memory but where they begin, 8 bytes each.
  ///
  /// - Parameters:
  ///   - vocabularySize: 1…2³¹; every id must be below it.
  ///   - vocabularyDigest: what tells vocabularies of one size apart, in at most 16 bytes.
  ///   - body: adds the documents in their order.
  /// - Throws: `TokenShardError`, `FileError`, and what `body` throws.
  public static func write(
    to path: String, vocabularySize: Int, vocabularyDigest: [UInt8] = [],
    _ body: (_ documents: Documents) throws -> Void
  ) throws {
    guard (1...(1 << 31)).contains(vocabularySize) else {
      throw TokenShardError.vocabularySize(vocabularySize)
    }
    let size = TokenShardLayout.vocabularyDigestSize
    let digest = Array((vocabularyDigest + [UInt8](repeating: 0, count: size)).prefix(size))
    try AtomicFile.write(path: path) { descriptor in
      let documents = Documents(
        Stream(descriptor: descriptor, path: path), vocabularySize: vocabularySize)
      try documents.begin()
      try body(documents)
      try documents.finish(vocabularyDigest: digest)
    }
  }

  /// The documents of a shard that is being written.
  public final class Documents {
    private var stream: Stream
    private let vocabularySize: Int
    private var isWide: Bool { vocabularySize > 1 << 16 }
    /// Where the documents begin, the one at hand the last.
    private var offsets = [0]
    public private(set) var tokenCount = 0
    public var documentCount: Int { offsets.count - 1 }

    fileprivate init(_ stream: Stream, vocabularySize: Int) {
      self.stream = stream
      self.vocabularySize = vocabularySize
    }

    /// Adds a whole document; it may be empty.
    public func add(_ ids: [Int32]) throws {
      try append(ids)
      endDocument()
    }

    /// Adds ids to the document at hand.
    public func append(_ ids: [Int32]) throws {
      for (place, id) in ids.enumerated() where id < 0 || Int(id) >= vocabularySize {
        throw TokenShardError.token(
          path: stream.path, id: Int(id), place: tokenCount + place,
          vocabularySize: vocabularySize)
      }
      if isWide {
        try stream.write(elements: ids.map { UInt32(bitPattern: $0).littleEndian })
      } else {
        try stream.write(elements: ids.map { UInt16(truncatingIfNeeded: $0).littleEndian })
      }
      tokenCount += ids.count
    }

    /// Ends the document at hand.
    public func endDocument() { offsets.append(tokenCount) }

    /// Ends the document at hand if it holds something; the end of the shard does so too.
    public func endOpenDocument() {
      if offsets.last != tokenCount { endDocument() }
    }

    fileprivate func begin() throws {
      // The header comes last, when the counts are known.
      try stream.write([UInt8](repeating: 0, count: TokenShardLayout.headerSize), isHashed: false)
    }

    fileprivate func finish(vocabularyDigest: [UInt8]) throws {
      endOpenDocument()
      let header = TokenShardLayout.Header(
        tokenWidth: isWide ? 4 : 2, tokenCount: tokenCount, documentCount: documentCount,
        vocabularySize: vocabularySize, vocabularyDigest: vocabularyDigest)
      try stream.write([UInt8](repeating: 0, count: header.padding))
      try stream.write(elements: offsets.map { UInt64($0).littleEndian })
      try stream.finish(header: header.bytes)
    }
  }

  /// Bytes on their way to the file, and through the digest.
  fileprivate struct Stream {
    let descriptor: Int32
    let path: String
    private var digest = SHA256Digest()

    init(descriptor: Int32, path: String) {
      self.descriptor = descriptor
      self.path = path
    }

    mutating func write(_ bytes: [UInt8], isHashed: Bool = true) throws {
      if isHashed { digest.update(bytes) }
      try bytes.withUnsafeBytes { try AtomicFile.writeAll($0, to: descriptor, path: path) }
    }

    mutating func write<Element>(elements: [Element]) throws {
      try elements.withUnsafeBytes {
        digest.update($0)
        try AtomicFile.writeAll($0, to: descriptor, path: path)
      }
    }

    /// Puts the header in front.
    mutating func finish(header: [UInt8]) throws {
      digest.update(header)
      guard lseek(descriptor, 0, SEEK_SET) == 0 else {
        throw FileError(path: path, problem: "cannot be written from its beginning; choose a disk")
      }
      try write(header + digest.finishBytes(), isHashed: false)
    }
  }
}
