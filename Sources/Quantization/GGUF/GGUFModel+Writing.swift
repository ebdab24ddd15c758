import Groundwork
import Models
import Tensors

extension GGUFModel {
  /// Writes a model to a GGUF file, which appears whole or not at all.
  ///
  ///     try GGUFModel.write(parameters, to: "model.gguf", tokenizer: entries) { _, _ in .q80 }
  ///
  /// - Parameters:
  ///   - name: what `general.name` says.
  ///   - tokenizer: the metadata of the tokenizer, if there is one.
  ///   - packed: the matrices that are packed already, by their names in the file.
  ///   - element: the form of a matrix, by its name in the file and its columns; vectors are always F32, as llama.cpp
  ///     wants them.
  /// - Throws: `ModelError` for what the format cannot say of this model; `GGUFError` for a form that
  ///   does not fit a matrix; `FileError` where the disk refuses.
  public static func write(
    _ store: ParameterStore<Float>, to path: String, name: String = "model",
    tokenizer: [(key: String, value: GGUFEntry)] = [],
    packed: [String: (element: GGUFElement, bytes: [UInt8])] = [:],
    element: (_ tensor: String, _ columns: Int) -> GGUFElement
  ) throws {
    let configuration = try store.configuration.asGGUF()
    var tensors: [GGUFSource] = []
    for mapping in configuration.ggufMappings {
      guard let parameter = store[mapping.parameter] else {
        preconditionFailure("the layout has no parameter \(mapping.parameter)")
      }
      if let (element, bytes) = packed[mapping.tensor] {
        tensors.append(
          GGUFSource(name: mapping.tensor, shape: mapping.shape, as: element, packed: bytes))
        continue
      }
      let isMatrix = mapping.shape.count == 2
      tensors.append(
        GGUFSource(
          name: mapping.tensor, shape: mapping.shape,
          as: isMatrix ? element(mapping.tensor, mapping.shape[1]) : .float32
        ) { range, target in
          let columns = isMatrix ? mapping.shape[1] : 1
          for (place, index) in range.enumerated() {
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            let source = (mapping.firstRow + mapping.row(for: row)) * columns + column
            target[place] = parameter[source] + mapping.offset
          }
        })
    }
    if let factors = configuration.frequencyFactors {
      tensors.append(
        GGUFSource(name: GGUFConfiguration.frequencyFactors, shape: [factors.count], as: .float32) {
          range, target in
          for (place, index) in range.enumerated() { target[place] = factors[index] }
        })
    }
    try withExtendedLifetime(store) {
      try GGUFFile.write(
        metadata: configuration.ggufMetadata(name: name) + version(of: tensors) + tokenizer,
        tensors: tensors, to: path)
    }
  }

  /// The version of the layouts of whole numbers, which files that hold any say.
  private static func version(of tensors: [GGUFSource]) -> [(key: String, value: GGUFEntry)] {
    tensors.contains { $0.element.gridShape != nil }
      ? [("general.quantization_version", .unsigned(2))] : []
  }
}

extension ModelConfiguration {
  /// The configuration as a GGUF file will be read: Mistral's models as Llama's.
  ///
  /// - Throws: where the format has no word for a feature; it would be read as another model.
  func asGGUF() throws(ModelError) -> ModelConfiguration {
    try validate()
    var result = self
    func refuse(_ what: String) -> ModelError {
      .impossibleShape(
        "GGUF's \(family.ggufArchitecture) models cannot have \(what); llama.cpp would compute "
          + "something else")
    }
    if let window = features.window {
      if window.size >= contextLength {
        result.features.window = nil
        result.features.windowedRotaryBase = nil
      } else if family != .gemma3 {
        throw refuse("a window of attention")
      } else if windowPeriod == nil {
        throw refuse("windowed layers in no regular pattern")
      }
    }
    if family == .mistral {
      let features = result.features
      result.family = .llama
      result.features = features
    }
    if features.attentionSoftCap != nil { throw refuse("capped scores of attention") }
    if features.headSoftCap != nil, family != .gemma3 { throw refuse("capped scores of the head") }
    if features.attentionScale != nil { throw refuse("a scale of attention of its own") }
    if family == .gptNeoX, features.feedForward != family.features.feedForward {
      throw refuse("GELU in its tanh form")
    }
    if family != .llama, family != .mistral, hasOtherBiases { throw refuse("these biases") }
    if case .yarn(let ramp) = features.rotaryScaling, !ramp.isTruncated {
      throw refuse("a ramp of YaRN between whole pairs")
    }
    return result
  }

  /// Whether other linear layers have biases than is the family's custom: llama.cpp looks for those alone.
  private var hasOtherBiases: Bool {
    let custom = family.features
    return features.hasQueryKeyValueBias != custom.hasQueryKeyValueBias
      || features.hasAttentionOutputBias != custom.hasAttentionOutputBias
      || features.hasFeedForwardBiases != custom.hasFeedForwardBiases
  }

  /// Every how many layers one sees everything; nil where they stand in no such pattern.
  private var windowPeriod: Int? {
    guard let open = features.window?.openLayers else { return nil }
    // No open layer at all: the first would come after the last.
    let period = (open.first ?? layerCount) + 1
    return open == (0..<layerCount).filter { ($0 + 1) % period == 0 } ? period : nil
  }

  /// What Llama 3's files divide each rotary frequency by; nil for other scalings.
  var frequencyFactors: [Float]? {
    guard case .llama3 = features.rotaryScaling else { return nil }
    let plain = RotaryScaling.none.frequencies(width: headWidth, base: rotaryBase)
    let scaled = features.rotaryScaling.frequencies(width: headWidth, base: rotaryBase)
    return zip(plain, scaled).map { $0 / $1 }
  }

  /// The metadata that say what the model is, the tokenizer apart.
  func ggufMetadata(name: String) -> [(key: String, value: GGUFEntry)] {
    let architecture = family.ggufArchitecture
    var list: [(key: String, value: GGUFEntry)] = [
      ("general.architecture", .text(architecture)), ("general.name", .text(name)),
      ("general.type", .text("model")),
    ]
    func add(_ key: String, _ value: GGUFEntry?) {
      if let value { list.append(("\(architecture).\(key)", value)) }
    }
    add("vocab_size", .unsigned(vocabularySize))
    add("context_length", .unsigned(contextLength))
    add("embedding_length", .unsigned(width))
    add("block_count", .unsigned(layerCount))
    add("feed_forward_length", .unsigned(feedForwardWidth))
    add("attention.head_count", .unsigned(headCount))
    add("attention.head_count_kv", .unsigned(keyValueHeadCount))
    add("attention.key_length", .unsigned(headWidth))
    add("attention.value_length", .unsigned(headWidth))
    add(
      features.normalization == .layer
        ? "attention.layer_norm_epsilon" : "attention.layer_norm_rms_epsilon",
      .number(normalizationEpsilon))
    if family == .gptNeoX { add("use_parallel_residual", .bool(features.isParallel)) }
    if features.positions == .rotary {
      add("rope.dimension_count", .unsigned(features.rotaryWidth ?? headWidth))
      add("rope.freq_base", .number(rotaryBase))
      addRotaryScaling(add)
    }
    if let window = features.window {
      add("attention.sliding_window", .unsigned(window.size))
      if let windowPeriod, windowPeriod != family.ggufWindowPeriod {
        add("attention.sliding_window_pattern", .unsigned(windowPeriod))
      }
      add("rope.freq_base_swa", features.windowedRotaryBase.map { .number($0) })
    }
    add("final_logit_softcapping", features.headSoftCap.map { .number($0) })
    return list
  }

  private func addRotaryScaling(_ add: (String, GGUFEntry?) -> Void) {
    switch features.rotaryScaling {
    case .none, .llama3: break
    case .linear(let factor):
      add("rope.scaling.type", .text("linear"))
      add("rope.scaling.factor", .number(factor))
    case .yarn(let ramp):
      add("rope.scaling.type", .text("yarn"))
      add("rope.scaling.factor", .number(ramp.factor))
      add("rope.scaling.original_context_length", .unsigned(ramp.originalContextLength))
      let customary = RotaryScaling.Ramp.customaryLengthening(ramp.factor, share: 1)
      add("rope.scaling.attn_factor", .number(ramp.lengthening / customary))
      add("rope.scaling.yarn_beta_fast", .number(ramp.fastTurns))
      add("rope.scaling.yarn_beta_slow", .number(ramp.slowTurns))
    }
  }
}
