import ExerciseKit
import Foundation

extension Chapter08 {
  static var bestShareProperties: Properties<BestShare> {
    typealias Question = (domain: Law, general: Law, weight: Double)
    let field: Law = (c: 1.1, k: 2, t: -5)
    let other: Law = (c: 1.4, k: 1.66, t: -4)
    let questions: [Question] = [
      (field, other, 0.75), (field, other, 0.35), (other, field, 0.55), (field, other, 0.15),
      ((2, 1.2, -2), (1, 1, -3), 0.6), ((1, 0.7, -6), (2, 2.5, -1.5), 0.8), (field, field, 0.5),
      ((1, 3, -4), (1, 0.5, -6), 0.4), (field, other, 1), (field, other, 0),
      ((1, 2, -0.3), (1, 0.19, -8), 0.95), ((1, 0.2, -7), (1, 2.1, -0.4), 0.1),
      ((3, 0.9, -3), (0.5, 1.8, -2.5), 0.5),
    ]
    let inputs: [Facet<Question>] = [
      .number("the field's c", \.domain.c), .number("the field's k", \.domain.k),
      .number("the field's t", \.domain.t, in: -50...(-0.01)),
      .number("general text's c", \.general.c), .number("general text's k", \.general.k),
      .number("general text's t", \.general.t, in: -50...(-0.01)),
      .number("fieldWeight", \.weight, in: 0...1),
    ]
    let laws: [ExerciseKit.Law<Question, Double>] = [
      ExerciseKit.Law("a share lies from 0 to 1") { question, share in
        share >= 0 && share <= 1
          ? nil
          : "a share is \(share), where the field counts \(written(question.weight)): it lies from 0 to 1"
      },
      ExerciseKit.Law("where one loss alone counts, its text alone is best") { question, share in
        guard question.weight == 0 || question.weight == 1 else { return nil }
        return abs(share - question.weight) < 0.006
          ? nil
          : "where \(question.weight == 1 ? "the field" : "general text") alone counts, the field's best share "
            + "is \(written(question.weight)); yours is \(written(share))"
      },
      ExerciseKit.Law("where both texts are alike in everything, each gets half") {
        question, share in
        guard question.domain == question.general, question.weight == 0.5 else { return nil }
        return abs(share - 0.5) < 0.006
          ? nil
          : "where both laws are the same and count the same, the best share is a half; yours is "
            + written(share)
      },
      ExerciseKit.Law("no other share has a lower weighted loss") { question, share in
        func loss(_ share: Double) -> Double {
          let (domain, general) = (question.domain, question.general)
          return question.weight * (domain.c + domain.k * exp(domain.t * share))
            + (1 - question.weight) * (general.c + general.k * exp(general.t * (1 - share)))
        }
        let (down, up) = (max(0, share - 0.01), min(1, share + 0.01))
        let better =
          loss(down) < loss(share) - 1e-9 ? down : loss(up) < loss(share) - 1e-9 ? up : nil
        return better.map {
          "where the field counts \(written(question.weight)), a \($0 < share ? "smaller" : "larger") share "
            + "than your \(written(share)) has a lower weighted loss"
        }
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("both k doubled") { question in
        (
          (question.domain.c, 2 * question.domain.k, question.domain.t),
          (question.general.c, 2 * question.general.k, question.general.t), question.weight
        )
      },
      Variation("the two laws exchanged", isProbe: false) { ($0.general, $0.domain, $0.weight) },
      Variation("the two laws exchanged, and the weights, too", isProbe: false) {
        ($0.general, $0.domain, 1 - $0.weight)
      },
      Variation("general text that counts as the field does", isProbe: false) {
        ($0.domain, $0.general, 0.5)
      },
      Variation("the field's law for both", isProbe: false) { ($0.domain, $0.domain, $0.weight) },
      Variation("general text's law for both", isProbe: false) {
        ($0.general, $0.general, $0.weight)
      },
    ]
    let outcomes: [Outcome<Double>] = [
      Outcome("of general text, not of the field: 1 less them") { 1 - $0 },
      Outcome("rounded to tenths") { ($0 * 10).rounded() / 10 },
      Outcome("rounded to quarters") { ($0 * 4).rounded() / 4 },
      Outcome("in hundredths") { $0 * 100 },
    ]
    let traits: [Trait<Question>] = [
      Trait("the best share is 0 or 1") { [0, 1].contains(best($0)) },
      Trait("the best share is 1") { best($0) == 1 },
      Trait("the best share is 0") { best($0) == 0 },
      Trait("the best share lies between 0 and 1") { best($0) > 0 && best($0) < 1 },
      Trait("one loss alone counts") { $0.weight == 0 || $0.weight == 1 },
      Trait("the two t differ") { $0.domain.t != $0.general.t },
      Trait("the two k differ") { $0.domain.k != $0.general.k },
      Trait("the field does not count a half") { $0.weight != 0.5 },
    ]
    return Properties(
      of: questions, tolerance: 0.006, ask: { try $0($1.domain, $1.general, $1.weight) },
      inputs: inputs, laws: laws, variations: variations, outcomes: outcomes, traits: traits)
  }

  private static func best(_ question: (domain: Law, general: Law, weight: Double)) -> Double {
    (try? Tasks08.bestShare(
      domain: question.domain, general: question.general, fieldWeight: question.weight)) ?? 0
  }
}
