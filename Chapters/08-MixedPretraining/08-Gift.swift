import WorkbookCore

/// What a finished general model is worth.
struct Gift {
  /// The runs on top of it, the shortest first: tokens paid, and losses.
  var tokens: [Double]
  var losses: [Losses]
  /// How many more tokens of the field reach the same loss from random weights.
  var headStarts: [Double]
  /// A general token's worth in tokens of the field.
  var exchange: Double
}

func weighTheGift(
  _ notebook: Notebook, _ laboratory: Laboratory, _ sweep: Sweep, _ scarcity: Scarcity
) throws -> Gift {
  //: ## How much is the gift worth?
  //:
  //: Give yourself less and less compute, with plenty of text, and train two ways: from random
  //: weights on the field alone, and on top of the finished general model, the **gift**. The
  //: horizontal distance between the curves is what the gift saves you.
  let gift = try continueTheGift(notebook, laboratory, sweep, scarcity)
  try notebook.plot(costFigure(laboratory, sweep, scarcity, gift))
  notebook.claim(
    "tokens of the field from random weights, for each own token of the shortest continued run",
    (gift.headStarts[0] + gift.tokens[0]) / gift.tokens[0], in: 0.9...20, smoke: 0.2...20,
    scope: .builtInCorpus)

  //: The gift is worth most when your own budget is small. As the budget grows, it saves a smaller
  //: part of it. And this gift has read no more than one run of ours. The next one has read two
  //: trillion tokens.

  return gift
}

/// Trains on top of the finished general model, for as long as the runs on fresh text.
private func continueTheGift(
  _ notebook: Notebook, _ laboratory: Laboratory, _ sweep: Sweep, _ scarcity: Scarcity
) throws -> Gift {
  let tokens = Array(scarcity.freshTokens.dropLast())
  let losses = try tokens.map { tokens in
    let steps = Int(tokens) / laboratory.training.tokensPerStep
    return Losses(
      try laboratory.train(
        notebook,
        Recipe(
          name: "continued, \(steps) steps", share: 0.9, steps: steps, start: sweep.generalOnly[0]))
    )
  }
  let tokensForLoss = try PiecewisePowerLaw(x: scarcity.freshLosses, y: scarcity.freshTokens)
  let headStarts = zip(tokens, losses).map { tokensForLoss.value(at: $1.field) - $0 }
  return Gift(
    tokens: tokens, losses: losses, headStarts: headStarts,
    exchange: headStarts.mean / Double(laboratory.budget))
}

private func costFigure(
  _ laboratory: Laboratory, _ sweep: Sweep, _ scarcity: Scarcity, _ gift: Gift
) -> Figure {
  let saved = zip(gift.tokens, gift.headStarts).map { max(0, $1) / (max(0, $1) + $0) }
  return Figure(
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
        "on a given model", x: gift.tokens.map(laboratory.flops), y: gift.losses.map(\.field),
        color: .green, showsPoints: true, placement: .key),
      .points(
        "half and half", x: [laboratory.flops(Double(laboratory.budget))],
        y: [sweep.half.losses.field], color: .purple),
      .horizontal(sweep.losses[0].field, "general only"),
    ])
}
