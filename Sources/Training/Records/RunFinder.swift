import Foundation

/// Finds the folders of training runs.
public enum RunFinder {
  /// Folders inside one another that are looked through, at most.
  static let depth = 6

  /// Whether a run has left its metrics in a folder, and what tells them from any table.
  public static func isRun(_ folder: String) -> Bool {
    let files = FileManager.default
    func has(_ name: String) -> Bool { files.fileExists(atPath: "\(folder)/\(name)") }
    return has(RunFolder.summaryFile) && has(RunFolder.metricsFile)
      || has(RunFolder.metricsFile) && has(RunFolder.checkpointFolder)
      || has(RunFolder.summaryFile) && has(RunFolder.checkpointFolder)
  }

  /// The folders with runs among some folders and in them, each once, by their paths.
  ///
  /// Hidden folders inside are passed over, and links are not followed: what lies elsewhere is named by
  /// itself.
  public static func folders(below folders: [String]) -> [String] {
    var found: [String: String] = [:]
    for folder in folders { look(in: folder, depth: 0, &found) }
    return found.values.sorted()
  }

  /// - Parameter found: by the place itself, so that no run is found by two paths.
  private static func look(in folder: String, depth: Int, _ found: inout [String: String]) {
    if isRun(folder) {
      let place = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
      if found[place] == nil { found[place] = folder }
      return
    }
    guard depth < self.depth else { return }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where !name.hasPrefix(".") {
      let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type]
      if kind as? FileAttributeType == .typeDirectory {
        look(in: path, depth: depth + 1, &found)
      }
    }
  }
}
