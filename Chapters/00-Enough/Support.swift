import WorkbookCore

/// A model that knows no field in particular: one that others trained, or a stand-in.
struct GeneralModel {
  let name: String
  let isExisting: Bool
  let fields: [Field]
  let evaluator: Evaluator
  let tokenizer: any Tokenizer
  /// On text of the kind that the stand-in has read; of no interest for an existing model.
  let knownBitsPerByte: Double
  /// Which model it is, in a sentence.
  let introduction: String

  /// SmolLM2 where it is here; else a model that is trained now, in seconds, on the general world.
  @MainActor static func open(_ notebook: Notebook, _ fields: [Field]) throws -> GeneralModel {
    guard let path = notebook.existingModelPath("smollm2-135m") else {
      return try standIn(notebook, fields)
    }
    let stored = try StoredModels.open(path)
    let weights = try stored.readWeights()
    let tokenizer = try StoredModels.readTokenizer(path)
    return GeneralModel(
      name: "SmolLM2-135M", isExisting: true, fields: fields, evaluator: try Evaluator(weights),
      tokenizer: tokenizer, knownBitsPerByte: .nan,
      introduction: "SmolLM2-135M: \(weights.configuration.parameterCount.all) parameters, "
        + "\(tokenizer.vocabularySize) tokens.")
  }

  @MainActor private static func standIn(
    _ notebook: Notebook, _ fields: [Field]
  ) throws -> GeneralModel {
    let text = CourseText.part(
      of: .general, trainingBytes: notebook.pick(smoke: 200_000, lesson: 1_000_000),
      heldOutBytes: 10_000, seed: notebook.seed)
    let tokenizer = try notebook.vocabulary("opening", of: text.training, size: 512)
    let model = ModelConfiguration(
      family: .llama, vocabularySize: tokenizer.vocabularySize, contextLength: 64,
      width: notebook.pick(smoke: 64, lesson: 96), layerCount: 2, headCount: 2,
      endOfTextID: tokenizer.endOfText.map { Int($0) })
    var training = TrainingConfiguration(
      batch: 8, contextLength: 64, steps: notebook.pick(smoke: 300, lesson: 800),
      learningRate: 4e-3, replicas: 2)
    training.seed = notebook.seed
    let plan = PretrainingPlan(
      model: model, training: training,
      sources: [
        try WindowSampler.Source(name: text.name, corpus: text.training, tokenizer: tokenizer)
      ],
      validation: [
        try ValidationText(name: text.name, corpus: text.heldOut, tokenizer: tokenizer)
      ], tokenizer: tokenizer)
    let trained = try notebook.pretrain("opening", plan)
    let evaluator = try Evaluator(
      try StoredModels.open(trained.folder).readWeights(), contextLength: 512)
    let known = try evaluator.evaluate(documents: text.heldOut.texts, tokenizer: tokenizer)
    return GeneralModel(
      name: "a stand-in", isExisting: false, fields: fields, evaluator: evaluator,
      tokenizer: tokenizer, knownBitsPerByte: known.bitsPerByte,
      introduction: "A stand-in, trained now: \(model.parameterCount.all) parameters, "
        + "\(text.training.byteCount) bytes of general text; on unread text of that kind it needs "
        + "\(NumberStyle.decimals(2).text(known.bitsPerByte)) bits per byte.")
  }

  /// The ids of a sentence and the bits of surprise at each, after some lines.
  private func surprises(
    _ sentence: String, after lines: [String] = []
  ) throws -> (ids: [Int32], bits: [Double]) {
    let before = try tokenizer.encode(lines.map { $0 + "\n" }.joined())
    let ids = try tokenizer.encode(sentence)
    let bits = try evaluator.losses(tokenizer.textStart + before + ids).map { $0 / Double.log(2) }
    return (ids, Array(bits.suffix(ids.count)))
  }

  func bitsPerByte(_ sentence: String, after lines: [String] = []) throws -> Double {
    try surprises(sentence, after: lines).bits.reduce(0, +) / Double(sentence.utf8.count)
  }

  /// Another measure, for comparison: the mean surprise of a token.
  func bitsPerToken(_ sentence: String) throws -> Double {
    let bits = try surprises(sentence).bits
    return bits.reduce(0, +) / Double(bits.count)
  }

  /// What a token of each sentence costs, and how many times the textbook's surprise a desk's is.
  func tableByTokens(
    _ perToken: [(textbook: Double, desk: Double)], byBytes: [Double]
  ) -> Table {
    var table = Table([
      .text("bits a token"), .number("textbook", style: .decimals(1)),
      .number("desk", style: .decimals(1)), .number("desk, by textbook", style: .decimals(1)),
      .number("the same, by bytes", style: .decimals(1)),
    ])
    for (field, (bits, ratio)) in zip(fields, zip(perToken, byBytes)) {
      table.append(field.name, bits.textbook, bits.desk, bits.desk / bits.textbook, ratio)
    }
    return table
  }

  /// The sentence in tokens, with the surprise under each.
  func strip(_ sentence: String, title: String) throws -> TokenStrip {
    let (ids, bits) = try surprises(sentence)
    let perByte = NumberStyle.decimals(2).text(bits.reduce(0, +) / Double(sentence.utf8.count))
    return TokenStrip(
      ids, bits: bits, tokenizer: tokenizer, title: "\(title): \(perByte) bits per byte")
  }

  /// The bits of the tokens that lie in some words of a sentence.
  func bits(of words: String, in sentence: String) throws -> Double {
    guard let place = sentence.range(of: words) else { return .nan }
    let begin = sentence[..<place.lowerBound].utf8.count
    let words = begin..<(begin + sentence[place].utf8.count)
    let (ids, bits) = try surprises(sentence)
    var (end, sum) = (0, 0.0)
    for (id, bit) in zip(ids, bits) {
      let start = end
      end += tokenizer.bytes(of: id)?.count ?? 0
      if words.contains(start) { sum += bit }
    }
    return sum
  }

  /// Of some two dozen sentences of a text, the one that surprises least and the one that does most; nil
  /// where it has none.
  func extremes(of corpus: Corpus, seed: UInt64) throws -> (calmest: String, hardest: String)? {
    let text = corpus.sample(byteCount: 200_000, seed: seed).texts.joined(separator: [0x0A])
    let lines = String(decoding: Array(text), as: UTF8.self)
      .split { ".!?。！？\n\r".contains($0) }
      .map { String($0.drop(while: \.isWhitespace)) }
      .filter { (40...160).contains($0.utf8.count) }
    let step = max(1, lines.count / 24)
    let drawn = stride(from: 0, to: lines.count, by: step).map { lines[$0] }
    let measured = try drawn.map { (line: $0, bits: try bitsPerByte($0)) }
      .sorted { $0.bits < $1.bits }
    guard let calmest = measured.first, let hardest = measured.last else { return nil }
    return (calmest.line, hardest.line)
  }

  /// The three measures of each field, side by side.
  func chart(textbook: [Double], alone: [Double], after: [Double]) -> Figure {
    let times = NumberStyle.decimals(1).text(alone.reduce(0, +) / textbook.reduce(0, +))
    let saved = NumberStyle.percent(0).text(1 - after.reduce(0, +) / alone.reduce(0, +))
    return Figure(
      "surprise",
      title: isExisting
        ? "The desk surprises \(name) \(times) times as much as the textbook; three lines before it "
          + "save \(saved)"
        : "The desk surprises \(name) \(times) times as much as the textbook",
      subtitle: "Two sentences of each field, written for this chapter",
      x: Axis("surprise", unit: "bits per byte", from: 0),
      y: Axis(categories: fields.map(\.name)),
      marks: [
        .bars("textbook", textbook, valueStyle: .decimals(2)),
        .bars("desk", alone, valueStyle: .decimals(2)),
        .bars("desk, after three lines", after, valueStyle: .decimals(2)),
      ])
  }
}

/// The chapters, and who uses what of whom.
func bookMap() -> Schematic {
  Schematic(
    "Nine chapters: from text to one model, from many models to a decision",
    boxes: [
      .box("1", "1 Tokenizer", note: "text becomes numbers", column: 0, row: 2, hue: .blue),
      .box("2", "2 Attention", note: "a word asks the others", column: 0, row: 1, hue: .blue),
      .box(
        "3", "3 Transformer", note: "the whole network", column: 1, row: 1, height: 2, hue: .blue),
      .box(
        "5", "5 Pretraining", note: "one run, in full", column: 2, row: 0, height: 4, hue: .orange),
      .box("4", "4 Sampling", note: "what it writes", column: 3, row: 0, hue: .green),
      .box("6", "6 Quantization", note: "in fewer bits", column: 3, row: 1, hue: .green),
      .box("7", "7 Scaling laws", note: "how large", column: 3, row: 2, hue: .green),
      .box("8", "8 Mixed pretraining", note: "whose text", column: 3, row: 3, hue: .green),
      .box("9", "9 Decision", note: "train, or not", column: 4, row: 0, height: 4, hue: .vermilion),
    ],
    arrows: [
      .arrow("1", "3"), .arrow("2", "3"), .arrow("3", "5"), .arrow("5", "4"), .arrow("5", "6"),
      .arrow("5", "7"), .arrow("5", "8"), .arrow("4", "9"), .arrow("6", "9"), .arrow("7", "9"),
      .arrow("8", "9"),
    ],
    groups: [
      .group("the machine", ["1", "2", "3"]), .group("what it is worth", ["4", "6", "7", "8"]),
    ]
  )
}
