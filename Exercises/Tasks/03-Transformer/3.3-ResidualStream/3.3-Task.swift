//: # A stream with a dam
//: bug, 10 minutes
//:
//: In a pre-normalization block the stream itself is never normalised: each part reads a normalised
//: copy and adds its result to the raw stream. So gradients pass through any number of blocks
//: unhindered (Xiong et al. 2020). In this block they do not. Find the fault, and mend it.
//:
//: ## Hints
//:
//: 1. Suppose attention and the feed-forward layer answer zeros. What should the block return?
//: 2. Look at what the results are added to: it must be the stream as it came in, not the copy that
//:    the part has read.
//: 3. stream = stream + attention(firstNorm(stream)), then stream = stream +
//:    feedForward(secondNorm(stream)): a norm's result never lands in `stream`.

import ExerciseKit

extension Chapter03 {
  /// What stands beside the residual stream of a block: each part takes and gives (D).
  public struct BlockParts {
    public let firstNorm: ([Double]) -> [Double]
    public let attention: ([Double]) -> [Double]
    public let secondNorm: ([Double]) -> [Double]
    public let feedForward: ([Double]) -> [Double]

    public init(
      firstNorm: @escaping ([Double]) -> [Double], attention: @escaping ([Double]) -> [Double],
      secondNorm: @escaping ([Double]) -> [Double], feedForward: @escaping ([Double]) -> [Double]
    ) {
      self.firstNorm = firstNorm
      self.attention = attention
      self.secondNorm = secondNorm
      self.feedForward = feedForward
    }
  }

  /// From one position's stream, (D), and a block's parts to the stream behind the block, (D).
  public typealias ResidualStream = (_ stream: [Double], _ parts: BlockParts) throws -> [Double]

  public static let residualStream = Exercise<ResidualStream>(
    properties: residualStreamProperties,
    check: { block in
      let stream: [Double] = [2, -4, 6]
      let answer = try block(stream, parts())
      try Expect.count(answer.count, 3, "a stream of width 3")
      try Expect.close(
        try block(stream, parts(attention: 0, feedForward: 0)), stream, absolute: 1e-9,
        "parts that answer zeros must leave the stream as it was")
      try Expect.close(
        try block(stream, parts(feedForward: 0)), [5, -4, 11], absolute: 1e-9,
        "the stream behind attention, the feed-forward layer answering zeros")
      try Expect.close(
        try block(stream, parts(attention: 0)), [3, -5, 9], absolute: 1e-9,
        "the stream behind the feed-forward layer, attention answering zeros")
      try Expect.close(answer, [7.5, -5, 16.5], absolute: 1e-9, "the stream behind the block")
    },
    observe: { block in
      try block([2, -4, 6], parts()) + block([1, 0, -3], parts())
        + block([2, -4, 6], parts(feedForward: 0)) + block([2, -4, 6], curved)
        + block([0.5, 3, -1, 0.25], curved)
    })

  /// Parts that show what stands in front of them and what behind: of lines, some orders come to one.
  private static var curved: BlockParts {
    BlockParts(
      firstNorm: { $0.map { $0 / (1 + abs($0)) } },
      attention: { row in row.indices.map { row[$0] * row[$0] + 2 * row[($0 + 1) % row.count] } },
      secondNorm: { $0.map { 3 * $0 / (2 + $0 * $0) } },
      feedForward: { $0.map { $0 < 0 ? $0 : 1 + $0 * $0 * $0 } })
  }

  /// Parts simple enough to follow by hand, each different; a factor of 0 silences one.
  private static func parts(attention: Double = 1, feedForward: Double = 1) -> BlockParts {
    BlockParts(
      firstNorm: { $0.map { $0 / 2 } }, attention: { $0.map { ($0 + 2) * attention } },
      secondNorm: { $0.map { $0 / 4 } },
      feedForward: { $0.map { ($0 < 0 ? $0 : 2 * $0) * feedForward } })
  }
}
