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
