import WorkbookCore

func compareKinds(_ notebook: Notebook, _ course: CourseModel, _ judge: TextJudge) throws {
  //: ## Which matrices mind?
  //:
  //: All matrices get about the same decibels; that is arithmetic. Do they also cost the same loss?
  //: We round one kind at a time, hard, to 3 bits. **Predict.** Which kind hurts most: the
  //: embedding, which is also the output head, or one of the four matrices of a block?
  let kinds = [
    ("embedding and head", "tokenEmbedding"), ("queries, keys, values", "queryKeyValue"),
    ("attention output", "attention.output"), ("feed-forward up", "feedForward.up"),
    ("feed-forward down", "feedForward.down"),
  ]
  var (ratios, added): ([Double], [Double]) = ([], [])
  for (_, part) in kinds {
    let chosen = course.matrices.filter { $0.name.contains(part) }.flatMap { course.weights($0) }
    ratios.append(QuantizationError(chosen, roundedToGrid(chosen, bits: 3)).signalToNoise)
    let store = try course.changed(
      where: { $0.name.contains(part) }, { roundedToGrid($0, bits: 3) })
    added.append(try judge.loss(store) / judge.full - 1)
  }
  try notebook.plot(kindsFigure(kinds.map(\.0), ratios: ratios, added: added))
  notebook.claim(
    "decibels between the noisiest and the cleanest kind",
    (ratios.max() ?? 0) - (ratios.min() ?? 0), in: 0...4)
  notebook.claim(
    "loss added by the touchiest kind over that of the most robust",
    (added.max() ?? 0) / max(added.min() ?? 0, 1e-4), in: 1.5...10_000, smoke: 0...10_000)

  //: This is why practice mixes formats, with more bits where it hurts. It is also why methods such
  //: as GPTQ, further down, round a matrix with its inputs in mind instead of weight by weight. The
  //: GPTQ authors report for LLaMA-7B on WikiText-2 a perplexity of 5.68 in 16 bits, 6.29 rounded
  //: plainly to 4 bits, 6.09 with their method; at 3 bits 25.54 and 8.07 (Frantar et al. 2022,
  //: figures of their repository). There plain rounding falls off its cliff at 3 bits, where the
  //: chart above still stands. That their model has read far more would explain it. So would the
  //: groups: theirs are whole rows of a matrix, ours 32 weights, and a smaller group is a finer
  //: grid.
}
