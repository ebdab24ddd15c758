import Foundation

extension AtomicFile {
  /// The bytes of a file or of a pipe.
  ///
  /// - Parameter limit: how much it may hold; a larger one is refused before it is read.
  /// - Throws: `FileError` where there is none, where it is a folder or a device, cannot be read, is too
  ///   large, or becomes shorter meanwhile.
  public static func read(
    _ path: String, limit: SizeLimit = .document
  ) throws(FileError) -> [UInt8] {
    // A device may do anything when it is opened.
    var status = stat()
    guard stat(path, &status) == 0 else { throw unreadable(path, errno) }
    try requireReadable(status, path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw unreadable(path, errno) }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
    try requireReadable(status, path)
    let size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    guard size <= limit.byteCount else {
      throw tooLarge(path, "has \(ByteCount.text(size))", limit)
    }
    let bytes = try read(descriptor, path, size: size, limit: limit)
    guard bytes.count >= size else {
      throw FileError(path: path, problem: "was cut short while it was being read")
    }
    return bytes
  }

  private static func read(
    _ descriptor: Int32, _ path: String, size: Int, limit: SizeLimit
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var part = [UInt8](repeating: 0, count: min(max(size, 1 << 12), 1 << 20) + 1)
    while true {
      let count = Foundation.read(descriptor, &part, part.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path, errno) }
      guard count > 0 else { return bytes }
      guard bytes.count + count <= limit.byteCount else {
        throw tooLarge(path, "goes on after \(ByteCount.text(limit.byteCount))", limit)
      }
      bytes += part[..<count]
    }
  }

  private static func requireReadable(_ status: stat, _ path: String) throws(FileError) {
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFIFO, S_IFSOCK: return
    case S_IFDIR: throw FileError(path: path, problem: "is a folder where a file is needed")
    // Somebody types there.
    case S_IFCHR where isTerminal(path): return
    default: throw FileError(path: path, problem: "is a device where a file is needed")
    }
  }

  private static func isTerminal(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return isatty(descriptor) == 1
  }

  private static func tooLarge(_ path: String, _ what: String, _ limit: SizeLimit) -> FileError {
    FileError(
      path: path,
      problem: "\(what) where \(limit.kind) has at most \(ByteCount.text(limit.byteCount))")
  }

  private static func unreadable(_ path: String, _ error: Int32) -> FileError {
    switch error {
    case ENOENT, ENOTDIR: FileError(path: path, problem: "no such file; check the path")
    case EACCES, EPERM: FileError(path: path, problem: "cannot be read; check its permissions")
    default:
      FileError(
        path: path, problem: "cannot be read (\(String(cString: strerror(error)).lowercased()))")
    }
  }
}
