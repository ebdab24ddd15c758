import Foundation
import WorkbookCore

/// Whether a folder can be written to, found out before any work.
enum OutputFolder {
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
      guard current.path != "/" else { return }
      current.deleteLastPathComponent()
    }
  }
}
