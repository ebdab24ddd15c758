import ExerciseKit
import Foundation

/// The known mistakes of exercise 8.2.
public var epochsMistakes: [KnownMistake<Chapter08.Epochs>] {
  /// Epochs, and what they are worth in epochs.
  func wrong(
    _ sentence: String, epochs: @escaping (Double, Double, Double) -> Double = { $0 * $1 / $2 },
    worth: @escaping (_ epochs: Double) -> Double = discounted
  ) -> KnownMistake<Chapter08.Epochs> {
    KnownMistake(sentence) { trained, share, source in
      let count = epochs(trained, share, source)
      return (count, worth(count) * source)
    }
  }
  return [
    wrong("you left the share out: not all of the run comes from this source") { $0 / $2 },
    wrong("you turned the fraction over: epochs are tokens read by tokens there are") {
      $2 / ($0 * $1)
    },
    wrong("you rounded the epochs up: a run may end in the middle of one") {
      ($0 * $1 / $2).rounded(.up)
    },
    wrong("you counted repeated tokens as fresh ones", worth: { $0 }),
    wrong(
      "you counted the first epoch as a repetition: R is epochs − 1",
      worth: { epochs in
        epochs > 1 ? 1 + 15.39 * (1 - exp(-epochs / 15.39)) : epochs
      }),
    wrong(
      "you forgot the first epoch, which counts in full",
      worth: { epochs in
        epochs > 1 ? discounted(epochs) - 1 : epochs
      }),
    wrong("you took the share that does not come from this source") { $0 * (1 - $1) / $2 },
    wrong("you took the share for a percentage") { $0 * $1 / 100 / $2 },
    wrong("you divided by the share") { $0 / $1 / $2 },
    wrong("you rounded the epochs: a run may end in the middle of one") {
      ($0 * $1 / $2).rounded()
    },
    wrong("you rounded the epochs down: a run may end in the middle of one") {
      ($0 * $1 / $2).rounded(.down)
    },
    wrong(
      "you used the formula below one epoch, too: there every token is fresh",
      worth: { 1 + 15.39 * (1 - exp(-($0 - 1) / 15.39)) }),
    wrong("you valued repeated tokens at nothing", worth: { min(1, $0) }),
    wrong(
      "you valued all repetitions like the last of them: R* · (1 − e^(−R/R*)) adds them up",
      worth: { $0 > 1 ? 1 + ($0 - 1) * exp(-($0 - 1) / 15.39) : $0 }),
    wrong(
      "you left the factor R* out", worth: { $0 > 1 ? 2 - exp(-($0 - 1) / 15.39) : $0 }),
    wrong(
      "you took another R*: it is 15.39", worth: { $0 > 1 ? 1 + 4 * (1 - exp(-($0 - 1) / 4)) : $0 }),
    wrong(
      "you took R* for a half-life: it stands under e, not under 2",
      worth: { $0 > 1 ? 1 + 15.39 * (1 - pow(0.5, ($0 - 1) / 15.39)) : $0 }),
    KnownMistake("you returned what the epochs are worth in epochs, not in tokens") {
      let (count, tokens) = try epochs(trainedTokens: $0, share: $1, sourceTokens: $2)
      return (count, tokens / $2)
    },
    KnownMistake("you multiplied the worth in epochs by the run's tokens: by the source's") {
      let (count, tokens) = try epochs(trainedTokens: $0, share: $1, sourceTokens: $2)
      return (count, tokens / $2 * $0)
    },
    wrong("you took the share twice") { $0 * $1 * $1 / $2 },
    KnownMistake("you returned repetitions: epochs count the first reading, too") {
      let (count, tokens) = try epochs(trainedTokens: $0, share: $1, sourceTokens: $2)
      return (count - 1, tokens)
    },
    KnownMistake("you discounted the first epoch too: R counts repetitions") {
      trained, share, source in
      let epochs = trained * share / source
      return (epochs, source * 15.39 * (1 - exp(-epochs / 15.39)))
    },
    KnownMistake(
      "you multiplied the read tokens by the worth: it is the source's that are read again"
    ) {
      trained, share, source in
      let (epochs, effective) = try epochs(
        trainedTokens: trained, share: share, sourceTokens: source)
      return (epochs, effective * epochs)
    },
    KnownMistake("you took a part of an epoch for all of it") {
      trained, share, source in
      let (epochs, effective) = try epochs(
        trainedTokens: trained, share: share, sourceTokens: source)
      return (epochs, max(source, effective))
    },
    wrong(
      "you gave later epochs no worth beyond four: they have some",
      worth: { discounted(min(4, $0)) }),
    wrong(
      "you took another R*: it is 15.39, and 5.31 is that of parameters",
      worth: { $0 > 1 ? 1 + 5.31 * (1 - exp(-($0 - 1) / 5.31)) : $0 }),
    wrong(
      "you took a logarithm of the epochs: their worth has a limit",
      worth: { $0 > 1 ? 1 + log($0) : $0 }),
    wrong("you took the share against the rest, r / (1 − r)") { $0 * $1 / (1 - $1) / $2 },
    wrong(
      "you rounded the epochs down for their worth: a part of one counts as well",
      worth: { $0 > 1 ? discounted($0.rounded(.down)) : $0 }),
    wrong(
      "you valued all epochs like the last of them: the first counts in full",
      worth: { $0 > 1 ? $0 * exp(-($0 - 1) / 15.39) : $0 }),
    wrong(
      "you let the worth fall in a straight line: it falls by a power of e",
      worth: { $0 > 1 ? $0 - ($0 - 1) * ($0 - 1) / (2 * 15.39) : $0 }),
    KnownMistake("you added the other sources' tokens: this source's are asked") {
      let (count, tokens) = try epochs(trainedTokens: $0, share: $1, sourceTokens: $2)
      return (count, tokens + $0 * (1 - $1))
    },
  ]
}

private func discounted(_ epochs: Double) -> Double {
  epochs > 1 ? 1 + 15.39 * (1 - exp(-(epochs - 1) / 15.39)) : epochs
}
