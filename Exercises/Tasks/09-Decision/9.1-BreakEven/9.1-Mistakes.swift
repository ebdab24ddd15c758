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
    KnownMistake("you rounded up to whole millions: tokens are asked") {
      (try own($0, $1, $2)).map { ($0 / 1e6).rounded(.up) * 1e6 }
    },
    KnownMistake("you rounded down to whole millions: tokens are asked") {
      (try own($0, $1, $2)).map { ($0 / 1e6).rounded(.down) * 1e6 }
    },
    KnownMistake("you rounded to whole millions: tokens are asked") {
      (try own($0, $1, $2)).map { ($0 / 1e6).rounded() * 1e6 }
    },
    KnownMistake(answer: "you gave 0 where it never pays: that is nil") {
      (try own($0, $1, $2)) ?? 0
    },
    KnownMistake(answer: "you gave an endless number where it never pays: that is nil") {
      (try own($0, $1, $2)) ?? .infinity
    },
    KnownMistake(
      answer: "where both prices are the same you gave no number of tokens: it never pays"
    ) {
      $2 >= $1 ? $0 / ($2 - $1) * 1e6 : nil
    },
    KnownMistake("you exchanged the prices: it pays where the own tokens are cheaper") {
      try own($0, $2, $1)
    },
    KnownMistake("you counted thousands of tokens") { (try own($0, $1, $2)).map { $0 / 1_000 } },
    KnownMistake("you divided by the own price: what is saved is the difference") {
      $2 > $1 ? $0 / $1 * 1e6 : nil
    },
    KnownMistake("you divided by the hosted price: what is saved is the difference of the two") {
      $2 > $1 ? $0 / $2 * 1e6 : nil
    },
    KnownMistake(
      answer: "you gave nil where nothing is spent at first: then it pays from token 0 on"
    ) {
      $0 > 0 ? try own($0, $1, $2) : nil
    },
    KnownMistake("you took the ratio of the prices: what is saved is their difference") {
      $2 > $1 ? $0 / ($2 / $1) * 1e6 : nil
    },
    KnownMistake("you said how many dollars both have cost by then: tokens are asked") {
      let other = $2
      return (try own($0, $1, $2)).map { $0 / 1e6 * other }
    },
    KnownMistake(answer: "you gave −1 where it never pays: that is nil") {
      (try own($0, $1, $2)) ?? -1
    },
    KnownMistake("you rounded the difference of the prices to whole dollars") {
      $2 > $1 ? $0 / max(1, ($2 - $1).rounded()) * 1e6 : nil
    },
    KnownMistake("you counted a million more, to be on the safe side") {
      (try own($0, $1, $2)).map { $0 + 1e6 }
    },
    KnownMistake("you divided by 1 less the ratio of the prices: by their difference") {
      $2 > $1 ? $0 / (1 - $1 / $2) * 1e6 : nil
    },
    KnownMistake("you paid for a million tokens at first: only what is trained is paid at first") {
      try own($0 + $1, $1, $2)
    },
    KnownMistake("you took the mean of the prices: what is saved is their difference") {
      $2 > $1 ? $0 / (($1 + $2) / 2) * 1e6 : nil
    },
    KnownMistake("you subtracted the own price twice") {
      $2 > 2 * $1 ? $0 / ($2 - 2 * $1) * 1e6 : nil
    },
    KnownMistake("you turned the fraction over: it is the fixed cost by what a million saves") {
      $2 > $1 ? ($0 > 0 ? ($2 - $1) / $0 * 1e6 : 0) : nil
    },
    KnownMistake(answer: "you gave 0 or an endless number where it never pays: that is nil") {
      max(0, $0 / ($2 - $1)) * 1e6
    },
  ]
}

private func own(_ fixed: Double, _ own: Double, _ other: Double) throws -> Double? {
  try breakEven(
    fixedDollars: fixed, ownDollarsPerMillion: own, otherDollarsPerMillion: other)
}
