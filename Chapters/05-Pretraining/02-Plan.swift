import WorkbookCore

/// What is trained on what, and the bits per byte to be beaten.
struct PlannedRun {
  let plan: PretrainingPlan
  let sampler: WindowSampler
  let tokenBigram: Double
  /// Below which nobody gets with windows of this length.
  let floor: Double?

  var model: ModelConfiguration { plan.model }
}

func planTheRun(_ notebook: Notebook, _ rivals: Rivals) throws -> PlannedRun {
  let text = rivals.text

  //: ## The plan
  //:
  //: A model is trained on **windows**, stretches of a fixed number of tokens. A **batch** is as many
  //: windows as one step reads. So a run is decided by few numbers: the model's shape, the length of a
  //: window, the batch, how many steps, how fast to learn. Change any of them here, and you have done an
  //: experiment.
  let plan = try notebook.coursePlan(text)
  // To experiment: make it `var plan`, and then, for example, plan.training.steps = 800
  let model = plan.model
  notebook.show(planTable(plan))

  //: A vocabulary is knowledge too: a token is several bytes that go together. So the fair rival is a
  //: table of *token* pairs. And windows cost something whatever the model. Documents are **packed**, one
  //: behind the other; where a window begins in the middle of one, whom it is about must be guessed. The
  //: grammar knows what that costs an ideal reader. From the worst to the best:
  let bits = bigramBits(
    training: plan.sources.map(\.tokens), heldOut: plan.validation.map(\.ids),
    vocabularySize: model.vocabularySize)
  let tokenBigram = bits / Double(text.heldOut.byteCount)
  let floor = notebook.userCorpus == nil ? windowFloor(plan, rivals, seed: notebook.seed) : nil
  notebook.show(rivalTable(rivals, tokenBigram: tokenBigram, floor, plan.model))
  notebook.claim(
    "bits per byte, pairs of bytes over pairs of tokens", rivals.byteBigram / tokenBigram,
    in: 1.05...10, scope: .builtInCorpus)
  if let floor, let entropy = rivals.entropy {
    notebook.claim(
      "what the window's length costs at least, bits per byte", floor.value - entropy, in: 0...0.1)
  }

  //: The same numbers of BloombergGPT: 70 layers, width 7,680, 139,200 steps of up to 4.2 million tokens,
  //: 569 billion tokens in all, of 709 billion that there were (Wu et al. 2023).

  return PlannedRun(
    plan: plan,
    sampler: try WindowSampler(
      sources: plan.sources, contextLength: model.contextLength, seed: notebook.seed),
    tokenBigram: tokenBigram, floor: floor?.value)
}
