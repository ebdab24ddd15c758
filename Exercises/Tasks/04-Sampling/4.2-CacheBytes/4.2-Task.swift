//: # What remembering costs
//: estimate, 5 minutes
//:
//: Generation keeps the keys and values of all tokens so far, in every layer and head, so that each
//: new token costs one row. How many bytes is that? BloombergGPT has 70 layers and 40 heads of
//: width 192 (Wu et al. 2023, appendix A): 4.4 GB for one sequence of 2,048 tokens at 2 bytes a
//: number.
//:
//: ## Hints
//:
//: 1. What does a later token need of an earlier one? Its queries and scores are not among it.
//: 2. In one layer and one head, a token leaves a key and a value, of headWidth numbers each.
//: 3. 2 · layerCount · headCount · headWidth · positions · sequences · bytesPerNumber.

import ExerciseKit

extension Chapter04 {
  /// What the size of a key/value cache follows from.
  public struct CacheShape: Sendable {
    public var layerCount: Int
    public var headCount: Int
    public var headWidth: Int
    /// Tokens of one sequence.
    public var positions: Int
    /// Sequences that are generated side by side.
    public var sequences: Int
    public var bytesPerNumber: Int

    public init(
      layerCount: Int, headCount: Int, headWidth: Int, positions: Int, sequences: Int,
      bytesPerNumber: Int
    ) {
      self.layerCount = layerCount
      self.headCount = headCount
      self.headWidth = headWidth
      self.positions = positions
      self.sequences = sequences
      self.bytesPerNumber = bytesPerNumber
    }
  }

  /// From a cache's shape to its bytes.
  public typealias CacheBytes = (_ shape: CacheShape) throws -> Int

  public static let cacheBytes = Exercise<CacheBytes>(
    properties: cacheBytesProperties,
    check: { bytes in
      let one = try bytes(bloomberg(positions: 1))
      try Expect.that(one > 0, "one token takes some bytes, not \(one)")
      try Expect.equal(
        Double(try bytes(bloomberg(positions: 100))) / Double(one), 100,
        "100 tokens against 1 token")
      try Expect.equal(one, 2_150_400, "one token of BloombergGPT, 2 bytes a number")
      try Expect.equal(
        try bytes(bloomberg(positions: 2_048)), 4_404_019_200, "2,048 tokens of BloombergGPT")
      try Expect.equal(try bytes(gpt2), 603_979_776, "8 sequences of GPT-2, 4 bytes a number")
    },
    observe: { bytes in
      [
        Double(try bytes(bloomberg(positions: 2_048))), Double(try bytes(gpt2)),
        Double(
          try bytes(
            CacheShape(
              layerCount: 5, headCount: 7, headWidth: 11, positions: 13, sequences: 17,
              bytesPerNumber: 19))),
      ]
    })

  private static func bloomberg(positions: Int) -> CacheShape {
    CacheShape(
      layerCount: 70, headCount: 40, headWidth: 192, positions: positions, sequences: 1,
      bytesPerNumber: 2)
  }

  private static let gpt2 = CacheShape(
    layerCount: 12, headCount: 12, headWidth: 64, positions: 1_024, sequences: 8,
    bytesPerNumber: 4)
}
