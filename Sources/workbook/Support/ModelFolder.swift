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

  static func tokenizer(_ folder: String) throws -> any Tokenizer {
    let path = folder + "/" + ModelDirectory.tokenizerFile
    guard FileManager.default.fileExists(atPath: path) else {
      throw FileError(path: path, problem: "no such file; without a tokenizer give --ids")
    }
    return try TokenizerFile.read(path)
  }
}
