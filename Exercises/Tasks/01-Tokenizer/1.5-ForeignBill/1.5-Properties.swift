import ExerciseKit

extension Chapter01 {
  static var foreignBillProperties: Properties<ForeignBill> {
    typealias Question = (
      words: Double, ownFertility: Double, foreignFertility: Double, window: Double,
      parameters: Double
    )
    let questions: [Question] = [
      (50e6, 1.3, 1.8, 2_048, 124e6), (3e6, 1.1, 2.5, 1_024, 1e9), (7e8, 1.4, 1.2, 4_096, 7e9),
      (2e7, 1.25, 3.1, 512, 3e8), (9e8, 2.2, 1.5, 8_192, 2e9), (4e6, 1.6, 1.7, 2_000, 5e7),
      (6e7, 1.2, 2.4, 1_500, 8e8), (1e9, 1.9, 1.9, 3_000, 6e9),
    ]
    let inputs: [Facet<Question>] = [
      .number("words", \.words), .number("ownFertility", \.ownFertility),
      .number("foreignFertility", \.foreignFertility), .number("window", \.window),
      .number("parameters", \.parameters),
    ]
    let laws:
      [Law<Question, (wordsInWindow: Double, extraOperations: Double, attentionRatio: Double)>] = [
        Law("two vocabularies that are equally good cost the same") { question, bill in
          guard question.ownFertility == question.foreignFertility else { return nil }
          return bill.extraOperations == 0 && abs(bill.attentionRatio - 1) < 1e-9
            ? nil
            : "a foreign vocabulary as good as your own costs \(written(bill.extraOperations)) "
              + "operations more, and a factor of \(written(bill.attentionRatio)); it should be none, "
              + "and 1"
        },
        Law("a vocabulary that needs more tokens a word costs more, one that needs fewer saves") {
          question, bill in
          let gap = question.foreignFertility - question.ownFertility
          return gap * bill.extraOperations >= 0
            ? nil
            : "where the foreign vocabulary needs \(gap > 0 ? "more" : "fewer") tokens a word, your "
              + "extra operations are \(bill.extraOperations > 0 ? "above" : "below") 0"
        },
        Law("attention's factor is above 1 where the foreign vocabulary needs more tokens") {
          question, bill in
          let gap = question.foreignFertility - question.ownFertility
          return gap * (bill.attentionRatio - 1) >= 0
            ? nil
            : "with \(written(question.foreignFertility)) tokens a word against "
              + "\(written(question.ownFertility)), attention's factor is \(written(bill.attentionRatio)): "
              + "on the wrong side of 1"
        },
        Law("a window holds fewer words than tokens, where a word has more than one") {
          question, bill in
          bill.wordsInWindow <= question.window * 1.000_001
            ? nil
            : "\(written(bill.wordsInWindow)) words fit into a window of \(written(question.window)) "
              + "tokens, though a word has more than one"
        },
      ]
    let traits: [Trait<Question>] = [
      Trait("the foreign vocabulary needs fewer tokens than your own") {
        $0.foreignFertility < $0.ownFertility
      },
      Trait("both vocabularies need as many tokens") { $0.foreignFertility == $0.ownFertility },
    ]
    return Properties(
      of: questions,
      ask: { try $0($1.words, $1.ownFertility, $1.foreignFertility, $1.window, $1.parameters) },
      inputs: inputs, laws: laws, traits: traits)
  }
}
