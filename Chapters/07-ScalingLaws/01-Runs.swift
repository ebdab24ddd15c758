import WorkbookCore

/// What a sweep of training runs has left.
struct SweptRuns {
  var dial: SweepDial
  var bytesPerToken: Double
  /// The runs as they were planned, for each budget.
  var plans: [[SweepRun]]
  /// How the losses fell on the way.
  var curves: [TrainingRun]
  /// For each budget, the runs of its sizes, each the mean of its seeds.
  var rungs: [[TrainingRun]]
  /// The run that no fit sees.
  var hidden: TrainingRun

  var points: [TrainingRun] { rungs.flatMap { $0 } }
  var budgets: [Double] { rungs.compactMap { $0.first?.compute } }
}

func trainRuns(_ notebook: Notebook) throws -> SweptRuns {
  //: # 7. Scaling laws: how large a model does a budget buy?
  //:
  //: You have a budget of compute. You can spend it on a large model that reads little, or on a small
  //: one that reads much. Both extremes are foolish. Somewhere between them is a best size, and you
  //: must choose it **before** you train, for you can afford the large run only once.
  //:
  //: So people train many small models, look for a pattern in their losses, and carry it to the
  //: size that they cannot try. Such a pattern, written as a formula, is a **scaling law**: it says
  //: what loss a model of some size reaches on some number of tokens. GPT-3 was built by one, and
  //: Chinchilla by another that contradicts it; BloombergGPT's fifty billion parameters follow the
  //: second. In this chapter you make one of your own, in minutes, by each of the three ways of
  //: Hoffmann et al. (2022), and you test it on a run that it has not seen.
  //:
  //: ## The rule of the game
  //:
  //: Training $N$ parameters on $D$ tokens costs about $C = 6ND$ operations (chapter 3 counted them).
  //: At a fixed $C$, $N$ up means $D$ down. We train models of several sizes at each of several
  //: budgets. One more run, four times as dear as the largest budget, is locked away until the end.
  //:
  //: Two things must be fair, or the law will be about something else. Every run has a learning-rate
  //: schedule of its own that ends where the run ends. And nobody can tune each of many models, so
  //: width, depth, heads, learning rate and batch all follow from **one dial** by rule: the larger the
  //: notch, the wider and deeper the model; the wider, the lower its learning rate.
  //:
  //: The text is the built-in world of finance. Its entropy is known exactly, which no real text can
  //: offer: we shall see how near a law comes to the truth. With `--corpus` it is your own text.
  let design = notebook.pick(
    smoke: SweepDesign.smoke.scaled(by: 0.4), lesson: SweepDesign.lesson,
    overnight: SweepDesign.overnight)
  let trainingBytes = notebook.pick(smoke: 500_000, lesson: 46_000_000, overnight: 200_000_000)
  let heldOutBytes = notebook.pick(smoke: 20_000, lesson: 150_000)
  let text = notebook.fieldText(trainingBytes: trainingBytes, heldOutBytes: heldOutBytes)
  let tokenizer = try UnigramTokenizer.train(
    on: text.training.prefix(byteCount: notebook.pick(smoke: 100_000, lesson: 750_000)).texts,
    vocabularySize: notebook.pick(smoke: 512, lesson: 3_072))
  let heldOutIDs = try tokenizer.encode(documents: text.heldOut.texts)
  let bytesPerToken = Double(text.heldOut.byteCount) / Double(heldOutIDs.count)
  let trainingIDs = try tokenizer.encode(documents: text.training.texts)
  var dial = SweepDial(vocabularySize: tokenizer.vocabularySize)
  // What multiplies fastest on this machine (chapter 5), alike for all runs.
  dial.products = PrecisionChoice.auto.plan(
    for: dial.model(6), batch: 4, time: dial.contextLength, replicas: 1)
  var dialTable = Table([
    .number("notch"), .number("width"), .number("layers"), .number("heads"),
    .number("parameters", style: .suffix), .number("of them in the blocks", style: .suffix),
  ])
  for notch in Set(design.rungs.flatMap(\.sizes)).sorted() {
    let model = dial.model(notch)
    dialTable.append(
      notch, model.width, model.layerCount, model.headCount, model.parameterCount.all,
      model.parameterCount.nonEmbedding)
  }
  notebook.show(dialTable)

  //: The small models are mostly vocabulary: look at the last column. Remember it for Kaplan.
  //:
  //: **Predict.** At the largest budget the sizes differ by a factor of eight. By how much will the
  //: losses differ? Which one wins? Write it down. Then run. Each run is kept in a table as it ends: a
  //: sweep that is interrupted goes on where it was. Along the way we note how each loss falls.
  //:
  //: Losses here are in nats a token, as in the papers. One tokenizer serves all runs, so they can be
  //: compared. Cheap runs are noisy, and cheap: they are made with several seeds.
  let plans = design.runs(dial, seed: notebook.seed)
  let finalPlan = design.heldOutRun(dial, seed: notebook.seed)
  let allPlans = plans.flatMap { $0 } + (finalPlan.map { [$0] } ?? [])
  var sweep = Sweep(
    sources: [.init(name: text.name, tokens: trainingIDs)],
    validation: ValidationText(
      name: "held-out text", ids: heldOutIDs, byteCount: text.heldOut.byteCount))
  // Another text, or another setting of any run, is another sweep.
  let folder = try notebook.artifact(
    "sweep", configuration: allPlans.map { sweep.fingerprint(of: $0) }
  ) { _ in }
  sweep.curves = folder + "/curves.csv"
  let finished = try sweep.run(allPlans, table: folder + "/runs.csv", title: "sweep")
  let curves = try Sweep.curves(folder + "/curves.csv")

  let two = NumberStyle.decimals(2)

  //: Seeds of the same model and the same tokens are brought together in their mean.
  var made = finished[...]
  let seeds = plans.map { rung in
    defer { made = made.dropFirst(rung.count) }
    return Array(made.prefix(rung.count))
  }
  let rungs = seeds.map(TrainingRun.seedMeans)
  let points = rungs.flatMap { $0 }
  // The run that no fit sees; a design without one gives its dearest.
  let hidden = made.first ?? points[points.count - 1]
  var sweepTable = Table([
    .number("operations", style: .powers), .number("parameters", style: .suffix),
    .number("tokens", style: .suffix), .number("seeds"), .number("loss", style: .decimals(3)),
  ])
  for (rung, all) in zip(rungs, seeds) {
    for run in rung {
      let count = all.count { $0.parameters == run.parameters }
      sweepTable.append(run.compute, run.parameters, run.tokens, count, run.loss)
    }
  }
  notebook.show(sweepTable)
  let readings = ((points + [hidden]).map(\.tokens).max() ?? 0) / Double(trainingIDs.count)
  notebook.show(
    readings > 1
      ? "the longest run reads the text \(two.text(readings)) times; what that does, see below"
      : "no run reads anything twice")

  return SweptRuns(
    dial: dial, bytesPerToken: bytesPerToken, plans: plans, curves: curves, rungs: rungs,
    hidden: hidden)
}
