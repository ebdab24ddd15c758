import ExerciseKit
import Foundation

/// The known mistakes of exercise 4.3.
public var temperatureMistakes: [KnownMistake<Chapter04.Temperature>] {
  [
    KnownMistake("your temperature still changes nothing: normalising undoes it") {
      logits, _, truncate in
      truncate(softmax(logits))
    },
    KnownMistake("you divide the probabilities and no longer normalise: they do not sum to 1") {
      logits, temperature, truncate in
      truncate(softmax(logits).map { $0 / temperature })
    },
    KnownMistake("you turned it round: multiplying by the temperature sharpens when it is high") {
      logits, temperature, truncate in
      truncate(softmax(logits.map { $0 * temperature }))
    },
    KnownMistake("you truncated first: the cut must judge the tempered distribution") {
      logits, temperature, truncate in
      let powers = truncate(softmax(logits)).map { pow($0, 1 / temperature) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    },
    KnownMistake("you lost the truncation") { logits, temperature, _ in
      softmax(logits.map { $0 / temperature })
    },
  ]
}

private func softmax(_ logits: [Double]) -> [Double] {
  let largest = logits.max() ?? 0
  let exponentials = logits.map { exp($0 - largest) }
  let sum = exponentials.reduce(0, +)
  return exponentials.map { $0 / sum }
}
