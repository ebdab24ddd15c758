import WorkbookCore

// How the tables of this chapter are laid out from what it has computed.

/// What each rung comes to under one draw.
func table(_ draw: DecisionDraw, dollarsPerOperation: Double) -> Table {
  var table = Table([
    .text("rung, given \(draw.outlook.base.name)"), .number("parameters", style: .suffix),
    .number("own text", style: .percent(0)), .number("its epochs", style: .decimals(1)),
    .number("field", unit: "nats", style: .decimals(3)),
    .number("general", unit: "nats", style: .decimals(3)),
    .number("training", unit: "dollars", style: .suffix),
  ])
  for option in AdviceOption.allCases {
    let value = draw.expected(option)
    table.append(
      option.title, value.parameters, value.ownShare, value.epochs, value.fieldLoss,
      value.generalLoss, value.compute * dollarsPerOperation)
  }
  return table
}

/// Intervals of a difference.
func table(_ intervals: [(name: String, low: Double, high: Double)]) -> Table {
  let three = NumberStyle.decimals(3)
  var table = Table([.text("interval of 95 %"), .text("own less half and half"), .text("holds 0")])
  for item in intervals {
    table.append(
      item.name, "\(three.text(item.low)) … \(three.text(item.high))",
      item.low <= 0 && item.high >= 0 ? "yes" : "no")
  }
  return table
}

/// The cheapest models over a life.
func table(_ plans: [ServingPlan]) -> Table {
  var table = Table([
    .text("tokens served"), .number("parameters", style: .suffix), .text("by three laws"),
    .number("tokens", style: .suffix), .number("tokens a parameter", style: .significant(2)),
    .number("saved", style: .percent(0)),
  ])
  for plan in plans {
    table.append(
      suffix.text(plan.tokens), plan.best.parameters, suffix.text(plan.bestParameterRange),
      plan.best.tokens, plan.best.tokens / plan.best.parameters, plan.saving)
  }
  return table
}

/// Open models and what their training would have cost.
func table(_ gifts: [OpenModel], dollarsPerOperation: Double) -> Table {
  var table = Table([
    .text("model"), .text("since"), .number("parameters", style: .suffix),
    .number("tokens", style: .suffix), .number("tokens a parameter", style: .significant(2)),
    .number("window", style: .suffix), .text("licence"),
    .number("its training", unit: "dollars", style: .suffix),
  ])
  for gift in gifts {
    table.append(
      gift.model.name, gift.released, gift.model.parameters, gift.model.tokens,
      gift.model.tokensPerParameter, Double(gift.contextLength),
      gift.licence + (gift.isLicenceRead ? "" : "*"), gift.compute * dollarsPerOperation)
  }
  return table
}

/// What became of those who tried.
func table(_ records: [CaseRecord]) -> Table {
  var table = Table([
    .text("model"), .text("rung"), .text("effort"), .text("on its field"), .text("so it was"),
    .text("elsewhere"), .text("source"),
  ])
  for one in records {
    table.append(
      "\(one.name), \(one.date)", String(one.route.rung), one.effort, one.result,
      one.outcome.rawValue, one.price.isEmpty ? "–" : one.price, one.source)
  }
  return table
}

/// A ladder's rungs, a row each.
func table(_ ladder: DecisionLadder) -> Table {
  var table = Table([
    .text("rung"), .text("gain (nats)"), .number("training", unit: "dollars", style: .suffix),
    .number("3 years", unit: "dollars", style: .suffix), .number("weeks", style: .automatic),
    .text("evidence"), .number("best in", style: .percent(0)), .text("verdict"),
  ])
  for rung in ladder.rungs {
    table.append(
      "\(rung.option.rung). \(rung.option.title)",
      NumberStyle.decimals(2).text(rung.gain, joiner: "…"),
      rung.bill.training, rung.bill.threeYears, rung.weeks, rung.evidence.rawValue, rung.share,
      rung.verdict.text)
  }
  return table
}
