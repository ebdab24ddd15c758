import Groundwork
import Models
import Tensors

/// What a GGUF file's model is made of, where that may differ within a family.
extension GGUFConfiguration {
  /// The tensor that holds what each rotary frequency is divided by, as files of Llama 3 have it.
  static let frequencyFactors = "rope_freqs.weight"

  func features(of configuration: ModelConfiguration) throws -> DecoderFeatures {
    var features = configuration.features
    func has(_ tensor: String) -> Bool { file.tensor("blk.0.\(tensor)") != nil }
    if features.hasFreeHeads || configuration.family == .gptNeoX {
      features.hasQueryKeyValueBias = has("attn_q.bias") || has("attn_qkv.bias")
      features.hasAttentionOutputBias = has("attn_output.bias")
      features.hasFeedForwardBiases = has("ffn_down.bias")
    }
    if let isParallel = file["\(architecture).use_parallel_residual"]?.bool {
      features.isParallel = isParallel
    }
    if features.positions == .rotary {
      if let turned = try optionalSize("rope.dimension_count"), turned != configuration.headWidth {
        guard configuration.family == .gptNeoX else {
          throw unsupported("rope.dimension_count", "\(turned) of \(configuration.headWidth)")
        }
        features.rotaryWidth = turned
      }
      features.rotaryScaling = try rotaryScaling(of: configuration)
    }
    features.window = try window(of: configuration)
    if configuration.family == .gemma3 {
      features.windowedRotaryBase =
        features.window == nil ? nil : try optionalNumber("rope.freq_base_swa") ?? 10_000
    }
    if let cap = try optionalNumber("attn_logit_softcapping") {
      throw unsupported("attn_logit_softcapping", "scores of attention capped at \(cap)")
    }
    features.headSoftCap = try optionalNumber("final_logit_softcapping")
    if let scale = try optionalNumber("attention.scale"), scale > 0 {
      features.attentionScale = scale
    }
    return features
  }

  private func window(of configuration: ModelConfiguration) throws -> DecoderFeatures.Window? {
    let key = "attention.sliding_window"
    guard let size = try optionalNumber(key), size >= 1 else { return nil }
    let layers = 0..<configuration.layerCount
    if let kinds = file["\(architecture).\(key)_pattern"]?.array?.values {
      let flags = kinds.compactMap(\.bool)
      guard flags.count == configuration.layerCount else {
        throw unsupported(
          "\(key)_pattern", "\(kinds.count) entries for \(configuration.layerCount) layers")
      }
      return DecoderFeatures.Window(size: Int(size), openLayers: layers.filter { !flags[$0] })
    }
    let said = file["\(architecture).\(key)_pattern"]?.integer
    guard let period = said ?? configuration.family.ggufWindowPeriod, period > 0 else {
      throw unsupported(key, "a window of \(Int(size))")
    }
    return DecoderFeatures.Window(
      size: Int(size), openLayers: layers.filter { ($0 + 1) % period == 0 })
  }

  private func rotaryScaling(of configuration: ModelConfiguration) throws -> RotaryScaling {
    let type = file["\(architecture).rope.scaling.type"]?.text ?? "none"
    let factor = try optionalNumber("rope.scaling.factor") ?? 1
    let original =
      try optionalSize("rope.scaling.original_context_length") ?? configuration.contextLength
    switch type {
    case "none":
      // A file with a factor and no type means a linear one.
      if factor > 1, file.tensor(Self.frequencyFactors) == nil { return .linear(factor: factor) }
    case "linear": return .linear(factor: factor)
    case "yarn":
      let share = try optionalNumber("rope.scaling.attn_factor") ?? 1
      return .yarn(
        RotaryScaling.Ramp(
          factor: factor,
          fastTurns: try optionalNumber("rope.scaling.yarn_beta_fast") ?? 32,
          slowTurns: try optionalNumber("rope.scaling.yarn_beta_slow") ?? 1,
          originalContextLength: original,
          lengthening: share * RotaryScaling.Ramp.customaryLengthening(factor, share: 1)))
    default:
      throw unsupported("rope.scaling.type", "scaled positions (\(TerminalText.oneLine(type)))")
    }
    guard file.tensor(Self.frequencyFactors) != nil else { return .none }
    return try bands(of: configuration)
  }

  /// The published settings of Llama 3's scaling that give the factors of the file.
  private func bands(of configuration: ModelConfiguration) throws -> RotaryScaling {
    let factors = try file.floats(Self.frequencyFactors)
    let (width, base) = (configuration.headWidth, configuration.rotaryBase)
    let plain = RotaryScaling.none.frequencies(width: width, base: base)
    for factor in [8.0, 32, 16, 4, 2] {
      let scaling = RotaryScaling.llama3(
        RotaryScaling.Bands(
          factor: factor, lowFrequencyFactor: 1, highFrequencyFactor: 4,
          originalContextLength: 8_192))
      let scaled = scaling.frequencies(width: width, base: base)
      let isSame =
        factors.count == plain.count
        && plain.indices.allSatisfy {
          abs(plain[$0] / scaled[$0] - factors[$0]) <= 1e-4 * abs(factors[$0])
        }
      if isSame { return scaling }
    }
    throw GGUFError(
      path: file.path, name: Self.frequencyFactors,
      problem:
        "divides the rotary frequencies by none of the published settings of Llama 3; this is "
        + "not supported")
  }
}
