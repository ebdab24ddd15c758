import WorkbookCore

// The tables of chapter 5.

/// The gradient's norm in the first and the last tenth of a run.
func normTable(_ rows: [MetricsRow], limit: Double) -> Table {
  var table = Table([
    .text("the gradient's norm"), .number("median", style: .decimals(2)),
    .number("largest", style: .decimals(2)), .number("above the limit", style: .percent(0)),
  ])
  let tenth = max(1, rows.count / 10)
  for (name, part) in [("first tenth", rows.prefix(tenth)), ("last tenth", rows.suffix(tenth))] {
    let sorted = part.map(\.gradientNorm).sorted()
    table.append(
      name, sorted[sorted.count / 2], sorted[sorted.count - 1],
      Double(sorted.count { $0 > limit }) / Double(sorted.count))
  }
  return table
}

func planTable(_ plan: PretrainingPlan) -> Table {
  let (model, training) = (plan.model, plan.training)
  var table = Table([.text("the plan"), .number("value", style: .automatic)])
  table.append("layers", model.layerCount)
  table.append("width", model.width)
  table.append("vocabulary", model.vocabularySize)
  table.append("parameters", model.parameterCount.all)
  table.append("tokens a step", training.tokensPerStep)
  table.append("steps", training.steps)
  table.append("tokens trained on", training.tokensPerStep * training.steps)
  table.append("tokens there are", plan.sources.map(\.tokens.count).reduce(0, +))
  return table
}

/// What there is to beat, and below which nobody gets, in bits per byte.
func rivalTable(
  _ rivals: Rivals, tokenBigram: Double, _ window: (value: Double, standardError: Double)?,
  _ model: ModelConfiguration
) -> Table {
  var table = Table([.text("who guesses"), .number("bits per byte", style: .decimals(3))])
  table.append("a table of byte pairs", rivals.byteBigram)
  table.append("a table of token pairs", tokenBigram)
  if let window, let entropy = rivals.entropy {
    let error = NumberStyle.decimals(3).text(window.standardError)
    table.append(
      "nobody better, with windows of \(model.contextLength) tokens (± \(error))", window.value)
    table.append("nobody better, with the whole document in sight", entropy)
  }
  return table
}

/// How unequal gradients and moves are over the parameters; where there is no gradient, none is counted.
func spreadTable(gradients: [Double], moves: [Double]) -> Table {
  var table = Table([
    .text("over all parameters"), .number("1 in 20 is below", style: .significant(2)),
    .number("median", style: .significant(2)), .number("1 in 20 is above", style: .significant(2)),
  ])
  for (name, values) in [
    ("gradient", gradients.filter { $0 > 0 }), ("move, in learning rates", moves),
  ] {
    let sorted = values.sorted()
    func at(_ share: Double) -> Double { sorted[Int(share * Double(sorted.count - 1))] }
    table.append(name, at(0.05), at(0.5), at(0.95))
  }
  return table
}

func tradeTable(_ keeping: WideTrainer, _ again: WideTrainer, slowdown: Double) -> Table {
  var table = Table([
    .text("activations"), .number("planned", style: .bytes),
    .number("process grew by", style: .bytes),
    .number("time of a step, kept = 1", style: .decimals(2)),
  ])
  table.append("kept", keeping.plan.total, keeping.grown, 1.0)
  table.append("computed again", again.plan.total, again.grown, slowdown)
  return table
}

/// The bytes of training state on a card, for a small case and for a model on 128 cards.
func zeroTable(parameterCount: Double) -> Table {
  var table = Table([
    .text("stage"), .text("bytes a parameter, 8 cards"), .number("on a card", style: .decimals(2)),
    .number("BloombergGPT, 128 cards", style: .bytes),
  ])
  let sums = ["2 + 4 + 12", "2 + 4 + 12/8", "2 + 4/8 + 12/8", "2/8 + 4/8 + 12/8"]
  for (stage, sum) in sums.enumerated() {
    table.append(
      stage == 0 ? "nothing is cut" : "ZeRO \(stage)", sum, shardedBytes(stage: stage, cards: 8),
      parameterCount * shardedBytes(stage: stage, cards: 128))
  }
  return table
}

func fateTable(_ fates: [(String, (lost: Double, error: Double))]) -> Table {
  var table = Table([
    .text("gradients rounded to"), .number("become zero", style: .percent(2)),
    .number("error of the rest", style: .percent(2)),
  ])
  for (name, fate) in fates { table.append(name, fate.lost, fate.error) }
  return table
}

func endingTable(
  before: Double, kept: (loss: Double, moved: Double), broken: (loss: Double, moved: Double)
) -> Table {
  var table = Table([
    .text("parameters kept in"), .number("held-out loss", style: .decimals(4)),
    .number("moved by the last update", style: .percent(1)),
  ])
  table.append("(before)", before, "")
  table.append("float32", kept.loss, kept.moved)
  table.append("bfloat16 alone", broken.loss, broken.moved)
  return table
}
