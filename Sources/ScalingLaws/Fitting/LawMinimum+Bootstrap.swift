import Groundwork
import RealModule

extension LawMinimum {
  /// Refits to points drawn anew with replacement (Efron 1979, doi:10.1214/aos/1176344552), each
  /// setting out from the fit itself and from a few other places, the lowest minimum being kept.
  ///
  /// - Parameters:
  ///   - resamples: how many draws; the 5th percentile of 100 rests on five of them.
  ///   - seed: the same seed gives the same draws, however many threads there are.
  ///   - others: further constants to set out from.
  /// - Returns: each draw's constants.
  public func bootstrap(
    resamples: Int, seed: UInt64 = 1, others: [LawConstants] = [], threads: Int? = nil
  ) -> [LawConstants] {
    let form = function.residuals
    let starts = ([constants] + others).map(form.vector)
    let root = RandomStream(seed: seed)
    let needed = min(function.free.count, form.pointCount)
    let base = function
    let points = ParallelMap.map(max(0, resamples), placeholder: starts[0], threads: threads) {
      index in
      var stream = root.fork("bootstrap/\(index)")
      var drawn = base
      var weights: [Double]
      // A draw of fewer different points than constants says nothing; such draws are rare.
      repeat {
        weights = Array(repeating: 0, count: form.pointCount)
        for _ in weights { weights[stream.index(below: weights.count)] += 1 }
      } while weights.count { $0 > 0 } < needed
      drawn.setWeights(weights)
      var minimizer = LimitedMemoryMinimizer()
      minimizer.iterationLimit = 300
      var best = minimizer.minimize(from: starts[0], drawn.callAsFunction)
      for start in starts.dropFirst() {
        let other = minimizer.minimize(from: start, drawn.callAsFunction)
        if other.value < best.value { best = other }
      }
      return best.point
    }
    return points.map(form.constants)
  }
}
