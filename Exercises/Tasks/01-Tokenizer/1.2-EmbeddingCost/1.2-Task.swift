//: # What a large vocabulary costs
//: estimate, 5 minutes
//:
//: A larger vocabulary makes texts shorter, and the model larger: each token has a row in the
//: embedding table. Which share of a model's parameters is its token embedding, if the output head
//: is tied to it? BloombergGPT has 131,072 tokens, a width of 7,680 and 50,558,868,480 parameters
//: (Wu et al. 2023, appendix A).
//:
//: ## Hints
//:
//: 1. The table has one row a token, and each row is as wide as the model.
//: 2. A tied head is the same table used once more: it costs no parameters of its own.
//: 3. vocabularySize · width / modelParameters; for BloombergGPT about 2 %.

import ExerciseKit

extension Chapter01 {
  /// From a vocabulary size and a width to the parameters of the token embedding as a share of the
  /// model's.
  public typealias EmbeddingCost = (
    _ vocabularySize: Double, _ width: Double, _ modelParameters: Double
  ) throws -> Double

  public static let embeddingCost = Exercise<EmbeddingCost>(
    properties: embeddingCostProperties,
    check: { share in
      let bloomberg = try share(131_072, 7_680, 50_558_868_480)
      try Expect.that(
        bloomberg > 0 && bloomberg < 1, "a share lies between 0 and 1, this is \(bloomberg)")
      try Expect.close(bloomberg, 0.019_910_4, relative: 0.01, "BloombergGPT's share")
      try Expect.close(
        try share(50_257, 768, 124_439_808), 0.310_17, relative: 0.01, "GPT-2's share")
    },
    observe: { share in
      [
        try share(131_072, 7_680, 50_558_868_480), try share(50_257, 768, 124_439_808),
        try share(32_000, 4_096, 7e9),
      ]
    })
}
