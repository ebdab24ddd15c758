import ExerciseKit

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
  // exercise begin 3.5: one token's way there, block and head apart, and how often each is taken
  let width = Double(shape.width)
  let block = 2 * 12 * width * width + 4 * contextLength * width
  let head = 2 * Double(shape.vocabularySize) * width
  return tokens * ((recomputesBlocks ? 4 : 3) * Double(shape.layerCount) * block + 3 * head)
  // exercise end
}
