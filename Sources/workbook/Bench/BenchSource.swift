import Foundation
import WorkbookCore

/// The weights that a measurement runs from.
enum BenchSource {
  /// The weights of a model directory, or of a GGUF file as they are stored there.
  static func open(_ path: String?) throws -> (any WeightSource)? {
    guard let path else { return nil }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FileError(path: path, problem: "no such model directory or GGUF file; check the path")
    }
    return isFolder.boolValue
      ? try ModelFolder.parameters(path) : try GGUFWeights(GGUFFile(path: path))
  }
}
