import Models
import TestSupport
import Training
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
}
