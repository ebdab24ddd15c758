import Groundwork

/// The searches behind a plan: the best mixture of a law, of its draws, and what is nearly as good.
struct MixtureSearch {
  let law: FittedMixtureLaw
  let bounds: ShareBounds
  /// In the order of the texts; they sum to 1.
  let weights: [Double]
  let best: [Double]
  private let objective: MixtureObjective
  private let threads: Int?

  /// How many starts are drawn where there may be several lowest places.
  private static let drawnStarts = 16

  init(
    _ law: FittedMixtureLaw, _ request: MixturePlan.Request, seed: UInt64, threads: Int?
  ) throws(MixtureLawError) {
    self.law = law
    self.threads = threads
    (weights, bounds) = try request.resolved(for: law.table)
    let objective = MixtureObjective(law.laws, weights: weights)
    self.objective = objective
    let tried = law.table.mixtures.map { law.table.runs[$0[0]].shares }
    let lowest = tried.min { objective($0) < objective($1) }
    let starts = bounds.starts(drawn: Self.drawnStarts, seed: seed)
    best = objective.minimum(in: bounds, from: (lowest.map { [$0] } ?? []) + starts).shares
  }

  /// A mixture with what the law and its draws foretell of it.
  func choice(_ shares: [Double]) -> MixturePlan.Choice {
    MixturePlan.Choice(
      shares: shares, loss: objective(shares),
      interval: interval(law.draws.map { MixtureObjective($0, weights: weights)(shares) }))
  }

  private func interval(_ values: [Double]) -> ClosedRange<Double>? {
    Interval(values, level: law.level).map { $0.low...$0.high }
  }

  /// The best mixture by each of the law's draws.
  func bestOfDraws(near best: [Double]) -> [[Double]] {
    let (draws, weights, bounds) = (law.draws, weights, bounds)
    let others = law.form.isConvex ? [] : bounds.starts(drawn: 0, seed: 0)
    return ParallelMap.rows(draws.count, width: bounds.count, threads: threads) { index in
      MixtureObjective(draws[index], weights: weights).minimum(in: bounds, from: [best] + others)
        .shares
    }
  }

  /// For each domain the shares with which some mixture loses no more than a tolerance above the best:
  /// all other shares follow as is best for them.
  func flatRanges(around best: [Double], tolerance: Double) -> [ClosedRange<Double>] {
    let limit = objective(best) + tolerance
    return best.indices.map { domain in
      let reach = bounds.reach(domain)
      func end(_ far: Double) -> Double {
        var (inside, outside, start) = (best[domain], far, best)
        func lowest(_ share: Double) -> MixtureMinimizer.Minimum {
          objective.minimum(in: bounds.fixing(domain, at: share), from: [start])
        }
        let last = lowest(far)
        if last.value <= limit { return far }
        for _ in 0..<14 {
          let middle = 0.5 * (inside + outside)
          let found = lowest(middle)
          if found.value <= limit {
            (inside, start) = (middle, found.shares)
          } else {
            outside = middle
          }
        }
        return inside
      }
      let (low, high) = (end(reach.lowerBound), end(reach.upperBound))
      return min(low, best[domain])...max(high, best[domain])
    }
  }

  /// The tried and allowed mixture of the lowest measured loss; runs of one mixture are averaged.
  var bestTried: (name: String, measured: Double, shares: [Double])? {
    let runs = law.table.runs
    let tried = law.table.mixtures.filter { bounds.allow(runs[$0[0]].shares) }.map { group in
      let losses = group.map { place in
        zip(weights, runs[place].losses).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let run = runs[group[0]]
      return (name: run.name, measured: losses.mean, shares: run.shares)
    }
    return tried.min { $0.measured < $1.measured }
  }

  /// What one mixture is foretold to lose less than another.
  func gain(
    of best: [Double], over other: [Double]
  ) -> (value: Double, interval: ClosedRange<Double>?) {
    (
      objective(other) - objective(best),
      interval(
        law.draws.map {
          let drawn = MixtureObjective($0, weights: weights)
          return drawn(other) - drawn(best)
        })
    )
  }

  /// The best mixture with every share between the smallest and the largest that was tried, where the
  /// given one has one outside.
  func withinTried(_ best: [Double]) -> [Double]? {
    let tried = law.table.triedShares
    let isInside = zip(best, tried).allSatisfy {
      $0 >= $1.lowerBound - MixturePlan.edge && $0 <= $1.upperBound + MixturePlan.edge
    }
    guard !isInside else { return nil }
    let inner = try? ShareBounds(
      least: zip(bounds.least, tried).map { max($0, $1.lowerBound) },
      most: zip(bounds.most, tried).map { min($0, $1.upperBound) }, names: law.table.domains)
    guard let inner else { return nil }
    let starts = [best] + inner.starts(drawn: Self.drawnStarts, seed: 1)
    return objective.minimum(in: inner, from: starts).shares
  }
}
