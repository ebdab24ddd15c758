import ScalingLaws

/// A general model whose weights anybody may have: the gift that a project begins with.
///
/// Sizes and tokens are what its makers state; a number that they do not publish is not guessed, so models
/// without one are not listed.
public struct OpenModel: Hashable, Sendable {
  public let model: PublishedModel
  /// When its weights came out.
  public let released: String
  /// By its name.
  public let licence: String
  /// Whether the name was read in the model's own card or README; false where it is from memory.
  public let isLicenceRead: Bool
  /// Tokens of its window.
  public let contextLength: Int
  /// Of a mixture of experts, the parameters that work on a token; all of them otherwise.
  public let activeParameters: Double

  public init(
    _ model: PublishedModel, released: String, licence: String, isLicenceRead: Bool = true,
    contextLength: Int, activeParameters: Double? = nil
  ) {
    (self.model, self.released, self.licence) = (model, released, licence)
    self.isLicenceRead = isLicenceRead
    self.contextLength = contextLength
    self.activeParameters = activeParameters ?? model.parameters
  }

  /// 6·N·D, of the parameters that work.
  public var compute: Double { 6 * activeParameters * model.tokens }

  /// Those of 2024 and 2025, by size.
  public static let all: [OpenModel] = [
    OpenModel(
      .smolLM2With135M, released: "Feb 2025", licence: "Apache-2.0", contextLength: 2_048),
    OpenModel(
      PublishedModel(
        name: "SmolLM3", parameters: 3.08e9, tokens: 11.2e12, source: "README of SmolLM3"),
      released: "Jul 2025", licence: "Apache-2.0", isLicenceRead: false, contextLength: 65_536),
    OpenModel(
      .llama31With8B, released: "Jul 2024", licence: "Llama 3.1 Community",
      contextLength: 131_072),
    OpenModel(
      PublishedModel(
        name: "Phi-4", parameters: 14e9, tokens: 10e12, source: "arXiv 2412.08905, section 3"),
      released: "Dec 2024", licence: "MIT", isLicenceRead: false, contextLength: 16_384),
    OpenModel(
      PublishedModel(
        name: "Gemma 3 27B", parameters: 27e9, tokens: 14e12,
        source: "report of Gemma 3 (2025), as digests cite it"),
      released: "Mar 2025", licence: "Gemma terms", isLicenceRead: false, contextLength: 131_072),
    OpenModel(
      .olmo2With32B, released: "2025", licence: "Apache-2.0", isLicenceRead: false,
      contextLength: 4_096),
    OpenModel(.qwen3With32B, released: "Apr 2025", licence: "Apache-2.0", contextLength: 32_768),
    OpenModel(
      .llama31With70B, released: "Jul 2024", licence: "Llama 3.1 Community",
      contextLength: 131_072),
    OpenModel(
      PublishedModel(
        name: "DeepSeek-V3", parameters: 671e9, tokens: 14.8e12, source: "README of DeepSeek-V3"),
      released: "Dec 2024", licence: "model agreement", contextLength: 131_072,
      activeParameters: 37e9),
  ]

  /// The licence of one of them; nil for others.
  static func licence(of model: PublishedModel) -> String? {
    all.first { $0.model == model }?.licence
  }
}
