import Foundation
import WorkbookCore

/// A model directory that a verb reads.
enum ModelFolder {
  static func parameters(_ folder: String) throws -> ParameterStore<Float> {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw FileError(path: folder, problem: "no such model directory; check the path")
    }
    guard isFolder.boolValue else {
      throw FileError(path: folder, problem: "is a file; give the folder that config.json lies in")
    }
    return try ModelDirectory.read(folder)
  }

  /// The tokenizer beside a model, which knows all of its tokens.
  static func tokenizer(_ folder: String, of model: ModelConfiguration) throws -> any Tokenizer {
    guard let tokenizer = try ModelDirectory.readTokenizer(folder, for: model) else {
      throw FileError(
        path: "\(folder)/\(ModelDirectory.tokenizerFile)",
        problem: "no such file; without a tokenizer give --ids")
    }
    return tokenizer
  }
}
