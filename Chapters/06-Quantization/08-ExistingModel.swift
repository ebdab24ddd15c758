import WorkbookCore

//:part A real model, its inputs, and training on the grid

func roundExistingModel(
  _ notebook: Notebook, _ course: CourseModel, _ judge: TextJudge
) throws -> ExistingModel {
  //: ## A model that somebody else trained
  //:
  //: The course model is small and has read little. SmolLM2-135M has 134,515,008 parameters and has
  //: read two trillion tokens (Ben Allal et al. 2025). `./workbook data get smollm2-135m` brings
  //: it, as a GGUF file of 4-bit weights; unpacked to float32, these are the weights that we start
  //: from. Where it is not here, the course model takes its place.
  //:
  //: It needs a text that it has not read. This book will do: chapters 7 to 9 are held out, and
  //: chapters 1 to 4 show what texts are like.
  let existing = try ExistingModel(notebook, course, judge)
  notebook.show(
    "\(existing.name): \(existing.original.configuration.parameterCount.all) parameters, "
      + "measured on \(existing.texts.reduce(0) { $0 + $1.count }) bytes of text.")

  //: **GPTQ** rounds with the inputs in mind. A matrix is used to multiply; what matters is not how
  //: far a weight moves, but how far the product does. So GPTQ looks at what the matrix multiplies
  //: on a **calibration text**, $H = \frac{2}{n} \sum x x^\top$. It rounds one column after the
  //: other, and moves the columns that are still to come so that they make good the error just
  //: made, as far as inputs that go together allow (Frantar et al. 2022). Nothing is trained; the
  //: grid stays what it was.
  //:
  //: **Predict.** Three ways to the same 4 bits: nearest, least squares weighted by the inputs,
  //: GPTQ. How much of the loss that nearest adds will the best one save? And which format writes
  //: fastest?
  let ways: [(name: String, format: GGUFElement, rounding: ModelRounding)] = [
    ("f16", .float16, .nearest), ("q8_0", .q80, .nearest), ("q4_0, nearest", .q40, .nearest),
    ("q4_0, least squares", .q40, .leastSquares),
    ("q4_0, GPTQ", .q40, .gptq(isOrdered: true)),
  ]
  var speeds: [GGUFElement: Double] = [:]
  let results = try ways.map { way in
    let plan = try QuantizationPlan(existing.original.configuration, format: way.format)
    let small = try Quantizer(plan, way.rounding).quantize(
      try existing.copy(), calibration: way.rounding == .nearest ? nil : existing.calibration)
    if speeds[way.format] == nil {
      speeds[way.format] = try existing.decodingSpeed(small, way.format, notebook)
    }
    return RoundedModel(
      name: way.name, bits: small.bitsPerWeight, loss: try existing.loss(small.parameters),
      tokensPerSecond: speeds[way.format] ?? .nan)
  }
  notebook.show(roundedTable(results, unrounded: existing.unrounded))
  try notebook.plot(roundedFigure(results, existing))
  checkRoundings(notebook, results.map { $0.loss - existing.unrounded }, existing.unrounded)

  //: Fewer bytes a weight are fewer bytes to read for a token. How much faster the model writes by
  //: that depends on the machine: much where it waits for memory, little where it waits for the
  //: arithmetic of unpacking. The three 4-bit models are equally large and share one measured
  //: speed. (Their bits a weight are a mean: the largest matrix, embedding and head in one, keeps
  //: eight.) Their losses differ all the same, by where the rounding errors went.

  return existing
}
