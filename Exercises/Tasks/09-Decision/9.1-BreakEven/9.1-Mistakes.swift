import ExerciseKit

/// The known mistakes of exercise 9.1.
public var breakEvenMistakes: [KnownMistake<Chapter09.BreakEven>] {
  [
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
  ]
}
