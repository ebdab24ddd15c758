import Groundwork
import Tensors

/// What a `config.json` says of rotary positions.
struct RotaryEntries {
  var base: Double
  /// The base in windowed layers, where it is their own.
  var windowedBase: Double?
  /// The share of a head that is turned.
  var part: Double
  var scaling: RotaryScaling
}

extension ConfigurationEntries {
  /// Rotary positions: in one object, in one for each kind of layer, or in entries of their own, as
  /// transformers has had them over the years.
  ///
  /// - Parameters:
  ///   - thetaKeys: the names that the base may have, the first that is there counting.
  ///   - partKeys: those of the share of a head that is turned.
  ///   - part: the share where none is given.
  ///   - base: the base where none is given.
  ///   - windowedBase: that of windowed layers where none is given; nil for a family without.
  func rotary(
    thetaKeys: [String] = ["rope_theta"], partKeys: [String] = ["partial_rotary_factor"],
    part: Double, base customaryBase: Double = 10_000, windowedBase: Double? = nil
  ) throws(ModelError) -> RotaryEntries {
    var result = RotaryEntries(
      base: customaryBase, windowedBase: windowedBase, part: part, scaling: .none)
    func take(_ entries: ConfigurationEntries) throws(ModelError) {
      if let key = thetaKeys.first(where: entries.has) { result.base = try entries.base(key) }
      if let key = partKeys.first(where: entries.has) {
        result.part = try entries.number(key, otherwise: part)
        guard result.part > 0, result.part <= 1 else {
          throw problem("\(key) is \(result.part), not above 0 and at most 1")
        }
      }
    }
    try take(self)
    if windowedBase != nil, has("rope_local_base_freq") {
      result.windowedBase = try base("rope_local_base_freq")
    }
    // In the order in which transformers looks: an older file's object comes first.
    for key in ["rope_scaling", "rope_parameters"] {
      guard let entries = try optionalEntries(key) else { continue }
      if windowedBase != nil, entries.object.members.contains(where: { $0.value.object != nil }) {
        if let open = try entries.optionalEntries("full_attention") {
          try take(open)
          result.scaling = try open.scaling(context: self)
        }
        if let windowed = try entries.optionalEntries("sliding_attention") {
          try windowed.require("rope_type", ["default"], otherwise: "default")
          if windowed.has("rope_theta") { result.windowedBase = try windowed.base("rope_theta") }
        }
      } else {
        try take(entries)
        result.scaling = try entries.scaling(context: self)
      }
      break
    }
    return result
  }

  private func base(_ key: String) throws(ModelError) -> Double {
    let base = try number(key, otherwise: 10_000)
    guard base > 0, base.isFinite else {
      throw problem("\(key) is \(base); it must be positive")
    }
    return base
  }

  /// The scaling that an object describes.
  ///
  /// - Parameter context: the file's own entries, which hold the context length.
  private func scaling(context: ConfigurationEntries) throws(ModelError) -> RotaryScaling {
    let key = has("rope_type") ? "rope_type" : "type"
    let type = has(key) ? try text(key) : "default"
    if type == "default" { return .none }
    let known = ["linear", "llama3", "yarn"]
    guard known.contains(type) else {
      throw problem(
        "\(key) is \"\(TerminalText.oneLine(type))\"; only default, "
          + "\(known.joined(separator: ", ")) are supported")
    }
    func original() throws(ModelError) -> Int {
      let name = "original_max_position_embeddings"
      if context.has(name) { return try context.size(name) }
      if let length = try optionalSize(name) { return length }
      return try context.size("max_position_embeddings")
    }
    let factor = try positive("factor", otherwise: nil)
    switch type {
    case "linear": return .linear(factor: factor)
    case "llama3":
      let low = try positive("low_freq_factor", otherwise: nil)
      let high = try positive("high_freq_factor", otherwise: nil)
      guard high > low else {
        throw problem("high_freq_factor is \(high), not above low_freq_factor, \(low)")
      }
      return .llama3(
        RotaryScaling.Bands(
          factor: factor, lowFrequencyFactor: low, highFrequencyFactor: high,
          originalContextLength: try original()))
    default:
      return .yarn(
        RotaryScaling.Ramp(
          factor: factor, fastTurns: try positive("beta_fast", otherwise: 32),
          slowTurns: try positive("beta_slow", otherwise: 1),
          originalContextLength: try original(), lengthening: try lengthening(factor),
          isTruncated: try flag("truncate", otherwise: true)))
    }
  }

  /// What YaRN multiplies turned vectors by.
  private func lengthening(_ factor: Double) throws(ModelError) -> Double? {
    if has("attention_factor") { return try positive("attention_factor", otherwise: nil) }
    let (share, all) = (
      try number("mscale", otherwise: 0), try number("mscale_all_dim", otherwise: 0)
    )
    guard share != 0, all != 0 else { return nil }
    return RotaryScaling.Ramp.customaryLengthening(factor, share: share)
      / RotaryScaling.Ramp.customaryLengthening(factor, share: all)
  }

  /// - Parameter otherwise: nil where the entry must be there.
  private func positive(_ key: String, otherwise: Double?) throws(ModelError) -> Double {
    guard let value = try optionalNumber(key) ?? otherwise else {
      throw problem("\(key) is missing")
    }
    guard value > 0 else { throw problem("\(key) is \(value); it must be positive") }
    return value
  }
}
