import WorkbookCore

func compareKinds(
  _ notebook: Notebook, _ course: CourseModel, _ grid: ([Float], Int) -> [Float],
  _ judge: TextJudge
) throws {
  let matrices = course.matrices
  let full = judge.full
  func weights(_ specification: ParameterSpecification) -> [Float] {
    course.weights(specification)
  }
  func roundedToGrid(_ original: [Float], bits: Int) -> [Float] { grid(original, bits) }
  func bitsPerByte(_ store: ParameterStore<Float>) throws -> Double {
    try judge.bitsPerByte(store)
  }
  func changed(
    where isChosen: (ParameterSpecification) -> Bool, _ transform: ([Float]) -> [Float]
  ) throws -> ParameterStore<Float> {
    try judge.changed(isChosen, transform)
  }

  //: ## Which matrices mind?
  //:
  //: All matrices get about the same decibels; that is arithmetic. Do they also cost the same loss?
  //: We round one kind at a time, hard, to 3 bits. **Predict.** Which kind hurts most: the embedding,
  //: which is also the output head, or one of the four matrices of a block?
  let kinds: [(name: String, isChosen: (ParameterSpecification) -> Bool)] = [
    ("embedding and head", { $0.name.hasPrefix("tokenEmbedding") }),
    ("queries, keys, values", { $0.name.contains("queryKeyValue") }),
    ("attention output", { $0.name.contains("attention.output") }),
    ("feed-forward up", { $0.name.contains("feedForward.up") }),
    ("feed-forward down", { $0.name.contains("feedForward.down") }),
  ]
  var kindRatios: [Double] = []
  var kindLosses: [Double] = []
  for kind in kinds {
    let chosen = matrices.filter(kind.isChosen).flatMap { weights($0) }
    kindRatios.append(QuantizationError(chosen, roundedToGrid(chosen, bits: 3)).signalToNoise)
    let store = try changed(where: kind.isChosen) { roundedToGrid($0, bits: 3) }
    kindLosses.append(try bitsPerByte(store) / full - 1)
  }
  let worst = kindLosses.indices.max { kindLosses[$0] < kindLosses[$1] } ?? 0
  try notebook.plot(
    Figure(
      "kinds",
      title: "Equal noise, unequal harm: the loss minds “\(kinds[worst].name)” most",
      subtitle: "One kind of matrix at a time in 3 bits, the others in float32",
      columnCount: 2,
      panels: [
        Figure.Panel(
          "what arithmetic sees", x: Axis("signal-to-noise ratio", unit: "dB", from: 0),
          y: Axis(categories: kinds.map(\.name)),
          marks: [.bars("", kindRatios, valueStyle: .decimals(1))]),
        Figure.Panel(
          "what the text sees", x: Axis("loss added", style: .percent(1)),
          y: Axis(categories: kinds.map(\.name)),
          marks: [.bars("", kindLosses, color: .vermilion, valueStyle: .percent(1))]),
      ]))
  notebook.claim(
    "decibels between the noisiest and the cleanest kind",
    (kindRatios.max() ?? 0) - (kindRatios.min() ?? 0), in: 0...4)
  notebook.claim(
    "loss added by the touchiest kind over that of the most robust",
    (kindLosses.max() ?? 0) / max(kindLosses.min() ?? 0, 1e-4), in: 1.5...10_000, smoke: 0...10_000)

  //: This is why practice mixes formats, more bits where it hurts, and why methods such as GPTQ round a
  //: matrix with its inputs in mind instead of weight by weight. The GPTQ authors report for
  //: LLaMA-7B on WikiText-2 a perplexity of 5.68 in 16 bits, 6.29 rounded plainly to 4 bits, 6.09
  //: with their method; at 3 bits 25.54 and 8.07 (Frantar et al. 2022, figures of their
  //: repository). There plain rounding falls off its cliff at 3 bits, where the chart above still
  //: stands. That their model has read far more would explain it. So would the groups: theirs are
  //: whole rows of a matrix, ours 32 weights, and a smaller group is a finer grid.
}
