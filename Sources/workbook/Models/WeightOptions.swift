import ArgumentParser
import WorkbookCore

/// In which form a model's weights are worked with.
struct WeightOptions: ParsableArguments {
  enum Form: String, ExpressibleByArgument, CaseIterable {
    /// Packed matrices multiply as they lie in the file, inputs rounded to 8 bits for them.
    case stored
    /// All numbers become float32 first.
    case unpacked
  }

  @Option(
    help: """
      How a GGUF file's weights are worked with: stored multiplies them as they are packed, unpacked \
      makes float32 of them first, which is exact and takes far more memory and time.
      """)
  var weights = Form.stored

  func read(_ model: any StoredModel) throws -> any WeightSource {
    switch weights {
    case .stored: try model.readWeights()
    case .unpacked: try model.readParameters()
    }
  }
}

/// How keys and values are kept while a model writes.
struct CacheOptions: ParsableArguments {
  @Option(
    help: """
      How keys and values are kept: f32, f16 or int8. (default: f16 for packed weights of a GGUF file, \
      else f32)
      """)
  var cache: CacheForm?

  var precision: CachePrecision? { cache?.precision }
}

/// A cache's precision, as people write it.
struct CacheForm: ExpressibleByArgument {
  let precision: CachePrecision

  private static let names: [(name: String, precision: CachePrecision)] = [
    ("f32", .float32), ("f16", .float16), ("int8", .int8),
  ]

  init?(argument: String) {
    guard let found = Self.names.first(where: { $0.name == argument.lowercased() }) else {
      return nil
    }
    precision = found.precision
  }

  static var allValueStrings: [String] { names.map(\.name) }
}
