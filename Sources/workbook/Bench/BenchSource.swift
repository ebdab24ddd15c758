import WorkbookCore

/// The weights that a measurement runs from.
enum BenchSource {
  /// The weights of a model directory, or of a GGUF file as they are stored there.
  static func open(_ path: String?) throws -> (any WeightSource)? {
    try path.map { try ModelFolder.open($0).readWeights() }
  }

  /// The same, and how long it took: of a mapped file no number is read. The tokenizer is timed by itself; nil
  /// where there is none, or none that is supported.
  static func timed(
    _ path: String
  ) throws -> (weights: any WeightSource, seconds: Double, tokenizerSeconds: Double?) {
    let (opened, seconds) = try Stopwatch.timed {
      () throws -> (any StoredModel, any WeightSource) in
      let model = try ModelFolder.open(path)
      return (model, try model.readWeights())
    }
    let tokenizer = try? Stopwatch.timed { try opened.0.readTokenizer() }
    return (opened.1, seconds, tokenizer.flatMap { $0.value == nil ? nil : $0.seconds })
  }
}
