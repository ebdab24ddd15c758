import ExerciseKit

/// What a foreign tokenizer costs on a text of your field.
///
/// - Parameters:
///   - words: in the text.
///   - ownFertility: tokens a word under the field's own vocabulary.
///   - foreignFertility: tokens a word under the other one.
///   - window: tokens that the model sees at once.
///   - parameters: of the model.
/// - Returns: the words that fit into a window under the foreign vocabulary, the extra operations of
///   training on the text once, and the factor by which a document's attention scores grow.
public func foreignBill(
  words: Double, ownFertility: Double, foreignFertility: Double, window: Double, parameters: Double
) throws -> (wordsInWindow: Double, extraOperations: Double, attentionRatio: Double) {
  // exercise begin 1.5: what fits, what training costs more, and what attention does
  let ratio = foreignFertility / ownFertility
  let extraTokens = words * (foreignFertility - ownFertility)
  return (window / foreignFertility, 6 * parameters * extraTokens, ratio * ratio)
  // exercise end
}
