//: # What the context costs
//: estimate, 10 minutes
//:
//: Two products of a block have no weights: queries with keys, and weights with values. Their cost
//: grows with the context. Which share of a block's forward floating-point operations is theirs?
//: Count 2 operations for a multiplication with its addition. The block has a width D, four (D, D)
//: projections and a feed-forward layer from D to 4D and back; the masked half of the scores is
//: computed too. Leave out what is not a matrix product.
//:
//: ## Hints
//:
//: 1. Count for one token. A product with a matrix of n weights costs 2n operations a token; how
//:    many weights has the block?
//: 2. All heads together, a query meets T keys of D numbers, and its T weights meet T values of D
//:    numbers.
//: 3. 4D² + 8D² = 12D² weights cost 24D²; the two products cost 2TD each: 4TD / (24D² + 4TD).

import ExerciseKit

extension Chapter02 {
  /// From a context length and a width to the share of a block's forward operations that the two
  /// products without weights take.
  public typealias AttentionShare = (_ contextLength: Double, _ width: Double) throws -> Double

  public static let attentionShare = Exercise<AttentionShare>(
    properties: attentionShareProperties,
    check: { share in
      let bloomberg = try share(2_048, 7_680)
      try Expect.that(
        bloomberg > 0 && bloomberg < 1, "a share lies between 0 and 1, this is \(bloomberg)")
      let (short, long) = (try share(100, 512), try share(1_000_000, 512))
      try Expect.that(
        short < long, "a longer context should take a larger share: \(short), then \(long)")
      try Expect.close(bloomberg, 0.042_553, relative: 0.01, "T = 2,048, D = 7,680 (BloombergGPT)")
      try Expect.close(
        try share(1_024, 768), 0.181_818, relative: 0.01, "T = 1,024, D = 768 (GPT-2)")
      try Expect.close(try share(6 * 512, 512), 0.5, relative: 0.01, "T = 3,072, D = 512")
      try Expect.close(try share(6 * 8, 8), 0.5, relative: 0.01, "T = 48, D = 8")
    },
    observe: { share in
      [try share(2_048, 7_680), try share(1_024, 768), try share(3_072, 512)]
    })
}
