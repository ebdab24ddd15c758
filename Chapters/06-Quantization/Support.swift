import WorkbookCore

/// The course model, and what of it is rounded.
struct CourseModel {
  let text: CourseText
  let model: PretrainedModel
  let parameters: ParameterStore<Float>
  /// The specifications of all that is rounded.
  let matrices: [ParameterSpecification]
  var specimen: ParameterSpecification { matrices[matrices.count / 2] }

  func weights(_ matrix: ParameterSpecification) -> [Float] {
    parameters.values.part(matrix.offset, matrix.count).array
  }

  /// The model with some of its matrices changed.
  func changed(
    where isChosen: (ParameterSpecification) -> Bool = { _ in true },
    _ transform: ([Float]) -> [Float]
  ) throws -> ParameterStore<Float> {
    let store = try ParameterStore<Float>(parameters.configuration)
    store.values.copy(from: parameters.values.array)
    change(store, where: isChosen, transform)
    return store
  }

  /// Changes matrices of a model of this shape in place.
  func change(
    _ store: ParameterStore<Float>,
    where isChosen: (ParameterSpecification) -> Bool = { _ in true },
    _ transform: ([Float]) -> [Float]
  ) {
    for matrix in matrices where isChosen(matrix) {
      let weights = store.values.part(matrix.offset, matrix.count)
      weights.copy(from: transform(weights.array))
    }
  }
}

/// All numbers of a format, from its bits: the plain way.
func allValues(of format: EightBitFloat) -> [Float] {
  let lowest = format.lowestExponent - format.fractionBits
  let positive = (0..<128).map { code in
    let (exponent, fraction) = (
      code >> format.fractionBits, code & (1 << format.fractionBits - 1)
    )
    let counted = exponent == 0 ? fraction : fraction + 1 << format.fractionBits
    return Float(
      sign: .plus, exponent: lowest + max(exponent - 1, 0), significand: Float(counted))
  }.filter { $0 <= format.largest }
  return positive.dropFirst().reversed().map { -$0 } + positive
}

/// The nearest of some numbers in order; of two as near, the one whose code is even.
func nearest(_ x: Float, in values: [Float]) -> Float {
  let zero = values.count / 2
  let best = values.indices.min {
    let (left, right) = (abs(values[$0] - x), abs(values[$1] - x))
    return left == right ? abs($0 - zero) % 2 < abs($1 - zero) % 2 : left < right
  }
  return best.map { values[$0] } ?? 0
}

/// What held-out text says of the course model and its variants.
struct TextJudge {
  let documents: [[UInt8]]
  private let tokenizer: any Tokenizer
  /// The loss of the model as it is, in bits per byte.
  let full: Double

  /// - Parameter byteCount: of held-out text, in equal parts of all kinds.
  init(_ course: CourseModel, byteCount: Int) throws {
    let parts = course.text.parts
    let count = min(byteCount, course.text.heldOut.byteCount) / parts.count
    documents = parts.flatMap { $0.heldOut.prefix(byteCount: count).texts }
    tokenizer = course.model.tokenizer
    full = try Self.loss(course.parameters, documents, tokenizer)
  }

  private static func loss(
    _ store: ParameterStore<Float>, _ documents: [[UInt8]], _ tokenizer: any Tokenizer
  ) throws -> Double {
    try Evaluator(store).evaluate(documents: documents, tokenizer: tokenizer).bitsPerByte
  }

  /// In bits per byte.
  func loss(_ store: ParameterStore<Float>) throws -> Double {
    try Self.loss(store, documents, tokenizer)
  }
}

/// What became of the course model in a format.
struct FormatResult {
  let format: NumberFormat
  /// Bits a parameter, vectors included.
  let bits: Double
  let byteCount: Int
  let signalToNoise: Double
  let loss: Double
}

/// A model that somebody else trained, or the course model, and how it does on a text.
struct ExistingModel {
  let name: String
  /// Whether others trained it.
  let isGiven: Bool
  let original: ParameterStore<Float>
  let texts: [[UInt8]]
  let calibration: CalibrationText
  /// The loss of the model as it is, in bits per byte.
  let unrounded: Double
  private let stored: any StoredModel
  private let tokenizer: any Tokenizer
  private let window: Int

  init(_ notebook: Notebook, _ course: CourseModel, _ judge: TextJudge) throws {
    let path = notebook.existingModelPath("smollm2-135m")
    isGiven = path != nil
    name = path == nil ? "The course model" : "SmolLM2-135M"
    stored = try StoredModels.open(path ?? course.model.folder)
    original = try stored.readParameters()
    tokenizer = try stored.readTokenizer() ?? course.model.tokenizer
    window = min(128, original.configuration.contextLength)
    texts =
      path == nil
      ? judge.documents
      : try notebook.bookProse(ofChapters: ["07", "08", "09"])
        .map { Array($0.prefix(notebook.pick(smoke: 1_000, lesson: 2_000, overnight: 20_000))) }
    calibration = try CalibrationText(
      documents: path == nil
        ? course.text.training.prefix(byteCount: 100_000).texts
        : try notebook.bookProse(ofChapters: ["01", "02", "03", "04"]),
      tokenizer: tokenizer, count: notebook.pick(smoke: 4, lesson: 24, overnight: 32), time: window)
    unrounded = try Self.loss(original, texts, tokenizer, window: window, cache: nil)
  }

  private static func loss(
    _ weights: any WeightSource, _ texts: [[UInt8]], _ tokenizer: any Tokenizer, window: Int,
    cache: CachePrecision?
  ) throws -> Double {
    try Evaluator(weights, contextLength: window, cachePrecision: cache)
      .evaluate(documents: texts, tokenizer: tokenizer).bitsPerByte
  }

  /// In bits per byte.
  ///
  /// - Parameter texts: how many of the texts are read; nil for all.
  func loss(
    _ weights: any WeightSource, cache: CachePrecision? = nil, texts count: Int? = nil
  ) throws -> Double {
    try Self.loss(
      weights, Array(texts.prefix(count ?? texts.count)), tokenizer, window: window, cache: cache)
  }

  /// Weights that may be rounded in place.
  func copy() throws -> ParameterStore<Float> {
    let copy = try ParameterStore<Float>(original.configuration)
    copy.values.copy(from: original.values.array)
    return copy
  }

  /// Tokens a second, the median, of a model written as others read it and decoded from the packed weights.
  func decodingSpeed(
    _ small: QuantizedWeights, _ format: GGUFElement, _ notebook: Notebook
  ) throws -> Double {
    let path = notebook.runDirectory.path + "/rounded.gguf"
    _ = try ModelExport(of: stored).write(small, format: format, to: path)
    return try DecodingBenchmark.run(
      try StoredModels.open(path).readWeights(), promptLength: 16,
      tokens: notebook.pick(smoke: 8, lesson: 16), threads: MachineProbe.processorCount
    ).tokensPerSecond
  }
}

/// What became of an existing model.
struct RoundedModel {
  let name: String
  let bits: Double
  let loss: Double
  let tokensPerSecond: Double
}

/// Groups of neighbours; the last one may be shorter.
func groups(of size: Int, in values: ArraySlice<Float>) -> [ArraySlice<Float>] {
  stride(from: values.startIndex, to: values.endIndex, by: size).map {
    values[$0..<min($0 + size, values.endIndex)]
  }
}

/// From the largest down, each over the median.
func overMedian(_ values: [Float]) -> [Double] {
  let sorted = values.sorted(by: >).map { Double($0) }
  return sorted.map { $0 / max(sorted[sorted.count / 2], 1e-12) }
}

/// The largest magnitude in each column of a matrix.
func largestOfColumns(_ name: String, in store: ParameterStore<Float>) -> [Float] {
  guard let matrix = store.layout.specifications.first(where: { $0.name == name }) else {
    return []
  }
  let weights = store.values.part(matrix.offset, matrix.count).array
  return (0..<matrix.columns).map { column in
    (0..<matrix.rows).map { abs(weights[$0 * matrix.columns + column]) }.max() ?? 0
  }
}
