//: # The thermostat that does nothing
//: bug, 10 minutes
//:
//: A temperature below 1 sharpens the distribution, one above 1 flattens it; the truncation then
//: judges the distribution that came out. With this code all temperatures give the same text. Find
//: the fault, and mend it.
//:
//: ## Hints
//:
//: 1. Follow two tokens through the code. Which of its steps change the ratio of their
//:    probabilities?
//: 2. Halving all probabilities and normalising them again gives what was there before. The
//:    temperature must act on something that softmax does not undo.
//: 3. Divide the logits by the temperature, then softmax, then truncate, in this order.

import ExerciseKit
import Foundation

extension Chapter04 {
  /// From scores, a temperature above 0 and a truncation to the distribution that is drawn from.
  /// The truncation takes a distribution, and gives one.
  public typealias Temperature = (
    _ logits: [Double], _ temperature: Double, _ truncate: ([Double]) -> [Double]
  ) throws -> [Double]

  public static let temperature = Exercise<Temperature>(
    properties: temperatureProperties,
    check: { sample in
      try Expect.count(try sample([1, 2, 3], 1, keepAll).count, 3, "a vocabulary of 3")
      for temperature in [0.5, 1, 2] {
        let sum = try sample(logits, temperature, keepAll).reduce(0, +)
        try Expect.that(
          abs(sum - 1) < 1e-9, "at temperature \(temperature) the probabilities sum to \(sum)")
      }
      let (cold, hot) = (try sample(logits, 0.5, keepAll), try sample(logits, 2, keepAll))
      try Expect.that(
        cold.max() ?? 0 > hot.max() ?? 0,
        "the likeliest token has \(cold.max() ?? 0) at temperature 0.5 and \(hot.max() ?? 0) at 2")
      try Expect.close(
        try sample(logits, 1, keepAll), [1, 16, 4].map { $0 / 21 }, absolute: 1e-9,
        "the logits ln 1, ln 16, ln 4 at temperature 1")
      try Expect.close(
        cold, [1, 256, 16].map { $0 / 273 }, absolute: 1e-9, "the same logits at temperature 0.5")
      try Expect.close(
        hot, [1, 4, 2].map { $0 / 7 }, absolute: 1e-9, "the same logits at temperature 2")
      try Expect.close(
        try sample(logits, 2, keepFifth), [1, 4, 2].map { $0 / 7 }, absolute: 1e-9,
        "at temperature 2, cutting off what has less than a fifth of the largest probability")
      try Expect.close(
        try sample(logits, 0.5, keepFifth), [0, 1, 0], absolute: 1e-9,
        "the same at temperature 0.5")
      try Expect.close(
        try sample(logits, 1, dropLeast), [0, 0.8, 0.2], absolute: 1e-9,
        "at temperature 1, taking away the least likely token")
      try Expect.close(
        try sample(
          logits, 2,
          { all in
            let kept = all.map { $0 < 0.2 ? 0 : $0 }
            return kept.map { $0 / kept.reduce(0, +) }
          }), [0, 2, 1].map { $0 / 3 }, absolute: 1e-9,
        "at temperature 2, cutting off what has less than a fifth of all probability")
      let odds = [1, exp(2.0)].map { $0 / (1 + exp(2.0)) }
      try Expect.close(
        try sample([1_000, 1_001], 0.5, keepAll), odds, absolute: 1e-9,
        "the logits 1,000 and 1,001 at temperature 0.5")
      try Expect.close(
        try sample([0, 0.1], 0.05, keepAll), odds, absolute: 1e-9,
        "the logits 0 and 0.1 at temperature 0.05")
      try Expect.close(
        try sample([log(2.0), -log(2.0), 0], 1, keepAll), [4, 1, 2].map { $0 / 7 },
        absolute: 1e-9, "the logits ln 2, −ln 2 and 0, one of them below 0, at temperature 1")
    },
    observe: { sample in
      var answers: [Double] = []
      for (logits, temperatures) in [(logits, [1, 2, 0.5]), (five, [0.7, 1.6])] {
        for temperature in temperatures {
          answers += try sample(logits, temperature, keepAll)
          answers += try sample(logits, temperature, keepFifth)
          answers += try sample(logits, temperature, dropLeast)
        }
      }
      return answers
    })

  private static let five = [0.3, 2, 1.1, -0.5, 1.6]
  private static let logits = [log(1.0), log(16.0), log(4.0)]

  private static func keepAll(_ probabilities: [Double]) -> [Double] { probabilities }

  /// Takes the least likely token away that is left; a second time would take another.
  private static func dropLeast(_ probabilities: [Double]) -> [Double] {
    let least = probabilities.filter { $0 > 0 }.min() ?? 0
    let kept = probabilities.map { $0 > least ? $0 : 0 }
    let sum = kept.reduce(0, +)
    return sum > 0 ? kept.map { $0 / sum } : probabilities
  }

  /// Keeps what has at least a fifth of the largest probability.
  private static func keepFifth(_ probabilities: [Double]) -> [Double] {
    let least = (probabilities.max() ?? 0) / 5
    let kept = probabilities.map { $0 < least ? 0 : $0 }
    let sum = kept.reduce(0, +)
    return kept.map { $0 / sum }
  }
}
