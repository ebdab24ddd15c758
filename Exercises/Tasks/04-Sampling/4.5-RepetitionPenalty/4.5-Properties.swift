import ExerciseKit

extension Chapter04 {
  static var repetitionPenaltyProperties: Properties<RepetitionPenalty> {
    typealias Question = (logits: [Double], previous: [Int], penalty: Double)
    let logits = [2, -1, 0.5, -3, 4, 0]
    let others = [1.5, -2, 3, 0.75, -0.25, 5]
    let questions: [Question] = [
      (logits, [0, 1, 0, 0, 3, 4], 2), (logits, [4, 3, 0, 0, 1, 0], 1.5), (logits, [], 2),
      (logits, [0, 1], 1), (logits, [5, 2], 3), (others, [0, 2], 1.25), (others, [4, 0, 3], 1.2),
      (others, [1, 1, 1], 1.5), (others, [5, 4, 3, 2, 1, 0], 1.1),
      (logits, [2, 4, 2, 1, 4, 2, 1, 3, 0, 2], 3),
      (others, Array(repeating: 5, count: 70) + [1, 0, 2], 1.75),
      (logits, [1, 0] + Array(repeating: 4, count: 600) + [3], 1.01), ([0.5, -0.25], [0, 1], 2),
      (logits, [1, 6, -1], 2), ([-1, -2], [0], 1.3), ([3, 3, 3], [1], 2),
    ]
    let inputs: [Facet<Question>] = [
      .list("the logits", \.logits, keepsCount: true), .things("previous", \.previous),
      .number("the penalty", \.penalty, in: 1...1e6),
    ]
    let laws: [Law<Question, [Double]>] = [
      Law("a score for each token") { question, answer in
        answer.count == question.logits.count
          ? nil : "of \(question.logits.count) scores you return \(answer.count)"
      },
      Law("who has not occurred keeps its score") { question, answer in
        for (id, score) in question.logits.enumerated() where answer[id] != score {
          if !question.previous.contains(id) {
            return
              "token \(id), which is not among \(text(question.previous)), has its score changed from "
              + "\(written(score)) to \(written(answer[id]))"
          }
        }
        return nil
      },
      Law("a penalty never raises a score") { question, answer in
        for (id, score) in question.logits.enumerated() where answer[id] > score + 1e-9 {
          return "the penalty raises a score, that of token \(id), from \(written(score)) to "
            + written(answer[id])
        }
        return nil
      },
      Law("who has occurred is penalised") { question, answer in
        guard question.penalty > 1 else { return nil }
        for (id, score) in question.logits.enumerated() where score != 0 && answer[id] == score {
          guard let place = question.previous.firstIndex(of: id) else { continue }
          let back = question.previous.count - (question.previous.lastIndex(of: id) ?? place)
          let what =
            question.previous.count > 20 && back > 20
            ? ", which occurred last \(back) tokens ago," : ""
          return "token \(id)\(what) keeps its score of \(written(score)), though it is among "
            + text(question.previous)
        }
        return nil
      },
      Law("a score keeps its sign") { question, answer in
        for (id, score) in question.logits.enumerated() where score * answer[id] < 0 {
          return "the score \(written(score)) changes its sign: it becomes \(written(answer[id]))"
        }
        return nil
      },
      Law("a score is divided, or multiplied, by the penalty once") { question, answer in
        for (id, score) in question.logits.enumerated() {
          guard question.penalty > 1, score != 0, question.previous.contains(id) else { continue }
          let own = score > 0 ? score / answer[id] : answer[id] / score
          if abs(own - question.penalty) > 1e-6 * question.penalty {
            let times = question.previous.count { $0 == id }
            return
              "with a penalty of \(written(question.penalty)) the score \(written(score)) of a token "
              + "that occurred \(times == 1 ? "once" : "\(times) times") is made smaller by a factor of "
              + written(own)
          }
        }
        return nil
      },
    ]
    func last(_ count: Int) -> Variation<Question> {
      Variation("the last \(count) of previous alone", isProbe: false) {
        ($0.logits, Array($0.previous.suffix(count)), $0.penalty)
      }
    }
    let variations: [Variation<Question>] =
      [5, 8, 10, 16, 20, 32, 50, 64, 100, 128, 256, 512].map(last) + [
        .each("every token in previous 1 higher", of: \.previous, isProbe: false) { $0 + 1 },
        .each("every token in previous 1 lower", of: \.previous, isProbe: false) { $0 - 1 },
        .each("previous without token 0", of: \.previous, isProbe: false) { $0 == 0 ? nil : $0 },
        Variation("all tokens in previous", isProbe: false) {
          ($0.logits, Array($0.logits.indices), $0.penalty)
        },
        Variation("previous sorted") { ($0.logits, $0.previous.sorted(), $0.penalty) },
      ]
    let traits: [Trait<Question>] = [
      Trait("a token has occurred more than once") {
        Set($0.previous).count < $0.previous.count
      },
      Trait("a token in previous has no score") { question in
        question.previous.contains { !question.logits.indices.contains($0) }
      },
      Trait("a token of a score below 0 has occurred") { question in
        question.logits.indices.contains {
          question.logits[$0] < 0 && question.previous.contains($0)
        }
      },
      Trait("a token of a score above 0 has occurred") { question in
        question.logits.indices.contains {
          question.logits[$0] > 0 && question.previous.contains($0)
        }
      },
      Trait("token 0 has occurred") { $0.previous.contains(0) },
      Trait("the last token has occurred") { $0.previous.contains($0.logits.count - 1) },
      Trait("a token of a score between −1 and 1 has occurred") { question in
        question.logits.indices.contains {
          abs(question.logits[$0]) < 1 && question.logits[$0] != 0 && question.previous.contains($0)
        }
      },
      Trait("more than ten tokens were said") { $0.previous.count > 10 },
      Trait("the penalty is not 1") { $0.penalty != 1 },
    ]
    return Properties(
      of: questions, ask: { try $0($1.logits, $1.previous, $1.penalty) }, inputs: inputs,
      laws: laws, variations: variations, traits: traits)
  }

  private static func text(_ previous: [Int]) -> String {
    previous.count <= 10 ? "\(previous)" : "\(previous.count) tokens"
  }
}
