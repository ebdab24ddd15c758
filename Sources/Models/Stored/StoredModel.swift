import Groundwork
import Tensors
import Tokenizers

/// A model where it is kept: its shape is known, its numbers are read when they are asked for.
///
///     let model = try StoredModels.open("SmolLM2-135M-Instruct.Q4_1.gguf")     // of Quantization
///     model.configuration.layerCount                    // 30
///     let tokenizer = try model.readTokenizer()
///     let evaluator = try Evaluator(try model.readParameters())
public protocol StoredModel: Sendable {
  /// The folder or the file that was asked for.
  var path: String { get }
  var configuration: ModelConfiguration { get }
  /// Where its tokenizer is or would be.
  var tokenizerPath: String { get }
  /// The tokenizer that the model was trained with; nil where it has none.
  ///
  /// - Throws: for a damaged tokenizer, or one with more tokens than the model knows.
  func readTokenizer() throws -> (any Tokenizer)?
  /// How a conversation is written for the model, in Jinja; nil where it does not say.
  func readChatTemplate() throws -> String?
  /// All numbers in Float32, as training needs them.
  func readParameters() throws -> ParameterStore<Float>
  /// The numbers in the form in which the model runs.
  func readWeights() throws -> any WeightSource
  /// The numbers as they are packed in a file that is mapped, at no cost of memory; nil where they are
  /// plain ones, or not in such a file.
  func readPackedWeights() throws -> (any WeightSource)?
  /// A digest of the files that the numbers are in.
  func digest() throws -> String
}

extension StoredModel {
  public func readWeights() throws -> any WeightSource {
    try readPackedWeights() ?? readParameters()
  }

  public func readPackedWeights() throws -> (any WeightSource)? { nil }

  /// Throws where a tokenizer has ids that the model does not know.
  public func check(_ tokenizer: any Tokenizer) throws {
    guard tokenizer.vocabularySize <= configuration.vocabularySize else {
      throw ModelError.malformedFile(
        path: tokenizerPath,
        problem: "has \(tokenizer.vocabularySize) tokens, but the model knows only "
          + "\(configuration.vocabularySize); they do not belong together")
    }
  }
}
