//: # A loss that nobody has seen
//: capstone, 75 minutes
//:
//: You get a table of 24 training runs, six budgets with four sizes each, and are to say what loss a
//: run ends with that costs 33 times as much as the largest of them. The check draws twelve such
//: tables, each from a law of its own, L = E + A / N^α + B / D^β with constants that you do not
//: know. Losses scatter by 0.3 %, as those of one run with another seed do, and three runs of each
//: table diverged: they ended 15 to 40 % above the law. Nothing marks them.
//:
//: Your worst forecast may miss the true loss by 3 %, and the mean of the twelve by 1.5 %. A mean of
//: 1 % is graded good, one of 0.6 % excellent. The hidden run is not always of the best size for
//: its budget. `Chapter07.ForecastTrial(seed: 1)` is a case to try things on: its `runs`, the hidden
//: run's `parameters` and `tokens`, and its `truth`. What your function prints stands under the
//: check's verdict.
//:
//: Why: the large run is paid once. What it will reach has to be known from runs that cost a
//: thirtieth, and one bad row in the table must not decide it (Hoffmann et al. 2022, section 3.3).
//:
//: ## Hints
//:
//: 1. Plot the table's losses against the budget in your mind: they bend. What does the curve come
//:    to when N and D grow without end? A straight line in logarithms never gets there.
//: 2. If α and β were known, E, A and B would come from a linear least-squares fit of the loss to 1,
//:    N^−α and D^−β: three equations with three unknowns. So search over α and β alone.
//: 3. Divide each residual by the loss, so that all rows count alike. A diverged run has a residual
//:    of 15 % or more, the others about 0.3 %: after a first fit give each row the weight
//:    min(1, δ / |r|), with δ about 0.004, and fit again; ten rounds or so.
//: 4. For every α and β on a grid from 0.2 to 0.5 do the weighted fit, add up the Huber penalties of
//:    exercise 7.1, and keep the pair with the smallest sum. Then a finer grid around it. Leave out
//:    pairs that give a negative E, A or B.

import ExerciseKit
import Foundation

extension Chapter07 {
  /// From a table of runs, and a size and tokens that it does not have, to the loss to expect.
  public typealias Forecast = (_ runs: [Run], _ parameters: Double, _ tokens: Double) throws
    -> Double

  /// The sentences for what goes wrong with forecasts.
  enum ForecastFault {
    static let given = "your forecast does not depend on the losses of the table"
    static let best = "you gave the lowest loss of the table: a larger run goes below it"
    static let budget =
      "your forecast depends on the budget alone: the hidden run's size is not the best one"
    static let noTokens = "your forecast does not change with the tokens"
    static let noParameters = "your forecast does not change with the parameters"
    static let diverged =
      "the runs that diverged rule your fit: without them in the table your forecasts are right"
    static let noFloor =
      "your forecasts are too low: a power law without E goes on falling towards 0"
    static let tooHigh =
      "your forecasts are too high: the curve bends, but the loss goes on falling"
  }

  public static let forecast = Exercise<Forecast>(capstone: { forecast, bench in
    let trials = (1...12).map { ForecastTrial(seed: 76_000 + UInt64($0)) }
    bench.underWay("asking what your forecast depends on")
    try expectAttention(trials[0], forecast)
    bench.underWay("forecasting a hidden run for each of \(trials.count) tables")
    let misses = try trials.map { try miss($0, $0.runs, forecast) }
    let worst = misses.map { abs($0) }.max() ?? 0
    let mean = misses.map { abs($0) }.reduce(0, +) / Double(misses.count)
    let isWide = worst > 3 || mean > 1.5
    let fault = isWide ? try fault(trials, misses, forecast) : nil
    try bench.expect("worst of 12 forecasts, percent off", worst, .atMost, 3, otherwise: fault)
    try bench.expect("mean of 12 forecasts, percent off", mean, .atMost, 1.5, otherwise: fault)
    let grade = mean <= 0.6 ? "excellent" : mean <= 1 ? "good" : "passed"
    bench.underWay("graded by the mean miss: \(grade)")
  })

  /// By how many percent a forecast misses the truth.
  private static func miss(
    _ trial: ForecastTrial, _ runs: [Run], _ forecast: Forecast
  ) throws -> Double {
    let loss = try forecast(runs, trial.parameters, trial.tokens)
    try Expect.that(loss.isFinite && loss > 0, "a loss is a positive number, this is \(loss)")
    return 100 * (loss / trial.truth - 1)
  }

  /// Throws where a forecast does not change with something that it has to depend on.
  private static func expectAttention(_ trial: ForecastTrial, _ forecast: Forecast) throws {
    let (runs, size, tokens) = (trial.runs, trial.parameters, trial.tokens)
    func asked(_ runs: [Run], _ size: Double, _ tokens: Double) throws -> Double {
      let loss = try forecast(runs, size, tokens)
      try Expect.that(loss.isFinite && loss > 0, "a loss is a positive number, this is \(loss)")
      return loss
    }
    let loss = try asked(runs, size, tokens)
    let higher = runs.map { (parameters: $0.parameters, tokens: $0.tokens, loss: 1.3 * $0.loss) }
    try Expect.that(
      try abs(asked(higher, size, tokens) / loss - 1) > 0.05,
      "all losses of the table 1.3 times as high, and the forecast is \(loss) as before",
      otherwise: ForecastFault.given)
    let lowest = runs.map(\.loss).min() ?? 0
    try Expect.that(
      abs(loss / lowest - 1) > 1e-6, "the forecast is \(loss), the table's lowest loss",
      otherwise: ForecastFault.best)
    let (more, larger) = (try asked(runs, size, 3 * tokens), try asked(runs, 3 * size, tokens))
    let moved = try asked(runs, 3 * size, tokens / 3)
    let (seesTokens, seesSize) = (abs(more / loss - 1) > 1e-6, abs(larger / loss - 1) > 1e-6)
    try Expect.that(
      seesTokens, "three times the tokens, and the forecast is \(loss) as before",
      otherwise: seesSize ? ForecastFault.noTokens : nil)
    try Expect.that(
      seesSize, "three times the parameters, and the forecast is \(loss) as before",
      otherwise: ForecastFault.noParameters)
    try Expect.that(
      abs(moved / loss - 1) > 1e-6,
      "three times the parameters and a third of the tokens, and the forecast is \(loss) as before",
      otherwise: ForecastFault.budget)
  }

  /// What keeps forecasts from their bounds, as far as other tables show that.
  private static func fault(
    _ trials: [ForecastTrial], _ misses: [Double], _ forecast: Forecast
  ) throws -> String? {
    let sound = try trials.map { try miss($0, $0.sound, forecast) }
    let count = Double(sound.count)
    if sound.allSatisfy({ abs($0) <= 3 }), sound.map({ abs($0) }).reduce(0, +) / count <= 1.5 {
      return ForecastFault.diverged
    }
    let signed = sound.reduce(0, +) / count
    if signed < -1, sound.count(where: { $0 < 0 }) > sound.count * 3 / 4 {
      return ForecastFault.noFloor
    }
    if signed > 1, sound.count(where: { $0 > 0 }) > sound.count * 3 / 4 {
      return ForecastFault.tooHigh
    }
    return nil
  }
}
