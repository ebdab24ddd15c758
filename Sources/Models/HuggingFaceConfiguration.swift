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
      throw entries.problem(
        "model_type \"\(TerminalText.oneLine(type))\" is unknown; the workbook knows "
          + ModelConfiguration.Family.allCases.map(\.rawValue).joined(separator: ", "))
    }
    var configuration =
      switch family {
      case .gpt2: try gpt2(entries)
      case .llama: try llama(entries)
      case .bloom: try bloom(entries)
      }
    // Published tiny models carry the end-of-text id of their big sisters: it can never come up.
    let custom = family == .gpt2 ? 50_256 : 2
    let ids = try entries.endOfText(otherwise: custom).filter {
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

  private static func llama(_ entries: ConfigurationEntries) throws(ModelError)
    -> ModelConfiguration
  {
    try entries.require("hidden_act", ["silu", "swish"], otherwise: "silu")
    try entries.require("attention_bias", false, otherwise: false)
    try entries.require("mlp_bias", false, otherwise: false)
    return ModelConfiguration(
      family: .llama, vocabularySize: try entries.size("vocab_size"),
      contextLength: try entries.size("max_position_embeddings"),
      width: try entries.size("hidden_size"), layerCount: try entries.size("num_hidden_layers"),
      headCount: try entries.size("num_attention_heads"),
      keyValueHeadCount: try entries.optionalSize("num_key_value_heads"),
      headWidth: try entries.optionalSize("head_dim"),
      feedForwardWidth: try entries.size("intermediate_size"),
      normalizationEpsilon: try entries.number("rms_norm_eps", otherwise: 1e-6),
      isHeadTied: try entries.flag("tie_word_embeddings", otherwise: false),
      rotaryBase: try entries.rotaryBase())
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

  /// The bytes of a `config.json` that transformers reads as this very model.
  static func encode(
    _ c: ModelConfiguration, as element: SafetensorsElement
  ) throws(ModelError) -> [UInt8] {
    try c.validate()
    let beginning = c.endOfTextID.map { JSONValue.integer($0) } ?? .null
    let endings = c.endOfTextIDs.map { JSONValue.integer($0) }
    let type: JSONValue =
      switch element {
      case .float16: "float16"
      case .bfloat16: "bfloat16"
      case .float64: "float64"
      default: "float32"
      }
    var entries: [String: JSONValue] = [
      "model_type": .text(c.family.rawValue), "torch_dtype": type,
      "vocab_size": .integer(c.vocabularySize), "tie_word_embeddings": .bool(c.isHeadTied),
      "bos_token_id": beginning, "eos_token_id": endings.count > 1 ? .array(endings) : beginning,
      "use_cache": true, "initializer_range": 0.02,
    ]
    let more: [String: JSONValue]
    switch c.family {
    case .gpt2:
      more = [
        "architectures": ["GPT2LMHeadModel"], "activation_function": "gelu_new",
        "n_positions": .integer(c.contextLength), "n_ctx": .integer(c.contextLength),
        "n_embd": .integer(c.width), "n_layer": .integer(c.layerCount),
        "n_head": .integer(c.headCount), "n_inner": .integer(c.feedForwardWidth),
        "layer_norm_epsilon": .number(c.normalizationEpsilon),
        "attn_pdrop": 0.0, "embd_pdrop": 0.0, "resid_pdrop": 0.0,
      ]
    case .llama:
      more = [
        "architectures": ["LlamaForCausalLM"], "hidden_act": "silu",
        "max_position_embeddings": .integer(c.contextLength), "hidden_size": .integer(c.width),
        "num_hidden_layers": .integer(c.layerCount),
        "num_attention_heads": .integer(c.headCount),
        "num_key_value_heads": .integer(c.keyValueHeadCount), "head_dim": .integer(c.headWidth),
        "intermediate_size": .integer(c.feedForwardWidth),
        "rms_norm_eps": .number(c.normalizationEpsilon),
        // Transformers 5 reads the object, earlier ones the number.
        "rope_theta": .number(c.rotaryBase),
        "rope_parameters": ["rope_theta": .number(c.rotaryBase), "rope_type": "default"],
        "attention_bias": false, "mlp_bias": false,
      ]
    case .bloom:
      guard c.feedForwardWidth == 4 * c.width else {
        throw .impossibleShape(
          "the bloom family's files know only feed-forward layers of 4 × \(c.width), not "
            + "\(c.feedForwardWidth)")
      }
      more = [
        "architectures": ["BloomForCausalLM"], "seq_length": .integer(c.contextLength),
        "hidden_size": .integer(c.width), "n_layer": .integer(c.layerCount),
        "n_head": .integer(c.headCount), "layer_norm_epsilon": .number(c.normalizationEpsilon),
        "hidden_dropout": 0.0, "attention_dropout": 0.0,
        "apply_residual_connection_post_layernorm": false,
      ]
    }
    entries.merge(more) { first, _ in first }
    let members = entries.sorted { $0.key < $1.key }
      .map { JSONObject.Member($0.key, $0.value) }
    return JSONValue.object(JSONObject(members: members)).encoded(isPretty: true) + [0x0A]
  }
}
