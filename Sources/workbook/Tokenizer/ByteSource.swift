import Foundation
import WorkbookCore

/// A file, or standard input, read in parts.
struct ByteSource {
  let name: String
  private let descriptor: Int32
  static let partSize = 1 << 16

  /// - Parameter path: `-` for standard input.
  /// - Throws: `FileError`.
  init(_ path: String) throws {
    guard path != "-" else {
      (name, descriptor) = ("standard input", STDIN_FILENO)
      return
    }
    name = path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FileError(path: path, problem: "no such file; check the path")
    }
    guard !isFolder.boolValue else {
      throw FileError(path: path, problem: "is a folder where a file is needed")
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileError(path: path, problem: "cannot be read; check its permissions")
    }
  }

  /// Hands out the bytes in their order until there are no more.
  func forEachPart(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    let part = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.partSize)
    defer {
      part.deallocate()
      if descriptor != STDIN_FILENO { close(descriptor) }
    }
    while true {
      let count = Foundation.read(descriptor, part, Self.partSize)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileError(path: name, problem: "cannot be read to its end") }
      guard count > 0 else { return }
      try body(UnsafeBufferPointer(start: part, count: count))
    }
  }
}
