//: # The bill for a foreign tokenizer
//: estimate, 10 minutes
//:
//: Your field's own vocabulary needs 1.3 tokens a word, a general one 1.8. What does the general
//: one cost? Return the words of your field that fit into one window under it; the training
//: operations that one reading of the text takes more, at 6 for each parameter and token (Kaplan et
//: al. 2020); and by which factor a document's attention scores grow, each token looking at all
//: tokens of the document.
//:
//: ## Hints
//:
//: 1. Fertility is tokens per word, so a window of w tokens holds w / fertility words.
//: 2. Only the extra tokens cost extra: words · (foreign − own) of them.
//: 3. Attention compares every token with every other: with r times the tokens, r² times the
//:    scores.

import ExerciseKit

extension Chapter01 {
  /// From a text's words and two fertilities to what the foreign tokenizer costs.
  public typealias ForeignBill = (
    _ words: Double, _ ownFertility: Double, _ foreignFertility: Double, _ window: Double,
    _ parameters: Double
  ) throws -> (wordsInWindow: Double, extraOperations: Double, attentionRatio: Double)

  public static let foreignBill = Exercise<ForeignBill>(
    parts: ["wordsInWindow", "extraOperations", "attentionRatio"],
    properties: foreignBillProperties,
    check: { bill in
      let same = try bill(1e6, 1.5, 1.5, 2_048, 1e9)
      try Expect.that(
        same.wordsInWindow.isFinite && same.extraOperations.isFinite
          && same.attentionRatio.isFinite,
        "all three are numbers; these are \(same)")
      try Expect.that(
        same.extraOperations == 0 && abs(same.attentionRatio - 1) < 1e-12,
        "a foreign vocabulary as good as your own costs nothing more, here \(same.extraOperations) "
          + "operations and a factor of \(same.attentionRatio)")
      let longer = try bill(1e6, 1.3, 3.6, 2_048, 1e9).wordsInWindow
      try Expect.close(
        try bill(1e6, 1.3, 1.8, 2_048, 1e9).wordsInWindow, 2 * longer, relative: 1e-6,
        "half the tokens a word, twice the words in a window")
      let field = try bill(50e6, 1.3, 1.8, 2_048, 124e6)
      try Expect.close(field.wordsInWindow, 1_137.78, relative: 0.01, "words in a window of 2,048")
      try Expect.close(
        field.extraOperations, 1.86e16, relative: 0.01,
        "extra operations for 50 million words and 124 million parameters")
      let better = try bill(50e6, 1.8, 1.3, 2_048, 124e6)
      try Expect.close(
        better.extraOperations, -1.86e16, relative: 0.01,
        "a foreign vocabulary that is better than your own saves operations: as many, below zero")
      try Expect.close(field.attentionRatio, 1.917, relative: 0.01, "the factor of attention")
    },
    observe: { bill in
      let first = try bill(50e6, 1.3, 1.8, 2_048, 124e6)
      let second = try bill(3e6, 1.1, 2.5, 1_024, 1e9)
      let third = try bill(7e8, 1.4, 1.2, 4_096, 7e9)
      return [first, second, third].flatMap {
        [$0.wordsInWindow, $0.extraOperations, $0.attentionRatio]
      }
    })
}
