import Groundwork

/// The best mixture by a fitted law: its shares, what it is expected to lose, and how surely.
///
///     let plan = try MixturePlan(law, .init(weights: ["law": 0.7, "general": 0.3]))
///     plan.domains.map(\.share)            // the best mixture
///     plan.domains.map(\.flat)             // what costs no more than the tolerance
///     plan.cautions.forEach { print($0) }
public struct MixturePlan: Sendable {
  /// One domain of the best mixture.
  public struct Domain: Equatable, Sendable {
    public let name: String
    public let share: Double
    /// Of the best share, over the law's draws; nil without any.
    public let interval: ClosedRange<Double>?
    /// The shares with which some mixture loses no more than the tolerance above the best one.
    public let flat: ClosedRange<Double>
    /// The shares that were tried.
    public let tried: ClosedRange<Double>
    /// Whether it was the same in all runs, so that the law does not know what it does.
    public let isHeld: Bool
  }

  /// One text's loss at the best mixture.
  public struct Text: Equatable, Sendable {
    public let name: String
    /// Of its loss in the sum; all weights sum to 1.
    public let weight: Double
    public let loss: Double
    public let interval: ClosedRange<Double>?
  }

  /// A mixture and the weighted loss that the law foretells of it.
  public struct Choice: Equatable, Sendable {
    public let shares: [Double]
    public let loss: Double
    public let interval: ClosedRange<Double>?
  }

  public let law: FittedMixtureLaw
  public let request: Request
  public let bounds: ShareBounds
  public let domains: [Domain]
  public let texts: [Text]
  public let best: Choice
  /// Of the mixtures that were tried and are allowed, the one of the lowest measured loss: its run's
  /// name, and that loss; nil where none is allowed.
  public let bestTried: (name: String, measured: Double, choice: Choice)?
  /// What the best mixture is foretold to lose less than the best tried one.
  public let gain: (value: Double, interval: ClosedRange<Double>?)?
  /// The best mixture with no share outside what was tried, where the best one has such; nil where it
  /// has none, or where the limits leave no such mixture.
  public let withinTried: Choice?
  /// How far the best mixture's shares lie outside all mixtures of the tried ones; 0 inside.
  public let distance: Double

  /// The weights in the order of the texts; they sum to 1.
  public var weights: [Double] { texts.map(\.weight) }

  /// - Throws: `MixtureLawError` for names that the table does not have, weights and limits that make no
  ///   sense, and a tolerance that is none.
  public init(
    _ law: FittedMixtureLaw, _ request: Request = Request(), seed: UInt64 = 1, threads: Int? = nil
  ) throws(MixtureLawError) {
    let search = try MixtureSearch(law, request, seed: seed, threads: threads)
    self.law = law
    self.request = request
    bounds = search.bounds
    let best = search.best
    self.best = search.choice(best)
    let bests = search.bestOfDraws(near: best)
    let flat = search.flatRanges(around: best, tolerance: request.tolerance)
    let tried = law.table.triedShares
    let varied = Set(law.variedDomains)
    domains = law.table.domains.enumerated().map { place, name in
      Domain(
        name: name, share: best[place],
        interval: Interval(bests.map { $0[place] }, level: law.level).map { $0.low...$0.high },
        flat: flat[place], tried: tried[place], isHeld: !varied.contains(place))
    }
    texts = law.table.texts.enumerated().map { place, name in
      Text(
        name: name, weight: search.weights[place], loss: law.laws[place].loss(best),
        interval: law.interval(of: place) { $0.loss(best) })
    }
    if let tried = search.bestTried {
      bestTried = (tried.name, tried.measured, search.choice(tried.shares))
      gain = search.gain(of: best, over: tried.shares)
    } else {
      (bestTried, gain) = (nil, nil)
    }
    withinTried = search.withinTried(best).map { search.choice($0) }
    distance = TriedRegion.distance(
      of: best, from: law.table.mixtures.map { law.table.runs[$0[0]].shares })
  }
}
