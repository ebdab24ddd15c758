import ExerciseKit
import Tasks03

// 3.5 A third more than the rule (an estimate, about 15 minutes)
//
// BloombergGPT read 569 billion tokens, and its paper gives 2.36e23 operations (Wu et al. 2023): a
// third more than 6 for each parameter and token. Count a training's operations. Products of
// matrices alone, 2 operations for a multiplication with its addition: each block's 12D² weights,
// its two products without weights, where each token meets all T of its window, and the head's V·D
// weights. To look up a row of a table costs nothing. The way back takes twice the way there. And
// where the cards have no room for the activations inside of the blocks, these are computed a
// second time on the way back; those of the head are kept.
//
// Chapter03.Shape is in Exercises/Tasks/03-Transformer/3.2-ParameterCount/3.2-Task.swift.

/// The floating-point operations of a training: the way there and the way back, for all tokens.
///
/// - Parameters:
///   - shape: of the decoder; its head is V·D weights, tied to the embedding or not.
///   - contextLength: T, the tokens of a window.
///   - tokens: read in all.
///   - recomputesBlocks: whether each block runs a second time on the way back.
public func trainingOperations(
  _ shape: Chapter03.Shape, contextLength: Double, tokens: Double, recomputesBlocks: Bool
) throws -> Double {
  // TODO 3.5: one token's way there, block and head apart, and how often each is taken
  throw NotAttempted("3.5")
}
