import ExerciseKit
import Tasks03

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
