import Foundation
import Tensors

/// Writes token shards, document by document.
public enum TokenShardWriter {
  /// Writes a shard: whole or not at all.
  ///
  /// Ids take two bytes each for vocabularies of up to 65,536, four for larger ones.
  ///
  /// - Parameters:
  ///   - vocabularySize: 1…2³¹; every id must be below it.
  ///   - body: calls its argument with each document's ids, in order; documents may be empty.
  /// - Throws: `TokenShardError`, `FileError`, and what `body` throws.
  public static func write(
    to path: String, vocabularySize: Int, _ body: (_ add: ([Int32]) throws -> Void) throws -> Void
  ) throws {
    guard (1...(1 << 31)).contains(vocabularySize) else {
      throw TokenShardError.vocabularySize(vocabularySize)
    }
    try AtomicFile.write(path: path) { descriptor in
      var stream = Stream(descriptor: descriptor, path: path)
      // The header comes last, when the counts are known.
      try stream.write([UInt8](repeating: 0, count: TokenShardLayout.headerSize), isHashed: false)
      let isWide = vocabularySize > 1 << 16
      var offsets: [Int] = [0]
      try body { ids in
        for (place, id) in ids.enumerated() where id < 0 || Int(id) >= vocabularySize {
          throw TokenShardError.token(
            path: path, id: Int(id), place: (offsets.last ?? 0) + place,
            vocabularySize: vocabularySize)
        }
        if isWide {
          try stream.write(elements: ids.map { UInt32(bitPattern: $0).littleEndian })
        } else {
          try stream.write(elements: ids.map { UInt16(truncatingIfNeeded: $0).littleEndian })
        }
        offsets.append((offsets.last ?? 0) + ids.count)
      }
      let header = TokenShardLayout.Header(
        tokenWidth: isWide ? 4 : 2, tokenCount: offsets.last ?? 0,
        documentCount: offsets.count - 1, vocabularySize: vocabularySize)
      try stream.write([UInt8](repeating: 0, count: header.padding))
      try stream.write(elements: offsets.map { UInt64($0).littleEndian })
      try stream.finish(header: header.bytes)
    }
  }

  /// Bytes on their way to the file, and through the digest.
  private struct Stream {
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
