import ExerciseKit

/// The known mistakes of exercise 9.2.
public var trainingCostMistakes: [KnownMistake<Chapter09.TrainingCost>] {
  [
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
  ]
}

private func bill(
  _ hours: Double, _ price: Double, _ share: Double
) -> (deviceHours: Double, dollars: Double, continuedDollars: Double) {
  (hours, hours * price, hours * price * share)
}
