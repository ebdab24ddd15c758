import WorkbookCore

/// The full runs at every share that was tried.
struct Sweep {
  var shares: [Double]
  /// For each share, a model a seed.
  var models: [[PretrainedModel]]
  /// The share that the sweep's own laws call best where both texts count the same, and its models.
  var own: (share: Double, models: [PretrainedModel])

  var losses: [Losses] { models.map(\.losses) }
  var generalOnly: [PretrainedModel] { models[0] }
  var fieldOnly: [PretrainedModel] { models[models.count - 1] }
  var half: [PretrainedModel] { models[shares.firstIndex(of: 0.5) ?? 0] }
}

func sweepShares(_ notebook: Notebook, _ laboratory: Laboratory) throws -> Sweep {
  //: ## The share of the field
  //:
  //: Same compute, same shape; only the coin changes.
  //:
  //: **Predict.** From domain only ($r = 1$), replace half of the field's text by general text. How
  //: much worse does the model get at the field: half as good, or hardly worse? And what does the
  //: last tenth of general text buy you? Then run.
  let shares = notebook.pick(
    smoke: [0, 0.1, 0.25, 0.5, 0.9, 1], lesson: [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1])
  let models = try shares.map { share in
    try laboratory.trainAll(
      notebook,
      Recipe(name: "share \(percent.text(share))", share: share, steps: laboratory.steps))
  }
  let losses = models.map(\.losses)

  //: The points can be joined by a law. Ye et al. (2024) found that the loss on one kind of text falls
  //: exponentially in its share:
  //:
  //: $$L_i(r) = c_i + k_i\,e^{t_i r_i}.$$
  //:
  //: One point is left out of the fit: a share of nought. The formula is smooth in $r$. The step
  //: from no text of the field to a little of it is not, for then many words are seen for the first
  //: time. Ye et al. fit what lies between, and so do we. For a fixed $t$ the law is a straight line in
  //: $e^{tr}$, so the library's `MixingLaw` searches $t$ alone.
  let seen = zip(shares, losses).filter { $0.0 > 0 }
  let kept = zip(shares, losses).filter { $0.0 < 1 }
  let fieldLaw = try MixingLaw.fit(shares: seen.map(\.0), losses: seen.map(\.1.field))
  let generalLaw = try MixingLaw.fit(
    shares: kept.map { 1 - $0.0 }, losses: kept.map(\.1.general))
  let (worst, best) = (losses[0].field, losses[shares.count - 1].field)
  let reached = (worst - losses[shares.firstIndex(of: 0.5) ?? 0].field) / (worst - best)
  try notebook.plot(
    shareFigure(notebook, laboratory, (shares, models), (generalLaw, fieldLaw), reached: reached))
  notebook.claim(
    "of what domain only gains over general only, the half-and-half mixture reaches this share",
    reached, in: 0.6...1.05, smoke: 0...2, scope: .builtInCorpus)

  //: Dotted: the step from *never* to *seldom*, which the law leaves out. It is the largest of all.
  //:
  //: Both curves are steep at their poor end and flatter at their rich end. That is why mixtures
  //: work: a little of either text gains much, and a little less of the other loses little. Read
  //: the right end of the chart: the last tenth of general text costs the field little and saves
  //: the general side a great deal. Nothing about the middle is special. Where to stand is a matter
  //: of **what you will ask the model**, so put a weight $w$ on the field's loss:
  let weights = [0.2, 0.5, 0.8]
  let bestShares = weights.map { bestShare((generalLaw, fieldLaw), weight: $0) }
  notebook.show(wishTable(laboratory, (generalLaw, fieldLaw), weights, bestShares))
  notebook.claim(
    "the more the field counts, the larger its best share",
    zip(bestShares, bestShares.dropFirst()).allSatisfy { $0 <= $1 }, scope: .builtInCorpus)

  //: The search goes from 10 % to 90 %: a row that shows one of these ends says that the best share lies
  //: there or further out. Take the row in the middle, where both texts count the same, and train it, too.
  let ownShare = bestShares[1]
  let ownModels = try laboratory.trainAll(
    notebook, Recipe(name: "the sweep's own best", share: ownShare, steps: laboratory.steps))
  notebook.claim(
    "loss at the sweep's own best share (\(percent.text(ownShare))), less the lowest of the sweep",
    ownModels.losses.weighted(0.5) - (losses.map { $0.weighted(0.5) }.min() ?? .nan),
    in: -0.2...0.04, smoke: -0.5...0.3, scope: .builtInCorpus)

  //: A law's minimum is a place where being a little wrong costs little, and where the seeds differ by as
  //: much as the shares do.

  return Sweep(shares: shares, models: models, own: (ownShare, ownModels))
}

/// For each weight on the field, the best share, and what the laws expect there.
private func wishTable(
  _ laboratory: Laboratory, _ laws: (general: MixingLaw, field: MixingLaw), _ weights: [Double],
  _ shares: [Double]
) -> Table {
  var table = laboratory.lossTable("weight on the field", [.number("best share", style: percent)])
  for (weight, r) in zip(weights, shares) {
    table.append(percent.text(weight), r, laws.field.loss(r), laws.general.loss(1 - r))
  }
  return table
}

/// The share between a tenth and nine tenths with the lowest weighted loss.
private func bestShare(_ laws: (general: MixingLaw, field: MixingLaw), weight: Double) -> Double {
  func loss(_ r: Double) -> Double {
    weight * laws.field.loss(r) + (1 - weight) * laws.general.loss(1 - r)
  }
  return stride(from: 0.1, through: 0.9, by: 0.01).min { loss($0) < loss($1) } ?? 0.5
}

private func shareFigure(
  _ notebook: Notebook, _ laboratory: Laboratory,
  _ sweep: (shares: [Double], models: [[PretrainedModel]]),
  _ laws: (general: MixingLaw, field: MixingLaw), reached: Double
) -> Figure {
  let shares = sweep.shares
  let all = sweep.models.map { $0.map { Losses($0) } }
  let means = sweep.models.map(\.losses)
  let smooth = stride(from: 0.1, through: 0.9, by: 0.01).map { $0 }
  func range(_ part: (Losses) -> Double) -> (low: [Double], high: [Double]) {
    (all.map { $0.map(part).min() ?? .nan }, all.map { $0.map(part).max() ?? .nan })
  }
  let (field, general) = (range(\.field), range(\.general))
  var marks: [Mark] = [
    .band(x: shares, low: field.low, high: field.high, color: .vermilion),
    .line(
      "", x: [0, smooth[0]], y: [means[0].field, laws.field.loss(smooth[0])], color: .vermilion,
      dash: .dotted, placement: .hidden),
    .line(
      "on \(laboratory.fieldName)", x: smooth + [1], y: (smooth + [1]).map(laws.field.loss),
      color: .vermilion),
    .points("", x: shares, y: means.map(\.field), color: .vermilion, placement: .hidden),
    .band(x: shares, low: general.low, high: general.high, color: .blue),
    .line(
      "", x: [0] + smooth, y: ([0] + smooth).map { laws.general.loss(1 - $0) }, color: .blue,
      placement: .hidden),
    .line(
      "on general", x: [0.9, 1], y: [laws.general.loss(0.1), means[means.count - 1].general],
      color: .blue, dash: .dotted),
    .points("", x: shares, y: means.map(\.general), color: .blue, placement: .hidden),
    .vertical(0.5127, "BloombergGPT's share"),
  ]
  if notebook.textOrigin == .worlds {
    // What no model gets below with windows of this length.
    let floors = zip([World.general, .finance], laboratory.heldOut).map { world, text in
      let bytes = laboratory.model.contextLength * text.byteCount / text.ids.count
      return world.floor(contextBytes: bytes, seed: notebook.seed).bitsPerByte
    }
    marks.append(.horizontal(floors.mean, "floor of the worlds"))
  }
  return Figure(
    "shares",
    title: "Half own text reaches \(percent.text(reached)) of what nothing but own text gains",
    subtitle: "Held-out loss at equal compute; "
      + (laboratory.seeds == 1 ? "one seed; " : "mean and range of \(laboratory.seeds) seeds; ")
      + "lines: fitted law",
    x: Axis(
      "share of \(laboratory.fieldName) in the training text", range: 0...1, style: percent),
    y: Axis("loss", unit: "bits per byte"), marks: marks)
}
