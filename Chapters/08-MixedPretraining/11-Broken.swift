import WorkbookCore

func breakTheRecipe(_ notebook: Notebook, _ laboratory: Laboratory, _ sweep: Sweep) throws {
  //: ## Break it: what went wrong at Bloomberg's
  //:
  //: Their chronicles (Wu et al. 2023, appendix C) tell of runs that failed. Two of the faults can be
  //: repeated here.
  //:
  //: **Decay on the gains.** Weight decay pulls parameters towards zero. For the matrices that is
  //: meant. The gains of the normalizations belong at one, and in their first runs the decay pulled
  //: on them, too. The library leaves gains alone, so we pull by hand. After every step each gain
  //: loses a part of itself: the rate times the decay, as AdamW has it.
  //:
  //: **Too high a rate, late.** Their loss came to a rest while the rate was still high. They cut it at
  //: step 115,500 of 139,200, and twice more, to a sixth in all. We leave it high to the end, and train
  //: once more with their cut.
  let recipe = Recipe(name: "sound", share: 0.5127, steps: laboratory.steps)
  let plan = laboratory.plan(recipe, baseSeed: notebook.seed)
  let climb = plan.training.schedule.warmupSteps
  /// Trains with a schedule; `isBroken` lets the decay pull on the gains.
  func run(_ schedule: LearningRateSchedule, isBroken: Bool = false) throws -> Outcome {
    var training = plan.training
    training.schedule = schedule
    let trainer = try Trainer(
      laboratory.firstWeights(seed: training.seed), training,
      data: WindowSampler(sources: plan.sources, training: training))
    var norms: [Double] = []
    while trainer.step < training.steps {
      let step = try trainer.trainStep()
      norms.append(step.gradientNorm)
      let kept = Float(1 - (isBroken ? step.learningRate * training.weightDecay : 0))
      for gain in gains(of: trainer.parameters) {
        for index in 0..<gain.count { gain[index] *= kept }
      }
    }
    return try Outcome(trainer.parameters, laboratory, norms: norms)
  }

  //: **Predict.** Which fault costs more at our size? Will either make the loss blow up?
  let peak = laboratory.peak
  let cut = LearningRateSchedule.warmupStableDecay(
    peak: peak, warmupSteps: climb, decaySteps: max(1, laboratory.steps * 17 / 100),
    finalFraction: 1.0 / 6)
  let outcomes = [
    try run(plan.training.schedule), try run(plan.training.schedule, isBroken: true),
    try run(.constant(peak: peak, warmupSteps: climb)), try run(cut),
  ]
  notebook.show(outcomeTable(outcomes, laboratory))
  checkRecipes(notebook, outcomes)

  //: Nothing blows up. At our size a rate left high is no fault: that run ends a little below the sound
  //: one, and with their cut lower still. The decay shows in the gains, and hardly in the loss. That is
  //: what makes such faults dear: a run that diverges is stopped, a run that is a little worse goes on
  //: for fifty days. At Bloomberg's size the norm of the gradient climbed after some 12,000 steps, and
  //: they traced it to an early normalization. They mended many things at once, this one among them, and
  //: say themselves that they do not know which of them helped.
}

private func outcomeTable(
  _ outcomes: [Outcome], _ laboratory: Laboratory
) -> Table {
  let names = ["sound", "decay on the gains", "the rate left high", "left high, then cut"]
  var table = laboratory.lossTable(
    "run",
    [.number("mean gain", style: two), .number("gradient norm, last tenth", style: two)],
    style: .decimals(3))
  for (name, outcome) in zip(names, outcomes) {
    table.append(name, outcome.gain, outcome.norm, outcome.field, outcome.general)
  }
  return table
}

/// What a run ends with.
struct Outcome {
  var general: Double
  var field: Double
  var gain: Double
  var norm: Double

  init(
    _ parameters: ParameterStore<Float>, _ laboratory: Laboratory, norms: [Double]
  ) throws {
    let evaluator = try Evaluator(parameters, products: laboratory.training.productPlan)
    let bits = try laboratory.heldOut.map { text in
      TextLoss(
        nats: try evaluator.losses(text.ids).reduce(0, +), tokenCount: text.ids.count - 1,
        byteCount: text.byteCount
      ).bitsPerByte
    }
    (general, field) = (bits[0], bits[1])
    gain = gains(of: parameters).flatMap { $0.array }.map { Double($0) }.mean
    norm = norms.suffix(max(1, norms.count / 10)).map { $0 }.mean
  }
}

private func gains(of parameters: ParameterStore<Float>) -> [BufferSlice<Float>] {
  parameters.layout.specifications.filter { $0.role == .gain }.compactMap {
    parameters[$0.name]
  }
}
