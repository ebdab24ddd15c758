import Foundation
import WorkbookCore

/// Whether a folder or a file can be written to, found out before any work.
enum OutputFolder {
  /// Looks at the place of a file, and creates nothing.
  ///
  /// - Throws: `FileError` where something stands there that is no regular file, or where the folder
  ///   cannot be written to.
  static func checkFile(_ path: String) throws {
    try AtomicFile.requireReplaceable(path)
    let folder = (path as NSString).deletingLastPathComponent
    try check(folder.isEmpty ? "." : folder)
  }

  /// Looks at the place of a model, which its name makes a file or a folder.
  ///
  /// - Throws: as `checkFile` and `check`.
  static func checkModel(_ path: String) throws {
    if ModelExport.isFile(path) {
      try checkFile(path)
    } else {
      try check(path)
    }
  }

  /// Looks at the folder, or at the nearest one above it that exists, and creates nothing.
  ///
  /// - Throws: `FileError` where a file stands in the way, or where nothing may be written.
  static func check(_ path: String) throws {
    var current = URL(fileURLWithPath: path).standardizedFileURL
    while true {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: current.path, isDirectory: &isFolder) {
        guard isFolder.boolValue else {
          throw FileError(
            path: path, problem: "\(current.path) is a file, not a folder; choose another --out")
        }
        guard access(current.path, W_OK) == 0 else {
          throw FileError(
            path: path, problem: "\(current.path) is not writable; choose another --out")
        }
        return
      }
      guard (try? FileManager.default.destinationOfSymbolicLink(atPath: current.path)) == nil else {
        throw FileError(
          path: path,
          problem: "\(current.path) is a link that leads to no folder; choose another --out")
      }
      guard current.path != "/" else { return }
      current.deleteLastPathComponent()
    }
  }
}
