import Foundation

/// Files that are either whole or absent.
///
/// The bytes go to a temporary file beside the target, are synced to the disk, and the file is
/// then renamed: whoever is killed in between leaves the old file as it was. What dead processes left
/// in the folder is taken away.
///
/// Only a regular file is ever replaced. A link is followed to the file that it leads to; a device, a
/// pipe, a socket, a folder, a link that leads nowhere, and the file that standard output already goes
/// to are refused.
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
    try replace(path) { descriptor, _ in try body(descriptor) }
  }

  /// The same for another program that writes: `body` is given the temporary file's path.
  public static func produce(
    path: String, _ body: (_ temporary: String) throws -> Void
  ) throws {
    try replace(path) { _, temporary in try body(temporary) }
  }

  /// Finds out before any work whether a file may be put at a path; nothing is created.
  ///
  /// - Throws: `FileError` where something stands there that is never replaced.
  public static func requireReplaceable(_ path: String) throws(FileError) {
    _ = try target(path)
  }

  private static func replace(
    _ path: String, _ body: (_ descriptor: Int32, _ temporary: String) throws -> Void
  ) throws {
    let target = try target(path)
    let parent = (target.path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    try createFolder(folder)
    PartialName.removeStale(in: folder)
    let temporary = PartialName.beside(target.path)
    let descriptor = open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path, "cannot be written") }
    do {
      // A file that others may not read stays so.
      if let mode = target.mode { fchmod(descriptor, mode & 0o7777) }
      try body(descriptor, temporary)
      guard fsync(descriptor) == 0 else { throw failure(path, "cannot be synced to the disk") }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, target.path) == 0 else {
      let error = failure(path, "cannot be put in place")
      unlink(temporary)
      throw error
    }
  }

  /// Where a file at a path really lies, and the permissions of the one that is there.
  private static func target(_ path: String) throws(FileError) -> (path: String, mode: mode_t?) {
    guard !path.isEmpty else { throw FileError(path: "\"\"", problem: "is no name of a file") }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard lstat(path, &status) == 0 else { return (path, nil) }
      throw FileError(
        path: path, problem: "is a link that leads to no file; remove it or choose another name")
    }
    let kind: String? =
      switch status.st_mode & S_IFMT {
      case S_IFREG: nil
      case S_IFDIR: "a folder"
      case S_IFIFO: "a pipe"
      case S_IFSOCK: "a socket"
      default: "a device"
      }
    if let kind {
      throw FileError(
        path: path, problem: "is \(kind), where a file is to be put; choose another name")
    }
    for (descriptor, name) in [(STDOUT_FILENO, "output"), (STDERR_FILENO, "error")] {
      var stream = stat()
      guard fstat(descriptor, &stream) == 0, stream.st_ino == status.st_ino,
        stream.st_dev == status.st_dev
      else { continue }
      throw FileError(
        path: path, problem: "is where standard \(name) already goes; choose another name")
    }
    var link = stat()
    guard lstat(path, &link) == 0, link.st_mode & S_IFMT == S_IFLNK else {
      return (path, status.st_mode)
    }
    guard let resolved = realpath(path, nil) else {
      throw FileError(path: path, problem: "is a link that cannot be followed; choose another name")
    }
    defer { free(resolved) }
    return (String(cString: resolved), status.st_mode)
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

  private static func failure(_ path: String, _ what: String) -> FileError {
    let reason = String(cString: strerror(errno)).lowercased()
    // The limit on the size of files is the process's own: space on the disk is no help.
    let advice =
      errno == EFBIG
      ? "raise the limit on the size of files (ulimit -f)"
      : "free space or choose another folder"
    return FileError(path: path, problem: "\(what) (\(reason)); \(advice)")
  }
}
