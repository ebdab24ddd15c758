import Models
import ScalingLaws
import Training

/// One run of a sweep, before it has been made.
public struct SweepRun: Codable, Hashable, Sendable {
  /// Unique within the sweep: the table of results is searched by it.
  public var name: String
  public var model: ModelConfiguration
  public var training: TrainingConfiguration
  /// Whether no fit may see it. It changes nothing of the run, nor of its fingerprint.
  public var isHeldOut = false

  /// - Parameter name: nil for one that says width, layers, tokens and seed.
  public init(model: ModelConfiguration, training: TrainingConfiguration, name: String? = nil) {
    self.model = model
    self.training = training
    self.name =
      name
      ?? "w\(model.width)-l\(model.layerCount)-t\(training.steps * training.tokensPerStep)"
      + "-s\(training.seed)"
  }

  /// N, embeddings included, a tied head counted once (as Hoffmann et al. 2022 do).
  public var parameters: Double { Double(model.parameterCount.all) }
  /// D.
  public var tokens: Double { Double(training.steps) * Double(training.tokensPerStep) }
  /// The order in which runs are made: the most expensive first, those of one price by name.
  static func isMoreExpensive(_ first: SweepRun, _ second: SweepRun) -> Bool {
    (second.compute, first.name) < (first.compute, second.name)
  }

  /// 6·N·D.
  public var compute: Double { 6 * parameters * tokens }
  /// Floating-point operations counted part by part, as in Hoffmann et al. 2022, appendix F.
  public var flops: Double {
    tokens * AppendixFCost(model, contextLength: training.contextLength).trainingPerToken
  }
}

extension SweepRun {
  /// The run of a model that comes nearest to a budget of 6·N·D operations: as many whole steps as
  /// that is, and at least ten.
  ///
  /// Each run has a schedule of its own that ends with it: a loss read off halfway down a longer
  /// cosine is too high (Hoffmann et al. 2022, appendix B).
  public static func spending(
    _ compute: Double, on model: ModelConfiguration, batch: Int, learningRate: Double, seed: UInt64
  ) -> SweepRun {
    let perStep = 6 * Double(model.parameterCount.all) * Double(batch * model.contextLength)
    // A budget that no machine has is refused later, in words; here it must only be a number.
    let steps = max(10, Int(min((compute / perStep).rounded(), 0x1p40)))
    var training = TrainingConfiguration(
      batch: batch, contextLength: model.contextLength, steps: steps, learningRate: learningRate,
      replicas: 1)
    training.seed = seed
    return SweepRun(model: model, training: training)
  }
}
