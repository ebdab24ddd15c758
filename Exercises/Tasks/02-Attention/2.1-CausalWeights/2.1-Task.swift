//: # Weights that cannot see the future
//: function, 15 minutes
//:
//: Turn the scores of one attention head into its weights. Row t holds the scores of position t
//: with every position; the weights of a row are the softmax over the positions 0…t, and 0 for
//: those that come later. Scores in the thousands must not overflow.
//:
//: ## Hints
//:
//: 1. Position t attends to t + 1 positions, itself included: row 0 is always 1, 0, 0, …
//: 2. A softmax does not change when the same number is taken from all its scores. Take the largest
//:    one: then no exponential exceeds 1.
//: 3. For row t: visible = row.prefix(t + 1); exponentials = exp(score − largest of visible);
//:    divide them by their sum; append T − t − 1 zeros.

import ExerciseKit

extension Chapter02 {
  /// From one head's scores, (T, T), one row a query, to its attention weights, (T, T).
  public typealias CausalWeights = (_ scores: [[Double]]) throws -> [[Double]]

  public static let causalWeights = Exercise<CausalWeights>(
    properties: causalWeightsProperties,
    check: { weights in
      try Expect.count(try weights([]).count, 0, "no positions")
      let scores: [[Double]] = [[0.5, 9, 9], [1, 1, 9], [0, 1, 2]]
      let answer = try weights(scores)
      try Expect.count(answer.count, 3, "rows for 3 positions")
      for (t, row) in answer.enumerated() {
        try Expect.count(row.count, 3, "row \(t)")
        for later in (t + 1)..<max(3, t + 1) {
          try Expect.that(
            row[later] == 0, "position \(t) sees position \(later), with weight \(row[later])")
        }
        let sum = row.reduce(0, +)
        try Expect.that(
          abs(sum - 1) < 1e-9, "the weights of position \(t) sum to \(sum), not to 1")
      }
      try Expect.close(answer[0], [1, 0, 0], absolute: 1e-9, "row 0")
      try Expect.close(answer[1], [0.5, 0.5, 0], absolute: 1e-9, "row 1, of equal scores")
      try Expect.close(
        answer[2], [0.090_030_573, 0.244_728_471, 0.665_240_956], absolute: 1e-6,
        "row 2, of the scores 0, 1, 2")
      let large = try weights([[1_000, 0], [2_000, 2_001]])
      try Expect.close(
        large.flatMap { $0 }, [1, 0, 0.268_941_421, 0.731_058_579], absolute: 1e-6,
        "scores in the thousands")
      for (hidden, what) in [(3_000.0, "the future's largest"), (-9_999, "all of them negative")] {
        let far = try weights([[-3_000, hidden], [-9_990, -9_990]])
        try Expect.close(
          far.flatMap { $0 }, [1, 0, 0.5, 0.5], absolute: 1e-6,
          "the scores −3,000 | \(Int(hidden)) and −9,990, −9,990: \(what)")
      }
      let mixed = try weights([[-1, 9], [-1, 1]])
      try Expect.close(
        mixed.flatMap { $0 }, [1, 0, 0.119_202_922, 0.880_797_078], absolute: 1e-6,
        "the scores −1 | 9 and −1, 1: one below 0, one above")
      let low = try weights([[-9_990, -9_990], [-4_000, 4_000]])
      try Expect.close(
        low.flatMap { $0 }, [1, 0, 0, 1], absolute: 1e-9,
        "the scores −9,990 | −9,990 and −4,000, 4,000, where | begins the future")
    },
    observe: { weights in
      let questions: [[[Double]]] = [
        [[0.5, 2, 1], [-1, 1, 3], [0, 2, 1]], [[1_000, 0], [2_000, 2_001]],
        [[-3_000, 3_000], [-3_000, -3_001]], [[-9_990, -9_990], [-4_000, 4_000]],
        [[700, 0], [700, -1_400]], [[900, 5, 5], [0, 1_800, 5], [900, 0, 1_800]],
        [[-20, 5, 5], [-900, -1_800, 5], [-1_800, -900, -900]],
      ]
      return try questions.flatMap { try weights($0).flatMap(\.self) }
    })
}
