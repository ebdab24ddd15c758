import WorkbookCore

/// - Returns: the fit to the curves' envelope, where there is one.
func readEnvelope(_ notebook: Notebook, _ runs: SweptRuns) throws -> TrainingEnvelope? {
  //: ## Approach 1: the lower envelope of the curves
  //:
  //: The first way needs no theory at all. Draw how every run's loss fell while it was trained, over
  //: the operations spent so far. At each point of the x axis ask: whose curve is the lowest? That is
  //: the best size for this budget.
  let curves = runs.firstCurves(seed: notebook.seed)
  let envelope = try? TrainingEnvelope.fit(curves.flatMap { $0 })
  try notebook.plot(curvesFigure(curves, envelope))

  //: It is a fine picture, and it reads **too high** everywhere but at the ends of the curves. A
  //: loss halfway down a schedule is not the loss of a run that ends there: its learning rate is
  //: still high, and the weights still shake. Hoffmann et al. say so in appendix B, and blame part
  //: of the earlier, different law of Kaplan et al. on it. (Later work finds that other things
  //: weigh more. They come in part 2.) Let us measure by how much a loss is too high. Take two runs of
  //: the same model, a short one and a longer one. What is the longer one's loss where the short
  //: one ends?
  let excess = curves.flatMap { short in
    curves.compactMap { long -> Double? in
      guard let end = short.last, let final = long.last, end.parameters == final.parameters,
        final.compute > 2 * end.compute
      else { return nil }
      return loss(long, at: end.compute).map { $0 / end.loss - 1 }
    }
  }.sorted()
  if !excess.isEmpty {
    let middle = excess[excess.count / 2]
    notebook.show(
      "Passing the point where a shorter run ends, a longer run's loss is "
        + "\(NumberStyle.percent(1).text(middle)) higher in the median of \(excess.count) pairs.")
    notebook.claim(
      "how much higher a loss is halfway down a longer schedule, as a share", middle,
      in: 0.0...0.6, smoke: -0.2...2, scope: .builtInCorpus)
  }

  return envelope
}
