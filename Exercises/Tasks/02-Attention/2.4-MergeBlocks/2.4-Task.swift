//: # A square that nobody writes down
//: function, 20 minutes
//:
//: FlashAttention never keeps a row of weights (Dao et al. 2022). It reads a query's keys block by
//: block, and keeps three things of all that it has read: the largest score m, the sum of e^(score
//: − m), and the sum of e^(score − m) · value. The query's output is the second sum over the first.
//: Write the step: put two blocks' summaries together, so that the result is what one block with
//: the keys of both would have left. Scores may be in the thousands, and a block may be masked
//: altogether: its largest score is −∞, and its sums are 0.
//:
//: ## Hints
//:
//: 1. The larger of the two largest scores is the largest of both. But one block's sums were taken
//:    against a smaller one.
//: 2. e^(score − m) = e^(score − m₁) · e^(m₁ − m): a block's sums, both of them, shrink by e^(its
//:    own largest − the larger).
//: 3. Two masked blocks make a masked block: −∞ − (−∞) is no number. Return one of them before you
//:    subtract.

import ExerciseKit
import Foundation

extension Chapter02 {
  /// What one query keeps of a block of keys, once their scores are forgotten.
  public struct BlockSummary: Equatable, Sendable {
    /// m: the block's largest score, −∞ where all of its keys are masked.
    public let largest: Double
    /// The sum of e^(score − m) over the block's keys.
    public let sum: Double
    /// The sum of e^(score − m) · value over the block's keys, (d).
    public let weighted: [Double]

    public init(largest: Double, sum: Double, weighted: [Double]) {
      self.largest = largest
      self.sum = sum
      self.weighted = weighted
    }

    /// The summary of a block whose keys are all masked, for values of a width.
    public static func masked(width: Int) -> BlockSummary {
      BlockSummary(
        largest: -.infinity, sum: 0, weighted: [Double](repeating: 0, count: width))
    }
  }

  /// From the summaries of two blocks of keys to the summary of both.
  public typealias MergeBlocks = (
    _ first: BlockSummary, _ second: BlockSummary
  ) throws -> BlockSummary

  public static let mergeBlocks = Exercise<MergeBlocks>(
    parts: ["the largest score", "the sum", "the weighted values"],
    properties: mergeBlocksProperties,
    check: { merge in
      let (left, right) = (block([0, 1], [[1, 10], [2, 0]]), block([2], [[3, 5]]))
      let both = block([0, 1, 2], [[1, 10], [2, 0], [3, 5]])
      let merged = try merge(left, right)
      try Expect.count(merged.weighted.count, 2, "weighted values of width 2")
      let nothing = BlockSummary.masked(width: 2)
      let masked = try merge(nothing, nothing)
      try Expect.that(
        masked == nothing, "two masked blocks make a masked block, this one has \(name(masked))")
      try expect(try merge(left, nothing), left, "a block, then a masked one")
      try expect(try merge(nothing, left), left, "a masked block, then another")
      try expect(try merge(right, left), merged, "the blocks in the other order")
      try Expect.close(
        output(merged), output(both), absolute: 1e-9,
        "the output after two blocks, as of one with the keys of both")
      try expect(merged, both, "the summary of two blocks")
      let third = block([3, -1], [[0, 1], [4, 4]])
      try expect(
        try merge(merged, third),
        block([0, 1, 2, 3, -1], [[1, 10], [2, 0], [3, 5], [0, 1], [4, 4]]),
        "the summary after a third block")
      try Expect.close(
        output(merged), [2.575_210, 4.226_510], absolute: 1e-5,
        "the output for the scores 0, 1 and 2")
      let large = try merge(block([2_000], [[1]]), block([2_001, 1_000], [[2], [9]]))
      try Expect.close(
        output(large), [1.731_059], absolute: 1e-5, "the output for scores in the thousands")
      let low = try merge(block([-2_000], [[1]]), block([-2_001, -3_000], [[2], [9]]))
      try Expect.close(
        output(low), [1.268_941], absolute: 1e-5, "the output for scores far below 0")
    },
    observe: { merge in
      let nothing = BlockSummary.masked(width: 1)
      let (small, large) = (block([0.5, 2], [[1], [-3]]), block([3.5, 1], [[2], [4]]))
      return try [
        (small, large), (large, small), (small, nothing), (nothing, nothing), (nothing, large),
        (nothing, small), (block([1], [[2]]), block([0.9, 0.9, 0.8], [[1], [4], [2]])),
        (block([-2, -1, -1.5], [[5], [1], [2]]), block([-1.25], [[3]])),
        (block([900], [[1]]), block([901], [[2]])),
      ].flatMap { pair in
        let merged = try merge(pair.0, pair.1)
        return [merged.largest, merged.sum] + merged.weighted
      }
    })

  /// The summary of scores and their values, read as one block.
  private static func block(_ scores: [Double], _ values: [[Double]]) -> BlockSummary {
    let largest = scores.max() ?? -.infinity
    let shares = scores.map { exp($0 - largest) }
    let width = values.first?.count ?? 0
    return BlockSummary(
      largest: largest, sum: shares.reduce(0, +),
      weighted: (0..<width).map { column in
        zip(shares, values).reduce(0) { $0 + $1.0 * $1.1[column] }
      })
  }

  private static func output(_ summary: BlockSummary) -> [Double] {
    summary.weighted.map { $0 / summary.sum }
  }

  private static func name(_ summary: BlockSummary) -> String {
    "a largest score of \(summary.largest), a sum of \(summary.sum), values of \(summary.weighted)"
  }

  private static func expect(
    _ got: BlockSummary, _ expected: BlockSummary, _ what: String
  ) throws {
    try Expect.equal(got.largest, expected.largest, "\(what): the largest score")
    try Expect.close(got.sum, expected.sum, relative: 1e-9, "\(what): the sum")
    try Expect.close(
      got.weighted, expected.weighted, absolute: 1e-9, "\(what): the weighted values")
  }
}
