import Foundation

/// Files that have no size: pipes, terminals, and what the system makes up while it is read.
public enum StreamReading {
  /// More than this is no file that is read as a whole.
  public static let limit = 4 << 30

  /// Everything that a descriptor still gives.
  public static func readToEnd(
    _ descriptor: Int32, path: String
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = part.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes += part[..<count]
        guard bytes.count <= limit else {
          throw FileError(path: path, problem: "gives more than \(ByteCount.text(limit))")
        }
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw failure(path)
      }
    }
  }

  private static func failure(_ path: String) -> FileError {
    FileError(
      path: path, problem: "cannot be read (\(String(cString: strerror(errno)).lowercased()))")
  }
}
