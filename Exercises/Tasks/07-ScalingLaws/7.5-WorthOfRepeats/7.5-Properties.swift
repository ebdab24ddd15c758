import ExerciseKit
import Foundation

extension Chapter07 {
  static var worthOfRepeatsProperties: Properties<WorthOfRepeats> {
    typealias Question = (uniqueTokens: Double, epochs: Double, decay: Double)
    let questions: [Question] = [
      (80e6, 4, 15.39), (80e6, 40, 15.39), (1e9, 0.25, 10), (1e9, 2, 5), (3e9, 2.5, 4),
      (2e9, 6.5, 8),
      (3, 7, 4), (5e8, 0.6, 7), (2e9, 0.1, 3), (4e8, 1, 6), (7e9, 12, 2), (6e7, 1.25, 20),
    ]
    let inputs: [Facet<Question>] = [
      .number("uniqueTokens", \.uniqueTokens), .number("epochs", \.epochs),
      .number("decay", \.decay),
    ]
    let laws: [ExerciseKit.Law<Question, Double>] = [
      ExerciseKit.Law("up to one epoch all tokens are fresh, and no more") { question, worth in
        guard question.epochs <= 1 else { return nil }
        let read = question.uniqueTokens * question.epochs
        return abs(worth / read - 1) < 1e-6
          ? nil
          : "up to one epoch nothing is repeated: \(written(question.epochs)) epochs are worth "
            + "\(written(question.epochs)) of the text, with you \(written(worth / question.uniqueTokens))"
      },
      ExerciseKit.Law("tokens are worth at most what was read") { question, worth in
        worth <= question.uniqueTokens * question.epochs * 1.000_001
          ? nil
          : "\(written(question.epochs)) epochs are worth \(written(worth / question.uniqueTokens)) readings "
            + "with you: more than were read"
      },
      ExerciseKit.Law("repeated reading adds to the first one") { question, worth in
        question.epochs <= 1 || worth > question.uniqueTokens
          ? nil
          : "\(written(question.epochs)) epochs are worth \(written(worth / question.uniqueTokens)) readings "
            + "with you: the first one alone is worth 1"
      },
      ExerciseKit.Law("no number of epochs is worth more than 1 + R* readings") { question, worth in
        worth <= question.uniqueTokens * (1 + question.decay) * 1.000_001
          ? nil
          : "\(written(question.epochs)) epochs are worth \(written(worth / question.uniqueTokens)) readings "
            + "with you, more than 1 + R* = \(written(1 + question.decay))"
      },
      ExerciseKit.Law("what R repetitions fall short of R* is R* · e^(−R / R*)") {
        question, worth in
        guard question.epochs > 1 else { return nil }
        let left = 1 - (worth / question.uniqueTokens - 1) / question.decay
        guard left > 0 else { return nil }
        let own = -log(left) * question.decay
        guard abs(own - (question.epochs - 1)) > 1e-4 * question.epochs else { return nil }
        return "what \(written(question.epochs)) epochs are worth with you is what \(written(own)) "
          + "repetitions are worth at R* = \(written(question.decay)); the first reading is none"
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("something is read again") { $0.epochs > 1 },
      Trait("the text is read at most once") { $0.epochs <= 1 },
      Trait("the text is not read to its end") { $0.epochs < 1 },
      Trait("the text is read once") { $0.epochs == 1 },
      Trait("epochs are no whole number") { $0.epochs != $0.epochs.rounded() },
    ]
    return Properties(
      of: questions, ask: { try $0($1.uniqueTokens, $1.epochs, $1.decay) }, inputs: inputs,
      laws: laws, traits: traits)
  }
}
