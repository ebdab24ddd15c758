import RealModule

/// One domain's loss by the shares of all domains in the training text,
/// L(r) = c + k·exp(Σⱼ tⱼ·rⱼ) (Ye et al. 2024, arXiv 2403.16952, equation 7), k positive.
///
///     let law = try DomainMixingLaw.fit(shares: mixtures, losses: losses)
///     law.loss([0.25, 0.125, 0.625])
///
/// Shares sum to 1, so that k and a common part of all tⱼ cannot be told apart: here Σ tⱼ = 0. For a
/// domain in its own share alone `MixingLaw` is the simpler one, and also has negative k.
public struct DomainMixingLaw: Codable, Hashable, Sendable {
  /// c, nats a token.
  public var floor: Double
  /// k.
  public var scale: Double
  /// tⱼ; negative where more of a domain helps.
  public var rates: [Double]

  public init(floor: Double, scale: Double, rates: [Double]) {
    self.floor = floor
    self.scale = scale
    self.rates = rates
  }

  /// The loss for shares that sum to 1.
  public func loss(_ shares: [Double]) -> Double {
    floor + scale * .exp(zip(rates, shares).reduce(0) { $0 + $1.0 * $1.1 })
  }

  /// Fits the law: Huber on ln L, from a hundred starts or so.
  ///
  /// - Parameters:
  ///   - shares: for each mixture the share of each domain.
  ///   - losses: of the one domain, nats a token.
  ///   - delta: of the penalty; Ye et al. take 0.01 of the loss itself.
  /// - Throws: `ScalingError` for fewer mixtures than constants, more than fifteen domains, or shares
  ///   that do not sum to 1.
  public static func fit(
    shares: [[Double]], losses: [Double], delta: Double = 1e-2, threads: Int? = nil
  ) throws(ScalingError) -> DomainMixingLaw {
    guard shares.count == losses.count else {
      throw .impossible("\(shares.count) mixtures do not go with \(losses.count) losses")
    }
    let domains = shares.first?.count ?? 0
    guard (1..<FitVector.scalarCount).contains(domains) else {
      throw .impossible("a mixing law takes 1 to 15 domains, not \(domains)")
    }
    for (index, row) in shares.enumerated() {
      guard row.count == domains, row.allSatisfy({ $0 >= 0 }), abs(row.reduce(0, +) - 1) < 1e-6
      else { throw .impossible("mixture \(index + 1) is not \(domains) shares that sum to 1") }
      guard losses[index] > 0, losses[index].isFinite else {
        throw .impossible("mixture \(index + 1): a loss of \(losses[index]) is not positive")
      }
    }
    let lowest = losses.min() ?? 1
    var starts: [FitVector] = []
    for part in [0.1, 0.5, 0.8, 0.95] {
      for slope in [-4.0, -1, 0, 1, 4] {
        for leader in 0..<domains {
          var start = FitVector()
          start[0] = .log(part * lowest)
          for domain in 0..<domains {
            start[domain + 1] = .log((1 - part) * lowest) + (domain == leader ? slope : 0)
          }
          starts.append(start)
        }
      }
    }
    let fit = try FormFit.fit(
      .mixing(shares: shares, losses: losses), starts: starts, delta: delta, threads: threads)
    let rates = fit.constants.dropFirst()
    let middle = rates.reduce(0, +) / Double(domains)
    return DomainMixingLaw(
      floor: fit.constants[0], scale: .exp(middle), rates: rates.map { $0 - middle })
  }
}

extension LawResiduals {
  /// Ye's law as ln L = LSE(ln c, Σⱼ (tⱼ + ln k)·rⱼ), for shares that sum to 1.
  ///
  /// - Precondition: as many mixtures as losses, one number of domains in all, at most fifteen.
  public static func mixing(shares: [[Double]], losses: [Double]) -> LawResiduals {
    let domains = shares.first?.count ?? 0
    precondition(shares.count == losses.count && shares.allSatisfy { $0.count == domains })
    let columns = (0..<domains).map { domain in Column(shares.map { $0[domain] }) }
    let targets = Column(losses.map { .log($0) })
    return LawResiduals(
      names: ["c"] + (0..<domains).map { "t_\($0 + 1)" }, logarithmic: ["c"],
      pointCount: losses.count
    ) { index, vector, slopes in
      var exponent = SIMD8<Double>()
      for domain in 0..<domains { exponent += vector[domain + 1] * columns[domain][index] }
      let sum = LogSumExp.of(SIMD8(repeating: vector[0]), exponent)
      slopes[0] = sum.a
      for domain in 0..<domains { slopes[domain + 1] = sum.b * columns[domain][index] }
      return sum.value - targets[index]
    }
  }
}
