import WorkbookCore

/// What a finished general model is worth.
struct Gift {
  /// The shortest run on top of it: tokens paid, and its losses.
  var shortest: (tokens: Double, losses: Losses)
  /// A general token's worth in tokens of the field.
  var exchange: Double
}

func weighTheGift(
  _ notebook: Notebook, _ laboratory: Laboratory, _ sweep: Sweep, _ scarcity: Scarcity
) throws -> Gift {
  //: ## How much is the gift worth?
  //:
  //: Give yourself less and less compute, with plenty of text, and train two ways: from random
  //: weights on the field alone, and on top of the finished general model. The horizontal distance
  //: between the curves is what the gift saves you.
  let giftTokens = Array(scarcity.freshTokens.dropLast())
  let runs = try giftTokens.map { tokens in
    let steps = Int(tokens) / laboratory.training.tokensPerStep
    return try laboratory.train(
      notebook,
      Recipe(
        name: "continued, \(steps) steps", share: 0.9, steps: steps, start: sweep.generalOnly[0]))
  }
  let losses = runs.map { Losses($0) }
  // How many tokens of the field, from random weights, reach the same loss, less one's own.
  let tokensForLoss = try PiecewisePowerLaw(x: scarcity.freshLosses, y: scarcity.freshTokens)
  let headStarts = zip(giftTokens, losses).map { own, losses in
    tokensForLoss.value(at: losses.field) - own
  }
  let saved = zip(giftTokens, headStarts).map { max(0, $1) / (max(0, $1) + $0) }
  let exchange = headStarts.mean / Double(laboratory.budget)
  try notebook.plot(costFigure(laboratory, sweep, scarcity, giftTokens, losses, saved))
  notebook.claim(
    "tokens of the field from random weights, for each own token of the shortest continued run",
    (headStarts[0] + giftTokens[0]) / giftTokens[0], in: 0.9...20, smoke: 0.2...20,
    scope: .builtInCorpus)

  //: The gift is worth most when your own budget is small. As the budget grows, the two curves come
  //: closer to each other. Where they would meet, the chart does not show. And this gift has read no
  //: more than one run of ours. The next one has read two trillion tokens.

  return Gift(shortest: (giftTokens[0], losses[0]), exchange: exchange)
}

private func costFigure(
  _ laboratory: Laboratory, _ sweep: Sweep, _ scarcity: Scarcity, _ giftTokens: [Double],
  _ losses: [Losses], _ saved: [Double]
) -> Figure {
  Figure(
    "cost",
    title: "A finished general model saves \(percent.text(saved[0])) of a short run's compute, "
      + "\(percent.text(saved[saved.count - 1])) of a longer one's",
    subtitle: "Loss on held-out \(laboratory.fieldName) against the training that you pay for",
    x: Axis("own training compute", unit: "FLOPs", scale: .log),
    y: Axis("loss", unit: "bits per byte"),
    marks: [
      .line(
        "domain only", x: scarcity.freshTokens.map(laboratory.flops), y: scarcity.freshLosses,
        color: .vermilion, showsPoints: true),
      .line(
        "on a given model", x: giftTokens.map(laboratory.flops), y: losses.map(\.field),
        color: .green, showsPoints: true, placement: .key),
      .points(
        "half and half", x: [laboratory.flops(Double(laboratory.budget))],
        y: [sweep.half.losses.field], color: .purple),
      .horizontal(sweep.losses[0].field, "general only"),
    ])
}
