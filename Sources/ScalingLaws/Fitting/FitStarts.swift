/// The places from which a fit sets out; the objective has many local minima, and the best is kept.
public enum FitStarts: Hashable, Sendable {
  /// The 4,500 of Hoffmann et al. 2022 (appendix D): α, β ∈ {0, 0.5, …, 2}, e ∈ {−1, −0.5, …, 1},
  /// a, b ∈ {0, 5, …, 25}.
  case full
  /// 324 of them, for small sweeps: α, β ∈ {0, 0.5, 1}, e ∈ {−1, 0, 1, 1.5}, a, b ∈ {0, 5, 10}.
  case few

  /// The starts as vectors of Chinchilla's form, (e, a, b, α, β), in a fixed order.
  public var vectors: [FitVector] {
    let exponents = self == .full ? [0, 0.5, 1, 1.5, 2] : [0, 0.5, 1]
    let irreducibles = self == .full ? [-1, -0.5, 0, 0.5, 1] : [-1, 0, 1, 1.5]
    let scales: [Double] = self == .full ? [0, 5, 10, 15, 20, 25] : [0, 5, 10]
    return Self.grid([irreducibles, scales, scales, exponents, exponents])
  }

  /// Every combination of values, the last one's changing fastest.
  static func grid(_ axes: [[Double]]) -> [FitVector] {
    var result = [FitVector()]
    for (place, values) in axes.enumerated() {
      result = result.flatMap { start in
        values.map { value in
          var next = start
          next[place] = value
          return next
        }
      }
    }
    return result
  }
}
