import RealModule

/// What a text's loss is by the shares of any number of domains: L(r) = c + k·exp(Σ t_j r_j) (Ye et al.
/// 2024, arXiv 2403.16952, equation 7), or another `MixtureForm`.
///
///     let law = MixtureLaw(.exponential, floor: 1, scale: 0.5, rates: [-2, 0.4])
///     law.loss([0.3, 0.7])                 // 1.363
///
/// Because shares sum to 1, adding the same number to every rate and dividing k by its exponential
/// changes nothing. A fit chooses the rates whose mean, weighted by the mean mixture of its runs, is 0:
/// k is then what the mean mixture loses above the floor, and a rate is negative where more of the
/// domain, at the cost of all others, helps. `MixingLaw` is the law of one share alone.
public struct MixtureLaw: Hashable, Sendable {
  public var form: MixtureForm
  /// c: what no mixture gets below; of the forms without a floor the constant.
  public var floor: Double
  /// k; 1 for the forms without a floor.
  public var scale: Double
  /// t_j, one a domain; 0 for a domain whose share was the same in all runs.
  public var rates: [Double]

  public init(_ form: MixtureForm, floor: Double, scale: Double = 1, rates: [Double]) {
    self.form = form
    self.floor = floor
    self.scale = scale
    self.rates = rates
  }

  /// Exponents are cut there: what a law says so far outside its runs means nothing, but is a number.
  static let largestExponent = 300.0

  /// The loss of a mixture, in the unit of the runs.
  ///
  /// - Precondition: as many shares as rates.
  public func loss(_ shares: [Double]) -> Double {
    precondition(shares.count == rates.count, "each domain has its share")
    var exponent = 0.0
    for (rate, share) in zip(rates, shares) { exponent += rate * form.feature(share) }
    return form.hasFloor
      ? floor + scale * .exp(min(exponent, Self.largestExponent)) : floor + exponent
  }
}
