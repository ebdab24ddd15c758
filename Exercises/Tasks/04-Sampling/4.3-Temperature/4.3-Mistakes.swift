import ExerciseKit
import Foundation

/// The known mistakes of exercise 4.3.
public var temperatureMistakes: [KnownMistake<Chapter04.Temperature>] {
  [
    KnownMistake(
      "your temperature still changes nothing: what all probabilities share, or all logits, goes when they are normalised"
    ) {
      logits, _, truncate in
      truncate(softmax(logits))
    },
    KnownMistake("you divide the probabilities and no longer normalise: they do not sum to 1") {
      logits, temperature, truncate in
      truncate(softmax(logits).map { $0 / temperature })
    },
    KnownMistake(
      "you turned it round: a temperature that multiplies logits sharpens when it is high"
    ) {
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
    KnownMistake("you truncate twice: once, and the tempered distribution") {
      logits, temperature, truncate in
      truncate(truncate(softmax(logits.map { $0 / temperature })))
    },
    KnownMistake("you truncate before and after: the cut judges the tempered distribution alone") {
      logits, temperature, truncate in
      let powers = truncate(softmax(logits)).map { pow($0, 1 / temperature) }
      let sum = powers.reduce(0, +)
      return truncate(powers.map { $0 / sum })
    },
    KnownMistake("you truncated the logits: the truncation takes a distribution") {
      logits, temperature, truncate in
      softmax(truncate(logits.map { $0 / temperature }))
    },
    KnownMistake("you divide by the temperature twice") { logits, temperature, truncate in
      truncate(softmax(logits.map { $0 / (temperature * temperature) }))
    },
    KnownMistake("you divide by the root of the temperature") { logits, temperature, truncate in
      truncate(softmax(logits.map { $0 / temperature.squareRoot() }))
    },
    KnownMistake("you left the exponential out: logits are no probabilities") {
      logits, temperature, truncate in
      let scaled = logits.map { $0 / temperature }
      let sum = scaled.reduce(0, +)
      return truncate(scaled.map { $0 / sum })
    },
    KnownMistake("you return the logits, divided: softmax and truncation are to follow") {
      logits, temperature, _ in logits.map { $0 / temperature }
    },
    KnownMistake("you divide by 1 + the temperature") { logits, temperature, truncate in
      truncate(softmax(logits.map { $0 / (1 + temperature) }))
    },
    KnownMistake("you took the softmax twice") { logits, temperature, truncate in
      truncate(softmax(softmax(logits.map { $0 / temperature })))
    },
    KnownMistake("you added the temperature to probabilities: it divides logits") {
      logits, temperature, truncate in
      let raised = softmax(logits).map { $0 + temperature }
      let sum = raised.reduce(0, +)
      return truncate(raised.map { $0 / sum })
    },
    KnownMistake("you temper above 1 alone: below 1 it sharpens") { logits, temperature, truncate in
      truncate(softmax(logits.map { $0 / max(1, temperature) }))
    },
    KnownMistake("you temper below 1 alone: above 1 it flattens") { logits, temperature, truncate in
      truncate(softmax(logits.map { $0 / min(1, temperature) }))
    },
    KnownMistake("you softmax twice: the second one flattens what the first made") {
      logits, temperature, truncate in
      truncate(softmax(softmax(logits).map { $0 / temperature }))
    },
    KnownMistake("you did not normalise: exponentials are no probabilities yet") {
      logits, temperature, truncate in
      truncate(logits.map { exp($0 / temperature) })
    },
  ]
}

private func softmax(_ logits: [Double]) -> [Double] {
  let largest = logits.max() ?? 0
  let exponentials = logits.map { exp($0 - largest) }
  let sum = exponentials.reduce(0, +)
  return exponentials.map { $0 / sum }
}
