import WorkbookCore

// What chapter 5 says, checked where a cell says so: each output stands under the line that called.

func checkLoss(
  _ notebook: Notebook, _ curve: HeldOutCurve, _ run: PlannedRun, _ rivals: Rivals,
  line: Int = #line, file: String = #fileID
) {
  notebook.claim(
    "bits per byte on held-out text, as a share of the byte bigram model's",
    curve.final / rivals.byteBigram, in: 0.1...0.85, smoke: 0.1...0.97, file: file, line: line)
  notebook.claim(
    "as a share of the token bigram model's", curve.final / run.tokenBigram, in: 0.1...0.95,
    smoke: 0.2...2, scope: .builtInCorpus, file: file, line: line)
  if let floor = run.floor {
    notebook.claim(
      "bits per byte above the window's floor, which no honest model can go below",
      curve.final - floor, in: 0...1.4, smoke: 0...3, file: file, line: line)
  }
}

func checkTrade(
  _ notebook: Notebook, _ keeping: WideTrainer, _ again: WideTrainer, slowdown: Double,
  line: Int = #line, file: String = #fileID
) {
  notebook.observe(
    "what the process grew by, over the plan", Double(keeping.grown) / Double(keeping.plan.total),
    in: 0.85...1.2, smoke: 0.7...1.4, file: file, line: line)
  notebook.claim(
    "activations that are left, as a share",
    Double(again.plan.activations) / Double(keeping.plan.activations), in: 0.1...0.7, file: file,
    line: line)
  notebook.observe(
    "a step that computes them again, over one that keeps them", slowdown, in: 0.9...2, file: file,
    line: line)
  notebook.claim(
    "both have the same loss, bit for bit", keeping.loss == again.loss, file: file, line: line)
}

func checkStep(
  _ notebook: Notebook, _ cost: ComputeCost, _ profile: StepProfile, productsAlone: Double,
  line: Int = #line, file: String = #fileID
) {
  func operations(_ parts: [StepPart]) -> Double {
    parts.reduce(0) { $0 + profile[$1].operations }
  }
  notebook.claim(
    "operations per token, counted product by product, over the rule's 6N",
    cost.trainingPerToken / cost.sixN, in: 1.0...1.4, file: file, line: line)
  notebook.claim(
    "share of the operations that are in products",
    operations(productParts) / operations(StepPart.allCases), in: 0.93...1, file: file, line: line)
  notebook.observe(
    "share of the step in linear layers, attention and head",
    productParts.reduce(0) { $0 + profile[$1].seconds } / profile.seconds, in: 0.4...0.98,
    file: file, line: line)
  notebook.observe(
    "the step's time over its products alone", profile.seconds / productsAlone, in: 0.6...4,
    file: file, line: line)
}

func checkRoof(
  _ notebook: Notebook, _ run: PlannedRun, _ profile: StepProfile, _ roof: Roofline,
  line: Int = #line, file: String = #fileID
) {
  func ofPeak(_ part: StepPart) -> Double { (profile[part].rate ?? 0) / roof.peak }
  let cost = ComputeCost(run.model)
  let utilization =
    cost.trainingPerToken * Double(run.plan.training.tokensPerStep) / profile.seconds / roof.peak
  notebook.observe(
    "linear layers' share of the peak", ofPeak(.linear), in: 0.1...1.3, smoke: 0.05...1.3,
    file: file, line: line)
  notebook.observe("the optimizer's", ofPeak(.optimizer), in: 0.001...0.6, file: file, line: line)
  notebook.claim(
    "operations a byte in a linear layer, for each one in the optimizer",
    (profile[.linear].intensity ?? 0) / (profile[.optimizer].intensity ?? 1), in: 10...1_000,
    file: file, line: line)
  notebook.observe(
    "the whole step's operations a second, over the peak", utilization, in: 0.05...1.2, file: file,
    line: line)
}

func checkFates(
  _ notebook: Notebook, _ nonzero: [Float], _ fates: [(String, (lost: Double, error: Double))],
  line: Int = #line, file: String = #fileID
) {
  notebook.claim(
    "share of gradients that bfloat16 loses", fates[2].1.lost, in: 0...1e-6, file: file, line: line)
  notebook.observe(
    "share that float16 loses", fates[0].1.lost, in: 1e-4...0.3, file: file, line: line)
  notebook.claim(
    "share that it loses with the loss scaled", fates[1].1.lost, in: 0...1e-3, file: file,
    line: line)
  notebook.claim(
    "bfloat16's error over float16's, where float16 has its full mantissa",
    fates[2].1.error / fate(nonzero.filter { abs($0) > 1e-4 }, float16).error, in: 6...10,
    file: file, line: line)
}

func checkEndings(
  _ notebook: Notebook, kept: (loss: Double, moved: Double), broken: (loss: Double, moved: Double),
  line: Int = #line, file: String = #fileID
) {
  notebook.claim(
    "share of parameters that an update moves when they are kept in float32", kept.moved,
    in: 0.9...1, file: file, line: line)
  notebook.claim(
    "the same when they are kept in bfloat16 alone", broken.moved, in: 0...0.3, smoke: 0...0.9,
    file: file, line: line)
  notebook.observe(
    "nats that the float32 run ends below the other", broken.loss - kept.loss, in: -0.02...0.2,
    file: file, line: line)
}

/// - Parameters:
///   - runs: of the constant rate, cosine and WSD.
///   - fall: the step at which WSD's rate begins to fall, from 0.
func checkRates(
  _ notebook: Notebook, _ runs: [(losses: [Double], heldOut: Double)], fallsFrom fall: Int,
  line: Int = #line, file: String = #fileID
) {
  let (constant, wsd) = (runs[0].losses, runs[2].losses)
  notebook.claim(
    "until its rate falls, WSD has the losses of the constant rate, bit for bit, and then others",
    constant.prefix(fall) == wsd.prefix(fall) && constant.last != wsd.last, file: file, line: line)
  let tail = zip(constant, wsd).suffix(constant.count / 10)
  notebook.claim(
    "of the last tenth of the steps, the share in which WSD's loss is the lower",
    Double(tail.count { $0.1 < $0.0 }) / Double(tail.count), in: 0.6...1, smoke: 0...1, file: file,
    line: line)
  notebook.claim(
    "nats on held-out text that WSD ends below the constant rate",
    runs[0].heldOut - runs[2].heldOut,
    in: 0...0.25, smoke: -0.3...0.3, file: file, line: line)
  notebook.claim(
    "nats that cosine ends above WSD", runs[1].heldOut - runs[2].heldOut, in: 0.03...0.8,
    smoke: -0.5...1, file: file, line: line)
}
