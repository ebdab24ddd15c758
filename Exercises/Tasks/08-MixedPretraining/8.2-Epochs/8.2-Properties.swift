import ExerciseKit
import Foundation

extension Chapter08 {
  static var epochsProperties: Properties<Epochs> {
    typealias Question = (trainedTokens: Double, share: Double, sourceTokens: Double)
    typealias Output = (epochs: Double, effectiveTokens: Double)
    let questions: [Question] = [
      (569e9, 0.5127, 363.5e9), (100e9, 0.45, 10e9), (50e9, 0.3, 60e9), (80e9, 0.9, 11e9),
      (10e9, 0.1, 10e9), (19e9, 1, 10e9), (160e9, 1, 10e9), (20e9, 0.5, 10e9), (7e9, 0.25, 3e9),
      (1e12, 0.05, 2e9), (3e9, 0.6, 1.5e9),
    ]
    let inputs: [Facet<Question>] = [
      .number("trainedTokens", \.trainedTokens), .number("share", \.share, in: 0...1),
      .number("sourceTokens", \.sourceTokens),
    ]
    let laws: [ExerciseKit.Law<Question, Output>] = [
      ExerciseKit.Law("epochs times the source are the tokens that came from it") {
        question, answer in
        let read = answer.epochs * question.sourceTokens / (question.trainedTokens * question.share)
        return abs(read - 1) < 1e-6
          ? nil
          : "your \(written(answer.epochs)) epochs over the source come to \(written(read)) times the tokens "
            + "that the run draws from it"
      },
      ExerciseKit.Law("up to one epoch all tokens are fresh") { question, answer in
        let read = question.trainedTokens * question.share
        guard read <= question.sourceTokens else { return nil }
        return abs(answer.effectiveTokens / read - 1) < 1e-6
          ? nil
          : "where the source is read \(written(read / question.sourceTokens)) times nothing is repeated, so "
            + "all tokens read count; yours are \(written(answer.effectiveTokens / read)) of them"
      },
      ExerciseKit.Law("tokens are worth at most what was read, and more than one reading") {
        question, answer in
        let read = question.trainedTokens * question.share
        guard read > question.sourceTokens else { return nil }
        if answer.effectiveTokens > read * 1.000_001 {
          return
            "\(written(read)) tokens read are worth \(written(answer.effectiveTokens)) fresh ones with "
            + "you: more than were read"
        }
        return answer.effectiveTokens > question.sourceTokens
          ? nil
          : "a source read \(written(read / question.sourceTokens)) times is worth "
            + "\(written(answer.effectiveTokens / question.sourceTokens)) readings with you; the first one "
            + "alone is worth 1"
      },
      ExerciseKit.Law("no reading is worth more than 1 + R* of the source") { question, answer in
        let worth = answer.effectiveTokens / question.sourceTokens
        return worth <= 16.39 * 1.000_001
          ? nil
          : "a source is worth \(written(worth)) readings with you; with R* = 15.39 it is never worth more "
            + "than 16.39"
      },
      ExerciseKit.Law("of so many repetitions R* · (1 − e^(−R / R*)) count") { question, answer in
        let epochs = question.trainedTokens * question.share / question.sourceTokens
        let left = 1 - (answer.effectiveTokens / question.sourceTokens - 1) / 15.39
        guard epochs > 1, left > 0 else { return nil }
        let own = -log(left) * 15.39
        return abs(own - (epochs - 1)) < 1e-4 * epochs
          ? nil
          : "what you count for \(written(epochs)) epochs is what one reading and \(written(own)) repetitions "
            + "are worth; how many repetitions are there?"
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("something is read again") { $0.trainedTokens * $0.share > $0.sourceTokens },
      Trait("nothing is read again") { $0.trainedTokens * $0.share <= $0.sourceTokens },
      Trait("the source is read exactly once") { $0.trainedTokens * $0.share == $0.sourceTokens },
      Trait("the whole run comes from the source") { $0.share == 1 },
      Trait("the run is longer than the source") { $0.trainedTokens > $0.sourceTokens },
    ]
    return Properties(
      of: questions, ask: { try $0($1.trainedTokens, $1.share, $1.sourceTokens) },
      inputs: inputs, laws: laws, traits: traits)
  }
}
