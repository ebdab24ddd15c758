import WorkbookCore

//:part Published laws, and a plan

func refitChinchilla(_ notebook: Notebook, _ fitter: LawFitter) throws {
  //: ## Chinchilla's own runs
  //:
  //: Now the real thing. Hoffmann et al. published no table of their runs. Besiroglu et al. (2024) read
  //: 245 of them off a figure. `./workbook data get chinchilla` fetches these points, 23 kB, and this
  //: section then fits them before your eyes. Without them it goes on with the published constants.
  //:
  //: **Predict.** The five largest losses come from models that have hardly read anything. Besiroglu et
  //: al. leave them out, and fit 240. By how much do five of 245 points move a constant?
  let fetched = try chinchillaRuns()
  var atlas = ChinchillaLaw.epoch
  if let fetched {
    atlas = try refit(notebook, fetched, fitter)
  } else {
    notebook.show(
      "The points are not here; ./workbook data get chinchilla fetches them, and this section "
        + "refits them.")
  }

  //: By the fits, five points of 245 move $\beta$ by a quarter. Two of the most careful groups in the
  //: field differ by a factor of five in $B$, from the same figure. Yet the curves lie close together
  //: where the runs are. Weak identification is not the small reader's misfortune alone.
  //:
  //: For a budget, such a law names a size. Chinchilla's own budget is in the chart: 70 billion parameters and
  //: 1.4 trillion tokens, twenty a parameter (Hoffmann et al. 2022). That became a rule of thumb.
  try notebook.plot(
    chinchillaFigure(atlas, runs: fetched?.droppingLargestLosses(5).runs ?? []))
  let flagship = PublishedModel.chinchilla
  notebook.claim(
    "Chinchilla's size over what the law of its own runs wants for its budget",
    flagship.parameters / atlas.computeOptimal(compute: flagship.compute).parameters, in: 0.2...1.2)
}

/// Fits the points with and without the five largest losses, and shows both beside what is published.
private func refit(
  _ notebook: Notebook, _ fetched: RunTable, _ fitter: LawFitter, line: Int = #line,
  file: String = #fileID
) throws -> ChinchillaLaw {
  let kept = fetched.droppingLargestLosses(5)
  let best = try fitter.minimum(for: kept)
  let law = try ChinchillaLaw(best.constants)
  let greedy = try ChinchillaLaw(fitter.minimum(for: fetched).constants)
  notebook.show(
    refitTable(
      [
        ("fitted here, without the five largest losses", 240, law),
        ("fitted here, all", 245, greedy),
        ("Besiroglu et al.", 240, .epoch), ("Hoffmann et al.", 245, .hoffmann),
      ], on: kept), file: file, line: line)
  let spread = try fitter.bootstrap(
    best, of: kept, resamples: notebook.pick(smoke: 20, lesson: 300), seed: notebook.seed
  ).map { try ChinchillaLaw($0).parameterComputeExponent }
  let (interval, four) = (Interval(spread), NumberStyle.significant(4))
  notebook.show(
    "a of N* ∝ C^a: \(four.text(law.parameterComputeExponent)), 90 % of bootstrap fits from "
      + "\(four.text(interval?.low ?? .nan)) to \(four.text(interval?.high ?? .nan))",
    file: file, line: line)
  let (sum, mean) = (
    descend(kept.runs, dividingBy: 1), descend(kept.runs, dividingBy: Double(kept.runs.count))
  )
  notebook.show(
    try descentTable([("sum, to 1e-5", sum), ("mean, to 1e-5", mean)], best: best, on: kept.runs),
    file: file, line: line)
  notebook.claim(
    "E of the 240 points", law.irreducibleLoss, in: 1.808...1.827, file: file, line: line)
  notebook.claim("β of the 240 points", law.beta, in: 0.3654...0.3690, file: file, line: line)
  notebook.claim(
    "β of all 245 points: five runs move it", greedy.beta, in: 0.44...0.47, file: file, line: line)
  notebook.claim(
    "the published law's objective on these points, over the best",
    plainObjective(.hoffmann, kept.runs) / best.objective, in: 1.05...100, file: file,
    line: line)
  return law
}
