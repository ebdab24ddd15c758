import CLibCrypto
import Foundation
import Tensors

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

/// A digest under way: bytes go in, a number comes out.
struct SHA256Digest {
  private final class Context {
    // The library returns nil only when it is out of memory, where Swift itself would stop.
    let pointer: OpaquePointer? = EVP_MD_CTX_new()
    init() { EVP_DigestInit_ex(pointer, EVP_sha256(), nil) }
    deinit { EVP_MD_CTX_free(pointer) }
  }

  private let context = Context()

  mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    _ = EVP_DigestUpdate(context.pointer, bytes.baseAddress, bytes.count)
  }

  mutating func finish() -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: finishBytes().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self)
  }

  /// The 32 bytes of the digest.
  mutating func finishBytes() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    _ = EVP_DigestFinal_ex(context.pointer, &digest, &length)
    return digest
  }
}
