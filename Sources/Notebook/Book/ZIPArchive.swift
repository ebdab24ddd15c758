/// A ZIP archive of stored files: what an EPUB is wrapped in.
///
/// Nothing is compressed. A book of text and line drawings stays below a few megabytes, and the same
/// files give the same bytes everywhere.
///
/// Source: PKWARE's APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
public enum ZIPArchive {
  /// The archive of some files, in their order.
  ///
  /// - Parameter files: below 4 GiB all together and fewer than 65,536, so that no 64-bit fields are
  ///   needed.
  public static func bytes(of files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (path, bytes) in files {
      let name = Array(path.utf8)
      // Version 2.0, names in UTF-8, stored, midnight of 1 January 1980.
      var entry = number(20, 2) + number(0x0800, 2) + number(0, 2) + number(0, 2) + number(0x21, 2)
      entry += number(crc32(bytes), 4) + number(bytes.count, 4) + number(bytes.count, 4)
      entry += number(name.count, 2) + number(0, 2)
      directory += [0x50, 0x4B, 1, 2] + number(20, 2) + entry
      // No comment, the first disk, no attributes; where the entry begins.
      directory += number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4)
      directory += number(archive.count, 4) + name
      archive += [0x50, 0x4B, 3, 4] + entry + name + bytes
    }
    let begin = archive.count
    archive += directory
    archive += [0x50, 0x4B, 5, 6] + number(0, 4) + number(files.count, 2) + number(files.count, 2)
    return archive + number(directory.count, 4) + number(begin, 4) + number(0, 2)
  }

  /// Little-endian.
  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// The checksum of ZIP and PNG (reflected polynomial 0xEDB88320).
  static func crc32(_ bytes: [UInt8]) -> Int {
    var value: UInt32 = ~0
    for byte in bytes {
      value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8
    }
    return Int(~value)
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }
}
