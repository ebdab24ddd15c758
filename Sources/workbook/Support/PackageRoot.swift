import Foundation

/// The folder that the workbook lies in.
enum PackageRoot {
  /// What the launcher says, else where this file was compiled, else nothing.
  ///
  /// - Throws: where neither is a workbook's folder any more.
  static func find() throws -> String {
    let environment = ProcessInfo.processInfo.environment
    let compiled = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    for candidate in [environment["WORKBOOK_ROOT"], compiled].compactMap({ $0 })
    where FileManager.default.fileExists(atPath: candidate + "/Package.swift") {
      return candidate
    }
    throw InputError("the workbook's folder is not at \(compiled) any more; use its ./workbook")
  }

  /// Whether the launcher has just built every target.
  static var isEverythingBuilt: Bool {
    ProcessInfo.processInfo.environment["WORKBOOK_IS_BUILT"] == "1"
  }

  /// A path, or a line that begins with one, as seen from the workbook's folder.
  static func relative(_ path: String, to root: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }
}
