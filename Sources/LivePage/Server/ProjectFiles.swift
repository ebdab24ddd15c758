import Foundation
import Groundwork

/// Files of the project, by the names that a request gives them, and nothing beside them.
struct ProjectFiles: Sendable {
  /// The folder of the project, links resolved.
  let root: String

  init(root: String) { self.root = Self.resolved(root) ?? root }

  /// The parts of a path between its slashes, with their escapes read once.
  ///
  /// - Throws: `LivePageError.notFound` for a part that is empty, leads up, or holds a slash or NUL.
  static func parts(_ path: some StringProtocol) throws(LivePageError) -> [String] {
    guard !path.isEmpty, path != "/" else { return [] }
    var parts: [String] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false)
      .dropFirst(path.hasPrefix("/") ? 1 : 0)
    {
      guard let name = String(part).removingPercentEncoding, isName(name) else {
        throw .notFound(TerminalText.oneLine(String(path)))
      }
      parts.append(name)
    }
    return parts
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".."
      && !name.unicodeScalars.contains { $0 == "/" || $0 == "\\" || $0.value < 32 }
  }

  /// The path of a file below a folder of the project.
  ///
  /// - Throws: `LivePageError.notFound` where there is none, or where a link leads out of the folder.
  func path(_ parts: [String], below folder: String) throws(LivePageError) -> String {
    let name = parts.joined(separator: "/")
    guard !parts.isEmpty, parts.allSatisfy(Self.isName),
      let home = Self.resolved(folder.isEmpty ? root : "\(root)/\(folder)"),
      home == root || home.hasPrefix(root + "/"),
      let place = Self.resolved("\(home)/\(name)"), place.hasPrefix(home + "/")
    else { throw .notFound(TerminalText.oneLine(name)) }
    return place
  }

  /// The bytes of a file below a folder of the project.
  func read(_ parts: [String], below folder: String) throws -> [UInt8] {
    let place = try path(parts, below: folder)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), !isFolder.boolValue
    else { throw LivePageError.notFound(parts.joined(separator: "/")) }
    return try AtomicFile.read(place, limit: .document)
  }

  /// A path without links; nil where nothing is there.
  private static func resolved(_ path: String) -> String? {
    guard let place = realpath(path, nil) else { return nil }
    defer { free(place) }
    return String(cString: place)
  }
}
