import ExerciseKit

extension Chapter05 {
  static var cardBytesProperties: Properties<CardBytes> {
    typealias Question = (parameters: Double, cards: Double, copies: Double, stage: Int)
    let questions: [Question] = [(50_558_868_480, 512, 4), (7e9, 24, 3), (2e9, 99, 9), (1e9, 8, 1)]
      .flatMap { (parameters: Double, cards: Double, copies: Double) -> [Question] in
        (0...3).map { (parameters, cards, copies, $0) }
      }
    let inputs: [Facet<Question>] = [
      .number("parameters", \.parameters), .number("cards", \.cards), .number("copies", \.copies),
    ]
    let laws: [Law<Question, Double>] = [
      Law("a card holds at most the whole, and at least its piece of it") { question, bytes in
        let whole = 18 * question.parameters
        let piece = whole * question.copies / question.cards
        if bytes > whole * 1.000_1 {
          return
            "at stage \(question.stage) a card holds \(written(bytes / question.parameters)) bytes a "
            + "parameter; all that there is are 18"
        }
        return bytes >= piece * 0.999_9
          ? nil
          : "at stage \(question.stage) a card of \(written(question.cards)) in \(written(question.copies)) "
            + "copies holds \(written(bytes / question.parameters)) bytes a parameter; with everything cut "
            + "it is \(written(piece / question.parameters)), and less it cannot be"
      },
      Law("what no stage cuts is whole on every card") { question, bytes in
        let kept: Double =
          question.stage == 0 ? 18 : question.stage == 1 ? 6 : question.stage == 2 ? 2 : 0
        let rest = 18 - kept
        let own = bytes / question.parameters
        let pieces = question.cards / question.copies
        guard abs(own - kept - rest / pieces) > 1e-6 * own else { return nil }
        guard own < kept else { return nil }
        return
          "at stage \(question.stage) \(written(kept)) bytes a parameter are not cut; your card holds "
          + "\(written(own)) in all"
      },
    ]
    func at(_ words: String, _ stage: @escaping @Sendable (Int) -> Int) -> Variation<Question> {
      Variation(words, isProbe: false) { question in
        let other = stage(question.stage)
        guard (0...3).contains(other) else { return nil }
        return (question.parameters, question.cards, question.copies, other)
      }
    }
    let variations: [Variation<Question>] = [
      Variation("twice the cards for twice the copies") {
        ($0.parameters, 2 * $0.cards, 2 * $0.copies, $0.stage)
      },
      Variation("one copy, whatever is asked", isProbe: false) {
        ($0.parameters, $0.cards, 1, $0.stage)
      },
      at("the next stage") { $0 + 1 }, at("the stage before") { $0 - 1 },
      at("stage 0, whatever is asked") { _ in 0 }, at("stage 3, whatever is asked") { _ in 3 },
      at("stages 1 and 2 exchanged") { $0 == 1 ? 2 : $0 == 2 ? 1 : $0 },
      at("stages 2 and 3 exchanged") { $0 == 2 ? 3 : $0 == 3 ? 2 : $0 },
      at("the stages in reverse order") { 3 - $0 },
    ]
    let traits: [Trait<Question>] = [
      Trait("the stage is 0") { $0.stage == 0 }, Trait("the stage is 1") { $0.stage == 1 },
      Trait("the stage is 2") { $0.stage == 2 }, Trait("the stage is 3") { $0.stage == 3 },
      Trait("the stage is 1 or more") { $0.stage > 0 },
      Trait("the stage is 2 or more") { $0.stage > 1 },
      Trait("the stage is 1 or 2") { $0.stage == 1 || $0.stage == 2 },
      Trait("the stage is 0 or 1") { $0.stage < 2 },
      Trait("there is more than one copy") { $0.copies > 1 },
      Trait("there is more than one copy, and something is cut") { $0.copies > 1 && $0.stage > 0 },
      Trait("there is more than one copy, and the gradient is cut") {
        $0.copies > 1 && $0.stage > 1
      },
    ]
    return Properties(
      of: questions, ask: { try $0($1.parameters, $1.cards, $1.copies, $1.stage) },
      inputs: inputs, laws: laws, variations: variations, traits: traits)
  }
}
