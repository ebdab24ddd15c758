import Groundwork
import Tensors

extension HuggingFaceConfiguration {
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
    let more =
      switch c.family {
      case .gpt2: gpt2(c)
      case .bloom: try bloom(c)
      case .gptNeoX: gptNeoX(c)
      case .llama, .mistral, .qwen2, .qwen3, .olmo2, .gemma3: llamaLike(c)
      }
    entries.merge(more) { first, _ in first }
    let members = entries.sorted { $0.key < $1.key }
      .map { JSONObject.Member($0.key, $0.value) }
    let bytes = JSONValue.object(JSONObject(members: members)).encoded(isPretty: true) + [0x0A]
    try requireSame(c, asIn: bytes)
    return bytes
  }

  /// Refuses a shape that the family's file cannot say: it would be read back as another one.
  private static func requireSame(
    _ configuration: ModelConfiguration, asIn bytes: [UInt8]
  ) throws(ModelError) {
    let path = ModelDirectory.configurationFile
    guard let again = try? parse(bytes, path: path), again.features == configuration.features else {
      throw .impossibleShape(
        "the \(configuration.family.rawValue) family's \(path) cannot say what this model is made "
          + "of; choose another family")
    }
  }

  private static func gpt2(_ c: ModelConfiguration) -> [String: JSONValue] {
    [
      "architectures": ["GPT2LMHeadModel"], "activation_function": "gelu_new",
      "n_positions": .integer(c.contextLength), "n_ctx": .integer(c.contextLength),
      "n_embd": .integer(c.width), "n_layer": .integer(c.layerCount),
      "n_head": .integer(c.headCount), "n_inner": .integer(c.feedForwardWidth),
      "layer_norm_epsilon": .number(c.normalizationEpsilon),
      "attn_pdrop": 0.0, "embd_pdrop": 0.0, "resid_pdrop": 0.0,
    ]
  }

  private static func bloom(_ c: ModelConfiguration) throws(ModelError) -> [String: JSONValue] {
    guard c.feedForwardWidth == 4 * c.width else {
      throw .impossibleShape(
        "the bloom family's files know only feed-forward layers of 4 × \(c.width), not "
          + "\(c.feedForwardWidth)")
    }
    return [
      "architectures": ["BloomForCausalLM"], "seq_length": .integer(c.contextLength),
      "hidden_size": .integer(c.width), "n_layer": .integer(c.layerCount),
      "n_head": .integer(c.headCount), "layer_norm_epsilon": .number(c.normalizationEpsilon),
      "hidden_dropout": 0.0, "attention_dropout": 0.0,
      "apply_residual_connection_post_layernorm": false,
    ]
  }

  private static func gptNeoX(_ c: ModelConfiguration) -> [String: JSONValue] {
    // Transformers multiplies the share by the width and cuts what is behind the point.
    let part = Double(c.features.rotaryWidth ?? c.headWidth) / Double(c.headWidth)
    let rotary = rotaryEntry(c, base: c.rotaryBase, scaling: c.features.rotaryScaling)
    return [
      "architectures": ["GPTNeoXForCausalLM"],
      "hidden_act": c.features.feedForward == .exactGELU ? "gelu" : "gelu_new",
      "max_position_embeddings": .integer(c.contextLength), "hidden_size": .integer(c.width),
      "num_hidden_layers": .integer(c.layerCount), "num_attention_heads": .integer(c.headCount),
      "intermediate_size": .integer(c.feedForwardWidth),
      "layer_norm_eps": .number(c.normalizationEpsilon),
      "rotary_pct": .number(part), "rotary_emb_base": .number(c.rotaryBase),
      "rope_parameters": .object(
        JSONObject(
          members: rotary.members + [JSONObject.Member("partial_rotary_factor", .number(part))])),
      "attention_bias": .bool(c.features.hasQueryKeyValueBias),
      "use_parallel_residual": .bool(c.features.isParallel),
      "attention_dropout": 0.0, "hidden_dropout": 0.0,
    ]
  }

  private static func llamaLike(_ c: ModelConfiguration) -> [String: JSONValue] {
    let features = c.features
    var entries: [String: JSONValue] = [
      "architectures": [.text(architecture(c.family))],
      "max_position_embeddings": .integer(c.contextLength), "hidden_size": .integer(c.width),
      "num_hidden_layers": .integer(c.layerCount),
      "num_attention_heads": .integer(c.headCount),
      "num_key_value_heads": .integer(c.keyValueHeadCount), "head_dim": .integer(c.headWidth),
      "intermediate_size": .integer(c.feedForwardWidth),
      "rms_norm_eps": .number(c.normalizationEpsilon),
      "attention_dropout": 0.0,
    ]
    if c.family != .qwen2, c.family != .mistral {
      entries["attention_bias"] = .bool(features.hasAttentionOutputBias)
    }
    if c.family == .llama { entries["mlp_bias"] = .bool(features.hasFeedForwardBiases) }
    if c.family != .gemma3 { entries["hidden_act"] = "silu" }
    // Transformers 5 reads the object, earlier ones the number and, for what is scaled, the older name.
    entries["rope_theta"] = .number(c.rotaryBase)
    let open = rotaryEntry(c, base: c.rotaryBase, scaling: features.rotaryScaling)
    entries["rope_parameters"] = .object(open)
    if features.rotaryScaling != .none, c.family != .gemma3 {
      entries["rope_scaling"] = .object(open)
    }
    switch c.family {
    case .mistral: entries["sliding_window"] = features.window.map { .integer($0.size) } ?? .null
    case .qwen2, .qwen3:
      entries["use_sliding_window"] = .bool(features.window != nil)
      entries["sliding_window"] = features.window.map { .integer($0.size) } ?? .null
      entries["layer_types"] = layerTypes(c)
    case .gemma3: entries.merge(gemma3(c, open: open)) { _, new in new }
    default: break
    }
    return entries
  }

  private static func gemma3(
    _ c: ModelConfiguration, open: JSONObject
  ) -> [String: JSONValue] {
    let features = c.features
    // The square of a root is off by a last digit; the entry is a whole number.
    let scalar = features.attentionScale.map { Int((1 / ($0 * $0)).rounded()) } ?? c.headWidth
    let local = features.windowedRotaryBase ?? c.rotaryBase
    return [
      "hidden_activation": "gelu_pytorch_tanh",
      "query_pre_attn_scalar": .integer(scalar),
      "attn_logit_softcapping": .null,
      "final_logit_softcapping": features.headSoftCap.map { .number($0) } ?? .null,
      // Transformers wants a number also where no layer has a window.
      "sliding_window": .integer(features.window?.size ?? c.contextLength),
      "layer_types": layerTypes(c),
      "rope_local_base_freq": .number(local),
      "rope_parameters": [
        "full_attention": .object(open),
        "sliding_attention": .object(rotaryEntry(c, base: local, scaling: .none)),
      ],
    ]
  }

  private static func layerTypes(_ c: ModelConfiguration) -> JSONValue {
    .array(
      (0..<c.layerCount).map {
        c.features.isWindowed(layer: $0) ? "sliding_attention" : "full_attention"
      })
  }

  private static func rotaryEntry(
    _ c: ModelConfiguration, base: Double, scaling: RotaryScaling
  ) -> JSONObject {
    var members = [JSONObject.Member("rope_theta", .number(base))]
    func add(_ name: String, _ value: JSONValue) { members.append(JSONObject.Member(name, value)) }
    switch scaling {
    case .none: add("rope_type", "default")
    case .linear(let factor):
      add("rope_type", "linear")
      add("factor", .number(factor))
    case .llama3(let bands):
      add("rope_type", "llama3")
      add("factor", .number(bands.factor))
      add("low_freq_factor", .number(bands.lowFrequencyFactor))
      add("high_freq_factor", .number(bands.highFrequencyFactor))
      add("original_max_position_embeddings", .integer(bands.originalContextLength))
    case .yarn(let ramp):
      add("rope_type", "yarn")
      add("factor", .number(ramp.factor))
      add("beta_fast", .number(ramp.fastTurns))
      add("beta_slow", .number(ramp.slowTurns))
      add("attention_factor", .number(ramp.lengthening))
      add("original_max_position_embeddings", .integer(ramp.originalContextLength))
      add("truncate", .bool(ramp.isTruncated))
    }
    return JSONObject(members: members)
  }

  private static func architecture(_ family: ModelConfiguration.Family) -> String {
    switch family {
    case .mistral: "MistralForCausalLM"
    case .qwen2: "Qwen2ForCausalLM"
    case .qwen3: "Qwen3ForCausalLM"
    case .olmo2: "Olmo2ForCausalLM"
    case .gemma3: "Gemma3ForCausalLM"
    default: "LlamaForCausalLM"
    }
  }
}
