import Foundation
import WorkbookCore

/// What the law said of the run that it had not seen.
struct Prediction {
  /// Refits to runs drawn anew.
  var draws: [LawConstants]
  var laws: [ChinchillaLaw]
  /// As a share of the loss.
  var error: Double
  /// The exact floor for the windows' length, where the text is a world's.
  var floor: ContextFloor?
  var natsPerBit: Double
}

func predictHiddenRun(
  _ notebook: Notebook, _ runs: SweptRuns, _ fitted: SweepLaw, computes: ClosedRange<Double>
) throws -> Prediction {
  let (fitter, table, fit, law) = (fitted.fitter, fitted.table, fitted.fit, fitted.law)
  let (dial, bytesPerToken) = (runs.dial, runs.bytesPerToken)
  let (budgets, points, hidden) = (runs.budgets, runs.points, runs.hidden)
  let (two, times, percent) = (
    NumberStyle.decimals(2), NumberStyle.significant(2), NumberStyle.percent(1)
  )

  //: ## Can it foretell?
  //:
  //: A law that only describes is a drawing. Here is the test that counts: the run that was locked
  //: away. It costs four times the largest budget that the law has seen. **Predict.** How far off is
  //: the law? The band comes from the **bootstrap**: draw the runs anew with replacement, fit again,
  //: hundreds of times, and look how far the curve moves.
  let draws = fitter.bootstrap(
    fit, of: table, resamples: notebook.pick(smoke: 60, lesson: 1_000), seed: notebook.seed)
  let laws = try draws.map { try ChinchillaLaw($0) }
  let told = law.loss(parameters: hidden.parameters, tokens: hidden.tokens)
  let error = abs(told / hidden.loss - 1)
  let toldRange = Interval(
    laws.map { $0.loss(parameters: hidden.parameters, tokens: hidden.tokens) })
  let along = (0...40).map {
    computes.lowerBound * pow(computes.upperBound / computes.lowerBound, Double($0) / 40)
  }
  let frontier = along.map { law.computeOptimal(compute: $0).loss }
  let band = along.map { compute in
    Interval(laws.map { $0.computeOptimal(compute: compute).loss })
  }
  let floor =
    notebook.userCorpus == nil
    ? World.finance.floor(
      contextBytes: Int(Double(dial.contextLength) * bytesPerToken), seed: notebook.seed) : nil
  let natsPerBit = log(2) * bytesPerToken
  let floorMarks =
    floor.map {
      [Mark.horizontal($0.bitsPerByte * natsPerBit, "exact floor of the text")]
    } ?? []
  try notebook.plot(
    Figure(
      "frontier",
      title:
        "The law foretells a run of \(times.text(hidden.compute / (budgets.last ?? 1))) times its "
        + "largest budget to within \(percent.text(error))",
      subtitle: "Band: 90 % of bootstrap fits to the grey runs alone",
      x: Axis("operations", unit: "6ND", scale: .log),
      y: Axis("held-out loss", unit: "nats a token", scale: .log),
      marks: [
        .band(
          x: along, low: band.map { $0?.low ?? .nan }, high: band.map { $0?.high ?? .nan },
          color: .blue),
        .line("best that the law expects", x: along, y: frontier, color: .blue, placement: .key),
        .points(
          "runs that it has seen", x: points.map(\.compute), y: points.map(\.loss), color: .gray,
          placement: .key),
        .points(
          "the run locked away", x: [hidden.compute], y: [hidden.loss], color: .vermilion,
          placement: .key),
      ] + floorMarks))
  notebook.show(
    "foretold \(two.text(told))"
      + (toldRange.map { " (\(two.text($0.low)) to \(two.text($0.high)))" } ?? "")
      + ", measured \(two.text(hidden.loss))")
  notebook.claim(
    "error of the foretold loss of the hidden run, as a share", error, in: 0...0.05, smoke: 0...1,
    scope: .builtInCorpus)

  //: A share of the whole loss flatters the law, for most of the loss is a floor that no model can
  //: get below. Take the floor away (it is computed further down: 1.62 nats on this page). What is
  //: left to learn was foretold as 0.12 and measured as 0.16: about a quarter of it was missed. Look
  //: at the band, too: the measured loss stands at its upper end or beyond.
  //:
  //: How much of that was luck? Hide more and more, and fit to what is left.
  var ladder = Table([
    .text("fitted to the budgets up to"), .number("runs"), .number("hidden"),
    .number("mean error", style: .percent(1)), .number("bias", style: .percent(1)),
  ])
  let everything = RunTable(points + [hidden])
  for budget in budgets.dropFirst() {
    guard let test = try? fitter.holdOut(everything, above: budget * 1.2) else { continue }
    ladder.append(
      NumberStyle.powers.text(budget), test.fitted, test.heldOut, test.meanError, test.bias)
  }
  notebook.show(ladder)

  //: A positive bias means: too pessimistic. This is the measure to ask of every law, for a curve that
  //: goes nicely through its own points proves little. Five constants are good at that.
  //:
  //: Luck has another side: the seed. `--seed 2` makes another text and other models. The miss moves, by
  //: a percent or so, but in our trials it stayed on the **same side**: the law promised too much. Near
  //: the floor the loss falls more slowly than the cheap budgets let one hope. The band does not see
  //: that: it knows the runs' noise, not where the form ends. With a learning rate that fell to nothing
  //: every run ended lower, and the law's miss about doubled. So our rate stops at a tenth, as
  //: Chinchilla's did. A better model and a better law are two different aims.

  return Prediction(
    draws: draws, laws: laws, error: error, floor: floor, natsPerBit: natsPerBit)
}
