import ExerciseKit
import Foundation

extension Chapter04 {
  /// Logits, a temperature, and which truncation: 0 keeps all, 1 what has a fifth of the largest, 2 takes
  /// the least likely away.
  private typealias Heated = (logits: [Double], temperature: Double, truncation: Int)

  static var temperatureProperties: Properties<Temperature> {
    let questions: [Heated] = [
      ([0, 2.75, 1.375], 1, 0), ([0, 2.75, 1.375], 2, 0), ([0, 2.75, 1.375], 0.5, 0),
      ([0.25, 2, 1, -0.5, 1.5], 0.75, 0), ([0.25, 2, 1, -0.5, 1.5], 1.5, 1),
      ([-1, -2, -0.25, -3], 1, 0), ([-1, -2, -0.25, -3], 0.5, 2), ([-1, 1], 2, 0),
      ([4, 0.5, 3, 2], 1.25, 2),
      ([0.5, 0.5, 2], 0.8, 0), ([3, 1, 2, 0], 3, 1), ([1, 2, 3], 1, 2), ([-2, 0, 1], 4, 0),
      ([0.5, 1.5], 0.25, 0),
    ]
    let inputs: [Facet<Heated>] = [
      .list("the logits", \.logits), .number("the temperature", \.temperature, in: 0.01...1_000),
    ]
    let laws: [Law<Heated, [Double]>] = [
      Law("a probability for each token") { question, answer in
        answer.count == question.logits.count
          ? nil : "of \(question.logits.count) tokens you return \(answer.count)"
      },
      Law("probabilities are from 0 to 1, and add up to 1") { question, answer in
        let sum = answer.reduce(0, +)
        if let odd = answer.first(where: { !($0 >= 0 && $0 <= 1 + 1e-9) }) {
          return "\(odd) is no probability"
        }
        return abs(sum - 1) < 1e-6
          ? nil
          : "at temperature \(written(question.temperature)) your probabilities add up to \(written(sum))"
      },
      Law("the truncation takes away what it should") { question, answer in
        guard question.truncation == 0 else { return nil }
        return answer.contains(0)
          ? "a token has probability 0 where nothing is cut off: \(question.logits) became "
            + answer.map(written).joined(separator: ", ") : nil
      },
      Law("a larger logit has a larger probability") { question, answer in
        for (a, x) in question.logits.enumerated() {
          for (b, y) in question.logits.enumerated() where x > y && answer[a] < answer[b] {
            return "the logits \(written(x)) and \(written(y)) have the probabilities "
              + "\(written(answer[a])) and \(written(answer[b])): the larger one has the smaller"
          }
        }
        return nil
      },
      Law("a logit one temperature higher has e times the probability") { question, answer in
        for (a, x) in question.logits.enumerated() {
          for (b, y) in question.logits.enumerated() where x > y && answer[a] > 0 && answer[b] > 0 {
            let own = log(answer[a] / answer[b]) / (x - y)
            if abs(own - 1 / question.temperature) > 1e-6 {
              return "at temperature \(written(question.temperature)) two tokens, of the logits "
                + "\(written(x)) and \(written(y)), stand to each other as at temperature "
                + "\(written(1 / own))"
            }
          }
        }
        return nil
      },
    ]
    let variations: [Variation<Heated>] = [
      Variation("no truncation", isProbe: false) { ($0.logits, $0.temperature, 0) },
      Variation("logits and temperature doubled") {
        ($0.logits.map { 2 * $0 }, 2 * $0.temperature, $0.truncation)
      },
      Variation("every logit 5 higher") {
        ($0.logits.map { $0 + 5 }, $0.temperature, $0.truncation)
      },
      Variation("a truncation before the temperature", isProbe: false) { question in
        let odds = truncated(softmax(question.logits), question.truncation)
        return (
          odds.map { $0 > 0 ? log($0) : -1e6 }, question.temperature, 0
        )
      },
      Variation("a truncation that is done twice", isProbe: false) { question in
        (question.logits, question.temperature, question.truncation + 10)
      },
    ]
    let traits: [Trait<Heated>] = [
      Trait("the temperature is not 1") { $0.temperature != 1 },
      Trait("the temperature is above 1") { $0.temperature > 1 },
      Trait("the temperature is below 1") { $0.temperature < 1 },
      Trait("the temperature is 1") { $0.temperature == 1 },
      Trait("something is truncated") { $0.truncation > 0 },
      Trait("nothing is truncated") { $0.truncation == 0 },
    ]
    return Properties(
      of: questions,
      ask: { sample, question in
        try sample(question.logits, question.temperature) { truncated($0, question.truncation) }
      }, inputs: inputs, laws: laws, variations: variations, traits: traits)
  }

  private static func softmax(_ logits: [Double]) -> [Double] {
    let powers = logits.map { exp($0 - (logits.max() ?? 0)) }
    return powers.map { $0 / powers.reduce(0, +) }
  }

  private static func truncated(_ odds: [Double], _ kind: Int) -> [Double] {
    if kind >= 10 { return truncated(truncated(odds, kind - 10), kind - 10) }
    var kept = odds
    if kind == 1 {
      let least = (odds.max() ?? 0) / 5
      kept = odds.map { $0 < least ? 0 : $0 }
    } else if kind == 2 {
      let least = odds.filter { $0 > 0 }.min() ?? 0
      kept = odds.map { $0 > least ? $0 : 0 }
    }
    let sum = kept.reduce(0, +)
    return kind == 0 || sum == 0 ? odds : kept.map { $0 / sum }
  }
}
