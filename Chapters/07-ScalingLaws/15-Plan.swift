import WorkbookCore

func plan(
  _ notebook: Notebook, _ runs: SweptRuns, _ fitted: SweepLaw, _ prediction: Prediction
) throws {
  let (points, budgets, hidden) = (runs.points, runs.budgets, runs.hidden)
  let law = fitted.law
  let (draws, error) = (prediction.draws, prediction.error)
  let two = NumberStyle.decimals(2)

  //: ## A plan
  //:
  //: All of this, in one question: I have Bloomberg's budget, their cards and their 709 billion tokens.
  //: What should I train? `./workbook scaling plan` answers it at length. In a few lines:
  var request = ScalingPlan.Request(
    law: try PlanningLaw(.chinchilla2), budget: try .operations(BloombergSizing.compute))
  request.machine = TrainingMachine(
    .a100With40, count: 512, utilization: 100e12 / TrainingCost.peakA100, isRecomputing: true)
  request.family = .bloom
  request.vocabulary = .given(131_072)
  request.headWidth = 192
  request.uniqueTokens = 709e9
  let plan = try ScalingPlan(request)
  let shape = plan.shape.configuration
  let billions = NumberStyle.decimals(1)
  func ends(_ range: ClosedRange<Double>?) -> String {
    billions.text(range.map { $0.lowerBound / 1e9...$0.upperBound / 1e9 })
  }
  var planTable = Table([.text("what"), .text("the plan"), .text("BloombergGPT")])
  planTable.append(
    "parameters (billions)",
    "\(billions.text(plan.sized.parameters / 1e9)) (\(ends(plan.sized.parameterRange)))", "50.6")
  planTable.append(
    "tokens wanted (billions)",
    "\(billions.text(plan.sized.tokens / 1e9)) (\(ends(plan.sized.tokenRange)))", "569 read")
  planTable.append("layers × width", "\(shape.layerCount) × \(shape.width)", "70 × 7680")
  planTable.append("heads × their width", "\(shape.headCount) × \(shape.headWidth)", "40 × 192")
  if let data = plan.data {
    planTable.append("epochs of 709 billion", two.text(data.asPlanned.epochs), "0.80")
  }
  if let advised = plan.memory?.advised {
    planTable.append("sharding", advised.stage.name, "ZeRO-3")
  }
  if let cost = plan.cost {
    planTable.append(
      "days on 512 A100s", NumberStyle.decimals(0).text(cost.days(accelerators: 512)), "about 53")
  }
  notebook.show(planTable)
  notebook.show(
    (plan.shape.steps + plan.warnings).map { "- \($0)" }.joined(separator: "\n"))
  notebook.claim(
    "the plan's parameters, in billions: what the paper found", plan.sized.parameters / 1e9,
    in: 49.7...49.8)

  //: The planned run takes twice BloombergGPT's days: the budget was for more tokens than there were.
  //: The same call takes **your** law, with your bootstrap draws for an interval. What would ten times
  //: the hidden run's budget buy, on your text? First, is there anything for which nobody should plan with
  //: it: a missed test, exponents that the runs leave open, an $E$ above a loss that was measured?
  var own = try FittedLaw(form: .chinchilla, constants: law.constants)
  own.draws = draws
  own.points = points.count
  own.computeRange = budgets[0]...(budgets.last ?? budgets[0])
  own.domain = RunDomain(RunTable(points + [hidden]))
  own.holdOuts = [
    HoldOut(
      above: budgets.last ?? 0, fitted: points.count, heldOut: 1, meanError: error, bias: error,
      largestError: error, basis: .marked)
  ]
  let objections = own.objections.map { "- \($0)" }
  notebook.show(
    objections.isEmpty
      ? "nothing speaks against planning with it" : objections.joined(separator: "\n"))
  let ownPlan = try PlanningLaw(own, name: "this chapter's law").size(compute: 10 * hidden.compute)
  let short = NumberStyle.suffix
  notebook.show(
    "\(NumberStyle.powers.text(ownPlan.compute)) operations: \(short.text(ownPlan.parameters)) parameters "
      + "(\(short.text(ownPlan.parameterRange))) on \(short.text(ownPlan.tokens)) tokens "
      + "(\(short.text(ownPlan.tokenRange)))")
  for name in law.constants.names { try notebook.record("07.law.\(name)", law.constants[name]) }
  try notebook.record("07.law.isSound", objections.isEmpty ? 1 : 0)
  try notebook.record("07.largestCompute", budgets[budgets.count - 1])
  try notebook.record("07.predictionError", error)
}
