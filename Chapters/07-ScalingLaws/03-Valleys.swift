import Foundation
import WorkbookCore

func findValleys(_ notebook: Notebook, _ runs: SweptRuns, _ isoflop: IsoFLOPFit?) throws {
  let rungs = runs.rungs
  let two = NumberStyle.decimals(2)

  //: ## Approach 2: one budget, one valley
  //:
  //: So take only losses of runs that are finished. Plot those of one budget against the size. Too
  //: small: the model cannot hold what it reads. Too large: it has not read enough. Near the bottom
  //: the valley is close to a parabola in $\ln N$, and its lowest point is the best size. Three
  //: runs fix a parabola, by a few lines; with more runs, take the parabola of the least squares through
  //: the five sizes about the lowest. Further out a valley is steeper on one side than on the other, and
  //: a parabola through all of it leans over.
  func valleyFloor(_ three: [TrainingRun]) -> Double? {
    guard three.count == 3 else { return nil }
    let (x, y) = (three.map { log($0.parameters) }, three.map(\.loss))
    let first = (y[1] - y[0]) / (x[1] - x[0])
    let second = (y[2] - y[1]) / (x[2] - x[1])
    let curvature = (second - first) / (x[2] - x[0])
    return curvature > 0 ? exp((x[0] + x[1]) / 2 - first / (2 * curvature)) : nil
  }
  let profiles = rungs.compactMap { rung -> IsoFLOPProfile? in
    guard let first = rung.first else { return nil }
    return try? IsoFLOPProfile(compute: first.compute, runs: rung, tolerance: 0.2)
  }
  if let profile = profiles.last,
    let lowest = profile.runs.indices.min(by: { profile.runs[$0].loss < profile.runs[$1].loss })
  {
    let three = Array(profile.runs[max(0, lowest - 1)..<min(profile.runs.count, lowest + 2)])
    if let plain = valleyFloor(three), let best = profile.optimum {
      notebook.show(
        "largest budget: \(NumberStyle.suffix.text(plain)) parameters by the lowest run and its "
          + "neighbours, \(NumberStyle.suffix.text(best.parameters)) by the \(profile.fitted.count) about it"
      )
    }
  }
  let valleyHues = profiles.indices.map {
    Hue.ordered(Double($0) / Double(max(1, profiles.count - 1)))
  }
  let valleys = zip(profiles, valleyHues).flatMap { profile, hue -> [Mark] in
    let ends = profile.runs.map(\.parameters)
    let (low, high) = (ends.min() ?? 1, ends.max() ?? 1)
    let curve = (0...40).map { low * pow(high / low, Double($0) / 40) }
    var marks: [Mark] = [
      .line(
        NumberStyle.powers.text(profile.compute), x: curve,
        y: curve.map { profile.loss(parameters: $0) }, color: hue),
      .points(x: ends, y: profile.runs.map(\.loss), color: hue, placement: .hidden),
    ]
    if let best = profile.optimum, best.isInside {
      marks.append(
        .points(x: [best.parameters], y: [best.loss], color: .vermilion, placement: .hidden))
    }
    return marks
  }
  let inside = profiles.filter { $0.optimum?.isInside == true }
  let growth =
    (inside.last?.optimum?.parameters ?? .nan) / (inside.first?.optimum?.parameters ?? .nan)
  let budgetGrowth = (inside.last?.compute ?? .nan) / (inside.first?.compute ?? .nan)
  let times = NumberStyle.significant(2)
  try notebook.plot(
    Figure(
      "isoflop",
      title: inside.count > 1
        ? "\(times.text(budgetGrowth)) times the budget wants \(times.text(growth)) times the parameters"
        : "So few valleys have a bottom that nothing can be read off",
      subtitle: "Each curve is one budget of operations, spent on models of several sizes",
      caption: "Parabolas in the logarithm of the parameters; red points are their lowest places.",
      x: Axis("parameters", scale: .log), y: Axis("held-out loss", unit: "nats a token"),
      marks: valleys))
  notebook.claim(
    "budgets whose best size lies between the smallest and the largest model tried, as a share",
    Double(inside.count) / Double(rungs.count), in: 0.5...1, smoke: 0...1, scope: .builtInCorpus)
  let dearest = (rungs.last ?? []).map(\.loss)
  let lowestLoss = dearest.min() ?? 1
  notebook.claim(
    "at the largest budget, the worst size's loss over the best size's",
    (dearest.max() ?? 0) / lowestLoss, in: 1.02...6, smoke: 1.001...6)
  if let isoflop {
    notebook.show(
      "N* grows as C^\(two.text(isoflop.size.exponent)), D* as C^\(two.text(isoflop.length.exponent))"
        + (isoflop.warnings.isEmpty ? "" : "\n" + isoflop.warnings.joined(separator: "\n")))
  }

  //: Look how flat the bottoms are, the dearer the budget, the flatter: at the largest,
  //: half or twice the best size costs a few percent. That is a comfort: the exact answer
  //: hardly matters. And it is a trap: because it hardly matters, it is hard to measure.
}
