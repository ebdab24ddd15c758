import Foundation

/// A module of the core library, as the package's manifest lists it.
///
///     try HouseModule.all(root: root).first?.name      // "Groundwork"
public struct HouseModule: Hashable, Sendable {
  /// A module imports only modules on lower floors.
  public let floor: Int
  public let name: String
  /// As the manifest writes them: names of targets, and of its constants for other packages' products.
  public let dependencies: [String]

  /// The list that stands in `Package.swift`, in its order: lower floors first.
  ///
  /// - Throws: `NotebookError.rootMissing` where no manifest with such a list lies in the folder.
  public static func all(root: String) throws(NotebookError) -> [HouseModule] {
    let path = root + "/Package.swift"
    guard let manifest = try? String(contentsOfFile: path, encoding: .utf8),
      let start = manifest.range(of: "\nlet house:"),
      let end = manifest[start.upperBound...].range(of: "\n]\n")
    else { throw .rootMissing(path: root) }
    let entry = #/\(\s*(\d+),\s*"(\w+)",\s*\[([^\]]*)\]\s*\)/#
    return manifest[start.upperBound..<end.lowerBound].matches(of: entry).map { match in
      HouseModule(
        floor: Int(match.output.1) ?? 0, name: String(match.output.2),
        dependencies: match.output.3.split(separator: ",").map {
          $0.trimmingCharacters(in: CharacterSet(charactersIn: " \n\""))
        }.filter { !$0.isEmpty })
    }
  }
}
