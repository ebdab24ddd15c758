import WorkbookCore

func countTheMemory(
  _ notebook: Notebook, _ run: PlannedRun, _ trained: PretrainedModel
) throws {
  let (plan, model, memory) = (run.plan, run.model, trained.result.memory)

  //: ## Where the memory goes
  //:
  //: The bill has four items: the parameters; a **gradient** for each (here one per replica: each thread
  //: has its own); AdamW's **two averages**; and the **activations**, the forward pass's intermediate
  //: results, which the backward pass needs. Those grow with the batch, not with the model alone.
  //: **Predict.** Which of the four is the largest here?
  let planned = try MemoryEstimate(
    planning: model, batch: plan.training.batch, time: model.contextLength,
    replicas: plan.training.replicas)
  try notebook.plot(memoryFigure(memory, plan))
  notebook.claim(
    "the memory planned before the run is the memory of the run, to the byte",
    planned.total == memory.total)

  //: Where activations do not fit, there are two ways out. **Accumulation**: work the batch off in parts,
  //: one after the other, and add their gradients up before the step. The sum is the same, so the step
  //: is the same; only the activations of one part have to be there at a time.
  let (whole, parts) = (
    try firstStep(run, parts: 1), try firstStep(run, parts: plan.training.batch)
  )
  notebook.claim(
    "the gradient's norm of a batch in \(plan.training.batch) parts over that of the whole",
    parts.step.gradientNorm / whole.step.gradientNorm, in: 0.9999...1.0001)
  notebook.claim(
    "activations of a part over those of the whole",
    Double(parts.memory.activations) / Double(whole.memory.activations), in: 0.05...0.35)

  //: **Recomputation** (Chen et al. 2016): keep only what goes *into* each layer, and compute the rest
  //: again when the backward pass comes by. The price is one more forward pass. **Predict.** A backward
  //: pass costs about two forward passes. How much longer should a step take? And does the model become
  //: another one? We train a wider model for a step, both ways, and ask the operating system by how much
  //: this process has grown.
  let keeping = try WideTrainer(run, notebook, recomputation: false)
  let again = try WideTrainer(run, notebook, recomputation: true)
  let steps = notebook.pick(smoke: 2, lesson: 4)
  let slowdown =
    try StepProfile.measure(again.trainer, steps: steps).seconds
    / StepProfile.measure(keeping.trainer, steps: steps).seconds
  notebook.show(tradeTable(keeping, again, slowdown: slowdown))
  checkTrade(notebook, keeping, again, slowdown: slowdown)

  //: A step costs four forward passes' worth in place of three: at most a third more. The bits are the same.
}
