import Groundwork
import RealModule

/// What a mixture is chosen by: the sum of what laws foretell of several texts, each with its weight.
///
///     let objective = MixtureObjective(law.laws, weights: [0.7, 0.3])
///     objective.minimum(in: bounds, from: starts).shares
struct MixtureObjective: Sendable {
  let form: MixtureForm
  let laws: [MixtureLaw]
  /// One a law, from 0 on.
  let weights: [Double]

  /// Laws of weight 0 cost nothing.
  ///
  /// - Precondition: laws of one form, a weight for each.
  init(_ laws: [MixtureLaw], weights: [Double]) {
    precondition(laws.count == weights.count && !laws.isEmpty, "each text has its law and weight")
    form = laws[0].form
    let counted = laws.indices.filter { weights[$0] > 0 }
    self.laws = counted.map { laws[$0] }
    self.weights = counted.map { weights[$0] }
  }

  func callAsFunction(_ shares: [Double]) -> Double {
    zip(laws, weights).reduce(0) { $0 + $1.1 * $1.0.loss(shares) }
  }

  /// The value and its slope by each share.
  func evaluate(_ shares: [Double], _ slopes: inout [Double]) -> Double {
    let features = shares.map(form.feature)
    for domain in slopes.indices { slopes[domain] = 0 }
    var value = 0.0
    for (law, weight) in zip(laws, weights) {
      var exponent = 0.0
      for domain in features.indices { exponent += law.rates[domain] * features[domain] }
      var factor = weight
      if form.hasFloor {
        factor *= law.scale * .exp(min(exponent, MixtureLaw.largestExponent))
        value += weight * law.floor + factor
      } else {
        value += weight * (law.floor + exponent)
      }
      for domain in slopes.indices { slopes[domain] += factor * law.rates[domain] }
    }
    if form.takesLogarithms {
      for domain in slopes.indices { slopes[domain] *= form.featureSlope(shares[domain]) }
    }
    return value
  }

  /// The lowest of the minima that starts lead to; among equals the earlier one's.
  ///
  /// - Precondition: there is a start.
  func minimum(in bounds: ShareBounds, from starts: [[Double]]) -> MixtureMinimizer.Minimum {
    var best: MixtureMinimizer.Minimum?
    for start in starts {
      let found = MixtureMinimizer().minimize(in: bounds, from: start, evaluate)
      if let lowest = best, !(found.value < lowest.value) { continue }
      best = found
    }
    return best ?? .init(shares: starts[0], value: .nan, hasConverged: false)
  }
}

extension ShareBounds {
  /// Starts all over the allowed mixtures: their middle, as much as can be of each domain, and some
  /// drawn by a seed.
  func starts(drawn count: Int, seed: UInt64) -> [[Double]] {
    let even = nearest(to: Array(repeating: 1 / Double(self.count), count: self.count))
    let corners = (0..<self.count).map { domain in
      nearest(to: (0..<self.count).map { $0 == domain ? 2 : 0 })
    }
    var stream = RandomStream(seed: seed).fork("starts")
    let drawn = (0..<count).map { _ in
      // Exponential deviates over their sum are even over all mixtures.
      let parts = (0..<self.count).map { _ in -Double.log(1 - stream.uniform()) }
      let sum = parts.reduce(0, +)
      return nearest(to: parts.map { $0 / max(sum, 1e-300) })
    }
    return [even] + corners + drawn
  }
}

/// Whether a mixture lies among those that were tried: between them, and not beyond.
enum TriedRegion {
  private static let mostMixtures = 2_000

  /// The largest difference of a share from that of the nearest mixture of the tried ones, which are
  /// mixed in any proportion: 0 inside their convex hull.
  static func distance(of shares: [Double], from tried: [[Double]]) -> Double {
    // Of very many mixtures some say as much, and a search over the parts of all would take minutes.
    let stride = (tried.count + mostMixtures - 1) / mostMixtures
    let mixtures = tried.indices.filter { $0 % max(1, stride) == 0 }.map { tried[$0] }
    let all = ShareBounds(count: mixtures.count)
    func mixed(_ parts: [Double]) -> [Double] {
      shares.indices.map { domain in
        zip(parts, mixtures).reduce(0) { $0 + $1.0 * $1.1[domain] }
      }
    }
    var minimizer = MixtureMinimizer()
    minimizer.tolerance = 1e-6
    let even = [Double](repeating: 1 / Double(mixtures.count), count: mixtures.count)
    let nearest = minimizer.minimize(in: all, from: even) { parts, slopes in
      let gaps = zip(mixed(parts), shares).map { $0 - $1 }
      for (place, mixture) in mixtures.enumerated() {
        slopes[place] = zip(gaps, mixture).reduce(0) { $0 + $1.0 * $1.1 }
      }
      return 0.5 * gaps.reduce(0) { $0 + $1 * $1 }
    }
    return zip(mixed(nearest.shares), shares).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }
}
