/// What an adapter is: low-rank updates of some of a model's matrices (LoRA, Hu et al. 2021, arXiv
/// 2106.09685).
///
///     let targets = try configuration.adapterTargets(["q", "v"])      // ["q_proj", "v_proj"]
///     let settings = AdapterSettings(rank: 16, alpha: 32, targets: targets)
public struct AdapterSettings: Codable, Hashable, Sendable {
  /// The rank of B·A.
  public var rank: Int
  /// The update is multiplied by alpha / rank.
  public var alpha: Double
  /// Whether it is multiplied by alpha / √rank instead (Kalajdzievski 2023, arXiv 2312.03732).
  public var isRankStabilized = false
  /// The probability that an input of an update is zero in a training step (PEFT's `lora_dropout`).
  public var dropout = 0.0
  /// Which matrices have one, as PEFT names them: `q_proj`, or with more of the path, `attn.c_proj`.
  public var targets: [String]

  public init(rank: Int, alpha: Double? = nil, targets: [String]) {
    self.rank = rank
    self.alpha = alpha ?? 2 * Double(rank)
    self.targets = targets
  }

  /// What B·A is multiplied by.
  public var scale: Double {
    alpha / (isRankStabilized ? Double(rank).squareRoot() : Double(rank))
  }

  /// Throws what makes the settings impossible, in one line.
  public func validate() throws(ModelError) {
    guard (1...(1 << 16)).contains(rank) else {
      throw .badInput("an adapter's rank is \(rank), not between 1 and \(1 << 16)")
    }
    guard alpha.isFinite, alpha > 0 else {
      throw .badInput("an adapter's alpha is \(alpha); it must be a positive number")
    }
    guard dropout >= 0, dropout < 1 else {
      throw .badInput("an adapter's dropout is \(dropout); it must be at least 0 and less than 1")
    }
  }
}
