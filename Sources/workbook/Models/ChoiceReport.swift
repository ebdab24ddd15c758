import Foundation
import WorkbookCore

/// What a model made of the choices after a prompt.
struct ChoiceReport {
  let texts: [String]
  let scores: [Evaluator.ChoiceScore]

  /// `best` is the likeliest by token; `bestBy` has the likeliest of each measure.
  var json: JSONValue {
    let list = zip(texts, scores).map { text, score -> JSONValue in
      [
        "text": .text(text), "logProbability": .number(score.logProbability),
        "perToken": .number(score.perToken),
        "calibrated": score.calibrated.map { .number($0) } ?? .null,
        "tokens": .integer(score.tokenCount),
      ]
    }
    let measures = Evaluator.ChoiceMeasure.allCases.map {
      JSONObject.Member($0.rawValue, $0.best(of: scores).map { .integer($0) } ?? .null)
    }
    return [
      "best": Evaluator.ChoiceMeasure.perToken.best(of: scores).map { .integer($0) } ?? .null,
      "bestBy": .object(JSONObject(members: measures)), "choices": .array(list),
    ]
  }

  /// A line a choice; the star is at the likeliest by token.
  var text: String {
    let best = Evaluator.ChoiceMeasure.perToken.best(of: scores)
    let lines = zip(texts, scores).enumerated().map { index, pair in
      let (text, score) = pair
      return (index == best ? "* " : "  ")
        + String(format: "%9.4f nats, %8.4f a token", score.logProbability, score.perToken)
        + (score.calibrated.map { String(format: ", %8.4f calibrated", $0) } ?? "") + "  \(text)"
    }
    let named = [("plain", Evaluator.ChoiceMeasure.plain), ("calibrated", .calibrated)]
      .compactMap { name, measure in
        measure.best(of: scores).flatMap { $0 == best ? nil : "\(name): \(texts[$0])" }
      }
    let others = named.isEmpty ? [] : ["other by " + named.joined(separator: "; by ")]
    return (lines + others).joined(separator: "\n")
  }
}
