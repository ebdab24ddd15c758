import Foundation
import WorkbookCore

func findValleys(_ notebook: Notebook, _ runs: SweptRuns) throws -> IsoFLOPFit? {
  let rungs = runs.rungs
  let (two, short) = (NumberStyle.decimals(2), NumberStyle.suffix)

  //: ## Approach 2: one budget, one valley
  //:
  //: So take only losses of runs that are finished. Plot those of one budget against the size. Too
  //: small: the model cannot hold what it reads. Too large: it has not read enough. Near the bottom
  //: the valley is close to a parabola in $\ln N$, and its lowest point is the best size. Three
  //: runs fix a parabola, by a few lines:
  func valleyFloor(_ three: [TrainingRun]) -> Double? {
    guard three.count == 3 else { return nil }
    let (x, y) = (three.map { log($0.parameters) }, three.map(\.loss))
    let first = (y[1] - y[0]) / (x[1] - x[0])
    let second = (y[2] - y[1]) / (x[2] - x[1])
    let curvature = (second - first) / (x[2] - x[0])
    return curvature > 0 ? exp((x[0] + x[1]) / 2 - first / (2 * curvature)) : nil
  }

  //: With more runs, take the parabola of the least squares through the five sizes about the lowest.
  //: Further out a valley is steeper on one side than on the other, and a parabola through all of it
  //: leans over.
  //:
  //: **Predict.** From one budget to the next, does the best size grow as fast as the budget, or more
  //: slowly? And is the valley of a large budget as steep as that of a small one?
  let profiles = rungs.compactMap { rung -> IsoFLOPProfile? in
    guard let first = rung.first else { return nil }
    return try? IsoFLOPProfile(compute: first.compute, runs: rung, tolerance: 0.2)
  }
  let fit = try? IsoFLOPFit.fit(runs.points)
  try notebook.plot(isoflopFigure(profiles))
  if let profile = profiles.last, let best = profile.optimum,
    let low = profile.runs.indices.min(by: { profile.runs[$0].loss < profile.runs[$1].loss }),
    let plain = valleyFloor(
      Array(profile.runs[max(0, low - 1)..<min(profile.runs.count, low + 2)]))
  {
    notebook.show(
      "Largest budget: \(short.text(plain)) parameters by the lowest run and its neighbours, "
        + "\(short.text(best.parameters)) by the \(profile.fitted.count) about it.")
  }
  if let fit {
    let growth = [fit.size.exponent, fit.length.exponent].map(two.text)
    notebook.show(
      (["N* grows as C^\(growth[0]), D* as C^\(growth[1])."] + fit.warnings)
        .joined(separator: "\n"))
  }
  checkValleys(notebook, rungs, profiles)

  //: Look how flat the bottoms are, the dearer the budget, the flatter: at the largest,
  //: half or twice the best size costs a few percent. That is a comfort: the exact answer
  //: hardly matters. And it is a trap: because it hardly matters, it is hard to measure.

  return fit
}

private func checkValleys(
  _ notebook: Notebook, _ rungs: [[TrainingRun]], _ profiles: [IsoFLOPProfile],
  line: Int = #line, file: String = #fileID
) {
  let inside = profiles.count { $0.optimum?.isInside == true }
  notebook.claim(
    "budgets whose best size lies between the smallest and the largest model tried, as a share",
    Double(inside) / Double(rungs.count), in: 0.5...1, smoke: 0...1, scope: .builtInCorpus,
    file: file, line: line)
  let dearest = (rungs.last ?? []).map(\.loss)
  notebook.claim(
    "at the largest budget, the worst size's loss over the best size's",
    (dearest.max() ?? 0) / (dearest.min() ?? 1), in: 1.02...6, smoke: 1.001...6, file: file,
    line: line)
}
