//: # The wrong root
//: bug, 10 minutes
//:
//: The dot product of two vectors of d independent numbers of variance 1 has variance d. So that
//: softmax starts neither flat nor pointed, attention scales its scores (Vaswani et al. 2017,
//: §3.2.1). This code trains, but with more heads the weights stay flatter than they should. Find
//: the fault, and mend it.
//:
//: ## Hints
//:
//: 1. Print the spread of the scores for 1 head and for 16 heads of the same width: it should not
//:    depend on the number of heads.
//: 2. How many products are summed up in one score? Not as many as all heads together are wide.
//: 3. Divide by the square root of headWidth, not of the width of all heads together.

import ExerciseKit

extension Chapter02 {
  /// From the queries and keys of all heads side by side, (T, D) each, to one head's scores, (T, T).
  public typealias ScaledScores = (
    _ queries: [[Double]], _ keys: [[Double]], _ headCount: Int, _ head: Int
  ) throws -> [[Double]]

  public static let scaledScores = Exercise<ScaledScores>(
    properties: scaledScoresProperties,
    check: { scores in
      try Expect.count(try scores([], [], 3, 1).count, 0, "no positions")
      let answer = try scores(queries, keys, 3, 1)
      try Expect.count(answer.count, 2, "rows for 2 positions")
      for (t, row) in answer.enumerated() { try Expect.count(row.count, 2, "row \(t)") }
      // The same head, alone and beside two others.
      let alone = try scores(
        queries.map { Array($0[4..<8]) }, keys.map { Array($0[4..<8]) }, 1, 0)
      try Expect.close(
        answer.flatMap { $0 }, alone.flatMap { $0 }, absolute: 1e-9,
        "a head's scores must not depend on the heads beside it")
      let last = try scores(
        queries.map { Array($0[8..<12]) }, keys.map { Array($0[8..<12]) }, 1, 0)
      try Expect.close(
        try scores(queries, keys, 3, 2).flatMap { $0 }, last.flatMap { $0 }, absolute: 1e-9,
        "the last head's scores must not depend on the heads beside it")
      try Expect.close(
        try scores([[1]], [[1]], 1, 0).flatMap { $0 }, [1], absolute: 1e-9, "a head of width 1")
      try Expect.close(
        try scores([[1, 1]], [[1, 1]], 1, 0).flatMap { $0 }, [Double(2).squareRoot()],
        absolute: 1e-9,
        "a head of width 2")
      try Expect.close(
        answer.flatMap { $0 }, [3, 1.5, -1, 3], absolute: 1e-9, "the scores of a head of width 4")
    },
    observe: { scores in
      try [(3, 0), (3, 1), (3, 2), (2, 0), (2, 1)].flatMap { count, head in
        try scores(queries, keys, count, head).flatMap(\.self)
      }
    })

  // (T, D) = (2, 12): three heads of width 4.
  private static let queries: [[Double]] = [
    [1, 0, 2, -1, 1, 1, 2, 1, 3, 0, 0, 1], [0, 1, 1, 1, 0, -1, 1, 1, 1, 2, -1, 0],
  ]
  private static let keys: [[Double]] = [
    [2, 1, 0, 1, 1, 3, 1, 0, 1, 1, 0, 2], [1, -1, 1, 0, 0, -2, 1, 3, 2, 0, 1, 1],
  ]
}
