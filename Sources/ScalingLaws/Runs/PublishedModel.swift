/// A language model whose size and training length are published.
public struct PublishedModel: Hashable, Sendable {
  public let name: String
  /// N.
  public let parameters: Double
  /// D, tokens trained on.
  public let tokens: Double
  /// Where both figures stand.
  public let source: String

  /// 6·N·D floating-point operations.
  public var compute: Double { 6 * parameters * tokens }
  public var tokensPerParameter: Double { tokens / parameters }

  /// A model of one's own, or one that is not listed here.
  public init(name: String, parameters: Double, tokens: Double, source: String) {
    (self.name, self.parameters) = (name, parameters)
    (self.tokens, self.source) = (tokens, source)
  }

  public static let bloombergGPT = PublishedModel(
    name: "BloombergGPT", parameters: 50_558_868_480, tokens: 569e9,
    source: "Wu et al. 2023 (arXiv 2303.17564), appendix A.5 and table 4")
  public static let gpt3 = PublishedModel(
    name: "GPT-3", parameters: 175e9, tokens: 300e9,
    source: "Hoffmann et al. 2022 (arXiv 2203.15556), table 1")
  public static let gopher = PublishedModel(
    name: "Gopher", parameters: 280e9, tokens: 300e9,
    source: "Hoffmann et al. 2022 (arXiv 2203.15556), table 1")
  public static let chinchilla = PublishedModel(
    name: "Chinchilla", parameters: 70e9, tokens: 1.4e12,
    source: "Hoffmann et al. 2022 (arXiv 2203.15556), table 1")
  public static let bloom = PublishedModel(
    name: "BLOOM", parameters: 176e9, tokens: 366e9,
    source: "Wu et al. 2023 (arXiv 2303.17564), table 6")
  public static let opt66B = PublishedModel(
    name: "OPT-66B", parameters: 66e9, tokens: 300e9,
    source: "Wu et al. 2023 (arXiv 2303.17564), table 6")
  public static let neoX20B = PublishedModel(
    name: "GPT-NeoX-20B", parameters: 20e9, tokens: 472e9,
    source: "Wu et al. 2023 (arXiv 2303.17564), table 6")
  public static let llama13B = PublishedModel(
    name: "LLaMA-13B", parameters: 13e9, tokens: 1e12,
    source: "Touvron et al. 2023 (arXiv 2302.13971), table 2")
  public static let llama65B = PublishedModel(
    name: "LLaMA-65B", parameters: 65.2e9, tokens: 1.4e12,
    source: "Touvron et al. 2023 (arXiv 2302.13971), table 2")

  public static let smolLM2With135M = PublishedModel(
    name: "SmolLM2-135M", parameters: 134_515_008, tokens: 2e12,
    source: "Allal et al. 2025 (arXiv 2502.02737), model card")
  public static let olmo2With32B = PublishedModel(
    name: "OLMo 2 32B", parameters: 32e9, tokens: 6.6e12,
    source: "OLMo team 2025 (arXiv 2501.00656), configuration; section 2.3")
  public static let llama31With8B = PublishedModel(
    name: "Llama 3.1 8B", parameters: 8e9, tokens: 15e12,
    source: "Meta 2024, model card of Llama 3.1")
  public static let llama31With70B = PublishedModel(
    name: "Llama 3.1 70B", parameters: 70e9, tokens: 15e12,
    source: "Meta 2024, model card of Llama 3.1")
  public static let qwen3With32B = PublishedModel(
    name: "Qwen3-32B", parameters: 32e9, tokens: 36e12,
    source: "Qwen team 2025, README of Qwen3")

  public static let all = [
    bloombergGPT, gpt3, gopher, chinchilla, bloom, opt66B, neoX20B, llama13B, llama65B,
    smolLM2With135M, olmo2With32B, llama31With8B, llama31With70B, qwen3With32B,
  ]
}
