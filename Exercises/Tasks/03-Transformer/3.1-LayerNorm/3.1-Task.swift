//: # Normalise a layer
//: function, 10 minutes
//:
//: Layer normalization (Ba et al. 2016) gives the numbers of one position mean 0 and variance 1,
//: then multiplies each by its gain and adds its bias. The variance is the mean of the squared
//: distances from the mean, and epsilon is added to the variance, so that a row of equal numbers
//: divides by something.
//:
//: ## Hints
//:
//: 1. Four steps, in this order: mean, variance, normalise, gain and bias.
//: 2. variance = Σ (x − mean)² / D: divide by D, not by D − 1.
//: 3. y = (x − mean) / √(variance + epsilon) · gain + bias, with epsilon under the root.

import ExerciseKit

extension Chapter03 {
  /// From one position's stream, its gains and biases, (D) each, to the normalised stream, (D).
  public typealias LayerNorm = (
    _ row: [Double], _ gain: [Double], _ bias: [Double], _ epsilon: Double
  ) throws -> [Double]

  public static let layerNorm = Exercise<LayerNorm>(
    properties: layerNormProperties,
    check: { layerNorm in
      try Expect.count(try layerNorm([], [], [], 1e-5).count, 0, "a stream of width 0")
      let (ones, zeros) = ([Double](repeating: 1, count: 4), [Double](repeating: 0, count: 4))
      let row: [Double] = [1, 3, 5, 11]
      let plain = try layerNorm(row, ones, zeros, 1e-12)
      try Expect.count(plain.count, 4, "a stream of width 4")
      let mean = plain.reduce(0, +) / 4
      try Expect.that(abs(mean) < 1e-6, "with gain 1 and bias 0 the mean is \(mean), not 0")
      let variance = plain.reduce(0) { $0 + $1 * $1 } / 4
      try Expect.that(
        abs(variance - 1) < 1e-6, "with gain 1 and bias 0 the variance is \(variance), not 1")
      try Expect.close(
        try layerNorm([7, 7, 7, 7], ones, [1, 2, 3, 4], 1e-5), [1, 2, 3, 4], absolute: 1e-6,
        "a row of equal numbers becomes the bias")
      try Expect.close(
        try layerNorm(row, ones, zeros, 2), [-1, -0.5, 0, 1.5],
        absolute: 1e-6, "the row 1 3 5 11 with an epsilon of 2")
      try Expect.close(
        try layerNorm([0, 1, 2, 9], ones, zeros, 3.5), [-0.75, -0.5, -0.25, 1.5],
        absolute: 1e-6, "the row 0 1 2 9, of mean 3, with an epsilon of 3.5")
      try Expect.close(
        try layerNorm([-3, -1, 1, 7], ones, zeros, 2), [-1, -0.5, 0, 1.5],
        absolute: 1e-6, "the row −3 −1 1 7, of mean 1, with an epsilon of 2")
      try Expect.close(
        try layerNorm(row, [1, 2, -1, 0.5], [0, 1, 1, 2], 2), [-1, 0, 1, 2.75], absolute: 1e-6,
        "the row 1 3 5 11 with gains and biases")
    },
    observe: { layerNorm in
      try layerNorm([1, 3, 5, 11], [1, 2, -1, 0.5], [0, 1, 1, 2], 2)
        + layerNorm([4, -2, 0], [1, 3, 1], [0.5, 0, -1], 0.25)
        + layerNorm([7, 7], [1, 2], [0.5, 3], 0.5)
        + layerNorm([2, -1, 0.5, 3, 7], [0.5, 1.5, 2, -1, 3], [1, 0.3, -2, 0.7, 0.25], 0.1)
    })
}
