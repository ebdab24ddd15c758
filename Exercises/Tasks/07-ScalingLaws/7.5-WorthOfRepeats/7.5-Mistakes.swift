import ExerciseKit
import Foundation

/// The known mistakes of exercise 7.5.
public var worthOfRepeatsMistakes: [KnownMistake<Chapter07.WorthOfRepeats>] {
  func decayed(_ unique: Double, _ repeats: Double, _ decay: Double) -> Double {
    unique * decay * (1 - exp(-repeats / decay))
  }
  return [
    KnownMistake("you counted the first reading as a repetition: R is epochs − 1") {
      $0 * min($1, 1) + decayed($0, $1 > 1 ? $1 : 0, $2)
    },
    KnownMistake("you left out the first reading, which counts in full") {
      $1 > 1 ? decayed($0, $1 - 1, $2) : $0 * $1
    },
    KnownMistake("you valued every reading like a fresh one") { unique, epochs, _ in
      unique * epochs
    },
    KnownMistake("you multiplied by e^(−R/R*), which is what the last reading is worth") {
      $1 > 1 ? $0 * $1 * exp(-($1 - 1) / $2) : $0 * $1
    },
    KnownMistake("you gave half an epoch the worth of a whole one") { unique, epochs, decay in
      try worthOfRepeats(uniqueTokens: unique, epochs: max(1, epochs), decay: decay)
    },
    KnownMistake("you took 15.39 for R*, whatever is given") { unique, epochs, _ in
      try worthOfRepeats(uniqueTokens: unique, epochs: epochs, decay: 15.39)
    },
    KnownMistake("you rounded the epochs down: a part of one counts as well") {
      unique, epochs, decay in
      try worthOfRepeats(
        uniqueTokens: unique, epochs: epochs < 1 ? epochs : epochs.rounded(.down), decay: decay)
    },
    KnownMistake("you rounded the epochs up: a part of one is a part") { unique, epochs, decay in
      try worthOfRepeats(uniqueTokens: unique, epochs: epochs.rounded(.up), decay: decay)
    },
    repeated("you took R* for a half-life: it stands under e, not under 2") {
      $1 * (1 - pow(0.5, $0 / $1))
    },
    repeated("you left the factor R* out") { 1 - exp(-$0 / $1) },
    repeated("you multiplied R by R*: it is divided") { $1 * (1 - exp(-$0 * $1)) },
    repeated("you turned R / R* over") { $1 * (1 - exp(-$1 / $0)) },
    repeated("you left the 1 − out: e^(−R/R*) is what the worth has lost") { $1 * exp(-$0 / $1) },
    repeated("you valued repetitions like the last of them: the earlier ones are worth more") {
      $0 * exp(-$0 / $1)
    },
    repeated("you took a logarithm of the epochs: the worth has a limit") { repeats, _ in
      log(1 + repeats)
    },
    repeated("you valued repetitions at nothing") { _, _ in 0 },
    KnownMistake("you returned epochs, not tokens") { unique, epochs, decay in
      try worthOfRepeats(uniqueTokens: unique, epochs: epochs, decay: decay) / unique
    },
    KnownMistake("you counted repetitions below one epoch as well: they are less than none") {
      unique, epochs, decay in unique + decayed(unique, epochs - 1, decay)
    },
    KnownMistake("you stopped at four epochs: later ones are worth less, but something") {
      try worthOfRepeats(uniqueTokens: $0, epochs: min(4, $1), decay: $2)
    },
    KnownMistake("you took R* + 1") {
      try worthOfRepeats(uniqueTokens: $0, epochs: $1, decay: $2 + 1)
    },
    KnownMistake("you added up whole repetitions one by one: R may be any number") {
      unique, epochs, decay in
      guard epochs > 1 else { return unique * epochs }
      return (0..<Int(epochs - 1)).reduce(unique) { $0 + unique * exp(-Double($1) / decay) }
    },
    KnownMistake("you took the root of the epochs: the first counts in full") { unique, epochs, _ in
      unique * epochs.squareRoot()
    },
    KnownMistake("you lost the minus of the exponent: then the worth has no end") {
      unique, epochs, decay in
      guard epochs > 1 else { return unique * epochs }
      return unique + unique * decay * (1 - exp((epochs - 1) / decay))
    },
    KnownMistake("you counted repetitions in full up to R*, and then not at all") {
      unique, epochs, decay in
      epochs <= 1 ? unique * epochs : unique + unique * min(epochs - 1, decay)
    },
    KnownMistake("you left R* out of the exponent: it is −R / R*") {
      unique, epochs, decay in
      guard epochs > 1 else { return unique * epochs }
      return unique + unique * decay * (1 - exp(-(epochs - 1)))
    },
    KnownMistake("you left U out of the repetitions: R* · (1 − e^(−R/R*)) are readings, not tokens")
    {
      unique, epochs, decay in
      epochs <= 1 ? unique * epochs : unique + decay * (1 - exp(-(epochs - 1) / decay))
    },
    repeated("you took a power of 10: R* stands under e") { $1 * (1 - pow(10, -$0 / $1)) },
    repeated("you doubled the exponent: it is −R / R*") { $1 * (1 - exp(-2 * $0 / $1)) },
    repeated("you took R / (1 + R / R*): the worth falls by a power of e") { $0 / (1 + $0 / $1) },
    repeated("you took a root in the exponent: it is −R / R*") {
      $1 * (1 - exp(-($0 / $1).squareRoot()))
    },
    KnownMistake("you discounted the first reading as well: it counts in full") {
      $1 > 1 ? decayed($0, $1, $2) : $0 * $1
    },
    KnownMistake("you took R* − 1") {
      try worthOfRepeats(uniqueTokens: $0, epochs: $1, decay: $2 - 1)
    },
    KnownMistake("you returned the share that a reading keeps: tokens are asked") {
      try worthOfRepeats(uniqueTokens: $0, epochs: $1, decay: $2) / ($0 * $1)
    },
  ]
}

/// Another worth of the repetitions, in readings.
private func repeated(
  _ sentence: String, _ worth: @escaping (_ repeats: Double, _ decay: Double) -> Double
) -> KnownMistake<Chapter07.WorthOfRepeats> {
  KnownMistake(sentence) { unique, epochs, decay in
    epochs > 1 ? unique * (1 + worth(epochs - 1, decay)) : unique * epochs
  }
}
