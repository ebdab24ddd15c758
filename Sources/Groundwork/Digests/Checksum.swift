import Foundation

/// SHA-256, by the system's libcrypto.
public enum Checksum {
  /// The digest of some bytes, in lower-case hexadecimal.
  public static func sha256(_ bytes: [UInt8]) -> String {
    var digest = SHA256Digest()
    digest.update(bytes)
    return digest.finish()
  }

  /// The digest of a text's UTF-8.
  public static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }

  /// The digest of a file, read in parts.
  public static func sha256(file path: String) throws -> String {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw FileError(path: path, problem: "no such file, or it cannot be read; check the path")
    }
    defer { try? handle.close() }
    var digest = SHA256Digest()
    while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
      digest.update([UInt8](part))
    }
    return digest.finish()
  }
}
