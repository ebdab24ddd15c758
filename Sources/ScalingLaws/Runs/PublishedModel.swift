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

  public static let all = [
    bloombergGPT, gpt3, gopher, chinchilla, bloom, opt66B, neoX20B, llama13B, llama65B,
  ]
}
