import ExerciseKit

extension Chapter05 {
  static var learningRateProperties: Properties<LearningRate> {
    typealias Question = (peak: Double, floor: Double, warmup: Int, total: Int, step: Int)
    func asked(
      _ peak: Double, _ floor: Double, _ warmup: Int, _ total: Int
    ) -> [Question] {
      let steps: Set<Int> = [
        0, 1, warmup - 1, warmup, warmup + 1, (warmup + total) / 2, (warmup + 3 * total) / 4,
        total - 1, total, total + 7,
      ]
      return steps.sorted().filter { $0 >= 0 }.map { (peak, floor, warmup, total, $0) }
    }
    let questions =
      asked(8, 2, 4, 20) + asked(3, 0.5, 5, 26) + asked(10, 4, 8, 40) + asked(6, 0, 3, 9)
      + asked(1, 0, 1, 12)
    let edges = asked(1, 0, 0, 12) + asked(8, 2, 4, 4)
    let inputs: [Facet<Question>] = [
      .number("the peak", \.peak), .number("the floor", \.floor),
      .count("the warm-up steps", \.warmup),
      .count("the total steps", \.total), .count("the step", \.step, in: 0...100_000),
    ]
    let laws: [Law<Question, Double>] = [
      Law("no rate is above the peak") { question, rate in
        rate <= question.peak * 1.000_001
          ? nil
          : "\(at(question)) the rate is \(written(rate)), above the peak of \(written(question.peak))"
      },
      Law("the warm-up rises by 1/W of the peak at each step") { question, rate in
        guard question.step < question.warmup else { return nil }
        let share = rate / question.peak * Double(question.warmup)
        guard abs(share - Double(question.step + 1)) > 1e-6 else { return nil }
        return
          "of \(question.warmup) warm-up steps, number \(question.step), counted from 0, should get "
          + "\(question.step + 1)/\(question.warmup) of the peak of \(written(question.peak)); yours gets "
          + "\(written(share))/\(question.warmup)"
      },
      Law("behind the warm-up no rate is below the floor") { question, rate in
        guard question.step >= question.warmup, rate < question.floor - 1e-9 else { return nil }
        return
          "\(at(question)) the rate is \(written(rate)), below the floor of \(written(question.floor))"
      },
      Law("step W has the peak") { question, rate in
        guard question.step == question.warmup, abs(rate - question.peak) > 1e-6 * question.peak
        else { return nil }
        return
          "\(at(question)) the first one behind it, the rate should still be the peak, "
          + "\(written(question.peak)); it is \(written(rate))"
      },
      Law("all steps done, the floor is reached and kept") { question, rate in
        guard question.step >= question.total, question.step > question.warmup,
          abs(rate - question.floor) > 1e-6
        else { return nil }
        return "\(at(question)) the rate should be the floor, \(written(question.floor)); it is "
          + written(rate)
      },
      Law("half-way down the rate is half-way between peak and floor") { question, rate in
        let (passed, all) = (question.step - question.warmup, question.total - question.warmup)
        guard all > 0, passed > 0, passed < all else { return nil }
        let share = (rate - question.floor) / (question.peak - question.floor)
        let way = Double(passed) / Double(all)
        if 2 * passed == all, abs(share - 0.5) > 1e-6 {
          return
            "half-way down, \(at(question)) the rate should be half-way between peak and floor; "
            + "yours is \(written(share)) of the way above the floor"
        }
        if abs(share - (1 - way)) < 1e-6, abs(way - 0.5) > 0.01 {
          return
            "\(at(question)) the rate is where a straight line from the peak to the floor would have "
            + "it; a cosine falls slowly at both ends"
        }
        return nil
      },
    ]
    func moved(_ words: String, _ change: @escaping @Sendable (inout Question) -> Void)
      -> Variation<Question>
    {
      Variation(words, isProbe: false) { question in
        var question = question
        change(&question)
        return question.step < 0 || question.warmup < 0 || question.total < 1 ? nil : question
      }
    }
    let variations: [Variation<Question>] = [
      Variation("peak and floor doubled") {
        ($0.peak * 2, $0.floor * 2, $0.warmup, $0.total, $0.step)
      },
      moved("the next step") { $0.step += 1 }, moved("the step before") { $0.step -= 1 },
      moved("a training of one step less") { $0.total -= 1 },
      moved("a training of one step more") { $0.total += 1 },
      moved("a training that is as long behind the warm-up as it is in all") {
        $0.total += $0.warmup
      },
      moved("a warm-up of one step") { $0.warmup = 1 },
      moved("a floor of 0") { $0.floor = 0 },
      moved("a floor of a tenth of the peak") { $0.floor = $0.peak / 10 },
      moved("a floor that is added to the peak") { $0.peak += $0.floor },
    ]
    let traits: [Trait<Question>] = [
      Trait("the step is in the warm-up") { $0.step < $0.warmup },
      Trait("the step is behind the warm-up") { $0.step >= $0.warmup },
      Trait("the step is the first of all") { $0.step == 0 },
      Trait("the step is the last of the warm-up") { $0.step == $0.warmup - 1 },
      Trait("the step is the first one behind the warm-up") { $0.step == $0.warmup },
      Trait("the rate falls") { $0.step > $0.warmup && $0.step < $0.total },
      Trait("all steps are done") { $0.step >= $0.total },
      Trait("the step is behind the end") { $0.step > $0.total },
      Trait("the step is the end itself") { $0.step == $0.total },
      Trait("the training goes on") { $0.step < $0.total },
      Trait("there is no warm-up") { $0.warmup == 0 },
      Trait("all steps are warm-up") { $0.warmup == $0.total },
      Trait("the floor is 0") { $0.floor == 0 }, Trait("the floor is above 0") { $0.floor > 0 },
      Trait("the rate falls, to a floor above 0") {
        $0.step > $0.warmup && $0.step < $0.total && $0.floor > 0
      },
      Trait("the rate falls in its first half") {
        $0.step > $0.warmup && 2 * ($0.step - $0.warmup) < $0.total - $0.warmup
      },
    ]
    return Properties(
      of: questions, edges: edges,
      ask: { rate, question in
        try rate(
          Schedule(
            peak: question.peak, floor: question.floor, warmupSteps: question.warmup,
            totalSteps: question.total), question.step)
      }, inputs: inputs, laws: laws, variations: variations, traits: traits)
  }

  @Sendable private static func at(
    _ question: (peak: Double, floor: Double, warmup: Int, total: Int, step: Int)
  ) -> String {
    "at step \(question.step) of \(question.total), with \(question.warmup) steps of warm-up,"
  }
}
