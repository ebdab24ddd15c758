import Groundwork
import Models
import Tensors
import TrainingData

/// How long a training step takes, beside the time of its matrix products alone.
///
///     let result = try TrainingBenchmark.run(configuration, batch: 12, time: 64, steps: 30)
///     result.medianStepSeconds / result.medianFloorSeconds      // 1.2, say
///
/// The model learns random ids: speed does not depend on what the text says.
public struct TrainingBenchmark: Sendable {
  /// Seconds of each step, the first few left out.
  public let stepSeconds: [Double]
  /// Seconds of the step's matrix products alone, attention whole, measured between the steps.
  public let floorSeconds: [Double]
  public let tokensPerStep: Int
  /// The floating-point operations of the step's products, attention counted whole.
  public let operations: Double
  public let memory: TrainingMemory
  /// Where a step's time goes, of further steps.
  public let profile: StepProfile

  public var medianStepSeconds: Double { MachineProbe.median(stepSeconds) }
  public var medianFloorSeconds: Double { MachineProbe.median(floorSeconds) }
  public var tokensPerSecond: Double { Double(tokensPerStep) / medianStepSeconds }

  /// Measures.
  ///
  /// Steps and floor take turns, a few of each at a time, so that a machine whose speed drifts slows
  /// both.
  /// - Parameters:
  ///   - steps: the steps to time, after `warmup` others.
  /// - Throws: for an impossible shape or training.
  public static func run(
    _ model: ModelConfiguration, training: TrainingConfiguration, steps: Int, warmup: Int = 3
  ) throws -> TrainingBenchmark {
    var training = training
    let profiled = min(max(steps, 1), 20)
    training.steps = max(steps, 0) + warmup + profiled
    var stream = RandomStream(seed: training.seed)
    let ids = (0..<max(4_096, 2 * training.contextLength)).map { _ in
      Int32(stream.index(below: model.vocabularySize))
    }
    let parameters = try ParameterStore<Float>(model)
    parameters.initialize(seed: training.seed)
    let trainer = try Trainer(
      parameters, training,
      data: try WindowSampler(
        sources: [.init(name: "random ids", tokens: ids)], contextLength: training.contextLength,
        seed: training.seed))
    let floor = try ProductFloor(
      model, batch: training.batch / training.accumulation, time: training.contextLength,
      replicas: training.replicas, products: training.productPlan)
    for _ in 0..<warmup { _ = try trainer.trainStep() }
    _ = floor.run()
    var stepSeconds: [Double] = []
    var floorSeconds: [Double] = []
    while stepSeconds.count < steps {
      for _ in 0..<min(roundLength, steps - stepSeconds.count) {
        stepSeconds.append(try Stopwatch.seconds { _ = try trainer.trainStep() })
      }
      for _ in 0..<roundLength where floorSeconds.count < stepSeconds.count {
        var seconds = 0.0
        for _ in 0..<training.accumulation { seconds += floor.run() }
        floorSeconds.append(seconds)
      }
    }
    return TrainingBenchmark(
      stepSeconds: stepSeconds, floorSeconds: floorSeconds, tokensPerStep: training.tokensPerStep,
      operations: floor.operations * Double(training.accumulation), memory: trainer.memory,
      profile: try StepProfile.measure(trainer, steps: profiled))
  }

  private static let roundLength = 5
}
