import Groundwork

/// `config.json` of the families `bert` and `t5`, both ways.
protocol FiledNetworkShape: NetworkShape {
  /// The `model_type`.
  static var family: String { get }
  init(_ entries: ConfigurationEntries) throws(ModelError)
  var entries: [String: JSONValue] { get }
  var tensorMappings: [TensorMapping] { get }
}

extension FiledNetworkShape {
  /// Reads a configuration; entries that the workbook has no use for are passed over.
  static func parse(_ bytes: [UInt8], path: String) throws -> Self {
    guard let object = try StrictJSON.parse(bytes, allowsNonFinite: true).object else {
      throw ModelError.malformedFile(path: path, problem: "holds no object; is it a config.json?")
    }
    let entries = ConfigurationEntries(object: object, path: path)
    let type = try entries.text("model_type")
    guard type == family else {
      throw entries.problem(
        "model_type \"\(TerminalText.oneLine(type))\" is not \(family), which is read here")
    }
    let configuration = try Self(entries)
    do { try configuration.validate() } catch { throw entries.problem("\(error)") }
    return configuration
  }

  /// The bytes of a `config.json` that transformers reads as this very model.
  ///
  /// - Throws: for a shape that the family's file cannot say.
  func encode(as element: SafetensorsElement) throws(ModelError) -> [UInt8] {
    try validate()
    let type =
      switch element {
      case .float16: "float16"
      case .bfloat16: "bfloat16"
      case .float64: "float64"
      default: "float32"
      }
    var members = entries
    members["model_type"] = .text(Self.family)
    members["dtype"] = .text(type)
    members["torch_dtype"] = .text(type)
    let object = JSONObject(
      members: members.sorted { $0.key < $1.key }.map { JSONObject.Member($0.key, $0.value) })
    let bytes = JSONValue.object(object).encoded(isPretty: true) + [0x0A]
    guard let again = try? Self.parse(bytes, path: ModelDirectory.configurationFile), again == self
    else {
      throw .impossibleShape(
        "the \(Self.family) family's \(ModelDirectory.configurationFile) cannot say what this model "
          + "is made of")
    }
    return bytes
  }
}

extension ConfigurationEntries {
  /// An id, or nil where there is none.
  fileprivate func optionalID(_ key: String, otherwise: Int?) throws(ModelError) -> Int? {
    if isNull(key) { return nil }
    guard has(key) else { return otherwise }
    return try count(key, otherwise: 0)
  }
}

extension EncoderConfiguration: FiledNetworkShape {
  static var family: String { "bert" }

  init(_ entries: ConfigurationEntries) throws(ModelError) {
    try entries.require("is_decoder", false, otherwise: false)
    try entries.require("add_cross_attention", false, otherwise: false)
    try entries.require("tie_word_embeddings", true, otherwise: true)
    try entries.require("position_embedding_type", ["absolute"], otherwise: "absolute")
    var features = StackFeatures.bert
    let bend = entries.has("hidden_act") ? try entries.text("hidden_act") : "gelu"
    try entries.require(
      "hidden_act", ["gelu", "gelu_new", "gelu_pytorch_tanh", "relu"], otherwise: "gelu")
    features.feedForward = bend == "gelu" ? .exactGELU : bend == "relu" ? .relu : .gelu
    let heads = try entries.size("num_attention_heads")
    let width = try entries.size("hidden_size")
    guard width % heads == 0 else {
      throw entries.problem("hidden_size \(width) is not \(heads) heads of equal width")
    }
    self.init(
      vocabularySize: try entries.size("vocab_size"),
      contextLength: try entries.optionalSize("max_position_embeddings") ?? 512,
      stack: StackShape(
        width: width, layerCount: try entries.size("num_hidden_layers"), headCount: heads,
        feedForwardWidth: try entries.size("intermediate_size"),
        normalizationEpsilon: try entries.number("layer_norm_eps", otherwise: 1e-12),
        features: features),
      head: .transformed, segmentKindCount: try entries.optionalSize("type_vocab_size") ?? 2,
      normalizesEmbedding: true,
      paddingID: try entries.optionalID("pad_token_id", otherwise: 0))
  }

  var entries: [String: JSONValue] {
    let bend: JSONValue =
      switch stack.features.feedForward {
      case .relu: "relu"
      case .exactGELU: "gelu"
      case .gelu, .geGLU: "gelu_new"
      }
    return [
      "architectures": ["BertForMaskedLM"], "vocab_size": .integer(vocabularySize),
      "max_position_embeddings": .integer(contextLength), "hidden_size": .integer(stack.width),
      "num_hidden_layers": .integer(stack.layerCount),
      "num_attention_heads": .integer(stack.headCount),
      "intermediate_size": .integer(stack.feedForwardWidth), "hidden_act": bend,
      "layer_norm_eps": .number(stack.normalizationEpsilon),
      "type_vocab_size": .integer(segmentKindCount),
      "pad_token_id": paddingID.map { .integer($0) } ?? .null,
      "hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0,
      "position_embedding_type": "absolute", "tie_word_embeddings": true, "is_decoder": false,
      "initializer_range": 0.02,
    ]
  }
}

extension EncoderDecoderConfiguration: FiledNetworkShape {
  static var family: String { "t5" }

  init(_ entries: ConfigurationEntries) throws(ModelError) {
    try entries.require("is_encoder_decoder", true, otherwise: true)
    try entries.require("is_decoder", false, otherwise: false)
    try entries.require("tie_encoder_decoder", false, otherwise: false)
    let kinds = ["relu", "gated-gelu"]
    try entries.require("feed_forward_proj", kinds, otherwise: "relu")
    let isGated =
      entries.has("feed_forward_proj") ? try entries.text("feed_forward_proj") == kinds[1] : false
    let bend = isGated ? "gelu_new" : "relu"
    try entries.require("dense_act_fn", [bend], otherwise: bend)
    var features = StackFeatures.t5
    features.feedForward = isGated ? .geGLU : .relu
    features.positions = .relative(
      bucketCount: try entries.optionalSize("relative_attention_num_buckets") ?? 32,
      maximumDistance: try entries.optionalSize("relative_attention_max_distance") ?? 128)
    let layerCount = try entries.size("num_layers")
    // The first T5s divide what the head reads, and say so by a tied head alone.
    let isTied = try entries.flag("tie_word_embeddings", otherwise: true)
    let padding = try entries.optionalID("pad_token_id", otherwise: 0)
    self.init(
      vocabularySize: try entries.size("vocab_size"),
      encoder: StackShape(
        width: try entries.size("d_model"), layerCount: layerCount,
        headCount: try entries.size("num_heads"), headWidth: try entries.size("d_kv"),
        feedForwardWidth: try entries.size("d_ff"),
        normalizationEpsilon: try entries.number("layer_norm_epsilon", otherwise: 1e-6),
        features: features),
      decoderLayerCount: try entries.optionalSize("num_decoder_layers") ?? layerCount,
      isHeadTied: isTied,
      scalesHead: try entries.flag("scale_decoder_outputs", otherwise: isTied),
      startID: try entries.optionalID("decoder_start_token_id", otherwise: padding) ?? 0,
      paddingID: padding,
      endOfTextID: try entries.optionalID("eos_token_id", otherwise: 1))
  }

  var entries: [String: JSONValue] {
    let isGated = encoder.features.feedForward == .geGLU
    var result: [String: JSONValue] = [
      "architectures": ["T5ForConditionalGeneration"], "vocab_size": .integer(vocabularySize),
      "d_model": .integer(encoder.width), "num_layers": .integer(encoder.layerCount),
      "num_decoder_layers": .integer(decoderLayerCount), "num_heads": .integer(encoder.headCount),
      "d_kv": .integer(encoder.headWidth), "d_ff": .integer(encoder.feedForwardWidth),
      "layer_norm_epsilon": .number(encoder.normalizationEpsilon), "dropout_rate": 0.0,
      "feed_forward_proj": isGated ? "gated-gelu" : "relu",
      "dense_act_fn": isGated ? "gelu_new" : "relu", "is_gated_act": .bool(isGated),
      "tie_word_embeddings": .bool(isHeadTied), "scale_decoder_outputs": .bool(scalesHead),
      "decoder_start_token_id": .integer(startID), "is_encoder_decoder": true,
      "pad_token_id": paddingID.map { .integer($0) } ?? .null,
      "eos_token_id": endOfTextID.map { .integer($0) } ?? .null, "initializer_factor": 1.0,
    ]
    if case .relative(let count, let distance) = encoder.features.positions {
      result["relative_attention_num_buckets"] = .integer(count)
      result["relative_attention_max_distance"] = .integer(distance)
    }
    return result
  }
}
