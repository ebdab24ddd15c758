import ExerciseKit

// 1.5 The bill for a foreign tokenizer (an estimate, about 10 minutes)
//
// Your field's own vocabulary needs 1.3 tokens a word, a general one 1.8. What does the general
// one cost? Return the words of your field that fit into one window under it; the training
// operations that one reading of the text takes more, at 6 for each parameter and token (Kaplan et
// al. 2020); and by which factor a document's attention scores grow, each token looking at all
// tokens of the document.

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
  // TODO 1.5: what fits, what training costs more, and what attention does
  throw NotAttempted("1.5")
}
