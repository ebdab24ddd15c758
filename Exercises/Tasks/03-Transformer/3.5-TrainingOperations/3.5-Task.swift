//: # A third more than the rule
//: estimate, 15 minutes
//:
//: BloombergGPT read 569 billion tokens, and its paper gives 2.36e23 operations (Wu et al. 2023): a
//: third more than 6 for each parameter and token. Count a training's operations. Products of
//: matrices alone, 2 operations for a multiplication with its addition: each block's 12D² weights,
//: its two products without weights, where each token meets all T of its window, and the head's V·D
//: weights. To look up a row of a table costs nothing. The way back takes twice the way there. And
//: where the cards have no room for the activations inside of the blocks, these are computed a
//: second time on the way back; those of the head are kept.
//:
//: ## Hints
//:
//: 1. Count one token's way there, block and head apart: they are not repeated alike.
//: 2. A block: 2 · 12D² for its weights, and 2TD for the scores and 2TD for the mixing. The head:
//:    2VD.
//: 3. There and back is 3 times the way there. A block that runs twice makes it 4, the head's stays
//:    at 3.
//: 4. tokens · ((recomputesBlocks ? 4 : 3) · L · (24D² + 4TD) + 3 · 2VD).

import ExerciseKit

extension Chapter03 {
  /// From a shape, a context length, a number of tokens and whether the blocks run twice to the
  /// floating-point operations of a training.
  public typealias TrainingOperations = (
    _ shape: Shape, _ contextLength: Double, _ tokens: Double, _ recomputesBlocks: Bool
  ) throws -> Double

  public static let trainingOperations = Exercise<TrainingOperations>(
    properties: trainingOperationsProperties,
    check: { operations in
      let bloomberg = try operations(.bloombergGPT, 2_048, 569e9, true)
      try Expect.that(
        bloomberg.isFinite && bloomberg > 0, "operations are a positive number, not \(bloomberg)")
      try Expect.close(
        try operations(.bloombergGPT, 2_048, 2 * 569e9, true) / bloomberg, 2, relative: 1e-6,
        "twice the tokens, over the operations for once")
      let head = Shape(
        layerCount: 0, width: 64, vocabularySize: 1_000, positionCount: 500, hasEmbeddingNorm: false
      )
      let kept = try operations(head, 128, 1, false)
      try Expect.close(
        kept, 384_000, relative: 0.01, "V = 1,000, D = 64, no block: one token's head")
      try Expect.close(
        try operations(head, 128, 1, true), kept, relative: 1e-6,
        "where there is no block, none runs twice")
      let short = try operations(.gpt2, 0, 1, false)
      try Expect.close(
        short, 741_192_192, relative: 0.01, "GPT-2's weights alone: one token, a context of 0")
      try Expect.close(
        try operations(.gpt2, 1_024, 1, false) - short, 113_246_208, relative: 0.01,
        "what a context of 1,024 adds for one token of GPT-2")
      try Expect.close(
        try operations(.gpt2, 1_024, 10e9, true), 1.062_06e19, relative: 0.01,
        "GPT-2, 10 billion tokens, the blocks computed twice")
      try Expect.close(
        bloomberg, 2.36e23, relative: 0.02, "BloombergGPT, against the paper's own number")
    },
    observe: { operations in
      let small = Shape(
        layerCount: 6, width: 512, vocabularySize: 8_000, positionCount: 300, hasEmbeddingNorm: true
      )
      return [
        try operations(.bloombergGPT, 2_048, 569e9, true),
        try operations(.gpt2, 1_024, 10e9, true), try operations(.gpt2, 1_024, 10e9, false),
        try operations(.bloombergGPT, 1_000, 3e9, false), try operations(small, 256, 7e8, false),
      ]
    })
}
