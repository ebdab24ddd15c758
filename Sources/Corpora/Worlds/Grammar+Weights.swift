import Groundwork
import RealModule

extension Grammar {
  /// Weights 1/(r + 2.7) for ranks r = 0, 1, …: Zipf's law with exponent 1, as Mandelbrot corrected
  /// it.
  ///
  /// The exponent is that of natural text, and it is the one without a cliff: every doubling of the
  /// rank has the same share of the text, so that as much is left to learn after each doubling of
  /// what was read. With a larger one the first words are nearly everything, and a model that knows
  /// them is done; with a smaller one all words are about as frequent, and are learned at once.
  static func zipf(_ count: Int, shift: Double = 2.7) -> [Double] {
    (0..<count).map { 1 / (Double($0) + shift) }
  }

  /// Zipf weights in the order of the list, as a topic changes it: each entry moves up or down by a
  /// factor of at most e^1.5 ≈ 4.5 in rank, which the label fixes. So a topic has its favourites, and
  /// what is rare stays rare.
  ///
  /// - Parameter shift: what is added to a rank; the larger, the less the first ones stand out.
  static func weights(_ count: Int, shift: Double = 2.7, label: String) -> [Double] {
    var stream = RandomStream(seed: 0x5EED).fork(label)
    let places = (0..<count).map { Double.log(Double($0) + shift) + 3 * stream.uniform() }
    let ranked = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    let zipf = zipf(count, shift: shift)
    var result = zipf
    for (rank, index) in ranked.enumerated() { result[index] = zipf[rank] }
    return result
  }

  static func cumulative(_ weights: [Double]) -> [Double] {
    var sum = 0.0
    return weights.map {
      sum += $0
      return sum
    }
  }

  /// The probability of index `index` under cumulative weights.
  static func probability(_ sums: [Double], _ index: Int) -> Double {
    let below = index == 0 ? 0 : sums[index - 1]
    return (sums[index] - below) / sums[sums.count - 1]
  }

  /// −Σ p ln p under cumulative weights.
  static func entropy(_ sums: [Double]) -> Double {
    sums.indices.reduce(0) {
      let p = probability(sums, $1)
      return p > 0 ? $0 - p * .log(p) : $0
    }
  }
}
