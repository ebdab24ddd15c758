import Models
import Sweeps
import TrainingData

/// A text and models that are trained in an instant.
enum SmallSweep {
  /// - Parameter factor: another number makes another text.
  static func make(factor: Int = 1, byteCount: Int = 200, weight: Double = 1) -> Sweep {
    let ids: [Int32] = (0..<2_000).map { place in
      let mixed: Int = place * place * factor + place / 7
      return Int32(mixed % 11)
    }
    return Sweep(
      sources: [.init(name: "text", tokens: ids, weight: weight)],
      validation: ValidationText(
        name: "held out", ids: Array(ids.prefix(200)), byteCount: byteCount))
  }

  /// Runs of one budget, a model of each width.
  static func runs(widths: [Int], compute: Double = 1e7) -> [SweepRun] {
    widths.map { width in
      SweepRun.spending(
        compute,
        on: ModelConfiguration(
          vocabularySize: 11, contextLength: 8, width: width, layerCount: 1, headCount: 1),
        batch: 2, learningRate: 0.01, seed: 1)
    }
  }
}
