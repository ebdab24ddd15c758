import WorkbookCore

/// The weights that a measurement runs from.
enum BenchSource {
  /// The weights of a model directory, or of a GGUF file as they are stored there.
  static func open(_ path: String?) throws -> (any WeightSource)? {
    try path.map { try ModelFolder.open($0).readWeights() }
  }
}
