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
  ]
}

private func discounted(_ epochs: Double) -> Double {
  epochs > 1 ? 1 + 15.39 * (1 - exp(-(epochs - 1) / 15.39)) : epochs
}
