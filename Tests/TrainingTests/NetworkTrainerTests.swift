import Groundwork
import Models
import Tensors
import TestSupport
import Training
import TrainingData
import XCTest

/// Steps of encoders and encoder–decoders against the same steps spelled out.
final class NetworkTrainerTests: XCTestCase {
  private static let texts: [[Int32]] = (0..<12).map { (text: Int) -> [Int32] in
    let stride = 1 + text % 3
    return (0..<9).map { (place: Int) -> Int32 in Int32(4 + (text + place * stride) % 12) }
  }

  private func configuration(replicas: Int, steps: Int = 6) -> TrainingConfiguration {
    var configuration = TrainingConfiguration(
      batch: 5, contextLength: 9, steps: steps, learningRate: 1e-2, warmupSteps: 2,
      replicas: replicas)
    configuration.clippingNorm = 0.5
    return configuration
  }

  private func parameters() throws -> NetworkParameters<EncoderConfiguration, Float> {
    let parameters = try NetworkParameters<EncoderConfiguration, Float>(
      EncoderConfiguration(
        vocabularySize: 16, contextLength: 9,
        stack: StackShape(width: 16, layerCount: 1, headCount: 2, features: .t5)))
    parameters.initialize(seed: 1, standardDeviation: 0.1)
    return parameters
  }

  /// What the step's sequence is: a function of both alone.
  private static func lay(_ encoder: Encoder<Float>, step: Int, sequences: Range<Int>) -> Int {
    let objective = MaskedLanguageModeling(maskID: 3, replacements: 4..<16, share: 0.3)
    var labels = 0
    for (row, sequence) in sequences.enumerated() {
      var stream = RandomStream(seed: 9, stream: UInt64(step * 5 + sequence))
      let example = objective.example(texts[stream.index(below: texts.count)], using: &stream)
      labels += encoder.fill(
        sequence: row, tokens: example.tokens, targets: example.targets)
    }
    return labels
  }

  private func trained(replicas: Int) throws -> (losses: [Double], values: [Float]) {
    let parameters = try parameters()
    let trainer = try NetworkTrainer(parameters, configuration(replicas: replicas)) {
      try Encoder(parameters, batch: $0, time: 9, gradients: $1)
    }
    let losses = try (0..<6).map { _ in try trainer.trainStep(Self.lay) }
    XCTAssertEqual(trainer.step, 6)
    return withExtendedLifetime(parameters) { (losses, parameters.values.array) }
  }

  func testStepsAreTheStepsSpelledOut() throws {
    let parameters = try parameters()
    let configuration = configuration(replicas: 1)
    let arena = Arena()
    let layout = parameters.layout
    let gradients: BufferSlice<Float> = arena.allocate(layout.count, of: 0)
    let moments: (BufferSlice<Float>, BufferSlice<Float>) = (
      arena.allocate(layout.count, of: 0), arena.allocate(layout.count, of: 0)
    )
    let encoder = try Encoder(parameters, batch: 5, time: 9, gradients: gradients)
    var losses: [Double] = []
    for step in 0..<6 {
      let labels = Self.lay(encoder, step: step, sequences: 0..<5)
      losses.append(encoder.forward(scale: 1 / Double(labels)) / Double(labels))
      encoder.backward(startingAnew: true)
      let norm = VectorKernels.sumOfSquares(gradients.pointer, count: layout.count).squareRoot()
      let update = AdamWKernel.Step<Float>(
        learningRate: configuration.schedule.rate(at: step, of: 6), beta1: 0.9, beta2: 0.95,
        epsilon: 1e-8, gradientScale: min(1, 0.5 / (norm + 1e-6)), step: step + 1)
      for parameter in layout.specifications {
        AdamWKernel.update(
          parameters: parameters.values.pointer + parameter.offset,
          gradients: gradients.pointer + parameter.offset,
          firstMoments: moments.0.pointer + parameter.offset,
          secondMoments: moments.1.pointer + parameter.offset, count: parameter.count,
          step: update, weightDecay: parameter.decays ? 0.1 : 0)
      }
    }
    let one = try trained(replicas: 1)
    for (ours, theirs) in zip(losses, one.losses) { XCTAssertEqual(ours, theirs, accuracy: 1e-6) }
    for index in 0..<layout.count {
      XCTAssertEqual(parameters.values[index], one.values[index], accuracy: 1e-5)
    }
    XCTAssertNotEqual(one.losses[0], one.losses[5])
  }

  /// Several replicas do the same steps, and again the same bits.
  func testReplicas() throws {
    let (one, two) = (try trained(replicas: 1), try trained(replicas: 2))
    for (ours, theirs) in zip(one.losses, two.losses) {
      XCTAssertEqual(ours, theirs, accuracy: 1e-5)
    }
    let again = try trained(replicas: 2)
    XCTAssertEqual(again.losses, two.losses)
    XCTAssertTrue(again.values == two.values)
  }

  /// An encoder–decoder learns to turn texts round, which takes all of it.
  func testEncoderDecoderLearnsToReverse() throws {
    let parameters = try NetworkParameters<EncoderDecoderConfiguration, Float>(
      EncoderDecoderConfiguration(
        vocabularySize: 16,
        encoder: StackShape(width: 32, layerCount: 1, headCount: 4, features: .t5)))
    parameters.initialize(seed: 1, standardDeviation: 0.1)
    let texts = Self.texts.map { Array($0.prefix(4)) }
    let trainer = try NetworkTrainer(parameters, configuration(replicas: 2, steps: 600)) {
      try EncoderDecoder(parameters, batch: $0, sourceTime: 4, targetTime: 5, gradients: $1)
    }
    for _ in 0..<600 {
      try trainer.trainStep { model, step, sequences in
        var labels = 0
        for (row, sequence) in sequences.enumerated() {
          let text = texts[(step * 5 + sequence) % texts.count]
          labels += model.fill(sequence: row, source: text, target: text.reversed() + [1])
        }
        return labels
      }
    }
    let model = try EncoderDecoder(parameters, batch: texts.count, sourceTime: 4, targetTime: 5)
    XCTAssertEqual(model.write(texts), texts.map { $0.reversed() })
  }

  func testWhatIsNoNumberEndsTraining() throws {
    let parameters = try parameters()
    let trainer = try NetworkTrainer(parameters, configuration(replicas: 2)) {
      try Encoder(parameters, batch: $0, time: 9, gradients: $1)
    }
    parameters.values.fill(.nan)
    assertThrows(
      try trainer.trainStep(Self.lay), TrainingError.self, "no number any more at step 0")
    var parts = configuration(replicas: 1)
    (parts.batch, parts.accumulation) = (6, 2)
    assertThrows(
      try NetworkTrainer(parameters, parts) {
        try Encoder(parameters, batch: $0, time: 9, gradients: $1)
      }, TrainingError.self, "a batch of examples is not worked off in parts")
  }
}
