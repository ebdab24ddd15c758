import Groundwork

/// `config.json`, both ways.
enum HuggingFaceConfiguration {
  /// Reads a configuration; entries that the workbook has no use for are passed over.
  static func parse(_ bytes: [UInt8], path: String) throws -> ModelConfiguration {
    // Python writes what JSON has no word for: a use of such a number is refused by its name.
    guard let object = try StrictJSON.parse(bytes, allowsNonFinite: true).object else {
      throw ModelError.malformedFile(path: path, problem: "holds no object; is it a config.json?")
    }
    let entries = ConfigurationEntries(object: object, path: path)
    let type = try entries.text("model_type")
    guard let family = ModelConfiguration.Family(rawValue: type) else {
      if let kind = EncodingShape.kind(ofFamily: type) {
        throw entries.problem(
          "model_type \"\(type)\" is \(kind); a decoder is needed here")
      }
      throw entries.problem(
        "model_type \"\(TerminalText.oneLine(type))\" is unknown; the workbook knows "
          + ModelConfiguration.Family.allCases.map(\.rawValue).joined(separator: ", "))
    }
    var configuration =
      switch family {
      case .gpt2: try gpt2(entries)
      case .bloom: try bloom(entries)
      case .gptNeoX: try gptNeoX(entries)
      case .llama, .mistral, .qwen2, .qwen3, .olmo2, .gemma3: try llamaLike(family, entries)
      }
    // Published tiny models carry the end-of-text id of their big sisters: it can never come up.
    let ids = try entries.endOfText(otherwise: family.customaryEndOfTextID).filter {
      $0 >= 0 && $0 < configuration.vocabularySize
    }
    configuration.endOfTextID = ids.first
    if ids.count > 1 { configuration.furtherEndOfTextIDs = Array(ids.dropFirst()) }
    do { try configuration.validate() } catch { throw entries.problem("\(error)") }
    return configuration
  }

  private static func gpt2(_ entries: ConfigurationEntries) throws(ModelError)
    -> ModelConfiguration
  {
    try entries.require(
      "activation_function", ["gelu_new", "gelu_pytorch_tanh"], otherwise: "gelu_new")
    try entries.require("scale_attn_weights", true, otherwise: true)
    try entries.require("scale_attn_by_inverse_layer_idx", false, otherwise: false)
    try entries.require("add_cross_attention", false, otherwise: false)
    return ModelConfiguration(
      family: .gpt2, vocabularySize: try entries.size("vocab_size"),
      contextLength: try entries.size(entries.key("max_position_embeddings", "n_positions")),
      width: try entries.size(entries.key("hidden_size", "n_embd")),
      layerCount: try entries.size(entries.key("num_hidden_layers", "n_layer")),
      headCount: try entries.size(entries.key("num_attention_heads", "n_head")),
      feedForwardWidth: try entries.optionalSize("n_inner"),
      normalizationEpsilon: try entries.number("layer_norm_epsilon", otherwise: 1e-5),
      isHeadTied: try entries.flag("tie_word_embeddings", otherwise: true))
  }

  private static func bloom(_ entries: ConfigurationEntries) throws(ModelError)
    -> ModelConfiguration
  {
    try entries.require("apply_residual_connection_post_layernorm", false, otherwise: false)
    return ModelConfiguration(
      family: .bloom, vocabularySize: try entries.size("vocab_size"),
      contextLength: try entries.optionalSize("seq_length") ?? 2_048,
      width: try entries.size(entries.key("n_embed", "hidden_size")),
      layerCount: try entries.size(entries.key("num_hidden_layers", "n_layer")),
      headCount: try entries.size(entries.key("num_attention_heads", "n_head")),
      normalizationEpsilon: try entries.number("layer_norm_epsilon", otherwise: 1e-5),
      isHeadTied: try entries.flag("tie_word_embeddings", otherwise: true))
  }

  private static func gptNeoX(_ entries: ConfigurationEntries) throws(ModelError)
    -> ModelConfiguration
  {
    let activation = entries.has("hidden_act") ? try entries.text("hidden_act") : "gelu"
    try entries.require(
      "hidden_act", ["gelu", "gelu_new", "gelu_pytorch_tanh", "gelu_fast"], otherwise: "gelu")
    let rotary = try entries.rotary(
      thetaKeys: ["rope_theta", "rotary_emb_base"],
      partKeys: ["partial_rotary_factor", "rotary_pct"], part: 0.25)
    var configuration = ModelConfiguration(
      family: .gptNeoX, vocabularySize: try entries.size("vocab_size"),
      contextLength: try entries.size("max_position_embeddings"),
      width: try entries.size("hidden_size"), layerCount: try entries.size("num_hidden_layers"),
      headCount: try entries.size("num_attention_heads"),
      feedForwardWidth: try entries.size("intermediate_size"),
      normalizationEpsilon: try entries.number("layer_norm_eps", otherwise: 1e-5),
      isHeadTied: try entries.flag("tie_word_embeddings", otherwise: false),
      rotaryBase: rotary.base)
    let hasBias = try entries.flag("attention_bias", otherwise: true)
    configuration.features.hasQueryKeyValueBias = hasBias
    configuration.features.hasAttentionOutputBias = hasBias
    configuration.features.isParallel = try entries.flag("use_parallel_residual", otherwise: true)
    configuration.features.feedForward = activation == "gelu" ? .exactGELU : .gelu
    configuration.takeRotary(rotary)
    return configuration
  }

  /// The families that grew out of Llama: names of entries are shared, and customs differ.
  private static func llamaLike(
    _ family: ModelConfiguration.Family, _ entries: ConfigurationEntries
  ) throws(ModelError) -> ModelConfiguration {
    let layerCount = try entries.size("num_hidden_layers")
    let headCount = try entries.size("num_attention_heads")
    let rotary = try entries.rotary(
      part: 1, base: family == .gemma3 ? 1_000_000 : 10_000,
      windowedBase: family == .gemma3 ? 10_000 : nil)
    guard rotary.part == 1 else {
      throw entries.problem("partial_rotary_factor is \(rotary.part); only 1 is supported")
    }
    var configuration = ModelConfiguration(
      family: family, vocabularySize: try entries.size("vocab_size"),
      contextLength: try entries.size("max_position_embeddings"),
      width: try entries.size("hidden_size"), layerCount: layerCount, headCount: headCount,
      keyValueHeadCount: try entries.optionalSize("num_key_value_heads")
        ?? (entries.isNull("num_key_value_heads") ? nil : family.customaryKeyValueHeadCount),
      headWidth: try entries.optionalSize("head_dim") ?? family.customaryHeadWidth,
      feedForwardWidth: try entries.size("intermediate_size"),
      normalizationEpsilon: try entries.number(
        "rms_norm_eps", otherwise: family == .olmo2 ? 1e-5 : 1e-6),
      isHeadTied: try entries.flag("tie_word_embeddings", otherwise: family == .gemma3),
      rotaryBase: rotary.base)
    if family == .gemma3 {
      try entries.require(
        "hidden_activation", ["gelu_pytorch_tanh"], otherwise: "gelu_pytorch_tanh")
      try entries.require("use_bidirectional_attention", false, otherwise: false)
      let scalar = try entries.optionalSize("query_pre_attn_scalar") ?? 256
      configuration.features.attentionScale =
        scalar == configuration.headWidth ? nil : 1 / Double(scalar).squareRoot()
      // Its code in transformers leaves the entry out, and nobody has published a model with it.
      if let cap = try entries.optionalNumber("attn_logit_softcapping") {
        throw entries.problem("attn_logit_softcapping is \(cap); only null is supported")
      }
      configuration.features.headSoftCap = try entries.optionalNumber("final_logit_softcapping")
    } else {
      try entries.require("hidden_act", ["silu", "swish"], otherwise: "silu")
    }
    // Qwen2 and Mistral know no such entry: theirs are what they are.
    if family != .qwen2, family != .mistral {
      let hasBias = try entries.flag("attention_bias", otherwise: false)
      configuration.features.hasQueryKeyValueBias = hasBias
      configuration.features.hasAttentionOutputBias = hasBias
    }
    if family == .llama {
      configuration.features.hasFeedForwardBiases = try entries.flag("mlp_bias", otherwise: false)
    }
    configuration.features.window = try window(family, layerCount: layerCount, entries)
    configuration.takeRotary(rotary)
    return configuration
  }

  /// The window and the layers that it leaves out.
  private static func window(
    _ family: ModelConfiguration.Family, layerCount: Int, _ entries: ConfigurationEntries
  ) throws(ModelError) -> DecoderFeatures.Window? {
    guard [.mistral, .qwen2, .qwen3, .gemma3].contains(family) else { return nil }
    if family == .qwen2 || family == .qwen3 {
      guard try entries.flag("use_sliding_window", otherwise: false) else { return nil }
    }
    guard !entries.isNull("sliding_window") else { return nil }
    let size = try entries.optionalSize("sliding_window") ?? 4_096
    // Mistral's code has one window for all layers, whatever else its file says.
    if family == .mistral { return DecoderFeatures.Window(size: size) }
    let layers = 0..<layerCount
    let open: [Int]
    if let types = try entries.layerTypes(count: layerCount) {
      open = layers.filter { types[$0] == "full_attention" }
    } else if family == .gemma3 {
      let period = try entries.optionalSize("sliding_window_pattern") ?? 6
      open = layers.filter { ($0 + 1) % period == 0 }
    } else {
      let first = try entries.count("max_window_layers", otherwise: 28)
      open = layers.filter { $0 < first }
    }
    return open.count == layerCount ? nil : DecoderFeatures.Window(size: size, openLayers: open)
  }
}

extension ModelConfiguration.Family {
  /// What transformers takes where a file has no `num_key_value_heads`; nil: as many as heads.
  fileprivate var customaryKeyValueHeadCount: Int? {
    switch self {
    case .mistral: 8
    case .gemma3: 4
    case .qwen2, .qwen3: 32
    default: nil
    }
  }

  /// What transformers takes where a file has no `head_dim`; nil: the width shared by the heads.
  fileprivate var customaryHeadWidth: Int? {
    switch self {
    case .gemma3: 256
    case .qwen3: 128
    default: nil
    }
  }
}

extension ModelConfiguration {
  fileprivate mutating func takeRotary(_ rotary: RotaryEntries) {
    rotaryBase = rotary.base
    features.rotaryScaling = rotary.scaling
    let turned = Int(Double(headWidth) * rotary.part)
    features.rotaryWidth = turned == headWidth ? nil : turned
    features.windowedRotaryBase = features.window == nil ? nil : rotary.windowedBase
  }
}
