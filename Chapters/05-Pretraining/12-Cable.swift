import WorkbookCore

func pullTheCable(_ notebook: Notebook, _ run: PlannedRun) throws {
  let plan = run.plan

  //: ## The cable
  //:
  //: Long runs are interrupted: by power cuts, full disks, broken cards. A **checkpoint** holds all that
  //: the run needs to go on: parameters, both averages, the number of the step. Random numbers need not
  //: be stored: which window a step sees is a function of the seed and the step alone.
  //:
  //: A run that was interrupted must end with **the same bits** as one that was not. If they differ,
  //: something was forgotten. We train a small plan in one go, and again, interrupted and resumed.
  let folders = try trainTwice(plan, notebook)
  let weightFiles = try folders.map { try AtomicFile.read("\($0)/model.safetensors") }
  notebook.claim(
    "the resumed run's weights are, bit for bit, those of the run in one go",
    weightFiles[0] == weightFiles[1])
}
