//: # Predict, and charge for the miss
//: function, 15 minutes
//:
//: Predict a run's loss, L = E + A / N^α + B / D^β, and how much a fit should mind the miss. The
//: residual is r = ln(predicted) − ln(measured). The Huber penalty is r² / 2 up to |r| = δ, and
//: from there a straight line that continues it without a step or a kink, so that single bad runs
//: do not rule the fit (Hoffmann et al. 2022, section 3.3).
//:
//: ## Hints
//:
//: 1. N stands with A and α, D with B and β: the law's names say which is which. Foundation's
//:    pow(x, y) and log(x) do the rest.
//: 2. A line that continues r² / 2 at δ has the slope δ and the height δ² / 2 there.
//: 3. Beyond δ the penalty is δ · (|r| − δ / 2).

import ExerciseKit
import Foundation

extension Chapter07 {
  /// From a law and a run to the loss that the law predicts, and the penalty for its miss.
  public typealias LawPenalty = (_ law: Law, _ run: Run, _ delta: Double) throws -> (
    loss: Double, penalty: Double
  )

  public static let lawPenalty = Exercise<LawPenalty>(
    parts: ["loss", "penalty"],
    properties: lawPenaltyProperties,
    check: { answer in
      let law = Law.hoffmann
      let bloomberg = (parameters: 50_558_868_480.0, tokens: 569e9)
      let expected = reference(law, bloomberg.parameters, bloomberg.tokens)
      func ask(_ loss: Double, _ delta: Double) throws -> (loss: Double, penalty: Double) {
        try answer(law, (bloomberg.parameters, bloomberg.tokens, loss), delta)
      }
      let first = try ask(2.2, 1e-3)
      try Expect.that(
        first.loss.isFinite && first.penalty.isFinite,
        "both are numbers; these are \(first.loss) and \(first.penalty)")
      try Expect.that(
        first.loss > law.irreducible,
        "the prediction \(first.loss) is above E, \(law.irreducible)")
      try Expect.that(
        first.penalty >= 0, "a penalty is never negative, this is \(first.penalty)")
      let larger = try answer(law, (2 * bloomberg.parameters, bloomberg.tokens, 2.2), 1e-3)
      try Expect.that(
        larger.loss < first.loss, "twice the parameters: expected a lower loss, got \(larger.loss)")
      try Expect.close(
        first.loss, expected, relative: 1e-6, "the loss for 50.6 billion parameters, 569e9 tokens")
      try Expect.that(
        try abs(ask(expected, 1e-3).penalty) < 1e-12, "a run that the law meets costs nothing")
      let near = log(expected / 2)
      try Expect.close(
        try ask(2, 0.01).penalty, near * near / 2, relative: 1e-4,
        "the penalty of a residual of \(near), with δ = 0.01")
      let far = abs(log(expected / 2.2))
      try Expect.close(
        first.penalty, 1e-3 * (far - 5e-4), relative: 1e-4,
        "the penalty of a residual of −\(far), with δ = 0.001")
      let middle = log(expected / 1.9)
      try Expect.close(
        try ask(1.9, 0.02).penalty, 0.02 * (middle - 0.01), relative: 1e-4,
        "the penalty of a residual of \(middle), with δ = 0.02")
    },
    observe: { answer in
      var answers: [Double] = []
      for (loss, delta) in [(2.0, 0.01), (2.2, 1e-3), (1.9, 0.02), (2.05, 0.5), (1.6, 0.3)] {
        let (predicted, penalty) = try answer(.hoffmann, (50_558_868_480, 569e9, loss), delta)
        answers += [predicted, penalty]
      }
      let (predicted, penalty) = try answer(.besiroglu, (3e8, 9e9, 2.9), 0.01)
      return answers + [predicted, penalty]
    })
}
