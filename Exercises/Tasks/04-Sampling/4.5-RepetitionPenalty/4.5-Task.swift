//: # The words that never come back
//: bug, 10 minutes
//:
//: A repetition penalty makes tokens that have occurred less likely: their positive scores are
//: divided by it (Keskar et al. 2019), their negative ones multiplied. With this code a report
//: begins well. After a page it has no "the" and no "of" any more, though the penalty is a mild
//: 1.1. Find the fault, and mend it.
//:
//: ## Hints
//:
//: 1. What sets "the" and "of" apart from other words that have occurred? Follow the score of such
//:    a token through the code.
//: 2. The paper asks whether a token is in the list of those before. Work out by hand what this
//:    code does to a token that is in it twenty times: 1.1²⁰ is 6.7.
//: 3. Go through the different tokens: for id in Set(previous).

import ExerciseKit

extension Chapter04 {
  /// From scores, the tokens so far and a penalty of at least 1 to the penalised scores.
  public typealias RepetitionPenalty = (
    _ logits: [Double], _ previous: [Int], _ penalty: Double
  ) throws -> [Double]

  public static let repetitionPenalty = Exercise<RepetitionPenalty>(
    properties: repetitionPenaltyProperties,
    check: { penalised in
      try Expect.count(try penalised(logits, previous, 2).count, 6, "a vocabulary of 6")
      try expect(penalised(logits, [], 2), logits, "nothing has occurred yet")
      try expect(penalised(logits, previous, 1), logits, "a penalty of 1 changes nothing")
      let answer = try penalised(logits, previous, 2)
      for (id, (score, was)) in zip(answer, logits).enumerated() {
        try Expect.that(
          score <= was,
          "a penalty never raises a score; here that of token \(id) rises from \(was) to \(score)")
      }
      try expect(
        [answer[2], answer[5]], [0.5, 0], "the scores of tokens 2 and 5, which have not occurred")
      try expect(
        penalised(logits, [0, 1], 2), [1, -2, 0.5, -3, 4, 0], "tokens 0 and 1, once each")
      try expect(
        penalised([0.5, -0.25], [0, 1], 2), [0.25, -0.5],
        "the small scores 0.5 and −0.25, once each")
      try expect(
        penalised(logits, [0, 1, 0, 1, 1, 0, 0], 2), penalised(logits, [0, 1], 2),
        "tokens 0 and 1, said seven times in all, against once each")
      try expect(
        penalised([2.2, 2.2], Array(repeating: 1, count: 20), 1.1), [2.2, 2],
        "a score of 2.2 that has occurred twenty times, and a penalty of 1.1")
      let long = [1, 0] + Array(repeating: 4, count: 3_000) + [3]
      try expect(
        penalised(logits, long, 2), [1, -2, 0.5, -6, 2, 0],
        "3,003 tokens: 1 and 0 at the beginning, then 3,000 times 4, and 3 at the end")
      try expect(
        penalised(logits, [1, 6, -1], 2), [2, -2, 0.5, -3, 4, 0],
        "tokens 1, 6 and −1, of which 6 and −1 have no score")
      try expect(
        penalised(logits, [6, -1, 1], 2), [2, -2, 0.5, -3, 4, 0],
        "tokens 6, −1 and 1, of which the first two have no score")
      try expect(answer, [1, -2, 0.5, -6, 2, 0], "tokens 0 (three times), 1, 3 and 4, penalty 2")
    },
    observe: { penalised in
      let questions: [(previous: [Int], penalty: Double)] = [
        (previous, 2), (previous.reversed(), 1.5), ([2, 4, 2, 1, 4, 2, 1, 3, 0, 2], 3),
        ([1, 0] + Array(repeating: 4, count: 3_000) + [3], 1.01),
      ]
      let others = [1.5, -2, 3, 0.7, -0.4, 5]
      let late = Array(repeating: 5, count: 70) + [1, 0, 2]
      return try questions.flatMap { try penalised(logits, $0.previous, $0.penalty) }
        + penalised(others, late, 1.7)
        + penalised(others, [0, 2] + Array(repeating: 5, count: 80) + [4], 1.3)
        + penalised(others, [4, 0, 3], 1.2)
    })

  private static let logits = [2, -1, 0.5, -3, 4, 0]
  private static let previous = [0, 1, 0, 0, 3, 4]

  private static func expect(_ got: [Double], _ expected: [Double], _ what: String) throws {
    try Expect.close(got, expected, absolute: 1e-9, what)
  }
}
