import ExerciseKit

extension Chapter04 {
  static var nucleusProperties: Properties<Nucleus> {
    typealias Question = (probabilities: [Double], p: Double)
    let plain = [0.125, 0.5, 0.0625, 0.25, 0.0625]
    let questions: [Question] = [
      (plain, 0.8), (plain, 0.75), (plain, 0.3), (plain, 1), (plain, 0.9),
      ([0.1875, 0.125, 0.25, 0.25, 0.1875], 0.1), ([0.1875, 0.125, 0.25, 0.25, 0.1875], 0.6),
      ([0.2, 0.3, 0.2, 0.3], 0.75), ([0.125, 0.3125, 0.25, 0.3125], 0.5),
      ([0.25, 0.25, 0.25, 0.25], 0.5), ([0.9, 0.04, 0.03, 0.02, 0.01], 0.985),
      ([0.05, 0.1, 0.15, 0.3, 0.4], 0.45), ([0.4, 0.3, 0.15, 0.1, 0.05], 0.45), ([1], 0.7),
      ([0, 0.25, 0.75], 0.9), ([0.03125, 0.46875, 0.5], 0.95),
    ]
    let inputs: [Facet<Question>] = [
      .list("the probabilities", \.probabilities, keepsCount: true, in: 0...1),
      .number("p", \.p, in: 0...1),
    ]
    let laws: [Law<Question, [Double]>] = [
      Law("a probability for each token") { question, answer in
        answer.count == question.probabilities.count
          ? nil : "of \(question.probabilities.count) tokens you return \(answer.count)"
      },
      Law("some token remains") { question, answer in
        answer.allSatisfy { $0 == 0 }
          ? "with p = \(written(question.p)) no token of \(question.probabilities) remains: the likeliest "
            + "always should" : nil
      },
      Law("no kept token is less likely than one that is not kept") { question, answer in
        let all = question.probabilities
        for kept in all.indices where answer[kept] > 0 {
          if let lost = all.indices.first(where: { answer[$0] <= 0 && all[$0] > all[kept] }) {
            return
              "of \(all) you keep token \(kept), of \(written(all[kept])), and not token \(lost), of "
              + written(all[lost])
          }
        }
        return nil
      },
      Law("the kept tokens together reach p, and without the least of them they do not") {
        question, answer in
        let kept = question.probabilities.indices.filter { answer[$0] > 0 }.map {
          question.probabilities[$0]
        }
        let (sum, least) = (kept.reduce(0, +), kept.min() ?? 0)
        if sum < question.p - 1e-9 {
          return
            "you keep too few: of \(question.probabilities) tokens of \(written(sum)) in all, which "
            + "do not reach p = \(written(question.p))"
        }
        if sum - least >= question.p - 1e-12, kept.count > 1 {
          return
            "you keep too many: of \(question.probabilities) \(kept.count) tokens, and without the "
            + "least of them the others reach p = \(written(question.p)) already"
        }
        return nil
      },
      Law("among equals the lower place is kept first") { question, answer in
        let all = question.probabilities
        for kept in all.indices where answer[kept] > 0 {
          if let lost = all.indices.first(where: {
            $0 < kept && answer[$0] == 0 && all[$0] == all[kept]
          }) {
            return "of the equally likely tokens \(lost) and \(kept) you keep the later one alone"
          }
        }
        return nil
      },
      Law("the kept tokens add up to 1") { question, answer in
        let sum = answer.reduce(0, +)
        return abs(sum - 1) < 1e-6
          ? nil
          : "the kept tokens add up to \(written(sum)), not to 1, with p = \(written(question.p))"
      },
      Law("the kept tokens keep their ratios") { question, answer in
        let all = question.probabilities
        let factors = all.indices.filter { answer[$0] > 0 && all[$0] > 0 }.map {
          answer[$0] / all[$0]
        }
        guard let least = factors.min(), let most = factors.max(), most - least > 1e-6 * most else {
          return nil
        }
        return "the kept tokens' ratios change: one is multiplied by \(written(least)), another by "
          + written(most)
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("tokens are equally likely") { Set($0.probabilities).count < $0.probabilities.count },
      Trait("the likeliest alone reaches p") { ($0.probabilities.max() ?? 0) >= $0.p },
      Trait("the likeliest alone does not reach p") { ($0.probabilities.max() ?? 0) < $0.p },
      Trait("p is reached exactly") { question in
        var sum = 0.0
        return question.probabilities.sorted(by: >).contains {
          sum += $0
          return sum == question.p
        }
      },
      Trait("p is 1") { $0.p == 1 }, Trait("p is below 1") { $0.p < 1 },
      Trait("the tokens do not stand by their probabilities, the likeliest first") {
        $0.probabilities != $0.probabilities.sorted(by: >)
      },
      Trait("the likeliest token does not stand first") {
        $0.probabilities.first != $0.probabilities.max()
      },
      Trait("more than one token is kept") { kept($0) > 1 },
      Trait("more than two tokens are kept") { kept($0) > 2 },
      Trait("more than three tokens are kept") { kept($0) > 3 },
    ]
    return Properties(
      of: questions, ask: { try $0($1.probabilities, $1.p) }, inputs: inputs, laws: laws,
      traits: traits)
  }

  private static func kept(_ question: (probabilities: [Double], p: Double)) -> Int {
    ((try? Tasks04.nucleus(question.probabilities, p: question.p)) ?? []).count { $0 > 0 }
  }
}
