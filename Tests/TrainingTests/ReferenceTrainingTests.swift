import Groundwork
import Models
import Tensors
import TestSupport
import Training
import TrainingData
import XCTest

/// A whole trajectory, held against PyTorch's (`Tests/Fixtures/make_model_fixtures.py`).
final class ReferenceTrainingTests: XCTestCase {
  /// Forward, backward, clipping, decay of matrices alone and AdamW's moments: an error in any of
  /// them shows within ten steps at this learning rate.
  func testTenStepsOfAdamWGiveTheLossesOfPyTorch() throws {
    for name in ["gpt2-sharded", "llama-sharded-float16"] { try checkTrajectory(of: name) }
  }

  private func checkTrajectory(of name: String) throws {
    let folder = Fixtures.path("models/" + name)
    let reference = try SafetensorsFile(path: folder + "/reference.safetensors")
    let ids = try reference.integers("ids").map { Int32($0) }
    let expected = try reference.floats("adamWLosses")
    XCTAssertEqual(expected.count, 10)

    // A text of one window: the sampler has no choice.
    let data = try WindowSampler(
      sources: [.init(name: "ids", tokens: ids)], contextLength: ids.count - 1, seed: 1)
    var settings = TrainingConfiguration(
      batch: 1, contextLength: ids.count - 1, steps: 10, replicas: 1)
    settings.schedule = .constant(peak: 0.01, warmupSteps: 0)
    let trainer = try Trainer(try ModelDirectory.read(folder), settings, data: data)
    for (step, loss) in expected.enumerated() {
      XCTAssertEqual(
        try trainer.trainStep().loss, Double(loss), accuracy: 1e-4, "\(name), before step \(step)")
    }
    XCTAssertLessThan(try XCTUnwrap(expected.last), 0.5 * (try XCTUnwrap(expected.first)))
  }

  /// `Tests/Fixtures/make_training_fixtures.py`
  private func fixture() throws -> SafetensorsFile {
    try SafetensorsFile(path: Fixtures.path("training/reference.safetensors"))
  }

  /// Moments, bias correction, decoupled decay and clipping, element by element and step by step.
  func testAdamWFollowsPyTorch() throws {
    let fixture = try fixture()
    let (gradients, norms) = (
      try fixture.floats("adamw.gradients"), try fixture.floats("adamw.norms")
    )
    let count = 37
    for (name, decay) in [("adamw.parameters", Float(0.1)), ("adamw.undecayed", 0)] {
      let expected = try fixture.floats(name)
      let arena = Arena()
      let buffers = (0..<4).map { _ -> BufferSlice<Float> in arena.allocate(count, of: 0) }
      buffers[0].copy(from: Array(expected.prefix(count)))
      for step in norms.indices {
        buffers[1].copy(from: Array(gradients[step * count..<(step + 1) * count]))
        let norm = VectorKernels.sumOfSquares(buffers[1].pointer, count: count).squareRoot()
        XCTAssertEqual(norm, Double(norms[step]), accuracy: 1e-5 * norm)
        AdamWKernel.update(
          parameters: buffers[0].pointer, gradients: buffers[1].pointer,
          firstMoments: buffers[2].pointer, secondMoments: buffers[3].pointer, count: count,
          step: .init(
            learningRate: 0.02, beta1: 0.9, beta2: 0.95, epsilon: 1e-8,
            gradientScale: min(1, 1 / (norm + 1e-6)), step: step + 1), weightDecay: decay)
        for i in 0..<count {
          XCTAssertEqual(
            buffers[0][i], expected[(step + 1) * count + i], accuracy: 2e-6, "\(name) \(step) \(i)")
        }
      }
    }
  }

  func testTheZLossFollowsPyTorchAndIsNotPartOfTheLoss() throws {
    let fixture = try fixture()
    let arena = Arena()
    let logits: BufferSlice<Float> = arena.allocate(5 * 23, of: 0)
    logits.copy(from: try fixture.floats("zloss.logits"))
    let targets: BufferSlice<Int32> = arena.allocate(5, of: 0)
    targets.copy(
      from: try fixture.integers("zloss.targets").map {
        $0 < 0 ? CrossEntropyKernel.ignoredTarget : Int32($0)
      })
    let labels = targets.array.filter { $0 >= 0 }.count
    let loss = CrossEntropyKernel.forwardAndBackward(
      logits: logits.pointer, targets: targets.pointer, rows: 5, vocabulary: 23,
      scale: 1 / Float(labels), zLoss: 0.01)
    XCTAssertEqual(
      loss / Double(labels), Double(try fixture.floats("zloss.loss")[0]), accuracy: 1e-5)
    for (index, expected) in try fixture.floats("zloss.gradient").enumerated() {
      XCTAssertEqual(logits[index], expected, accuracy: 1e-6, "at \(index)")
    }
  }
}
