/// The families, by the `model_type` of their Hugging Face counterparts.
extension ModelConfiguration {
  public enum Family: String, Codable, CaseIterable, Sendable {
    /// Learned positions, LayerNorm, GELU (Radford et al. 2019).
    case gpt2
    /// Rotary positions, RMSNorm, SwiGLU, grouped-query attention (Touvron et al. 2023).
    case llama
    /// ALiBi, an extra LayerNorm after the embedding (BigScience 2022): BloombergGPT's own.
    case bloom
    /// Llama with a window of attention (Jiang et al. 2023, arXiv 2310.06825).
    case mistral
    /// Llama with biases of queries, keys and values (Yang et al. 2024, arXiv 2407.10671).
    case qwen2
    /// Llama with normalized queries and keys (Yang et al. 2025, arXiv 2505.09388).
    case qwen3
    /// Llama with normalized queries and keys, and normalizations after each part instead of before it
    /// (OLMo et al. 2025, arXiv 2501.00656).
    case olmo2
    /// Partly rotary positions, attention and feed-forward part side by side: Pythia's (Black et al.
    /// 2022, arXiv 2204.06745; Biderman et al. 2023, arXiv 2304.01373).
    case gptNeoX = "gpt_neox"
    /// Normalizations before and after, GeGLU, five windowed layers for one that sees everything (Gemma
    /// Team 2025, arXiv 2503.19786).
    case gemma3 = "gemma3_text"
  }
}

extension ModelConfiguration.Family {
  /// What the family's models are made of where their files say nothing else.
  public var features: DecoderFeatures {
    var features = DecoderFeatures()
    switch self {
    case .gpt2: break
    case .bloom:
      features.positions = .linearBiases
      features.normalizesEmbedding = true
    case .llama, .mistral: features = .llama
    case .qwen2:
      features = .llama
      features.hasQueryKeyValueBias = true
    case .qwen3:
      features = .llama
      features.queryKeyNormalization = .heads
    case .olmo2:
      features = .llama
      features.queryKeyNormalization = .rows
      features.normalizationPlaces = .after
    case .gptNeoX:
      features.positions = .rotary
      features.feedForward = .exactGELU
      features.isParallel = true
    case .gemma3:
      features = .llama
      features.normalization = .rootMeanSquareAroundOne
      features.normalizationPlaces = .both
      features.queryKeyNormalization = .heads
      features.feedForward = .geGLU
      features.scalesEmbedding = true
    }
    return features
  }

  /// The id that ends a text where a `config.json` has no entry, as transformers has it; nil for none.
  var customaryEndOfTextID: Int? {
    switch self {
    case .gpt2: 50_256
    case .llama, .bloom, .mistral, .gptNeoX: 2
    case .gemma3: 1
    case .olmo2: 50_279
    case .qwen2, .qwen3: nil
    }
  }
}

extension DecoderFeatures {
  /// Rotary positions, RMSNorm, SwiGLU, no biases, heads that share keys and values.
  fileprivate static let llama = {
    var features = DecoderFeatures()
    features.positions = .rotary
    features.normalization = .rootMeanSquare
    features.feedForward = .swiGLU
    features.hasQueryKeyValueBias = false
    features.hasAttentionOutputBias = false
    features.hasFeedForwardBiases = false
    features.hasFreeHeads = true
    return features
  }()
}
