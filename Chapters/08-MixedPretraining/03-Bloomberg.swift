import WorkbookCore

func rebuildBloomberg(_ notebook: Notebook, _ laboratory: Laboratory) throws {
  //: ## BloombergGPT in small
  //:
  //: First their own recipe: a share of 51.27 %, and a **batch warm-up**. BloombergGPT took its first
  //: 7,200 of 139,200 steps with half the batch: early on any batch points downhill, and a small one
  //: takes more steps for the same tokens. Ours does the same in the same proportion, at equal tokens.
  let warmed = try laboratory.trainWithSmallFirstBatches(notebook, share: 0.5127)
  let plain = try laboratory.train(
    notebook, Recipe(name: "one batch throughout", share: 0.5127, steps: laboratory.steps))
  notebook.claim(
    "loss on the field with batch warm-up, by that without",
    Losses(warmed).field / Losses(plain).field, in: 0.9...1.1, smoke: 0.8...1.2)

  //: With one seed a few percent either way say nothing. What a warm-up of the batch is for lies
  //: elsewhere: hundreds of accelerators want large batches, and early steps do not need them. From
  //: here on the batch is one.
}

extension Laboratory {
  /// Half of the batch for the first twentieth of the steps, as BloombergGPT had it; the same tokens in all.
  fileprivate func trainWithSmallFirstBatches(
    _ notebook: Notebook, share: Double
  ) throws -> PretrainedModel {
    let early = max(2, steps * 7_200 / 139_200)
    var first = Recipe(name: "half a batch", share: share, steps: early)
    first.batch = training.batch / 2
    first.schedule = .constant(peak: peak, warmupSteps: max(1, early / 4))
    var second = Recipe(
      name: "then a whole one", share: share, steps: steps - early / 2,
      start: try train(notebook, first))
    second.schedule = .cosine(peak: peak, warmupSteps: 0, finalFraction: 0.1)
    return try train(notebook, second)
  }
}
