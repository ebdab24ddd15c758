import WorkbookCore

func trainTheModel(
  _ notebook: Notebook, _ run: PlannedRun, _ rivals: Rivals
) throws -> PretrainedModel {
  let plan = run.plan

  //: ## The run
  //:
  //: **Predict.** After how much of the run will the model beat the table of token pairs? A tenth?
  //: Half? Then let it run. It is stored under its own plan; the second time you get it at once.
  let trained = try notebook.pretrain("course model", plan)
  let curve = try HeldOutCurve(run, trained.result, seed: notebook.seed)
  try notebook.plot(lossFigure(curve, run, rivals, trained.result))
  checkLoss(notebook, curve, run, rivals)

  //: The untrained model guesses uniformly among its tokens, and starts near the table of byte pairs:
  //: that much knowledge is in the vocabulary alone. The easy bits come first; the later ones take
  //: many more tokens. Chapter 7 turns that curve into a law.
  //:
  //: The log holds more than the loss. **Predict.** When were gradients clipped most: in the first tenth
  //: of the run, or in the last?
  notebook.show(normTable(trained.result.metrics, limit: plan.training.clippingNorm))

  //: In BloombergGPT's earlier runs the norm turned upwards after some 12,000 steps, and they were given
  //: up (Wu et al. 2023, appendix C). And what does the model write?
  let generator = try Generator(ModelDirectory.read(trained.folder))
  var draws = try Sampler(temperature: 0.8, topP: 0.95, seed: notebook.seed)
  let written = try generator.generate(
    "The", tokenizer: plan.tokenizer, maximumNewTokens: 60, sampler: &draws)
  notebook.show("The" + written)

  //: Which of it is right? Look first at capitals and full stops, then at the words, then at the sense.
  //: The *form* of a text comes before its sense. Keep that in mind when somebody shows you a demo.

  return trained
}
