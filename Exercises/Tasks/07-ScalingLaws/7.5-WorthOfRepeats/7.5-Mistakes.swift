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
  ]
}
