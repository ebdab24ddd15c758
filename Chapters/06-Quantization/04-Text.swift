import WorkbookCore

/// What held-out text says of the course model.
struct TextJudge {
  let documents: [[UInt8]]
  /// The loss of the model as it is.
  let full: Double
  let bitsPerByte: (ParameterStore<Float>) throws -> Double
  /// The model with some of its matrices changed.
  let changed:
    ((ParameterSpecification) -> Bool, ([Float]) -> [Float]) throws -> ParameterStore<Float>
}

func askTheText(
  _ notebook: Notebook, _ course: CourseModel, _ grid: @escaping ([Float], Int) -> [Float]
) throws -> TextJudge {
  let text = course.text
  let model = course.model
  let parameters = course.parameters
  let matrices = course.matrices
  func weights(_ specification: ParameterSpecification) -> [Float] {
    course.weights(specification)
  }
  func roundedToGrid(_ original: [Float], bits: Int) -> [Float] { grid(original, bits) }

  //: ## What the text says
  //:
  //: Decibels are not a loss. The model may shrug at noise in one place and stumble over it in another.
  //: So we round every matrix, put the model together again and ask it about held-out text.
  let clippedHeldOut = text.heldOut.prefix(
    byteCount: notebook.pick(smoke: 8_000, lesson: 60_000, overnight: 120_000))
  // Half of each part: the prefix of the joined text would hold the first alone.
  let documents = text.parts.flatMap { part in
    part.heldOut.prefix(byteCount: clippedHeldOut.byteCount / text.parts.count).texts
  }
  func bitsPerByte(_ store: ParameterStore<Float>) throws -> Double {
    try Evaluator(store).evaluate(documents: documents, tokenizer: model.tokenizer).bitsPerByte
  }
  /// The model with some of its matrices changed.
  func changed(
    where isChosen: (ParameterSpecification) -> Bool = { _ in true },
    _ transform: ([Float]) -> [Float]
  ) throws -> ParameterStore<Float> {
    let store = try ParameterStore<Float>(parameters.configuration)
    store.values.copy(from: parameters.values.array)
    for specification in matrices where isChosen(specification) {
      store.values.part(specification.offset, specification.count)
        .copy(from: transform(weights(specification)))
    }
    return store
  }

  //: **Predict.** Order these by loss: float32, float16, bfloat16, int8, int4. Which of them can you
  //: tell apart with the naked eye?
  var formatTable = Table([
    .text("format"), .number("bits a parameter", style: .decimals(2)),
    .number("size", style: .bytes), .number("signal to noise", unit: "dB", style: .decimals(1)),
    .number("bits per byte", style: .decimals(4)), .number("added", style: .decimals(4)),
  ])
  var losses: [NumberFormat: Double] = [:]
  var formatBits: [NumberFormat: Double] = [:]
  for format in NumberFormat.allCases {
    let small = try QuantizedModel(parameters, format: format)
    let loss = try bitsPerByte(small.parameters)
    losses[format] = loss
    formatBits[format] = small.bitsPerParameter
    formatTable.append(
      format.rawValue, small.bitsPerParameter, small.byteCount, small.totalError.signalToNoise,
      loss, loss - (losses[.float32] ?? loss))
  }
  notebook.show(formatTable)
  let full = losses[.float32] ?? 0
  func added(_ format: NumberFormat) -> Double { (losses[format] ?? 0) / full - 1 }
  notebook.claim("loss added by bfloat16, relative", added(.bfloat16), in: -0.01...0.01)
  notebook.claim("loss added by int8, relative", added(.int8), in: -0.01...0.01)
  notebook.claim("loss added by int4, relative", added(.int4), in: 0...0.2, smoke: -0.02...0.2)
  notebook.claim(
    "times smaller in int4 than in float32",
    (formatBits[.float32] ?? 0) / (formatBits[.int4] ?? 1), in: 6...7.2)

  //: Down to 8 bits that is a free lunch. To find where it ends we go on down, with the plain grid of $b$
  //: bits. The scale adds half a bit to each weight.
  let cliffBits = notebook.pick(smoke: [2, 3, 4, 8], lesson: [2, 3, 4, 5, 6, 8])
  var cliff: [Double] = []
  for bits in cliffBits {
    cliff.append(try bitsPerByte(try changed { roundedToGrid($0, bits: bits) }))
  }
  let shown: [NumberFormat] = [.int4, .int8, .bfloat16]
  let relative = NumberStyle.percent(1)
  try notebook.plot(
    Figure(
      "loss",
      title: "4 bits a weight cost \(relative.text(cliff[2] / full - 1)) of loss, 2 bits "
        + relative.text(cliff[0] / full - 1),
      subtitle: "Loss on held-out text of the same model, every matrix rounded",
      x: Axis("bits a weight, scales included", range: 2...18),
      y: Axis("loss", unit: "bits per byte"),
      marks: [
        .line(
          "grid of b bits", x: cliffBits.map { Double($0) + 0.5 }, y: cliff, color: .blue,
          showsPoints: true, placement: .key),
        .points(
          "formats", x: shown.map { $0.bitsPerWeight }, y: shown.map { losses[$0] ?? .nan },
          color: .vermilion),
        .horizontal(full, "float32"),
      ]
        + shown.map { format in
          .note(
            format.rawValue,
            at: (format.bitsPerWeight, (losses[format] ?? full) + 0.05 * (cliff[0] - full)),
            alignment: .center, color: .vermilion)
        }))
  notebook.claim(
    "loss at 2 bits over the loss of float32", cliff[0] / full, in: 1.05...20, smoke: 0.98...20)
  notebook.claim(
    "the loss falls with every further bit, up to 4",
    cliff[0] > cliff[1] && cliff[1] > cliff[2], scope: .builtInCorpus)

  //: Above some number of bits, what rounding adds is small beside what the model does not know
  //: anyway. Below, it grows fast. Where that cliff lies depends on the model: the more text a
  //: model has been trained on, the more it loses by being rounded afterwards (Kumar et al. 2024).

  return TextJudge(
    documents: documents, full: full, bitsPerByte: bitsPerByte,
    changed: { try changed(where: $0, $1) })
}
