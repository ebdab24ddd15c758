import Foundation
import Groundwork

/// The bytes of a file of text, mapped where that is possible, and else read to the end: a pipe, and
/// what the system makes up while it is read, have no size.
enum TextFileBytes {
  /// Opens a file and hands out its bytes during the call.
  ///
  /// - Throws: `CorpusError` with the reason that the system gives, and what `body` throws.
  static func with<Result>(
    _ file: TextFolder.File, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    let descriptor = (file.bytes + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { name in
        name.baseAddress.map { open($0, O_RDONLY | O_CLOEXEC) } ?? -1
      }
    }
    guard descriptor >= 0 else { throw failure(file) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(file) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      let bytes = try readToEnd(descriptor, file)
      return try bytes.withUnsafeBufferPointer(body)
    }
    let mapped: MappedFile
    do {
      // The descriptor's own name: that of the file need not be UTF-8.
      mapped = try MappedFile(path: "/proc/self/fd/\(descriptor)")
    } catch {
      let bytes = try readToEnd(descriptor, file)
      return try bytes.withUnsafeBufferPointer(body)
    }
    return try withExtendedLifetime(mapped) {
      try body(UnsafeBufferPointer(mapped.bytes.buffer))
    }
  }

  private static func readToEnd(
    _ descriptor: Int32, _ file: TextFolder.File
  ) throws(CorpusError) -> [UInt8] {
    do {
      return try StreamReading.readToEnd(descriptor, path: file.path)
    } catch {
      throw failure(file)
    }
  }

  private static func failure(_ file: TextFolder.File) -> CorpusError {
    .unreadable(path: file.path, reason: String(cString: strerror(errno)).lowercased())
  }
}
