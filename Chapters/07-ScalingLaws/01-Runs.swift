import WorkbookCore

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
  try notebook.show(wayToAPlan, "way")

  //: The first part goes from the runs to a law that has been tested. The second holds it against the
  //: laws that others have published, and ends with a plan.
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
  let trainingBytes = notebook.pick(smoke: 500_000, lesson: 25_000_000, overnight: 200_000_000)
  let heldOutBytes = notebook.pick(smoke: 20_000, lesson: 150_000)
  let text = notebook.fieldText(trainingBytes: trainingBytes, heldOutBytes: heldOutBytes)
  let tokenizer = try UnigramTokenizer.train(
    on: text.training.prefix(byteCount: notebook.pick(smoke: 100_000, lesson: 750_000)).texts,
    vocabularySize: notebook.pick(smoke: 512, lesson: 3_072))
  let heldOutIDs = try tokenizer.encode(documents: text.heldOut.texts)
  let trainingIDs = try tokenizer.encode(documents: text.training.texts)
  var dial = SweepDial(vocabularySize: tokenizer.vocabularySize)
  // What multiplies fastest on this machine (chapter 5), alike for all runs.
  dial.products = PrecisionChoice.auto.plan(
    for: dial.model(6), batch: 4, time: dial.contextLength, replicas: 1)
  notebook.show(dialTable(dial, design))

  //: The small models are mostly vocabulary: look at the last column. Remember it for Kaplan.
  //:
  //: Losses here are in nats a token, as in the papers. One tokenizer serves all runs, so they can be
  //: compared. Cheap runs are noisy, and cheap: they are made with several seeds, of which the mean
  //: counts. Each run is kept in a table as it ends: a sweep that is interrupted goes on where it was.
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
  // How each loss falls on the way is kept for one seed of each run.
  sweep.curves = folder + "/curves.csv"
  sweep.curveSeed = notebook.seed
  var made = try sweep.run(allPlans, table: folder + "/runs.csv", title: "sweep")[...]
  let rungs = plans.map { rung in
    defer { made = made.dropFirst(rung.count) }
    return TrainingRun.seedMeans(Array(made.prefix(rung.count)))
  }

  //: **Predict.** At the largest budget the sizes differ by a factor of ten. By how much will the
  //: losses differ? Which size wins there, and does it win at the smallest budget, too?
  notebook.show(lossTable(rungs))
  let points = rungs.flatMap { $0 }
  // The run that no fit sees; a design without one gives its dearest.
  let hidden = made.first ?? points[points.count - 1]
  let readings = ((points + [hidden]).map(\.tokens).max() ?? 0) / Double(trainingIDs.count)
  notebook.show(
    readings > 1
      ? "The longest run reads the text \(NumberStyle.decimals(2).text(readings)) times: see part 2."
      : "No run reads anything twice.")

  return SweptRuns(
    dial: dial, bytesPerToken: Double(text.heldOut.byteCount) / Double(heldOutIDs.count),
    plans: plans, curves: try Sweep.curves(folder + "/curves.csv"), rungs: rungs, hidden: hidden)
}
