import CLibCrypto

/// SHA-256 under way, by the system's libcrypto: bytes go in, a number comes out.
///
///     var digest = SHA256Digest()
///     digest.update(bytes)
///     digest.finish()
public struct SHA256Digest {
  private final class Context {
    // The library returns nil only when it is out of memory, where Swift itself would stop.
    let pointer: OpaquePointer? = EVP_MD_CTX_new()
    init() { EVP_DigestInit_ex(pointer, EVP_sha256(), nil) }
    deinit { EVP_MD_CTX_free(pointer) }
  }

  private let context = Context()

  public init() {}

  /// Takes in bytes.
  public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// Takes in bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    _ = EVP_DigestUpdate(context.pointer, bytes.baseAddress, bytes.count)
  }

  /// The digest in lower-case hexadecimal.
  public mutating func finish() -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: finishBytes().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self)
  }

  /// The 32 bytes of the digest.
  public mutating func finishBytes() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    _ = EVP_DigestFinal_ex(context.pointer, &digest, &length)
    return digest
  }
}
