import Foundation
import Groundwork
import Tensors
import Tokenizers

/// A model in a directory (`ModelDirectory`).
public struct DirectoryModel: StoredModel {
  public let path: String
  public let configuration: ModelConfiguration

  /// Reads the shape.
  ///
  /// - Parameter notice: is told in a line what the files say otherwise than `config.json`.
  public init(path: String, notice: (String) -> Void = { _ in }) throws {
    self.path = path
    configuration = try ModelDirectory.readConfiguration(path, notice: notice)
  }

  public var tokenizerPath: String {
    TokenizerFile.path(in: path) ?? "\(path)/\(ModelDirectory.tokenizerFile)"
  }

  public func readTokenizer() throws -> (any Tokenizer)? {
    try ModelDirectory.readTokenizer(path, for: configuration)
  }

  /// Of `chat_template.jinja`, or of `tokenizer_config.json`, where the template may stand among others
  /// under the name "default".
  public func readChatTemplate() throws -> String? {
    let file = "\(path)/chat_template.jinja"
    if FileManager.default.fileExists(atPath: file) {
      return String(decoding: try AtomicFile.read(file, limit: .settings), as: UTF8.self)
    }
    let settings = "\(path)/tokenizer_config.json"
    guard FileManager.default.fileExists(atPath: settings) else { return nil }
    let root: JSONValue
    do {
      root = try StrictJSON.parse(
        try AtomicFile.read(settings, limit: .settings), allowsNonFinite: true)
    } catch let error as JSONError {
      throw ModelError.malformedFile(path: settings, problem: "not JSON: \(error)")
    }
    let value = root.object?["chat_template"]
    let named = value?.array?.compactMap(\.object).first { $0["name"]?.text == "default" }
    return value?.text ?? named?["template"]?.text
  }

  public func readParameters() throws -> ParameterStore<Float> { try ModelDirectory.read(path) }

  public func digest() throws -> String {
    let files = try WeightFiles(folder: path).paths.map { try Checksum.sha256(file: $0) }
    return files.count == 1 ? files[0] : Checksum.sha256(files.joined(separator: " "))
  }
}
