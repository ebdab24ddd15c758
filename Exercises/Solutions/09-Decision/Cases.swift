import ExerciseKit
import Exercises09
import Foundation

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      Chapter09.breakEven,
      learner: Exercises09.breakEven(fixedDollars:ownDollarsPerMillion:otherDollarsPerMillion:),
      solution: breakEven(fixedDollars:ownDollarsPerMillion:otherDollarsPerMillion:),
      mistakes: [
        KnownMistake("you left out what the own model's tokens cost") { fixed, _, other in
          fixed / other * 1e6
        },
        KnownMistake("you counted millions of tokens, not tokens") { fixed, own, other in
          other > own ? fixed / (other - own) : nil
        },
        KnownMistake("you forgot the case of never: a negative or endless number is no answer") {
          fixed, own, other in
          fixed / (other - own) * 1e6
        },
        KnownMistake("you dropped the sign of the difference: dearer tokens never pay") {
          fixed, own, other in
          own == other ? nil : fixed / abs(other - own) * 1e6
        },
        KnownMistake("you added the two prices: what is saved is their difference") {
          fixed, own, other in
          other > own ? fixed / (other + own) * 1e6 : nil
        },
      ]),
    ExerciseCase(
      Chapter09.trainingCost,
      learner: Exercises09.trainingCost(
        steps:secondsPerStep:devices:dollarsPerDeviceHour:continuedShare:),
      solution: trainingCost(steps:secondsPerStep:devices:dollarsPerDeviceHour:continuedShare:),
      mistakes: [
        KnownMistake("you counted the hours on the wall, not those of every device") {
          steps, seconds, _, price, share in
          bill(steps * seconds / 3600, price, share)
        },
        KnownMistake("you counted device-seconds: an hour has 3,600 of them") {
          bill($0 * $1 * $2, $3, $4)
        },
        KnownMistake("you counted device-minutes: an hour has 60 of them") {
          bill($0 * $1 * $2 / 60, $3, $4)
        },
        KnownMistake("you charged for the tokens that are saved, not for those that are trained") {
          bill($0 * $1 * $2 / 3600, $3, 1 - $4)
        },
        KnownMistake("you charged for training from scratch as well: somebody else has paid that") {
          bill($0 * $1 * $2 / 3600, $3, 1 + $4)
        },
      ]),
    ExerciseCase(
      Chapter09.rankModels, learner: Exercises09.rankModels, solution: rankModels,
      mistakes: [
        KnownMistake("you still compare losses per token, and every tokenizer has its own tokens") {
          ranked($0) { $0.nats / Double($0.tokens) }
        },
        KnownMistake("you put the worst model first: fewer bits per byte are better") {
          ranked($0) { -$0.nats / Double($0.bytes) }
        },
        KnownMistake("you compared summed losses: whoever read less text wins") {
          ranked($0) { $0.nats }
        },
        KnownMistake("you ranked by how few tokens a byte takes: that judges the tokenizer alone") {
          ranked($0) { Double($0.tokens) / Double($0.bytes) }
        },
      ]),
  ]
}

private func bill(
  _ hours: Double, _ price: Double, _ share: Double
) -> (deviceHours: Double, dollars: Double, continuedDollars: Double) {
  (hours, hours * price, hours * price * share)
}

private func ranked(
  _ models: [Chapter09.Evaluation], by measure: (Chapter09.Evaluation) -> Double
) -> [Int] {
  let values = models.map(measure)
  return values.indices.sorted { values[$0] < values[$1] }
}
