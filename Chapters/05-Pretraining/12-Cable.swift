import WorkbookCore

func pullTheCable(_ notebook: Notebook, _ run: PlannedRun) throws {
  let plan = run.plan

  //: ## The cable
  //:
  //: Long runs die: of power cuts, full disks, impatient neighbours. A **checkpoint** holds all that
  //: the run needs to go on: parameters, both averages, the number of the step. Not the random
  //: numbers: which window a step sees is a function of the seed and the step alone.
  //:
  //: A run that was interrupted must end with **the same bits** as one that was not. If the bits differ,
  //: something was forgotten, and what was forgotten may matter at step 100,000. We train a small plan
  //: twice: once in one go, once interrupted in the middle and resumed.
  var short = plan
  short.training.steps = notebook.pick(smoke: 12, lesson: 24)
  short.training.checkpointEvery = notebook.pick(smoke: 3, lesson: 5)
  short.validation = []
  let interruptedAt = notebook.pick(smoke: 7, lesson: 13)
  let folders = ["in one go", "interrupted"].map { name in
    "\(notebook.runDirectory.artifacts)/resume \(name)"
  }
  _ = try Pretraining.run(short, in: folders[0], start: .overwrite, title: nil)
  do {
    _ = try Pretraining.run(
      short, in: folders[1], start: .overwrite, title: nil, stoppingAfter: interruptedAt)
  } catch TrainingError.interrupted(let step) {
    notebook.show("interrupted after step \(step); the checkpoint holds it")
  }
  _ = try Pretraining.run(short, in: folders[1], start: .resume, title: nil)
  let weightFiles = try folders.map { try AtomicFile.read("\($0)/model.safetensors") }
  notebook.claim(
    "the resumed run's weights are, bit for bit, those of the run in one go",
    weightFiles[0] == weightFiles[1])
}
