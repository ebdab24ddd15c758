import Groundwork
import Models
import Tensors
import Tokenizers

/// A model in a GGUF file, which is mapped: opening one reads its header alone.
public struct GGUFStoredModel: StoredModel {
  public let file: GGUFFile
  public let configuration: ModelConfiguration

  /// - Throws: `GGUFError` for a file that is none, or whose model is not supported.
  public init(path: String) throws {
    file = try GGUFFile(path: path)
    configuration = try GGUFModel.readConfiguration(file)
  }

  public var path: String { file.path }
  public var tokenizerPath: String { path }

  public func readTokenizer() throws -> (any Tokenizer)? {
    guard let tokenizer = try GGUFTokenizer.read(file) else { return nil }
    try check(tokenizer)
    return tokenizer
  }

  public func readChatTemplate() throws -> String? { file["tokenizer.chat_template"]?.text }

  public func readParameters() throws -> ParameterStore<Float> { try GGUFModel.read(file) }

  /// The matrices as they are packed in the file.
  public func readPackedWeights() throws -> (any WeightSource)? { try GGUFWeights(file) }

  public func digest() throws -> String { try Checksum.sha256(file: path) }
}
