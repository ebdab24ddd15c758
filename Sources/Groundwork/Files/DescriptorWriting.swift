import Foundation

/// Bytes to an open descriptor, whatever it leads to.
enum DescriptorWriting {
  /// Writes a whole buffer, however many calls that takes.
  ///
  /// - Returns: the error of the call that failed, or 0.
  static func writeAll(_ buffer: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var offset = 0
    while offset < buffer.count {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[offset...])
      let written = write(descriptor, rest.baseAddress, rest.count)
      if written > 0 {
        offset += written
      } else if written == 0 {
        return EIO
      } else if errno == EAGAIN {
        // A terminal in non-blocking mode takes the rest a moment later.
        usleep(1_000)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
