import Foundation

/// Folders of text files.
enum TextFolder {
  /// What the texts of some paths are called together: their last parts.
  static func name(of paths: [String]) -> String {
    paths.map { ($0 as NSString).lastPathComponent }.joined(separator: " + ")
  }

  /// The files in a folder and below it, in the order of the paths' bytes, without hidden ones.
  static func files(below folder: String) throws(CorpusError) -> [String] {
    guard
      let walk = FileManager.default.enumerator(
        at: URL(fileURLWithPath: folder), includingPropertiesForKeys: [.isRegularFileKey],
        options: [.skipsHiddenFiles])
    else { throw .unreadable(path: folder) }
    var paths: [String] = []
    for case let url as URL in walk {
      if (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true {
        paths.append(url.path)
      }
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
