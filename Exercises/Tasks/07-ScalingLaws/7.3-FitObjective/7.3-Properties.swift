import ExerciseKit
import Foundation

extension Chapter07 {
  static var fitObjectiveProperties: Properties<FitObjective> {
    typealias Question = (law: Law, runs: [Run])
    typealias Output = (all: Double, one: Double)
    func runs(_ law: Law, _ factors: [Double]) -> Question {
      let sizes: [(Double, Double)] = [
        (1e9, 2e10), (1e8, 2e9), (4e8, 8e9), (1.6e9, 3.2e10), (1e10, 2e11), (3e8, 7e9),
      ]
      return (
        law,
        zip(sizes, factors).map { size, factor in
          (size.0, size.1, reference(law, size.0, size.1) * factor)
        }
      )
    }
    let questions: [Question] = [
      runs(.hoffmann, [1.0006]), runs(.hoffmann, [0.8]), runs(.hoffmann, [1.0006, 0.8, 0.8]),
      runs(.besiroglu, [1.0003, 1.1, 0.8, 1.01, 1.0006]),
      runs(.hoffmann, [1.2, 1.0004, 1.2, 0.93]),
      runs(.besiroglu, [0.98]), runs(.hoffmann, [1.007]), runs(.besiroglu, [0.9996, 0.9993]),
      runs(.hoffmann, [1, 1, 1]), runs(.besiroglu, [1.3, 1.3, 1.3, 1.3, 1.3, 1.3]), (.hoffmann, []),
    ]
    let inputs: [Facet<Question>] = [
      .records("the runs", \.runs), .number("E", \.law.irreducible),
      .number("A", \.law.parameterScale), .number("B", \.law.tokenScale),
      .number("α", \.law.parameterExponent, in: 0...1),
      .number("β", \.law.tokenExponent, in: 0...1),
    ]
    // The objective, and the penalty of the first run alone.
    let ask: @Sendable (FitObjective, Question) throws -> Output = { objective, question in
      (
        try objective(question.law, question.runs),
        try objective(question.law, Array(question.runs.prefix(1)))
      )
    }
    let laws: [ExerciseKit.Law<Question, Output>] = [
      ExerciseKit.Law("no runs cost nothing") { question, answer in
        question.runs.isEmpty && answer.all != 0
          ? "without runs the objective is \(written(answer.all)), not 0" : nil
      },
      ExerciseKit.Law("a penalty is never below 0") { _, answer in
        answer.all < -1e-15 ? "the objective falls below 0: \(written(answer.all))" : nil
      },
      ExerciseKit.Law("runs that the law meets cost nothing") { question, answer in
        let isMet = question.runs.allSatisfy { residual(question.law, $0) < 1e-9 }
        return isMet && abs(answer.all) > 1e-12
          ? "runs that the law meets have an objective of \(written(answer.all)), not 0" : nil
      },
      ExerciseKit.Law("a run within δ costs half the square of its residual") { question, answer in
        guard let run = question.runs.first else { return nil }
        let residual = residual(question.law, run)
        guard residual < 1e-3, residual > 1e-6 else { return nil }
        let share = answer.one / (residual * residual / 2)
        return abs(share - 1) < 1e-4
          ? nil
          : "one run by itself, with a residual of \(written(residual)), within δ, costs \(written(share)) "
            + "times half its square"
      },
      ExerciseKit.Law("a run beyond δ costs δ for each 1 of its residual, less δ²/2") {
        question, answer in
        guard let run = question.runs.first else { return nil }
        let residual = residual(question.law, run)
        guard residual > 1e-3 else { return nil }
        let wanted = 1e-3 * (residual - 0.5e-3)
        return abs(answer.one / wanted - 1) < 1e-4
          ? nil
          : "one run by itself, with a residual of \(written(residual)), beyond δ, costs "
            + "\(written(answer.one / wanted)) times what it should"
      },
      ExerciseKit.Law("an objective is the sum of its runs' penalties") { question, answer in
        guard question.runs.count > 1 else { return nil }
        let wanted = question.runs.reduce(0) { $0 + huber(residual(question.law, $1), 1e-3) }
        guard wanted > 0, abs(answer.all / wanted - 1) > 1e-4 else { return nil }
        return
          "of \(question.runs.count) runs, the first of which costs what it should by itself, the objective is "
          + "\(written(answer.all / wanted)) of their sum"
      },
    ]
    let variations: [Variation<Question>] = [
      .each("measured losses that are each doubled", of: \.runs, isProbe: false) {
        ($0.parameters, $0.tokens, 2 * $0.loss)
      },
      .each("N and D exchanged in each run", of: \.runs, isProbe: false) {
        ($0.tokens, $0.parameters, $0.loss)
      },
      Variation("the run that is farthest off alone", isProbe: false) { question in
        let worst = question.runs.max {
          residual(question.law, $0) < residual(question.law, $1)
        }
        return (question.law, worst.map { [$0] } ?? [])
      },
      Variation("the run that is nearest alone", isProbe: false) { question in
        let best = question.runs.min {
          residual(question.law, $0) < residual(question.law, $1)
        }
        return (question.law, best.map { [$0] } ?? [])
      },
      Variation("those runs alone that are within δ", isProbe: false) { question in
        (question.law, question.runs.filter { residual(question.law, $0) <= 1e-3 })
      },
      Variation("those runs alone that are beyond δ", isProbe: false) { question in
        (question.law, question.runs.filter { residual(question.law, $0) > 1e-3 })
      },
      Variation("those runs alone whose loss is above what the law predicts", isProbe: false) {
        question in
        (
          question.law,
          question.runs.filter { $0.loss > reference(question.law, $0.parameters, $0.tokens) }
        )
      },
      Variation("those runs alone whose loss is below what the law predicts", isProbe: false) {
        question in
        (
          question.law,
          question.runs.filter { $0.loss < reference(question.law, $0.parameters, $0.tokens) }
        )
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("there are several runs") { $0.runs.count > 1 },
      Trait("a run is beyond δ") { question in
        question.runs.contains { residual(question.law, $0) > 1e-3 }
      },
      Trait("a run is within δ, and the law misses it") { question in
        question.runs.contains { (1e-9...1e-3).contains(residual(question.law, $0)) }
      },
      Trait("a run's loss is below what the law predicts") { question in
        question.runs.contains {
          $0.loss < reference(question.law, $0.parameters, $0.tokens) * (1 - 1e-9)
        }
      },
      Trait("a run's loss is above what the law predicts") { question in
        question.runs.contains {
          $0.loss > reference(question.law, $0.parameters, $0.tokens) * (1 + 1e-9)
        }
      },
    ]
    return Properties(
      of: questions, parts: ["all": "the objective", "one": "the objective of one run"], ask: ask,
      inputs: inputs, laws: laws, variations: variations, traits: traits)
  }

  private static func residual(_ law: Law, _ run: Run) -> Double {
    abs(log(reference(law, run.parameters, run.tokens)) - log(run.loss))
  }
}
