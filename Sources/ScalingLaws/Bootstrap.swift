import Tensors

/// How far a fitted law would move had other runs of the same kind been made (Efron 1979,
/// doi:10.1214/aos/1176344552): runs are drawn anew with replacement, and the law is fitted to each
/// draw, setting out from the best fit and from the same with another E.
///
///     let bootstrap = Bootstrap(of: fit, resamples: 200, seed: 1)
///     bootstrap.interval { $0.alpha }
///     bootstrap.interval { $0.computeOptimal(compute: 1e21).parameters }
///
/// It shows the noise of the runs, not the error of the law's form: beyond the runs' range that may
/// be the larger part.
public struct Bootstrap: Sendable {
  /// One law for each draw, in order.
  public let laws: [ChinchillaLaw]

  /// - Parameters:
  ///   - resamples: how many draws; the 5th percentile of 100 rests on five of them.
  ///   - seed: the same seed gives the same draws, however many threads there are.
  public init(of fit: LawFit, resamples: Int = 200, seed: UInt64 = 1, threads: Int? = nil) {
    let objective = LawObjective(
      fit.runs, delta: fit.delta, holdsIrreducible: fit.holdsIrreducible)
    let start = LawObjective.vector(fit.law)
    // Where E has gone to zero its gradient has too: from there alone no draw would ever find
    // another E, and the interval would look certain.
    var starts = [start]
    if !fit.holdsIrreducible {
      var other = start
      other[2] = .log(0.5 * (fit.runs.map(\.loss).min() ?? 1))
      starts.append(other)
    }
    let places = starts
    let root = RandomStream(seed: seed)
    let needed = min(5, fit.runs.count)
    let minima = ParallelMap.map(max(0, resamples), placeholder: start, threads: threads) {
      index in
      var stream = root.fork("bootstrap/\(index)")
      var drawn = objective
      // A draw of fewer different runs than constants says nothing; such draws are rare.
      repeat {
        drawn.weights = Array(repeating: 0, count: objective.count)
        for _ in 0..<objective.count { drawn.weights[stream.index(below: objective.count)] += 1 }
      } while drawn.weights.count { $0 > 0 } < needed
      var minimizer = LimitedMemoryMinimizer()
      minimizer.iterationLimit = 300
      var best = minimizer.minimize(from: places[0], drawn.callAsFunction)
      for place in places.dropFirst() {
        let other = minimizer.minimize(from: place, drawn.callAsFunction)
        if other.value < best.value { best = other }
      }
      return best.point
    }
    laws = minima.map { LawObjective.law($0) }
  }

  /// The range of something that a law says.
  ///
  /// - Parameter level: the share of the draws inside.
  /// - Returns: nil where no draw gives a finite value.
  public func interval(level: Double = 0.9, _ quantity: (ChinchillaLaw) -> Double) -> Interval? {
    Interval(laws.map(quantity), level: level)
  }
}
