//: # The way back through a normalization
//: function, 30 minutes
//:
//: Llama divides a position's stream by its root mean square (Zhang and Sennrich 2019): y = x · r ·
//: gain, with r = 1 / √(mean of x² + epsilon). On the way back training knows ∂L/∂y, a number for
//: each y, and wants ∂L/∂x. Each x stands in its own y, and in r, which stands in every y. The
//: check holds your answer against finite differences, as the chapter does with the library's
//: gradients.
//:
//: ## Hints
//:
//: 1. Two paths lead from x to the loss: through its own y with r held fast, and through r. Add
//:    them up.
//: 2. The first is ∂L/∂y · gain · r. For the second: ∂L/∂r is one number, the sum over all i of
//:    ∂L/∂y[i] · gain[i] · x[i].
//: 3. r = (Σ x² / D + epsilon)^(−1/2), so ∂r/∂x[j] = −r³ · x[j] / D.
//: 4. ∂L/∂x[j] = ∂L/∂y[j] · gain[j] · r − r³ · x[j] / D · Σ ∂L/∂y[i] · gain[i] · x[i].

import ExerciseKit

extension Chapter03 {
  /// From one position's stream, its gains and the loss's gradient with respect to the normalised
  /// stream, (D) each, to that with respect to the stream, (D).
  public typealias RMSNormGradient = (
    _ row: [Double], _ gain: [Double], _ outputGradient: [Double], _ epsilon: Double
  ) throws -> [Double]

  public static let rmsNormGradient = Exercise<RMSNormGradient>(
    properties: rmsNormGradientProperties,
    check: { gradient in
      try Expect.count(try gradient([], [], [], 1e-5).count, 0, "a stream of width 0")
      let (row, gain, above): ([Double], [Double], [Double]) = (
        [2, -1, 0.5, 3], [1, 2, -0.5, 1.5], [1, -3, 2, 0.5]
      )
      let answer = try gradient(row, gain, above, 0.5)
      try Expect.count(answer.count, 4, "a stream of width 4")
      try Expect.close(
        try gradient(row, gain, [0, 0, 0, 0], 0.5), [0, 0, 0, 0], absolute: 1e-12,
        "where the loss does not depend on y")
      let along = zip(row, try gradient(row, gain, above, 0)).reduce(0) { $0 + $1.0 * $1.1 }
      try Expect.that(
        abs(along) < 1e-9,
        "with an epsilon of 0 a stream twice as long has the same y, so nothing is gained along it: "
          + "Σ x · ∂L/∂x should be 0, it is \(along)")
      try Expect.close(
        answer, differences(row, gain, above, 0.5), absolute: 1e-6,
        "against finite differences, with an epsilon of 0.5")
      try Expect.close(
        try gradient([1, 7], [1, 1], [1, 0], 0), [0.196, -0.028], absolute: 1e-9,
        "the row 1 7, whose root mean square is 5")
      try Expect.close(
        try gradient([1, 7], [2, 1], [3, 1], 11), [0.969_907, -0.043_981], absolute: 1e-6,
        "the row 1 7 with an epsilon of 11 and gains")
    },
    observe: { gradient in
      try gradient([2, -1, 0.5, 3], [1, 2, -0.5, 1.5], [1, -3, 2, 0.5], 0.5)
        + gradient([1, 7], [2, 1], [3, 1], 11) + gradient([-4, 1, 2], [1, 1, 1], [0, 2, -1], 0)
    })

  /// The gradient by its definition: the loss Σ ∂L/∂y · y, with each x moved by ±h.
  private static func differences(
    _ row: [Double], _ gain: [Double], _ outputGradient: [Double], _ epsilon: Double
  ) -> [Double] {
    func loss(_ row: [Double]) -> Double {
      let square = row.reduce(0) { $0 + $1 * $1 } / Double(row.count)
      let scale = 1 / (square + epsilon).squareRoot()
      return row.indices.reduce(0) { $0 + outputGradient[$1] * row[$1] * scale * gain[$1] }
    }
    let step = 1e-5
    return row.indices.map { place in
      var (above, below) = (row, row)
      above[place] += step
      below[place] -= step
      return (loss(above) - loss(below)) / (2 * step)
    }
  }
}
