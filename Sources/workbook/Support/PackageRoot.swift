import Foundation

/// The folder that the workbook lies in.
enum PackageRoot {
  /// What the launcher says, else where this file was compiled.
  ///
  /// - Throws: where that is no workbook's folder, or none any more.
  static func find() throws -> String {
    if let named = try named() { return named }
    let compiled = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    guard isWorkbook(compiled) else {
      throw InputError("the workbook's folder is not at \(compiled) any more; use its ./workbook")
    }
    return compiled
  }

  /// What `WORKBOOK_ROOT` says; nil where it says nothing.
  ///
  /// - Throws: where that is no workbook's folder. No guess takes the place of what somebody said.
  static func named() throws -> String? {
    guard let named = ProcessInfo.processInfo.environment["WORKBOOK_ROOT"], !named.isEmpty else {
      return nil
    }
    guard isWorkbook(named) else {
      throw InputError(
        "WORKBOOK_ROOT is \(named), which is not the workbook's folder; set it right, or unset it")
    }
    return named
  }

  private static func isWorkbook(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/Package.swift")
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
