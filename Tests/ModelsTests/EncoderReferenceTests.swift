import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// Encoders and encoder–decoders that transformers made, held against what PyTorch computed with them
/// (`Tests/Fixtures/make_encoder_fixtures.py`).
final class EncoderReferenceTests: XCTestCase {
  private static let encoders = [
    "bert-plain", "bert-padded-float16", "bert-relu", "bert-tanh-gelu",
  ]
  private static let encoderDecoders = [
    "t5-plain", "t5-padded-few-buckets", "t5-gated-own-head", "t5-gated-bfloat16",
  ]

  private func reference(_ name: String) throws -> SafetensorsFile {
    try SafetensorsFile(path: Fixtures.path("encoders/\(name)/reference.safetensors"))
  }

  private func labels(_ reference: SafetensorsFile) throws -> [Int32] {
    try reference.integers("labels").map { $0 < 0 ? CrossEntropyKernel.ignoredTarget : Int32($0) }
  }

  private func scale(_ labels: [Int32]) -> Double {
    1 / Double(labels.count { $0 != CrossEntropyKernel.ignoredTarget })
  }

  /// A BERT with its batch laid in.
  private func encoder(
    _ name: String, _ parameters: Encoder<Float>.Parameters, gradients: BufferSlice<Float>? = nil
  ) throws -> Encoder<Float> {
    let reference = try reference(name)
    let shape = try XCTUnwrap(reference["ids"]?.shape)
    let encoder = try Encoder(
      parameters, batch: shape[0], time: shape[1], gradients: gradients)
    encoder.tokens.copy(from: try reference.integers("ids").map { Int32($0) })
    try XCTUnwrap(encoder.segments).copy(
      from: try reference.integers("segments").map { Int32($0) })
    encoder.targets.copy(from: try labels(reference))
    for (sequence, length) in try reference.integers("lengths").enumerated() {
      encoder.see(.all, sequence: sequence, length: Int(length))
    }
    return encoder
  }

  /// A T5 with its batch laid in.
  private func encoderDecoder(
    _ name: String, _ parameters: EncoderDecoder<Float>.Parameters,
    gradients: BufferSlice<Float>? = nil
  ) throws -> EncoderDecoder<Float> {
    let reference = try reference(name)
    let shape = try XCTUnwrap(reference["ids"]?.shape)
    let targetTime = try XCTUnwrap(reference["labels"]?.shape[1])
    let model = try EncoderDecoder(
      parameters, batch: shape[0], sourceTime: shape[1], targetTime: targetTime,
      gradients: gradients)
    let sources = try sources(reference)
    let labels = try labels(reference)
    for sequence in 0..<shape[0] {
      let target = labels[(sequence * targetTime)..<((sequence + 1) * targetTime)]
      model.fill(
        sequence: sequence, source: sources[sequence],
        target: target.filter { $0 != CrossEntropyKernel.ignoredTarget })
    }
    XCTAssertEqual(model.targets.array, labels, "\(name): what is missing is at the end")
    return model
  }

  private func sources(_ reference: SafetensorsFile) throws -> [[Int32]] {
    let time = try XCTUnwrap(reference["ids"]?.shape[1])
    let ids = try reference.integers("ids")
    return try reference.integers("lengths").enumerated().map { sequence, length in
      ids[(sequence * time)..<(sequence * time + Int(length))].map { Int32($0) }
    }
  }

  private func assertEqual(
    _ values: BufferSlice<Float>, _ tensor: String, of reference: SafetensorsFile, _ name: String
  ) throws {
    let expected = try reference.floats(tensor)
    XCTAssertEqual(expected.count, values.count, name)
    for (index, value) in expected.enumerated() {
      XCTAssertEqual(values[index], value, accuracy: 1e-4, "\(name): \(tensor) \(index)")
    }
  }

  private func assertGradients(
    _ gradients: BufferSlice<Float>, _ layout: ParameterLayout, _ mappings: [TensorMapping],
    _ name: String
  ) throws {
    let reference = try reference(name)
    var seen: Set<String> = []
    for mapping in mappings {
      seen.insert("gradient.\(mapping.tensor)")
      let expected = try reference.floats("gradient.\(mapping.tensor)")
      let parameter = try XCTUnwrap(layout[mapping.parameter])
      let gradient = gradients.part(parameter.offset, parameter.count)
      var (difference, norm) = (0.0, 0.0)
      for (index, value) in expected.enumerated() {
        let gap = Double(gradient[mapping.place(of: index)] - value)
        difference += gap * gap
        norm += Double(value * value)
      }
      // A bias of keys moves all scores alike: its gradient is nothing but rounding.
      XCTAssertLessThanOrEqual(
        difference.squareRoot(), 1e-4 * norm.squareRoot() + 1e-7, "\(name): \(mapping.tensor)")
    }
    let all = reference.names.filter { $0.hasPrefix("gradient.") }
    XCTAssertEqual(seen, Set(all), name)
  }

  func testEncoders() throws {
    for name in Self.encoders {
      let parameters = try ModelDirectory.readEncoder(Fixtures.path("encoders/\(name)"))
      try assertReference(
        name, parameters.layout, parameters.configuration.tensorMappings
      ) { try encoder(name, parameters, gradients: $0) }
    }
  }

  func testEncoderDecoders() throws {
    for name in Self.encoderDecoders {
      let parameters = try ModelDirectory.readEncoderDecoder(Fixtures.path("encoders/\(name)"))
      XCTAssertEqual(parameters.configuration.isHeadTied, name != "t5-gated-own-head")
      XCTAssertEqual(parameters.configuration.scalesHead, name != "t5-gated-own-head")
      try assertReference(
        name, parameters.layout, parameters.configuration.tensorMappings
      ) { try encoderDecoder(name, parameters, gradients: $0) }
    }
  }

  /// Scores, hidden values, loss, gradients and losses are those of the fixture.
  ///
  /// - Parameter build: a network with the fixture's batch laid in.
  private func assertReference(
    _ name: String, _ layout: ParameterLayout, _ mappings: [TensorMapping],
    build: (_ gradients: BufferSlice<Float>?) throws -> any ScoringNetwork
  ) throws {
    let file = try reference(name)
    let running = try build(nil)
    running.run()
    try assertEqual(running.logits, "logits", of: file, name)
    try assertEqual(running.hidden, "hidden", of: file, name)
    let arena = Arena()
    let gradients: BufferSlice<Float> = arena.allocate(layout.count, of: .nan)
    let training = try build(gradients)
    let scale = scale(training.targets.array)
    let expected = Double(try file.floats("loss")[0])
    XCTAssertEqual(training.forward(scale: scale) * scale, expected, accuracy: 1e-5, name)
    training.backward(startingAnew: true)
    try assertGradients(gradients, layout, mappings, name)
    running.evaluate()
    XCTAssertEqual(
      running.losses.array.reduce(0, +) * scale, expected, accuracy: 1e-5, name)
  }

  /// What is written stops where transformers' greedy search stops.
  func testGreedyWriting() throws {
    for name in Self.encoderDecoders {
      let parameters = try ModelDirectory.readEncoderDecoder(Fixtures.path("encoders/\(name)"))
      let file = try reference(name)
      let model = try encoderDecoder(name, parameters)
      let shape = try XCTUnwrap(file["greedy"]?.shape)
      let greedy = try file.integers("greedy")
      let written = model.write(try sources(file), limit: shape[1])
      for (sequence, tokens) in written.enumerated() {
        let wanted = greedy[(sequence * shape[1])..<((sequence + 1) * shape[1])]
        XCTAssertEqual(
          tokens, wanted.prefix { $0 != 1 }.map { Int32($0) }, "\(name), \(sequence)")
      }
      // A text alone and in other company is written on alike.
      let alone = try EncoderDecoder(
        parameters, batch: 1, sourceTime: model.sourceTime, targetTime: model.targetTime)
      XCTAssertEqual(alone.write([try sources(file)[1]], limit: shape[1])[0], written[1], name)
    }
  }

  func testBucketsOfDistances() throws {
    for name in Self.encoderDecoders {
      let parameters = try ModelDirectory.readEncoderDecoder(Fixtures.path("encoders/\(name)"))
      guard
        case .relative(let count, let distance) = parameters.configuration.encoder.features
          .positions
      else { return XCTFail("\(name) has no relative positions") }
      let ours = [true, false].flatMap { isTwoSided in
        let positions = RelativePositions(
          bucketCount: count, maximumDistance: distance, isTwoSided: isTwoSided)
        return (-300...300).map { Int64(positions.bucket(of: $0)) }
      }
      XCTAssertEqual(ours, try reference(name).integers("buckets"), name)
    }
  }
}

/// What a fixture can be held against.
private protocol ScoringNetwork {
  var logits: BufferSlice<Float> { get }
  var hidden: BufferSlice<Float> { get }
  var targets: BufferSlice<Int32> { get }
  var losses: BufferSlice<Double> { get }
  func run()
  func forward(scale: Double) -> Double
  func backward(startingAnew: Bool)
  func evaluate()
}

extension Encoder: ScoringNetwork where Scalar == Float {}
extension EncoderDecoder: ScoringNetwork where Scalar == Float {}
