import Foundation
import Groundwork

/// A module of the core library, as the package's manifest lists it.
///
///     try PackageModule.all(root: root).first?.name      // "Groundwork"
public struct PackageModule: Hashable, Sendable {
  /// A module imports only modules on lower floors.
  public let floor: Int
  public let name: String
  /// As the manifest writes them: names of targets, and of its constants for other packages' products.
  public let dependencies: [String]

  /// The list that stands in `Package.swift`, in its order: lower floors first.
  ///
  /// - Throws: `NotebookError.rootMissing` where no manifest with such a list lies in the folder,
  ///   `.badManifest` where an entry of it cannot be read.
  public static func all(root: String) throws(NotebookError) -> [PackageModule] {
    let path = root + "/Package.swift"
    guard let manifest = (try? AtomicFile.read(path)).map({ String(decoding: $0, as: UTF8.self) }),
      let start = manifest.range(of: "\nlet libraryModules:"),
      let end = manifest[start.upperBound...].range(of: "\n]\n")
    else { throw .rootMissing(path: root) }
    let entry = #/\(\s*(\d+),\s*"(\w+)",\s*\[([^\]]*)\]\s*\)/#
    let list = manifest[start.upperBound..<end.lowerBound]
    let modules = list.matches(of: entry).map { match in
      PackageModule(
        floor: Int(match.output.1) ?? 0, name: String(match.output.2),
        dependencies: match.output.3.split(separator: ",").map {
          $0.trimmingCharacters(in: CharacterSet(charactersIn: " \n\""))
        }.filter { !$0.isEmpty })
    }
    // One entry that is written in another way must not drop out in silence.
    guard modules.count == list.matches(of: #/\n  \(/#).count else {
      throw .badManifest(path: path)
    }
    return modules
  }
}
