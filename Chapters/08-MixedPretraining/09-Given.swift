import WorkbookCore

/// A model that others trained, or the chapter's general one, before and after it read of the fields.
struct GivenModel {
  var name: String
  var isReal: Bool
  var before: ParameterStore<Float>
  var after: ParameterStore<Float>
  var tokenizer: any Tokenizer
  /// How it is trained further.
  var training: TrainingConfiguration
  /// The general text, then the fields'.
  var parts: [CourseText.Part]
  /// What of each is trained on.
  var tokens: [[Int32]]
}

func goOnFromAGivenModel(
  _ notebook: Notebook, _ laboratory: Laboratory, _ sweep: Sweep
) throws -> GivenModel {
  //: ## A model of today
  //:
  //: SmolLM2-135M has read two trillion tokens (Ben Allal et al. 2025), and it is a gift. We go on with
  //: it on a few thousand tokens of several fields at once, with a third of a new model's rate, up and
  //: down again. Its replay is the novels: what it has really read, nobody here has. Where it or real
  //: text is not here, the chapter's own general model takes its place, for eight times as many steps.
  var given = try GivenModel(notebook, laboratory, inPlace: sweep.generalOnly[0])
  notebook.show(given.introduction(notebook.tier))

  //: **Predict.** Six steps of 512 tokens are a dozen passages. Will a model that has read two
  //: trillion tokens change on them at all? On the fields, and on the novels?
  let training = given.training
  let plans: [(name: String, replay: Double, steps: Int)] = [
    ("no replay", 0, training.steps),
    ("25 % replay, equal own text", 0.25, training.steps * 4 / 3),
  ]
  let start = try given.bitsPerByte(given.before)
  let ends = try plans.map { plan in
    let trained = try given.continued(steps: plan.steps, replay: plan.replay)
    if plan.replay == 0 { given.after = trained }
    return try given.bitsPerByte(trained)
  }
  let own = plans.map { Double($0.steps * training.tokensPerStep) * (1 - $0.replay) }
  notebook.show(
    given.table(["as it is"] + plans.map(\.name), ownTokens: [0] + own, losses: [start] + ends))
  checkGiven(notebook, start: start, plain: ends[0], replayed: ends[1])

  //: Compare the first row with the bill at the end of this chapter: no model of ours comes near
  //: what the given one knows before its first step. And a few pages of each field teach it something;
  //: at equal own text, a third to a half less with replay. The novels hold a lesson of their own. They
  //: are replay for us; for this model they are one more kind of text, so that "replay" of them teaches
  //: rather than reminds. What a longer run forgets of the text that it did read is not shown: nobody
  //: here has that text.

  return given
}

extension GivenModel {
  /// Which model it is; in a smoke run, which has no time for another, nothing is missing.
  func introduction(_ tier: Tier) -> String {
    if isReal { return "\(name): \(before.configuration.parameterCount.all) parameters." }
    return tier == .smoke
      ? "The chapter's own model: a smoke run has no time for SmolLM2."
      : "The chapter's own model. For SmolLM2: ./workbook data get course smollm2-135m"
  }

  /// - Parameter standIn: what takes the place of a model that is not here.
  init(_ notebook: Notebook, _ laboratory: Laboratory, inPlace standIn: PretrainedModel) throws {
    // A model of real text has nothing to do with a world.
    let path = notebook.textOrigin == .worlds ? nil : notebook.existingModelPath("smollm2-135m")
    let stored = try StoredModels.open(path ?? standIn.folder)
    (isReal, name) = (path != nil, path == nil ? "the general model" : "SmolLM2-135M")
    before = try stored.readParameters()
    after = before
    tokenizer = try stored.readTokenizer() ?? laboratory.tokenizer
    let model = before.configuration
    let window = min(notebook.pick(smoke: 32, lesson: 256), model.contextLength)
    let usual = TrainingConfiguration.defaultContinuedLearningRate(width: model.width)
    training = TrainingConfiguration(
      batch: 2, contextLength: window, steps: path == nil ? 48 : 6,
      learningRate: path == nil ? laboratory.peak / 3 : usual, warmupSteps: 2, replicas: 2)
    training.seed = notebook.seed
    training.productPlan = PrecisionChoice.auto.plan(
      for: model, batch: 2, time: window, replicas: 2)
    parts = try notebook.domains(
      trainingBytes: notebook.pick(smoke: 60_000, lesson: 300_000),
      heldOutBytes: notebook.pick(smoke: 60_000, lesson: 1_000_000))
    tokens = try parts.map { [tokenizer] in
      try tokenizer.encode(documents: $0.training.sample(byteCount: 100_000).texts)
    }
  }

  /// Trains a copy on the fields, an equal share of each, and on general text.
  func continued(steps: Int, replay: Double) throws -> ParameterStore<Float> {
    let copy = try ParameterStore<Float>(before.configuration)
    copy.values.copy(from: before.values.array)
    var training = training
    training.steps = steps
    let own = (1 - replay) / Double(parts.count - 1)
    let shares = [replay] + parts.dropFirst().map { _ in own }
    let sources = parts.indices.filter { shares[$0] > 0 }.map {
      WindowSampler.Source(name: parts[$0].name, tokens: tokens[$0], weight: shares[$0])
    }
    let trainer = try Trainer(
      copy, training, data: try WindowSampler(sources: sources, training: training))
    var progress = ProgressLine("\(name), \(percent.text(replay)) replay", total: steps)
    while trainer.step < steps {
      _ = try trainer.trainStep()
      progress.update(trainer.step, rate: (Double(training.tokensPerStep), "tokens"))
    }
    return copy
  }

  func table(_ names: [String], ownTokens: [Double], losses: [[Double]]) -> Table {
    var table = Table(
      [.text(name), .number("own tokens", style: .suffix)]
        + parts.map { .number($0.name, unit: "bits per byte", style: .decimals(3)) })
    for ((name, own), losses) in zip(zip(names, ownTokens), losses) {
      table.append(row: [name, own] as [any TableValue] + losses)
    }
    return table
  }

  /// Bits per byte of a few pieces of each part's held-out text.
  func bitsPerByte(_ weights: ParameterStore<Float>) throws -> [Double] {
    let evaluator = try Evaluator(
      weights, contextLength: training.contextLength, products: training.productPlan)
    return try parts.map { part in
      try evaluator.evaluate(
        documents: part.heldOut.sample(byteCount: 3_000).texts, tokenizer: tokenizer
      ).bitsPerByte
    }
  }
}
