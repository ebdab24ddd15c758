import Foundation
import Groundwork
import Tensors
import Tokenizers

/// An adapter's folder together with the model that it belongs to: it runs as a model of its own.
public struct AdapterModel: StoredModel {
  public let path: String
  /// The model that the adapter belongs to.
  public let base: any StoredModel
  public let adapter: AdapterConfiguration

  /// - Throws: `FileError`, `ModelError` for an adapter's settings that cannot be read.
  public init(path: String, base: any StoredModel) throws {
    (self.path, self.base) = (path, base)
    adapter = try AdapterDirectory.readConfiguration(path)
  }

  public var configuration: ModelConfiguration { base.configuration }

  /// An adapter's folder may bring the tokenizer that it was trained with.
  public var tokenizerPath: String { TokenizerFile.path(in: path) ?? base.tokenizerPath }

  public func readTokenizer() throws -> (any Tokenizer)? {
    guard let own = TokenizerFile.path(in: path) else { return try base.readTokenizer() }
    let tokenizer = try TokenizerFile.read(own)
    try check(tokenizer)
    return tokenizer
  }

  public func readChatTemplate() throws -> String? { try base.readChatTemplate() }

  public func readAdapter() throws -> Adapter<Float> {
    try AdapterDirectory.read(path, for: configuration)
  }

  /// The model with the adapter merged into it.
  public func readParameters() throws -> ParameterStore<Float> {
    let adapter = try readAdapter()
    let store = try base.readParameters()
    adapter.merge(into: store)
    return store
  }

  /// The model in the form in which it runs, with the adapter beside it.
  public func readWeights() throws -> any WeightSource {
    let adapter = try readAdapter()
    return AdaptedWeights(try base.readWeights(), adapter)
  }

  public func digest() throws -> String {
    let files = [AdapterDirectory.configurationFile, AdapterDirectory.weightsFile]
    let own = try files.map { try Checksum.sha256(file: "\(path)/\($0)") }
    return Checksum.sha256((own + [try base.digest()]).joined(separator: " "))
  }

  /// Where a path that an adapter names leads: from the working directory, or else from the adapter's own
  /// folder; nil where nothing is there.
  public static func place(ofBase name: String, for folder: String) -> String? {
    [name, "\(folder)/\(name)"].first { FileManager.default.fileExists(atPath: $0) }
  }
}
