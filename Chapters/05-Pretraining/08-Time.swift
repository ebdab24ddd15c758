import WorkbookCore

/// A step, measured part by part.
struct MeasuredStep {
  let profile: StepProfile
  /// The higher of what was measured before the step and after.
  let roof: Roofline
}

/// The parts of a step that contain matrix products.
let productParts: [StepPart] = [.linear, .attention, .head]

func takeAStepApart(
  _ notebook: Notebook, _ run: PlannedRun, _ trained: PretrainedModel
) throws -> MeasuredStep {
  let (plan, model) = (run.plan, run.model)

  //: ## Where the time goes
  //:
  //: A rule of thumb: training costs $6N$ operations per token for $N$ parameters (Kaplan et al. 2020).
  //: The forward pass takes two for each parameter, a multiplication and an addition; the backward pass
  //: takes four. How good is the rule here? And operations are not time. So here is a step, with a clock
  //: at every operation. Beside it stand its
  //: **products alone**: what a step takes beyond them is what the rest of the program costs.
  //:
  //: **Predict.** Nearly all operations are in the products. Is nearly all of the time?
  let parameters = try ParameterStore<Float>(model)
  parameters.initialize(seed: notebook.seed)
  let trainer = try Trainer(parameters, plan.training, data: run.sampler)
  // What else runs on the machine changes its speed, so the roof is looked for before and after.
  let roofBefore = Roofline.measure(threads: plan.training.replicas, tries: 3)
  let profile = try StepProfile.measure(trainer, steps: notebook.pick(smoke: 12, lesson: 30))
  let products = try ProductFloor(
    model, batch: plan.training.batch, time: model.contextLength, replicas: profile.replicas)
  let productsAlone = (0..<12).map { _ in products.run() }.sorted().prefix(6).mean
  let roofAfter = Roofline.measure(threads: profile.replicas, tries: 3)
  try notebook.plot(stepFigure(profile, productsAlone: productsAlone))
  checkStep(notebook, ComputeCost(model), profile, productsAlone: productsAlone)

  return MeasuredStep(
    profile: profile,
    roof: Roofline(
      peak: max(roofBefore.peak, roofAfter.peak),
      bandwidth: max(roofBefore.bandwidth, roofAfter.bandwidth)))
}
