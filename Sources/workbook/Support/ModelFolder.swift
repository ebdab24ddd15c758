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
    return try ModelDirectory.read(folder) { Console.note($0) }
  }

  /// The tokenizer beside a model, which knows all of its tokens.
  ///
  /// - Parameter addsSpecial: whether it puts tokens around texts, where its file says so.
  static func tokenizer(
    _ folder: String, of model: ModelConfiguration, addsSpecial: Bool
  ) throws -> any Tokenizer {
    guard let tokenizer = try ModelDirectory.readTokenizer(folder, for: model) else {
      throw FileError(
        path: "\(folder)/\(ModelDirectory.tokenizerFile)",
        problem: "no such file; without a tokenizer give --ids")
    }
    return addsSpecial ? tokenizer : tokenizer.withoutTextFrame()
  }

  /// Says once which bytes of texts a tokenizer cannot write.
  static func noteDroppedBytes(_ texts: [[UInt8]], _ tokenizer: any Tokenizer) {
    var dropped = DroppedBytes(tokenizer)
    for text in texts { dropped.add(text) }
    if let summary = dropped.summary { Console.note(summary) }
  }
}
