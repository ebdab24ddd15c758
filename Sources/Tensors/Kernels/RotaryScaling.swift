import RealModule

/// How the frequencies of rotary positions are stretched for contexts longer than the one that a model
/// was first trained with, by the `rope_type` of Hugging Face's `config.json`.
///
/// Source: `modeling_rope_utils.py` of huggingface/transformers, whose Float32 steps are repeated here.
public enum RotaryScaling: Codable, Hashable, Sendable {
  case none
  /// Every frequency divided by a factor (Chen et al. 2023, arXiv 2306.15595).
  case linear(factor: Double)
  /// Low frequencies divided, high ones kept, those between blended (Llama 3.1: Grattafiori et al.
  /// 2024, arXiv 2407.21783).
  case llama3(Bands)
  /// Blended by the pair's number, and the turned vectors lengthened (Peng et al. 2023, arXiv
  /// 2309.00071).
  case yarn(Ramp)

  /// What `llama3` needs.
  public struct Bands: Codable, Hashable, Sendable {
    public var factor: Double
    /// A wavelength above the original context over this is divided wholly.
    public var lowFrequencyFactor: Double
    /// A wavelength below the original context over this is kept.
    public var highFrequencyFactor: Double
    /// Tokens.
    public var originalContextLength: Int

    public init(
      factor: Double, lowFrequencyFactor: Double, highFrequencyFactor: Double,
      originalContextLength: Int
    ) {
      self.factor = factor
      self.lowFrequencyFactor = lowFrequencyFactor
      self.highFrequencyFactor = highFrequencyFactor
      self.originalContextLength = originalContextLength
    }
  }

  /// What `yarn` needs.
  public struct Ramp: Codable, Hashable, Sendable {
    public var factor: Double
    /// Pairs that go round oftener than this over the original context are kept.
    public var fastTurns: Double
    /// Pairs that go round more seldom than this are divided wholly.
    public var slowTurns: Double
    /// Tokens.
    public var originalContextLength: Int
    /// What turned queries and keys are multiplied by.
    public var lengthening: Double
    /// Whether the ramp begins and ends at whole pairs.
    public var isTruncated: Bool

    /// - Parameter lengthening: by default 0.1 · ln(factor) + 1, and 1 for no stretching.
    public init(
      factor: Double, fastTurns: Double = 32, slowTurns: Double = 1, originalContextLength: Int,
      lengthening: Double? = nil, isTruncated: Bool = true
    ) {
      self.factor = factor
      self.fastTurns = fastTurns
      self.slowTurns = slowTurns
      self.originalContextLength = originalContextLength
      self.lengthening = lengthening ?? Self.customaryLengthening(factor, share: 1)
      self.isTruncated = isTruncated
    }

    /// 0.1 · share · ln(factor) + 1, and 1 for no stretching.
    public static func customaryLengthening(_ factor: Double, share: Double) -> Double {
      factor <= 1 ? 1 : 0.1 * share * Double.log(factor) + 1
    }
  }

  /// What turned queries and keys are multiplied by.
  public var lengthening: Double {
    if case .yarn(let ramp) = self { ramp.lengthening } else { 1 }
  }

  /// The angle of each pair at position 1.
  ///
  /// - Parameter width: the elements that are turned, twice the number of pairs.
  public func frequencies(width: Int, base: Double) -> [Float] {
    let periods = (0..<(width / 2)).map { Float.pow(Float(base), Float(2 * $0) / Float(width)) }
    let frequencies = periods.map { 1 / $0 }
    switch self {
    case .none: return frequencies
    case .linear(let factor): return frequencies.map { $0 / Float(factor) }
    case .llama3(let bands): return frequencies.map { bands.scaled($0) }
    case .yarn(let ramp):
      return periods.enumerated().map { pair, period in
        let kept = 1 - ramp.dividedShare(ofPair: pair, width: width, base: base)
        return 1 / (Float(ramp.factor) * period) * (1 - kept) + 1 / period * kept
      }
    }
  }
}

extension RotaryScaling.Bands {
  fileprivate func scaled(_ frequency: Float) -> Float {
    let length = Float(originalContextLength)
    let wavelength = Float(2 * Double.pi) / frequency
    if wavelength < length / Float(highFrequencyFactor) { return frequency }
    if wavelength > length / Float(lowFrequencyFactor) { return frequency / Float(factor) }
    let kept =
      (length / wavelength - Float(lowFrequencyFactor))
      / Float(highFrequencyFactor - lowFrequencyFactor)
    return (1 - kept) * frequency / Float(factor) + kept * frequency
  }
}

extension RotaryScaling.Ramp {
  /// From 0 for pairs that are kept to 1 for those that are divided wholly.
  fileprivate func dividedShare(ofPair pair: Int, width: Int, base: Double) -> Float {
    func pairTurning(_ turns: Double) -> Double {
      Double(width) * Double.log(Double(originalContextLength) / (turns * 2 * Double.pi))
        / (2 * Double.log(base))
    }
    var (first, last) = (pairTurning(fastTurns), pairTurning(slowTurns))
    if isTruncated { (first, last) = (first.rounded(.down), last.rounded(.up)) }
    (first, last) = (max(first, 0), min(last, Double(width - 1)))
    if first == last { last += 0.001 }
    return min(max((Float(pair) - Float(first)) / Float(last - first), 0), 1)
  }
}
