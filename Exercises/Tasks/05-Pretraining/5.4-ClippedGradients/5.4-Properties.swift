import ExerciseKit

extension Chapter05 {
  static var clippedGradientsProperties: Properties<ClippedGradients> {
    typealias Question = (gradients: [[Double]], limit: Double)
    typealias Output = (gradients: [[Double]], factor: Double)
    let questions: [Question] = [
      ([[3, -4]], 2), ([[1, 2, 2]], 1.2), ([[0.3]], 0.5), ([[0.8, -0.6]], 1.1), ([[0.4]], 0.3),
      ([[0.3, -0.4], [1.2]], 0.65), ([[0.03], [0, -0.04]], 0.3), ([[1.5]], 2), ([[1.5]], 0.5),
      ([[3, 0], [], [0, -12, 4]], 1), ([[1.2], [0.3, -0.4]], 0.4), ([[0, 0], [0]], 0.3),
      ([[-0.5], [-0.5], [-0.5], [-0.5]], 0.75), ([[6, 2, 3]], 10), ([[2, 2], [2, 2]], 3),
    ]
    let inputs: [Facet<Question>] = [
      .rows("the gradients", \.gradients), .number("the limit", \.limit),
    ]
    let laws: [Law<Question, Output>] = [
      Law("the tensors keep their counts") { question, answer in
        let (own, wanted) = (answer.gradients.map(\.count), question.gradients.map(\.count))
        return own == wanted ? nil : "of tensors of \(wanted) numbers you return tensors of \(own)"
      },
      Law("no number is changed where the norm is within the limit") { question, answer in
        let norm = norm(question.gradients)
        guard norm <= question.limit else { return nil }
        if gap(answer.gradients, question.gradients) > 1e-5 {
          return "a gradient of norm \(written(norm)) is changed, though the limit is "
            + written(question.limit)
        }
        return abs(answer.factor - 1) < 1e-5
          ? nil
          : "where nothing is clipped, a norm of \(written(norm)) against \(written(question.limit)), your "
            + "factor is \(written(answer.factor)), not 1"
      },
      Law("a number keeps its sign") { question, answer in
        for (number, was) in zip(answer.gradients.joined(), question.gradients.joined()) {
          if number * was < 0 || number == 0 && was != 0 || was == 0 && number != 0 {
            return
              "a number of the gradient goes from \(written(was)) to \(written(number)): it should "
              + "only shrink"
          }
        }
        return nil
      },
      Law("all numbers of all tensors are multiplied by one factor") { question, answer in
        let factors = zip(answer.gradients, question.gradients).map { own, was in
          zip(own, was).filter { $0.1 != 0 }.map { $0.0 / $0.1 }
        }
        guard let least = factors.joined().min(), let most = factors.joined().max(),
          most - least > 1e-5
        else { return nil }
        let isWithin = factors.allSatisfy { ($0.max() ?? 0) - ($0.min() ?? 0) < 1e-5 }
        return isWithin
          ? "each tensor is multiplied by another factor, from \(written(least)) to \(written(most)): the "
            + "gradient's direction changes"
          : "the numbers of one tensor are multiplied by different factors, from \(written(least)) to "
            + "\(written(most)): the gradient's direction changes"
      },
      Law("a gradient that is too long becomes as long as the limit") { question, answer in
        let before = norm(question.gradients)
        guard before > question.limit else { return nil }
        let after = norm(answer.gradients)
        guard abs(after - question.limit) > 1e-4 * question.limit else { return nil }
        let count = question.gradients.count { !$0.isEmpty }
        return
          "a gradient of norm \(written(before)) in \(count == 1 ? "one tensor" : "\(count) tensors") "
          + "is left with a norm of \(written(after)) at a limit of \(written(question.limit))"
      },
      Law("the factor is the one that the numbers were multiplied by") { question, answer in
        for (number, was) in zip(answer.gradients.joined(), question.gradients.joined())
        where was != 0 && abs(number / was - answer.factor) > 1e-4 {
          return "the numbers were multiplied by \(written(number / was)), and your factor is "
            + written(answer.factor)
        }
        return nil
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("gradients and limit doubled") {
        ($0.gradients.map { $0.map { 2 * $0 } }, 2 * $0.limit)
      },
      Variation("all tensors put together to one", isProbe: false) {
        ([$0.gradients.flatMap(\.self)], $0.limit)
      },
      Variation("the tensors in reverse order") { ($0.gradients.reversed(), $0.limit) },
    ]
    let traits: [Trait<Question>] = [
      Trait("the norm is above the limit") { norm($0.gradients) > $0.limit },
      Trait("the norm is within the limit") { norm($0.gradients) <= $0.limit },
      Trait("there are several tensors") { $0.gradients.count > 1 },
      Trait("there is one tensor") { $0.gradients.count == 1 },
      Trait("there are several tensors, and the norm is above the limit") {
        $0.gradients.count > 1 && norm($0.gradients) > $0.limit
      },
      Trait("each tensor's own norm is within the limit, and that of all is not") { question in
        norm(question.gradients) > question.limit
          && question.gradients.allSatisfy { norm([$0]) <= question.limit }
      },
      Trait("all numbers are 0") { $0.gradients.joined().allSatisfy { $0 == 0 } },
      Trait("a tensor has no numbers") { $0.gradients.contains([]) },
      Trait("a number is below 0") { $0.gradients.joined().contains { $0 < 0 } },
      Trait("the limit is below 1") { $0.limit < 1 },
      Trait("the limit is above 1") { $0.limit > 1 },
    ]
    return Properties(
      of: questions, parts: ["gradients": "the gradients", "factor": "the factor"],
      tolerance: 2e-6, ask: { try $0($1.gradients, $1.limit) }, inputs: inputs, laws: laws,
      variations: variations, traits: traits)
  }

  @Sendable private static func norm(_ gradients: [[Double]]) -> Double {
    gradients.joined().reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private static func gap(_ a: [[Double]], _ b: [[Double]]) -> Double {
    zip(a.joined(), b.joined()).map { abs($0 - $1) }.max() ?? 0
  }
}
