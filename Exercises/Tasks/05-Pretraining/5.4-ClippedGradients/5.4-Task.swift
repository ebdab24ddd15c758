//: # A leash for the gradient
//: function, 15 minutes
//:
//: An odd batch can have a gradient many times as long as others, and one step along it throws the
//: model far back. So its length is limited (Pascanu, Mikolov and Bengio 2013; to 0.3 in
//: BloombergGPT, Wu et al. 2023). The length is the norm of all tensors' numbers together. Where it
//: is above the limit, multiply every number by the one factor that brings it down to the limit;
//: where it is not, the factor is 1. Return the gradients, and the factor for the log.
//:
//: ## Hints
//:
//: 1. The gradient is one long arrow, though it is stored in many tensors. Clipping shortens it and
//:    keeps its direction, so all tensors get the same factor.
//: 2. The norm is √(the sum of the squares of all numbers of all tensors): sum first, one root at
//:    the end.
//: 3. factor = norm > limit ? limit / norm : 1, then gradients.map { $0.map { $0 * factor } }.
//:    Asked like this, a gradient of zeros divides nothing by 0.

import ExerciseKit

extension Chapter05 {
  /// From the gradients of a model's tensors and a limit above 0 to gradients whose norm is within
  /// the limit, and the factor that they were multiplied by.
  public typealias ClippedGradients = (
    _ gradients: [[Double]], _ limit: Double
  ) throws -> (gradients: [[Double]], factor: Double)

  public static let clippedGradients = Exercise<ClippedGradients>(
    properties: clippedGradientsProperties,
    check: { clip in
      let empty = try clip([], 1)
      try Expect.count(empty.gradients.count, 0, "a model without tensors")
      let long = try clip([[3, 0], [], [0, -12, 4]], 1)
      try Expect.equal(
        long.gradients.map(\.count), [2, 0, 3], "the counts of three tensors of 2, 0 and 3 numbers")
      let zeros = try clip([[0, 0], [0]], 0.3)
      try expect(zeros.gradients, [[0, 0], [0]], "a gradient of zeros, which needs no clipping")
      try expect(zeros.factor, 1, "the factor of a gradient of zeros")
      let short = try clip([[0.03], [0, -0.04]], 0.3)
      try expect(
        short.gradients, [[0.03], [0, -0.04]], "a gradient of norm 0.05 with a limit of 0.3")
      try expect(short.factor, 1, "its factor")
      let squares = long.gradients.joined().reduce(0) { $0 + $1 * $1 }
      try Expect.close(
        squares.squareRoot(), 1, relative: 1e-5, "a gradient of norm 13, its norm at a limit of 1")
      try expect(
        long.gradients, [[3 / 13.0, 0], [], [0, -12 / 13.0, 4 / 13.0]],
        "the same gradient: all numbers times 1/13")
      try expect(long.factor, 1 / 13.0, "its factor")
      let within = try clip([[1.5]], 2)
      try expect(within.gradients, [[1.5]], "a gradient of norm 1.5 with a limit of 2")
      try expect(within.factor, 1, "its factor")
      let half = try clip(unlike, 0.65)
      try expect(
        half.gradients, [[0.15, -0.2], [0.6]],
        "tensors of norms 0.5 and 1.2 with a limit of 0.65, half the norm of both together")
      try expect(half.factor, 0.5, "their factor")
    },
    observe: { clip in
      // The factor only where there is one tensor: with several, those who clip each have several.
      let alone = try clip([[3, -4]], 2)
      var answers = alone.gradients.flatMap(\.self) + [alone.factor]
      for (tensor, limit) in [([1.0, 2, 2], 1.2), ([0.3], 0.5), ([0.8, -0.6], 1.1), ([0.4], 0.3)] {
        let (gradients, factor) = try clip([tensor], limit)
        answers += gradients.flatMap(\.self) + [factor]
      }
      let others: [([[Double]], Double)] = [
        (unlike, 0.65), ([[0.03], [0, -0.04]], 0.3), ([[1.5]], 2), ([[0.2]], 0.3),
        (unlike, 0.4), (unlike.reversed(), 0.4),
      ]
      for (gradients, limit) in others {
        answers += try clip(gradients, limit).gradients.flatMap(\.self)
      }
      return answers
    })

  private static let unlike = [[0.3, -0.4], [1.2]]

  /// Leaves room for a small number that some add to the norm.
  private static func expect(_ got: [[Double]], _ expected: [[Double]], _ what: String) throws {
    try Expect.close(
      Array(got.joined()), Array(expected.joined()), absolute: 1e-5, what)
  }

  private static func expect(_ got: Double, _ expected: Double, _ what: String) throws {
    try Expect.close(got, expected, relative: 1e-5, what)
  }
}
