import WorkbookCore

func plan(
  _ notebook: Notebook, _ runs: SweptRuns, _ fitted: SweepLaw, _ prediction: Prediction
) throws {
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
  notebook.show(planTable(plan))
  notebook.show(
    (plan.shape.steps + plan.warnings).map { "- \($0)" }.joined(separator: "\n"))
  notebook.claim(
    "the plan's parameters, in billions: what the paper found", plan.sized.parameters / 1e9,
    in: 49.7...49.8)

  //: The planned run takes twice BloombergGPT's days: the budget was for more tokens than there were.
  //:
  //: The same call takes **your** law, with your bootstrap draws for an interval. What would ten times
  //: the hidden run's budget buy, on your text? First, is there anything for which nobody should plan with
  //: it: a missed test, exponents that the runs leave open, an $E$ above a loss that was measured?
  let own = try plannable(fitted.law, runs, prediction)
  let objections = own.objections.map { "- \($0)" }
  notebook.show(
    objections.isEmpty
      ? "nothing speaks against planning with it" : objections.joined(separator: "\n"))
  let ownPlan = try PlanningLaw(own, name: "this chapter's law")
    .size(compute: 10 * runs.hidden.compute)
  let short = NumberStyle.suffix
  notebook.show(
    "\(NumberStyle.powers.text(ownPlan.compute)) operations: \(short.text(ownPlan.parameters)) "
      + "parameters (\(short.text(ownPlan.parameterRange))) on \(short.text(ownPlan.tokens)) tokens "
      + "(\(short.text(ownPlan.tokenRange)))")
  try keepForLater(notebook, runs, fitted.law, prediction, isSound: objections.isEmpty)
}

/// What chapter 9 reads.
private func keepForLater(
  _ notebook: Notebook, _ runs: SweptRuns, _ law: ChinchillaLaw, _ prediction: Prediction,
  isSound: Bool
) throws {
  for name in law.constants.names { try notebook.record("07.law.\(name)", law.constants[name]) }
  try notebook.record("07.law.isSound", isSound ? 1 : 0)
  try notebook.record("07.largestCompute", runs.budgets.last ?? 0)
  try notebook.record("07.predictionError", prediction.error)
}
