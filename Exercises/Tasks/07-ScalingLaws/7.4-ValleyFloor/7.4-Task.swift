//: # The floor of the valley
//: function, 20 minutes
//:
//: Three models of different sizes were trained for the same budget. Their losses, drawn against
//: the logarithm of the size, lie nearly on a parabola, and its lowest point is the best size
//: (Hoffmann et al. 2022, approach 2). Return that size in parameters. Where the parabola opens
//: downwards or is a straight line, it has no lowest point: return nil.
//:
//: ## Hints
//:
//: 1. Let x = ln N. A parabola y = p·x² + q·x + r has its lowest point at x = −q / (2·p), if p > 0.
//: 2. The slopes between neighbours, s₁ = (y₂ − y₁)/(x₂ − x₁) and s₂ = (y₃ − y₂)/(x₃ − x₂), give p
//:    = (s₂ − s₁)/(x₃ − x₁).
//: 3. q = s₁ − p·(x₁ + x₂). The answer is exp(−q / (2·p)): parameters, not their logarithm.

import ExerciseKit
import Foundation

extension Chapter07 {
  /// From three models trained for one budget to the size at the bottom of the parabola through them;
  /// nil where the parabola has no bottom.
  public typealias ValleyFloor = (_ runs: [(parameters: Double, loss: Double)]) throws -> Double?

  public static let valleyFloor = Exercise<ValleyFloor>(
    parts: ["the size", "the case of nil"],
    properties: valleyFloorProperties,
    check: { floor in
      func made(_ best: Double, _ width: Double, _ sizes: [Double]) -> [(Double, Double)] {
        sizes.map { ($0, 3 + width * pow(log($0 / best), 2)) }
      }
      guard let even = try floor(made(1e8, 0.1, [5e7, 1e8, 2e8])) else {
        throw CheckFailure("sizes of 50, 100 and 200 million around a valley: got nil")
      }
      try Expect.that(even.isFinite && even > 0, "a size is a positive number, this is \(even)")
      try Expect.close(even, 1e8, relative: 0.001, "a valley whose best size is in the middle")
      try Expect.close(
        try floor(made(7e7, 0.1, [5e7, 1e8, 2e8])) ?? .nan, 7e7, relative: 0.001,
        "a valley between two of the sizes")
      try Expect.close(
        try floor(made(3e8, 0.02, [4e7, 6e7, 5e8])) ?? .nan, 3e8, relative: 0.001,
        "sizes that are not evenly spaced")
      try Expect.close(
        try floor(made(3e8, 0.02, [5e8, 4e7, 6e7])) ?? .nan, 3e8, relative: 0.001,
        "the same in another order")
      try Expect.close(
        try floor(made(2e9, 0.02, [4e7, 6e7, 5e8])) ?? .nan, 2e9, relative: 0.001,
        "a valley whose lowest point lies beyond the largest size")
      try Expect.that(
        try floor(made(1e8, -0.1, [5e7, 1e8, 2e8])) == nil, "a hill has no lowest point: nil")
      try Expect.that(
        try floor([(1e6, 4), (1e7, 3), (1e8, 2)]) == nil, "nor has a straight line: nil")
    },
    observe: { floor in
      try [
        [(5e7, 3.2), (1e8, 3.1), (3e8, 3.15)], [(4e6, 4.1), (9e6, 4.0), (1e7, 4.2)],
        [(5e7, 3.1), (1e8, 3.3), (3e8, 3.15)], [(3e8, 3.15), (5e7, 3.2), (1e8, 3.1)],
        [(5e7, 3.1), (1e8, 3.12), (3e8, 3.5)], [(4e7, 3.9), (6e7, 3.6), (5e8, 2.8)],
        [(1e8, 2.0), (2e8, 2.3), (4e8, 3.1)], [(9e6, 4.0), (1e7, 4.2), (4e6, 4.1)],
        [(2e8, 3.0), (1e8, 2.9), (7e8, 2.5)],
      ].flatMap {
        let size = try floor($0)
        return [size ?? 0, size == nil ? 1 : 0]
      }
    })
}
