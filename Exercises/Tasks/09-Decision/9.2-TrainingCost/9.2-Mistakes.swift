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
    KnownMistake("you counted device-days: hours are asked") {
      bill($0 * $1 * $2 / 86_400, $3, $4)
    },
    KnownMistake("you divided the hours by the devices: each of them waits through every step") {
      bill($0 * $1 / $2 / 3_600, $3, $4)
    },
    KnownMistake("you left the steps out") { bill($1 * $2 / 3_600, $3, $4) },
    KnownMistake("you left the seconds of a step out") { bill($0 * $2 / 3_600, $3, $4) },
    KnownMistake("you divided by the price") { bill($0 * $1 * $2 / 3_600, 1 / $3, $4) },
    KnownMistake("you divided by the share: with fewer tokens it costs less") {
      bill($0 * $1 * $2 / 3_600, $3, 1 / $4)
    },
    KnownMistake("you left the share out: the continued run has fewer tokens") {
      steps, seconds, devices, price, _ in
      bill(steps * seconds * devices / 3_600, price, 1)
    },
    KnownMistake("you left the price out") { steps, seconds, devices, _, share in
      bill(steps * seconds * devices / 3_600, 1, share)
    },
    KnownMistake("you gave hours for the continued run: dollars are asked") {
      let hours = $0 * $1 * $2 / 3_600
      return (hours, hours * $3, hours * $4)
    },
    KnownMistake("you took $2 an hour, whatever is given") { steps, seconds, devices, _, share in
      bill(steps * seconds * devices / 3_600, 2, share)
    },
    KnownMistake("you took a tenth of the tokens, whatever is given") {
      steps, seconds, devices, price, _ in bill(steps * seconds * devices / 3_600, price, 0.1)
    },
    KnownMistake("you paid for the hours on the wall, not for those of every device") {
      let hours = $0 * $1 / 3_600
      return (hours * $2, hours * $3, hours * $3 * $4)
    },
    KnownMistake("you added hours and price: they are multiplied") {
      let hours = $0 * $1 * $2 / 3_600
      return (hours, hours + $3, (hours + $3) * $4)
    },
    KnownMistake("you left one device out: all of them are paid") {
      bill($0 * $1 * ($2 - 1) / 3_600, $3, $4)
    },
    KnownMistake("you rounded the share to tenths") {
      bill($0 * $1 * $2 / 3_600, $3, ($4 * 10).rounded() / 10)
    },
    KnownMistake("you added seconds and devices: they are multiplied") {
      bill($0 * ($1 + $2) / 3_600, $3, $4)
    },
  ]
}

private func bill(
  _ hours: Double, _ price: Double, _ share: Double
) -> (deviceHours: Double, dollars: Double, continuedDollars: Double) {
  (hours, hours * price, hours * price * share)
}
