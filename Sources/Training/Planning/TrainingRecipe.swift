import TrainingData

/// How a model is to be trained, with room for what is not said: a configuration fits one number of
/// steps, a recipe any.
///
///     var recipe = TrainingRecipe()
///     recipe.packing = .documents
///     try recipe.configuration(steps: 2_000, contextLength: 128, width: 256)
public struct TrainingRecipe: Sendable {
  /// How the learning rate goes on after the warm-up.
  public enum Schedule: String, CaseIterable, Sendable {
    case constant, cosine
    case warmupStableDecay = "warmup-stable-decay"
  }

  /// Sequences a step.
  public var batch = 12
  /// The highest rate; nil for `TrainingConfiguration.defaultLearningRate`.
  public var learningRate: Double?
  /// Steps until the highest rate; nil for `defaultWarmupSteps`.
  public var warmupSteps: Int?
  /// The same as a share of all steps.
  public var warmupShare: Double?
  public var schedule = Schedule.cosine
  /// Steps of the fall in `warmupStableDecay`; nil for `defaultDecaySteps`.
  public var decaySteps: Int?
  /// The last rate, as a share of the highest; a constant rate has none.
  public var finalFraction = 0.1
  public var accumulation = 1
  public var clippingNorm = 1.0
  public var weightDecay = 0.1
  public var zLoss = 0.0
  public var recomputation = false
  public var packing = SequencePacking.windows
  public var separatesDocuments = false
  public var order = SequenceOrder.draws
  /// Of all processes together; nil for `defaultReplicaCount`.
  public var replicas: Int?
  public var seed: UInt64 = 1
  /// Steps between checkpoints; nil for a quarter of all.
  public var checkpointEvery: Int?
  /// Steps between looks at the held-out text; nil for `defaultEvaluationInterval`, where that text is
  /// known, or a tenth of all.
  public var evaluateEvery: Int?

  public init() {}

  /// The settings of a run.
  ///
  /// - Parameters:
  ///   - width: the model's, which decides the learning rate.
  ///   - heldOutTokens: what is looked at; nil where that is not known yet.
  /// - Throws: `TrainingError.impossible`.
  public func configuration(
    steps: Int, contextLength: Int, width: Int, heldOutTokens: Int? = nil
  ) throws(TrainingError) -> TrainingConfiguration {
    if let warmupShare, !(0...1).contains(warmupShare) {
      throw .impossible("the warm-up is \(warmupShare) of all steps, not between 0 and 1")
    }
    let peak = learningRate ?? TrainingConfiguration.defaultLearningRate(width: width)
    var settings = TrainingConfiguration(
      batch: batch, contextLength: contextLength, steps: steps, learningRate: peak,
      warmupSteps: warmupSteps ?? warmupShare.map { Int(($0 * Double(steps)).rounded()) },
      replicas: replicas)
    let warmup = settings.schedule.warmupSteps
    settings.schedule =
      switch schedule {
      case .constant: .constant(peak: peak, warmupSteps: warmup)
      case .cosine: .cosine(peak: peak, warmupSteps: warmup, finalFraction: finalFraction)
      case .warmupStableDecay:
        .warmupStableDecay(
          peak: peak, warmupSteps: warmup,
          decaySteps: decaySteps ?? TrainingConfiguration.defaultDecaySteps(of: steps),
          finalFraction: finalFraction)
      }
    settings.accumulation = accumulation
    settings.clippingNorm = clippingNorm
    settings.weightDecay = weightDecay
    settings.zLoss = zLoss
    settings.recomputation = recomputation
    settings.packing = packing
    settings.separatesDocuments = separatesDocuments
    settings.order = order
    settings.seed = seed
    if let checkpointEvery { settings.checkpointEvery = checkpointEvery }
    if let heldOutTokens {
      settings.evaluateEvery = settings.defaultEvaluationInterval(heldOutTokens: heldOutTokens)
    }
    if let evaluateEvery { settings.evaluateEvery = evaluateEvery }
    try settings.validate()
    return settings
  }
}
