import Groundwork
import Models
import Tensors
import Tokenizers
import Training

/// A general model that one has: what the cheaper options begin with.
public struct AdviceBase: Sendable {
  /// The last part of its path.
  public let name: String
  public let model: any StoredModel
  public let tokenizer: any Tokenizer
  /// Of its files.
  public let digest: String

  /// - Parameter model: opened; its kind of file is not this module's business.
  /// - Throws: `AdviceError.impossible` for a model without a tokenizer; what reading it throws.
  public init(_ model: any StoredModel) throws {
    guard let tokenizer = try model.readTokenizer() else {
      throw AdviceError.impossible(
        "\(model.path): the model has no tokenizer; without one it cannot read text")
    }
    try model.check(tokenizer)
    self.model = model
    self.tokenizer = tokenizer
    name = model.path.split(separator: "/").last.map(String.init) ?? model.path
    digest = try model.digest()
  }

  public var configuration: ModelConfiguration { model.configuration }
  public var parameterCount: Double { Double(configuration.parameterCount.all) }

  /// Tokens that its window is asked with: no more than it was made for, nor than is affordable here.
  var window: Int { min(configuration.contextLength, AdviceSettings.longestWindow) }
}
