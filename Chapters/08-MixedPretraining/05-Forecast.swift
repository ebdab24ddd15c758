import WorkbookCore

func foretellTheBest(
  _ notebook: Notebook, _ laboratory: Laboratory, _ sweep: Sweep
) throws {
  //: ## The best share, foretold by small runs
  //:
  //: The sweep has found its best share by paying for all the others. That is no way to choose the
  //: share of one large run. What Ye et al. (2024) propose: run **small** mixtures, fit the law to them,
  //: train its optimum once. Here each small run has a quarter of the steps.
  //:
  //: `MixturePlan` finds the optimum, for any number of domains and any weights; ours are two, of equal
  //: weight. The referee is the lowest loss of **all** full runs, the sweep's own best among them.
  //:
  //: **Predict.** The small runs are worse on both texts. Will they name another share?
  let shares = sweep.shares.filter { (0.1...0.9).contains($0) }
  let small = try shares.map { share in
    try laboratory.trainAll(
      notebook,
      Recipe(
        name: "small, share \(percent.text(share))", share: share,
        steps: max(4, laboratory.steps / 4)))
  }
  let law = try MixtureFitter(.exponential).fit(
    mixtureTable(shares, small), resamples: 200, seed: notebook.seed)
  // A law says nothing of shares that it has not seen.
  let tried = MixturePlan.Request(atLeast: ["field": 0.1], atMost: ["field": 0.9])
  let plan = try MixturePlan(law, tried, seed: notebook.seed)
  let named = plan.domains[1].share
  let trained = try laboratory.trainAll(
    notebook, Recipe(name: "foretold best", share: named, steps: laboratory.steps)
  ).losses.weighted(0.5)
  let search = (sweep.losses + [sweep.own.models.losses]).map { $0.weighted(0.5) }
  let found = min(search.min() ?? .nan, trained)
  notebook.show(verdict(laboratory, sweep, named: named, trained: trained))
  notebook.claim(
    "loss at the share that the small runs name, less the best found by search", trained - found,
    in: 0...0.02, smoke: 0...0.4, scope: .builtInCorpus)

  //: The small runs cost a quarter each. Where they name another share, its loss is as good: the
  //: valley is flat, and BloombergGPT's half stands as low, within the luck of a seed. A caution:
  //: short runs repeat nothing. With scarce text the large run will, and the best share moves.
}

private func verdict(
  _ laboratory: Laboratory, _ sweep: Sweep, named: Double, trained: Double
) -> Table {
  var table = Table([
    .text("share"), .number("of \(laboratory.fieldName)", style: percent),
    .number("both texts", unit: "bits per byte", style: .decimals(3)),
  ])
  table.append("named by runs of a quarter", named, trained)
  table.append(
    "named by the sweep of full runs", sweep.own.share, sweep.own.models.losses.weighted(0.5))
  table.append("BloombergGPT's half", 0.5, sweep.half.losses.weighted(0.5))
  return table
}

/// The small runs as the law reads them.
private func mixtureTable(
  _ shares: [Double], _ models: [[PretrainedModel]]
) throws -> MixtureTable {
  try MixtureTable(
    domains: ["general", "field"], texts: ["general", "field"],
    runs: zip(shares, models).flatMap { share, models in
      models.map { Losses($0) }.map {
        MixtureRun("", shares: [1 - share, share], losses: [$0.general, $0.field])
      }
    })
}
