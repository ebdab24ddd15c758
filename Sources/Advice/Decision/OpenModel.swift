import ScalingLaws

/// An open model that a team would be given today.
public struct OpenModel: Hashable, Sendable {
  public let model: PublishedModel
  public let licence: String
  /// When it was published.
  public let date: String
  /// Tokens of context.
  public let context: Double

  // Sizes, tokens, licences and dates as the models' cards and reports have them; see `PublishedModel.source`.
  public static let all = [
    OpenModel(
      model: .llama31With8B, licence: "Llama 3.1 Community", date: "July 2024", context: 131_072),
    OpenModel(
      model: .llama31With70B, licence: "Llama 3.1 Community", date: "July 2024", context: 131_072),
    OpenModel(
      model: .smolLM2With135M, licence: "Apache-2.0", date: "February 2025", context: 2_048),
    OpenModel(model: .qwen3With32B, licence: "Apache-2.0", date: "April 2025", context: 32_768),
  ]
}
