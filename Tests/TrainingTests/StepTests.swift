import Groundwork
import Models
import Tensors
import TestSupport
import Training
import TrainingData
import XCTest

/// One step of the trainer against the same step spelled out: one batch, one replica, sums and AdamW
/// in Float64.
final class StepTests: XCTestCase {
  private let model = ModelConfiguration(
    vocabularySize: 16, contextLength: 12, width: 16, layerCount: 2, headCount: 2)

  private func data() throws -> WindowSampler {
    var stream = RandomStream(seed: 5)
    let documents = (0..<50).map { _ in
      (0..<1 + stream.index(below: 20)).map { _ in Int32(stream.index(below: 15)) } + [15]
    }
    return try WindowSampler(
      sources: [.init(name: "text", documents: documents)], contextLength: 12, seed: 2,
      packing: .documents, separatesDocuments: true)
  }

  private func start() throws -> ParameterStore<Float> {
    let parameters = try ParameterStore<Float>(model)
    parameters.initialize(seed: 3, standardDeviation: 0.2)
    return parameters
  }

  /// The loss, the gradients' norm, and the parameters after one step from `start()`.
  private func obviousStep(
    _ settings: TrainingConfiguration
  ) throws -> (loss: Double, norm: Double, parameters: [Double], labels: Int) {
    let (store, data) = (try start(), try data())
    let arena = Arena()
    let gradients: BufferSlice<Float> = arena.allocate(store.layout.count, of: 0)
    let decoder = try Decoder(
      store, batch: settings.batch, time: 12, gradients: gradients,
      options: DecoderOptions(separatesDocuments: true))
    for row in 0..<settings.batch {
      data.fill(
        step: 0, sequence: row, tokens: decoder.tokens.pointer + 12 * row,
        targets: decoder.targets.pointer + 12 * row,
        documentStarts: try XCTUnwrap(decoder.documentStarts).pointer + 12 * row)
    }
    let labels = decoder.targets.array.filter { $0 >= 0 }.count
    let nats = decoder.forward(scale: 1 / Double(labels), zLoss: settings.zLoss)
    decoder.backward(startingAnew: true)
    let exact = gradients.array.map { Double($0) }
    let norm = exact.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let clipping = min(1, settings.clippingNorm / (norm + 1e-6))
    var parameters = store.values.array.map { Double($0) }
    for specification in store.layout.specifications {
      for i in specification.offset..<specification.offset + specification.count {
        // After one step from zero the corrected moments are the gradient and its square.
        let gradient = exact[i] * clipping
        if specification.rows > 1 { parameters[i] *= 1 - 0.01 * settings.weightDecay }
        parameters[i] -= 0.01 * gradient / (abs(gradient) + settings.epsilon)
      }
    }
    return (nats / Double(labels), norm, parameters, labels)
  }

  /// Labels are masked here and there, and every label must weigh alike in whichever part it falls;
  /// a mean of the parts' means would be another number.
  func testHoweverTheBatchIsWorkedOff() throws {
    for clippingNorm in [0.05, 100] {
      var settings = TrainingConfiguration(batch: 6, contextLength: 12, steps: 10, replicas: 1)
      settings.schedule = .constant(peak: 0.01, warmupSteps: 0)
      settings.clippingNorm = clippingNorm
      settings.packing = .documents
      settings.separatesDocuments = true
      // Large enough that no quotient hangs on the last bits of a tiny gradient.
      settings.epsilon = 1e-3
      settings.zLoss = 1e-2
      let expected = try obviousStep(settings)
      XCTAssertLessThan(expected.labels, 6 * 12 - 6)
      XCTAssertEqual(expected.norm > clippingNorm, clippingNorm < 1, "clipped or not")
      for (replicas, accumulation) in [(1, 1), (1, 2), (1, 6), (2, 1), (2, 3), (3, 2)] {
        for recomputation in [false, true] {
          settings.replicas = replicas
          settings.accumulation = accumulation
          settings.recomputation = recomputation
          let parameters = try start()
          let trainer = try Trainer(parameters, settings, data: try data())
          let step = try trainer.trainStep()
          let name = "\(replicas) replicas, \(accumulation) parts, clipped to \(clippingNorm)"
          XCTAssertEqual(step.loss, expected.loss, accuracy: 1e-6, name)
          XCTAssertEqual(step.gradientNorm, expected.norm, accuracy: 1e-5 * expected.norm, name)
          for i in expected.parameters.indices {
            XCTAssertEqual(
              Double(parameters.values[i]), expected.parameters[i], accuracy: 1e-5, "\(name), \(i)")
          }
        }
      }
    }
  }

  /// The memory that is planned is the memory that is predicted, whatever is switched on.
  func testThePredictionIsTheTrainersMemory() throws {
    var settings = TrainingConfiguration(batch: 6, contextLength: 12, steps: 10, replicas: 1)
    settings.packing = .documents
    settings.separatesDocuments = true
    for (replicas, accumulation) in [(1, 1), (2, 1), (2, 3)] {
      for recomputation in [false, true] {
        settings.replicas = replicas
        settings.accumulation = accumulation
        settings.recomputation = recomputation
        let trainer = try Trainer(try start(), settings, data: try data())
        let predicted = try settings.memoryEstimate(model)
        XCTAssertEqual(trainer.memory.total, predicted.total)
        XCTAssertEqual(trainer.memory.activations, predicted.activations)
      }
    }
    settings.separatesDocuments = false
    assertThrows(
      try Trainer(try start(), settings, data: try data()), TrainingError.self,
      "its sampler was made for another configuration")
  }
}
