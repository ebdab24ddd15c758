import WorkbookCore

/// A model that somebody else trained, or the course model, and how it does on a text.
struct ExistingModel {
  let original: ParameterStore<Float>
  let unrounded: Double
  let bitsPerByte: (any WeightSource, CachePrecision?) throws -> Double
}

func roundExistingModel(
  _ notebook: Notebook, _ course: CourseModel, _ judge: TextJudge
) throws -> ExistingModel {
  let text = course.text
  let model = course.model
  let documents = judge.documents

  //: ## A model that somebody else trained
  //:
  //: The course model is small and has read little. SmolLM2-135M has 134,515,008 parameters and has read
  //: two trillion tokens (Ben Allal et al. 2025). `./workbook data get smollm2-135m` brings it, as a GGUF
  //: file of 4-bit weights; unpacked to float32, these are the weights that we start from. Where it is not
  //: here, the course model takes its place.
  let existing = notebook.existingModelPath("smollm2-135m")
  let stored = try StoredModels.open(existing ?? model.folder)
  let original = try stored.readParameters()
  let itsTokenizer = try stored.readTokenizer() ?? model.tokenizer
  let window = min(128, original.configuration.contextLength)
  //: It needs a text that it has not read. This book will do: chapters 7 to 9 are held out, and chapters 1
  //: to 4 show what texts are like.
  let itsText =
    existing == nil
    ? documents
    : try notebook.bookProse(ofChapters: ["07", "08", "09"])
      .map { Array($0.prefix(notebook.pick(smoke: 1_000, lesson: 2_000, overnight: 20_000))) }
  let calibration = try CalibrationText(
    documents: existing == nil
      ? text.training.prefix(byteCount: 100_000).texts
      : try notebook.bookProse(ofChapters: ["01", "02", "03", "04"]),
    tokenizer: itsTokenizer, count: notebook.pick(smoke: 4, lesson: 8, overnight: 32), time: window)
  notebook.show(
    "\(existing == nil ? "The course model" : "SmolLM2-135M"): "
      + "\(original.configuration.parameterCount.all) parameters, measured on "
      + "\(itsText.reduce(0) { $0 + $1.count }) bytes of text.")
  func itsBitsPerByte(
    _ weights: any WeightSource, cache: CachePrecision? = nil
  ) throws -> Double {
    try Evaluator(weights, contextLength: window, cachePrecision: cache)
      .evaluate(documents: itsText, tokenizer: itsTokenizer).bitsPerByte
  }

  //: **GPTQ** rounds with the inputs in mind. A matrix is used to multiply; what matters is not how far a
  //: weight moves, but how far the product does. So GPTQ looks at what the matrix multiplies on a
  //: calibration text, $H = \frac{2}{n} \sum x x^\top$. It rounds one column after the other, and moves the
  //: columns that are still to come so that they make good the error just made, as far as inputs that go
  //: together allow (Frantar et al. 2022). Nothing is trained; the grid stays what it was.
  //:
  //: **Predict.** Three ways to the same 4 bits: nearest, least squares weighted by the inputs, GPTQ. How
  //: much of the loss that nearest adds will the best one save? And which format writes fastest?
  var realTable = Table([
    .text("weights"), .number("bits a weight", style: .decimals(2)),
    .number("bits per byte", style: .decimals(4)), .number("added", style: .decimals(4)),
    .number("tokens a second", style: .significant(2)),
  ])
  let unrounded = try itsBitsPerByte(original)
  var realLosses: [Double] = []
  var realSpeeds: [Double] = []
  // Of each format, the median of three: equal bytes are read equally fast.
  var speeds: [GGUFElement: Double] = [:]
  let ways: [(name: String, format: GGUFElement, rounding: ModelRounding)] = [
    ("f16", .float16, .nearest), ("q8_0", .q80, .nearest), ("q4_0, nearest", .q40, .nearest),
    ("q4_0, least squares", .q40, .leastSquares),
    ("q4_0, GPTQ", .q40, .gptq(isOrdered: true)),
  ]
  for way in ways {
    let copy = try ParameterStore<Float>(original.configuration)
    copy.values.copy(from: original.values.array)
    let plan = try QuantizationPlan(original.configuration, format: way.format)
    let small = try Quantizer(plan, way.rounding).quantize(
      copy, calibration: way.rounding == .nearest ? nil : calibration)
    let loss = try itsBitsPerByte(small.parameters)
    if speeds[way.format] == nil {
      // Written as others read it, and decoded from the packed weights.
      let path = notebook.runDirectory.path + "/rounded.gguf"
      _ = try ModelExport(of: stored).write(small, format: way.format, to: path)
      let packed = try StoredModels.open(path).readWeights()
      let tries = try (0..<3).map { _ in
        try DecodingBenchmark.run(
          packed, promptLength: 16, tokens: notebook.pick(smoke: 8, lesson: 24),
          threads: MachineProbe.processorCount
        ).tokensPerSecond
      }
      speeds[way.format] = tries.sorted()[1]
    }
    let speed = speeds[way.format] ?? .nan
    realLosses.append(loss)
    realSpeeds.append(speed)
    realTable.append(way.name, small.bitsPerWeight, loss, loss - unrounded, speed)
  }
  notebook.show(realTable)
  let (nearestAdded, leastAdded, gptqAdded) = (
    realLosses[2] - unrounded, realLosses[3] - unrounded, realLosses[4] - unrounded
  )
  let lift = 0.05 * ((realLosses.max() ?? 0) - unrounded)
  try notebook.plot(
    Figure(
      "formats",
      title: existing == nil
        ? "The same 4 bits three ways, beside 8 and 16: what they cost and how fast they write"
        : "In the same 4 bits GPTQ costs \(NumberStyle.percent(0).text(gptqAdded / nearestAdded)) "
          + "of what nearest costs",
      subtitle: existing == nil
        ? "The course model"
        : "SmolLM2-135M on chapters 7 to 9 of this book; speeds of this machine",
      x: Axis(
        "tokens written a second", range: 0...(1.15 * (realSpeeds.max() ?? 1))),
      y: Axis("loss", unit: "bits per byte"),
      marks: [
        .points("", x: realSpeeds, y: realLosses, color: .blue),
        .horizontal(unrounded, "float32"),
      ]
        + ways.indices.map { index in
          .note(
            ways[index].name, at: (realSpeeds[index], realLosses[index] + lift), alignment: .center,
            color: .blue)
        }))
  notebook.claim(
    "loss added by q8_0, relative", realLosses[1] / unrounded - 1, in: -0.01...0.01)
  notebook.claim(
    "loss added by GPTQ less that of nearest, bits per byte", gptqAdded - nearestAdded,
    in: -0.5...0.003)
  notebook.claim(
    "loss added by least squares less that of nearest, bits per byte", leastAdded - nearestAdded,
    in: -0.5...0.01)

  //: The fewer bytes a weight has, the fewer must be read for a token, and the faster the model writes; how
  //: much faster depends on the machine and on what else it does. The three 4-bit models read the same number
  //: of bytes, and share one measured speed. Their losses differ all the same, by where the rounding
  //: errors went.

  return ExistingModel(
    original: original, unrounded: unrounded,
    bitsPerByte: { try itsBitsPerByte($0, cache: $1) })
}
