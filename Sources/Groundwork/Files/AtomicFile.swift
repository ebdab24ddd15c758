import Foundation

/// Files that are either whole or absent.
///
/// The bytes go to a temporary file beside the target, are synced to the disk, and the file is
/// then renamed: whoever is killed in between leaves the old file as it was.
public enum AtomicFile {
  /// Writes bytes to a path, creating the folders above it.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    try bytes.withUnsafeBytes { buffer in
      try write(path: path) { try writeAll(buffer, to: $0, path: path) }
    }
  }

  /// Writes a text as UTF-8.
  public static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// Opens a temporary file beside `path`, lets `body` fill it, syncs it and renames it to `path`.
  public static func write(
    path: String, _ body: (_ descriptor: Int32) throws -> Void
  ) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try createFolder(folder.isEmpty ? "." : folder)
    let temporary = "\(path).partial-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path, "cannot be written") }
    do {
      try body(descriptor)
      guard fsync(descriptor) == 0 else { throw failure(path, "cannot be synced to the disk") }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      let error = failure(path, "cannot be put in place")
      unlink(temporary)
      throw error
    }
  }

  /// Writes a whole buffer to a descriptor, however many calls that takes.
  public static func writeAll(
    _ buffer: UnsafeRawBufferPointer, to descriptor: Int32, path: String
  ) throws(FileError) {
    errno = DescriptorWriting.writeAll(buffer, to: descriptor)
    guard errno == 0 else { throw failure(path, "cannot be written") }
  }

  /// Creates a folder and those above it; one that exists is left as it is.
  public static func createFolder(_ path: String) throws(FileError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        return
      }
      throw FileError(
        path: path,
        problem: "the folder cannot be created (is a file in its place, or is it read-only?)")
    }
  }

  /// The bytes of a file.
  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FileError(path: path, problem: "no such file; check the path")
    }
    if isFolder.boolValue {
      throw FileError(path: path, problem: "is a folder where a file is needed")
    }
    if let bytes = try StreamReading.bytes(ofStream: path) { return bytes }
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe))
    } catch {
      throw FileError(path: path, problem: "cannot be read; check its permissions")
    }
  }

  private static func failure(_ path: String, _ what: String) -> FileError {
    let reason = String(cString: strerror(errno)).lowercased()
    return FileError(
      path: path, problem: "\(what) (\(reason)); free space or choose another folder")
  }
}
