import WorkbookCore

// The tables of chapter 7.

/// The models of a design's notches.
func dialTable(_ dial: SweepDial, _ design: SweepDesign) -> Table {
  var table = Table([
    .number("notch"), .number("width"), .number("layers"), .number("heads"),
    .number("parameters", style: .suffix), .number("of them in the blocks", style: .suffix),
  ])
  for notch in Set(design.rungs.flatMap(\.sizes)).sorted() {
    let model = dial.model(notch)
    table.append(
      notch, model.width, model.layerCount, model.headCount, model.parameterCount.all,
      model.parameterCount.nonEmbedding)
  }
  return table
}

/// A budget a column, a size a row, and the loss where they meet.
func lossTable(_ rungs: [[TrainingRun]]) -> Table {
  let sizes = Set(rungs.flatMap { $0 }.map(\.parameters)).sorted()
  var table = Table(
    [.number("parameters", style: .suffix)]
      + rungs.map { rung in
        .number(
          "\(NumberStyle.powers.text(rung.first?.compute ?? .nan)) operations",
          style: .decimals(3))
      })
  for size in sizes {
    table.append(
      row: [size] as [any TableValue]
        + rungs.map { rung in rung.first { $0.parameters == size }?.loss ?? .nan })
  }
  return table
}

/// What was minimised, and how far.
func descentTable(
  _ descents: [(name: String, descent: Descent?)], best: LawMinimum, on runs: [TrainingRun]
) throws -> Table {
  var table = Table([
    .text("minimised"), .number("steps"), .number("E", style: .significant(4)),
    .number("A", style: .significant(4)), .number("B", style: .significant(4)),
    .number("α", style: .significant(3)), .number("β", style: .significant(3)),
    .number("objective over the best", style: .significant(5)),
  ])
  func add(_ name: String, _ steps: Double, _ law: ChinchillaLaw) {
    table.append(
      name, steps, law.irreducibleLoss, law.parameterScale, law.tokenScale, law.alpha, law.beta,
      plainObjective(law, runs) / best.objective)
  }
  add("sum, to the end", .nan, try ChinchillaLaw(best.constants))
  for (name, descent) in descents {
    if let descent { add(name, Double(descent.steps), descent.law) }
  }
  return table
}

func waysTable(_ envelope: TrainingEnvelope?, _ isoflop: IsoFLOPFit?, _ law: ChinchillaLaw) -> Table
{
  var table = Table([.text("approach"), .number("a in N* ∝ C^a", style: .decimals(2))])
  table.append("1, envelope", envelope?.size.exponent ?? .nan)
  table.append("2, valleys", isoflop?.size.exponent ?? .nan)
  table.append("3, law", law.parameterComputeExponent)
  return table
}

/// Fits to the budgets up to each, and how they miss what lies above.
func ladderTable(_ runs: SweptRuns, _ fitter: LawFitter) -> Table {
  var table = Table([
    .text("fitted to the budgets up to"), .number("runs"), .number("hidden"),
    .number("mean error", style: .percent(1)), .number("bias", style: .percent(1)),
  ])
  let everything = RunTable(runs.points + [runs.hidden])
  for budget in runs.budgets.dropFirst() {
    guard let test = try? fitter.holdOut(everything, above: budget * 1.2) else { continue }
    table.append(
      NumberStyle.powers.text(budget), test.fitted, test.heldOut, test.meanError, test.bias)
  }
  return table
}

/// Each constant, the intervals of both kinds, and what others found on other text.
func constantsTable(
  _ fitted: SweepLaw, _ prediction: Prediction, _ profiles: [String: LikelihoodProfile]
) -> Table {
  let law = fitted.law
  var table = Table([
    .text("constant"), .number("this sweep", style: .significant(3)),
    .number("bootstrap 5 %", style: .significant(3)), .number("95 %", style: .significant(3)),
    .number("profile 5 %", style: .significant(3)), .number("95 %", style: .significant(3)),
    .number("Hoffmann et al.", style: .significant(3)),
    .number("Besiroglu et al.", style: .significant(3)),
  ])
  for name in law.constants.names {
    let interval = Interval(prediction.draws.map { $0[name] })
    let profile = profiles[name]
    table.append(
      name, law.constants[name], interval?.low ?? .nan, interval?.high ?? .nan,
      profile?.low ?? .nan, profile?.high ?? .nan, ChinchillaLaw.hoffmann.constants[name],
      ChinchillaLaw.epoch.constants[name])
  }
  let interval = Interval(prediction.laws.map(\.parameterComputeExponent))
  table.append(
    "a of N* ∝ C^a", fitted.exponent, interval?.low ?? .nan, interval?.high ?? .nan,
    Double.nan, Double.nan, ChinchillaLaw.hoffmann.parameterComputeExponent,
    ChinchillaLaw.epoch.parameterComputeExponent)
  return table
}

/// The fitted floor between what is exactly known.
func floorTable(
  exact: Double, windows: Double, _ law: ChinchillaLaw, _ laws: [ChinchillaLaw], lowest: Double
) -> Table {
  let interval = Interval(laws.map(\.irreducibleLoss))
  var table = Table([
    .text("irreducible loss"), .number("nats a token", style: .decimals(3)),
  ])
  table.append("exact entropy of the world", exact)
  table.append("floor for windows of 64 tokens", windows)
  table.append("E of the fit", law.irreducibleLoss)
  table.append("its 5 %", interval?.low ?? .nan)
  table.append("its 95 %", interval?.high ?? .nan)
  table.append("lowest loss of any run", lowest)
  return table
}

/// Laws of Chinchilla's runs, each with its objective on the runs that are kept.
func refitTable(
  _ laws: [(name: String, runs: Int, law: ChinchillaLaw)], on kept: RunTable
) -> Table {
  var table = Table([
    .text("law"), .number("runs"), .number("E", style: .significant(5)),
    .number("A", style: .significant(4)), .number("B", style: .significant(4)),
    .number("α", style: .significant(4)), .number("β", style: .significant(4)),
    .number("objective on the \(kept.runs.count)", style: .significant(4)),
  ])
  for (name, runs, law) in laws {
    table.append(
      name, runs, law.irreducibleLoss, law.parameterScale, law.tokenScale, law.alpha, law.beta,
      plainObjective(law, kept.runs))
  }
  return table
}

func sizingTable(_ lines: [BloombergSizing]) -> Table {
  var table = Table([
    .text("lines through"), .number("parameters", unit: "billions", style: .decimals(3)),
    .number("tokens", unit: "billions", style: .decimals(1)),
  ])
  for line in lines {
    table.append(
      "\(line.approach.tableName) (\(line.approach.name))", line.parameters / 1e9,
      line.tokens / 1e9)
  }
  return table
}

/// The plan beside what was built.
func planTable(_ plan: ScalingPlan) -> Table {
  let (shape, billions) = (plan.shape.configuration, NumberStyle.decimals(1))
  func inBillions(_ value: Double, _ range: ClosedRange<Double>?) -> String {
    let ends = billions.text(range.map { $0.lowerBound / 1e9...$0.upperBound / 1e9 })
    return "\(billions.text(value / 1e9)) (\(ends))"
  }
  var table = Table([.text("what"), .text("the plan"), .text("BloombergGPT")])
  table.append(
    "parameters (billions)", inBillions(plan.sized.parameters, plan.sized.parameterRange), "50.6")
  table.append(
    "tokens wanted (billions)", inBillions(plan.sized.tokens, plan.sized.tokenRange), "569 read")
  table.append("layers × width", "\(shape.layerCount) × \(shape.width)", "70 × 7680")
  table.append("heads × their width", "\(shape.headCount) × \(shape.headWidth)", "40 × 192")
  if let data = plan.data {
    table.append(
      "epochs of 709 billion", NumberStyle.decimals(2).text(data.asPlanned.epochs), "0.80")
  }
  if let advised = plan.memory?.advised {
    table.append("sharding", advised.stage.name, "ZeRO-3")
  }
  if let cost = plan.cost {
    table.append(
      "days on 512 A100s", NumberStyle.decimals(0).text(cost.days(accelerators: 512)), "about 53")
  }
  return table
}
