import Foundation
import Groundwork
import Models
import Tensors
import TestSupport
import Tokenizers
import Training
import TrainingData
import XCTest

final class TrainerTests: XCTestCase {
  private let model = ModelConfiguration(
    vocabularySize: 16, contextLength: 8, width: 16, layerCount: 2, headCount: 2)

  private func tokens(_ count: Int, seed: UInt64 = 1) -> [Int32] {
    // A text with structure: each id is the one before it plus 1 or 3.
    var stream = RandomStream(seed: seed)
    var id: Int32 = 0
    return (0..<count).map { _ in
      id = (id + (stream.index(below: 4) == 0 ? 3 : 1)) % 16
      return id
    }
  }

  private func trainer(
    batch: Int = 6, steps: Int = 40, replicas: Int = 1, accumulation: Int = 1
  ) throws -> Trainer {
    let parameters = try ParameterStore<Float>(model)
    parameters.initialize(seed: 3)
    var settings = TrainingConfiguration(
      batch: batch, contextLength: 8, steps: steps, learningRate: 1e-2, replicas: replicas)
    settings.accumulation = accumulation
    let data = try WindowSampler(
      sources: [.init(name: "t", tokens: tokens(2_000))], contextLength: 8, seed: 5)
    return try Trainer(parameters, settings, data: data)
  }

  func testLossFallsFromUniformTowardsTheTextsEntropy() throws {
    let trainer = try trainer(steps: 1_500)
    let first = try trainer.trainStep().loss
    XCTAssertEqual(first, log(16.0), accuracy: 0.1)
    for _ in 1..<1_500 { _ = try trainer.trainStep() }
    // The entropy of the text is that of a coin of ¼: 0.562 nats.
    let loss = try trainer.loss(of: tokens(800, seed: 2)).mean
    XCTAssertEqual(loss, 0.562, accuracy: 0.08)
  }

  func testSameSeedSameReplicasSameBits() throws {
    for replicas in 1...3 {
      let runs = try (0..<2).map { _ in
        let trainer = try self.trainer(replicas: replicas)
        for _ in 0..<10 { _ = try trainer.trainStep() }
        return trainer.parameters.values.array.map(\.bitPattern)
      }
      XCTAssertEqual(runs[0], runs[1], "\(replicas) replicas")
    }
  }

  /// However the batch is shared out, the gradients add up to the same but for rounding.
  func testReplicasAndAccumulationAgree() throws {
    func losses(_ replicas: Int, _ accumulation: Int) throws -> [Double] {
      let trainer = try self.trainer(replicas: replicas, accumulation: accumulation)
      return try (0..<20).map { _ in try trainer.trainStep().loss }
    }
    let reference = try losses(1, 1)
    for (replicas, accumulation) in [(2, 1), (3, 2), (1, 6), (2, 3)] {
      for (a, b) in zip(reference, try losses(replicas, accumulation)) {
        XCTAssertEqual(a, b, accuracy: 1e-4 * a, "\(replicas) replicas, \(accumulation) parts")
      }
    }
  }

  /// The loss over a text does not depend on how its windows fall into batches.
  func testTextLossForEveryLengthAroundTheWindows() throws {
    let one = try trainer(batch: 1)
    let many = try trainer(batch: 6, replicas: 2)
    for count in [2, 3, 8, 9, 10, 16, 17, 18, 50, 97] {
      let ids = tokens(count)
      let a = try one.loss(of: ids)
      let b = try many.loss(of: ids)
      XCTAssertEqual(a.tokenCount, count - 1)
      XCTAssertEqual(a.nats, b.nats, accuracy: 1e-4 * a.nats, "\(count) tokens")
    }
    assertThrows(try one.loss(of: [1]), TrainingError.self, "1 token is too few")
    one.parameters.values[0] = .nan
    assertThrows(try one.loss(of: tokens(20)), TrainingError.self, "the loss is no number")
  }

  /// AdamW, spelled out in Float64, against the fused kernel.
  func testAdamWAgainstTheObviousVersion() {
    var stream = RandomStream(seed: 7)
    let count = 37
    let arena = Arena()
    let buffers = (0..<4).map { _ -> BufferSlice<Float> in arena.allocate(count, of: 0) }
    for i in 0..<count { buffers[0][i] = Float(stream.normal()) }
    var parameters = buffers[0].array.map { Double($0) }
    var first = [Double](repeating: 0, count: count)
    var second = first
    for step in 1...20 {
      for i in 0..<count { buffers[1][i] = Float(stream.normal()) }
      AdamWKernel.update(
        parameters: buffers[0].pointer, gradients: buffers[1].pointer,
        firstMoments: buffers[2].pointer, secondMoments: buffers[3].pointer, count: count,
        step: .init(
          learningRate: 0.01, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, gradientScale: 0.5,
          step: step), weightDecay: 0.1)
      for i in 0..<count {
        let gradient = 0.5 * Double(buffers[1][i])
        first[i] = 0.9 * first[i] + 0.1 * gradient
        second[i] = 0.95 * second[i] + 0.05 * gradient * gradient
        let a = first[i] / (1 - pow(0.9, Double(step)))
        let b = second[i] / (1 - pow(0.95, Double(step)))
        parameters[i] -= 0.01 * 0.1 * parameters[i]
        parameters[i] -= 0.01 * a / (b.squareRoot() + 1e-8)
      }
    }
    for i in 0..<count { XCTAssertEqual(Double(buffers[0][i]), parameters[i], accuracy: 1e-5) }
  }

  func testSchedules() {
    let cosine = LearningRateSchedule.cosine(peak: 1, warmupSteps: 10, finalFraction: 0.1)
    XCTAssertEqual(cosine.rate(at: 0, of: 110), 0.1)
    XCTAssertEqual(cosine.rate(at: 9, of: 110), 1)
    XCTAssertEqual(cosine.rate(at: 10, of: 110), 1)
    XCTAssertEqual(cosine.rate(at: 60, of: 110), 0.55, accuracy: 1e-12)
    XCTAssertEqual(cosine.rate(at: 110, of: 110), 0.1, accuracy: 1e-12)
    let stable = LearningRateSchedule.warmupStableDecay(
      peak: 2, warmupSteps: 4, decaySteps: 10, finalFraction: 0)
    XCTAssertEqual(stable.rate(at: 50, of: 100), 2)
    XCTAssertEqual(stable.rate(at: 95, of: 100), 1)
    XCTAssertEqual(LearningRateSchedule.constant(peak: 3, warmupSteps: 0).rate(at: 0, of: 1), 3)
  }

  /// The formulas by hand, in a training of 20 steps with a peak of 8.
  func testSchedulesAgainstATable() {
    let root = 2.0.squareRoot() / 2
    // step: constant, cosine to a quarter, plateau with a fall of 8 steps to a quarter
    let table: [(step: Int, Double, Double, Double)] = [
      // The way up: 8 · (step + 1) / 4.
      (0, 2, 2, 2), (1, 4, 4, 4), (3, 8, 8, 8),
      // 2 + 6 · (1 + cos πw) / 2 at w = 0, ¼, ½, ¾ (Loshchilov and Hutter 2017, equation 5).
      (4, 8, 8, 8), (8, 8, 5 + 3 * root, 8), (12, 8, 5, 8), (16, 8, 5 - 3 * root, 5),
      // 8 · (¼ + ¾ · left / 8): Hu et al. 2024, equation 1, with a linear fall.
      (13, 8, 5 + 3 * cos(.pi * 9 / 16), 7.25), (19, 8, 5 + 3 * cos(.pi * 15 / 16), 2.75),
      (20, 8, 2, 2),
    ]
    for (step, constant, cosine, stable) in table {
      let pairs: [(LearningRateSchedule, Double)] = [
        (.constant(peak: 8, warmupSteps: 4), constant),
        (.cosine(peak: 8, warmupSteps: 4, finalFraction: 0.25), cosine),
        (
          .warmupStableDecay(peak: 8, warmupSteps: 4, decaySteps: 8, finalFraction: 0.25), stable
        ),
      ]
      for (schedule, expected) in pairs {
        XCTAssertEqual(
          schedule.rate(at: step, of: 20), expected, accuracy: 1e-12, "\(schedule) at \(step)")
      }
    }
  }

  func testADivergedLossIsAnErrorAndLeavesTheParameters() throws {
    let trainer = try trainer()
    trainer.parameters["finalNorm.gain"]?.fill(.nan)
    let before = trainer.parameters.values.array.map(\.bitPattern)
    XCTAssertThrowsError(try trainer.trainStep()) {
      XCTAssertEqual($0 as? TrainingError, .diverged(step: 0))
    }
    XCTAssertEqual(trainer.parameters.values.array.map(\.bitPattern), before)
  }

  func testImpossibleSettingsAreNamed() throws {
    var settings = TrainingConfiguration(batch: 2, contextLength: 8, steps: 1, replicas: 3)
    assertThrows(try settings.validate(), TrainingError.self, "3 replicas have only 2 sequences")
    settings.replicas = 1
    settings.accumulation = 3
    assertThrows(try settings.validate(), TrainingError.self, "a batch of 2 is not 3 equal parts")
    settings.accumulation = 1
    let schedules: [LearningRateSchedule] = [
      .constant(peak: .nan, warmupSteps: 0),
      .cosine(peak: 1, warmupSteps: 0, finalFraction: -1),
      .warmupStableDecay(peak: 1, warmupSteps: 0, decaySteps: -1, finalFraction: 0),
    ]
    for schedule in schedules {
      settings.schedule = schedule
      assertThrows(
        try settings.validate(), TrainingError.self, "the learning rate must be a positive number",
        note: "\(schedule)")
    }
    settings.schedule = .constant(peak: 1, warmupSteps: 0)
    XCTAssertNoThrow(try settings.validate())
    settings.zLoss = -1
    assertThrows(try settings.validate(), TrainingError.self, "the z-loss coefficient is -1.0")
    XCTAssertThrowsError(
      try WindowSampler(
        sources: [.init(name: "short", tokens: [1, 2, 3])], contextLength: 3, seed: 1)
    ) { XCTAssertTrue("\($0)".contains("short: 3 tokens"), "\($0)") }
  }

  func testTheSamplerFollowsWeightsAndNeedsNoState() throws {
    let sampler = try WindowSampler(
      sources: [
        .init(name: "a", tokens: [Int32](repeating: 1, count: 50), weight: 3),
        .init(name: "b", tokens: [Int32](repeating: 2, count: 50), weight: 1),
      ], contextLength: 4, seed: 9)
    let arena = Arena()
    let ids: BufferSlice<Int32> = arena.allocate(4, of: 0)
    let next: BufferSlice<Int32> = arena.allocate(4, of: 0)
    var fromA = 0
    for step in 0..<4_000 {
      sampler.fill(step: step, sequence: 3, tokens: ids.pointer, targets: next.pointer)
      fromA += ids[0] == 1 ? 1 : 0
    }
    XCTAssertEqual(Double(fromA) / 4_000, 0.75, accuracy: 5 * 0.00685)
  }
}
