import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// Whole encoders and encoder–decoders against finite differences, in Float64, and an encoder that reads
/// from left to right against a decoder.
final class EncoderGradientTests: XCTestCase {
  func testEveryParameterOfEncoders() throws {
    var relative = StackFeatures.t5
    relative.positions = .relative(bucketCount: 6, maximumDistance: 5)
    relative.feedForward = .geGLU
    for (features, head, kinds, reach) in [
      (StackFeatures.bert, EncoderConfiguration.Head.transformed, 2, AttentionReach.all),
      (StackFeatures(), .plain, 0, .causal), (relative, .plain, 3, .prefix(2)),
    ] {
      let configuration = EncoderConfiguration(
        vocabularySize: 11, contextLength: 6,
        stack: StackShape(
          width: 8, layerCount: 2, headCount: 2, feedForwardWidth: 12,
          normalizationEpsilon: 1e-4, features: features),
        head: head, segmentKindCount: kinds, normalizesEmbedding: head == .transformed)
      let parameters = try NetworkParameters<EncoderConfiguration, Double>(configuration)
      parameters.initialize(seed: 2, standardDeviation: 0.4)
      let arena = Arena()
      let gradients: BufferSlice<Double> = arena.allocate(parameters.layout.count, of: .nan)
      let encoder = try Encoder(parameters, batch: 2, time: 5, gradients: gradients)
      var stream = RandomStream(seed: 8)
      for i in 0..<10 {
        encoder.tokens[i] = Int32(stream.index(below: 11))
        encoder.targets[i] = Int32(stream.index(below: 11))
        encoder.segments?[i] = Int32(stream.index(below: max(1, kinds)))
      }
      encoder.targets[3] = CrossEntropyKernel.ignoredTarget
      encoder.see(reach, sequence: 0)
      encoder.see(reach, sequence: 1, length: 4)
      try check(parameters.layout, parameters.values, gradients) {
        encoder.forward(scale: 1.0 / 9) / 9
      } backward: {
        encoder.backward(startingAnew: true)
      }
    }
  }

  func testEveryParameterOfEncoderDecoders() throws {
    for (feedForward, isHeadTied) in [(StackFeatures.FeedForward.relu, true), (.geGLU, false)] {
      var features = StackFeatures.t5
      features.positions = .relative(bucketCount: 6, maximumDistance: 5)
      features.feedForward = feedForward
      features.hasBiases = !isHeadTied
      let configuration = EncoderDecoderConfiguration(
        vocabularySize: 11,
        encoder: StackShape(
          width: 6, layerCount: 1, headCount: 2, headWidth: 4, feedForwardWidth: 10,
          normalizationEpsilon: 1e-4, features: features),
        decoderLayerCount: 2, isHeadTied: isHeadTied)
      let parameters = try NetworkParameters<EncoderDecoderConfiguration, Double>(configuration)
      parameters.initialize(seed: 3, standardDeviation: 0.4)
      let arena = Arena()
      let gradients: BufferSlice<Double> = arena.allocate(parameters.layout.count, of: .nan)
      let model = try EncoderDecoder(
        parameters, batch: 2, sourceTime: 5, targetTime: 4, gradients: gradients)
      model.fill(sequence: 0, source: [3, 4, 10, 2, 7], target: [5, 6, 1])
      model.fill(sequence: 1, source: [9, 2], target: [8, 3, 3, 1])
      try check(parameters.layout, parameters.values, gradients) {
        model.forward(scale: 1.0 / 7) / 7
      } backward: {
        model.backward(startingAnew: true)
      }
    }
  }

  private func check(
    _ layout: ParameterLayout, _ values: BufferSlice<Double>, _ gradients: BufferSlice<Double>,
    loss: () -> Double, backward: () -> Void
  ) throws {
    // Away from the first values, where gains are 1 and biases 0.
    var stream = RandomStream(seed: 6)
    for parameter in layout.specifications where parameter.isVector {
      for i in 0..<parameter.count { values[parameter.offset + i] += 0.2 * stream.normal() }
    }
    _ = loss()
    backward()
    for parameter in layout.specifications {
      let result = GradientCheck.of(
        values: values.part(parameter.offset, parameter.count),
        gradient: gradients.part(parameter.offset, parameter.count).array, loss: loss)
      // A bias of keys moves all scores of a query alike: nothing is left but rounding.
      XCTAssertTrue(
        result.relativeError < 1e-6 || abs(result.analytic - result.numeric) < 1e-10,
        "\(parameter.name): \(result)")
    }
  }

  /// The same weights in a GPT-2 and in an encoder whose positions see only themselves and those before.
  func testCausalEncoderIsADecoder() throws {
    let shape = ModelConfiguration(
      vocabularySize: 13, contextLength: 9, width: 12, layerCount: 2, headCount: 3,
      feedForwardWidth: 20)
    let store = try ParameterStore<Double>(shape)
    store.initialize(seed: 4, standardDeviation: 0.3)
    let configuration = EncoderConfiguration(
      vocabularySize: 13, contextLength: 9,
      stack: StackShape(
        width: 12, layerCount: 2, headCount: 3, feedForwardWidth: 20, normalizationEpsilon: 1e-5))
    let parameters = try NetworkParameters<EncoderConfiguration, Double>(configuration)
    for specification in parameters.layout.specifications {
      let target = try XCTUnwrap(parameters[specification.name])
      if let same = store[specification.name] {
        target.copy(from: same.array)
        continue
      }
      // Queries, keys and values are one matrix there.
      let isQuery = specification.name.contains(".query.")
      let name = specification.name.replacing(
        isQuery ? ".query." : ".keyValue.", with: ".queryKeyValue.")
      let all = try XCTUnwrap(store[name], name)
      target.copy(
        from: Array(isQuery ? all.array.prefix(target.count) : all.array.suffix(target.count)))
    }
    let ids: [Int32] = [3, 0, 12, 5, 5, 9, 1, 7, 2]
    let decoder = try Decoder(store, batch: 1, time: 9)
    let encoder = try Encoder(parameters, batch: 1, time: 9)
    decoder.tokens.copy(from: ids)
    encoder.tokens.copy(from: ids)
    decoder.run()
    encoder.see(.causal, sequence: 0)
    encoder.run()
    for index in 0..<decoder.logits.count {
      XCTAssertEqual(encoder.logits[index], decoder.logits[index], accuracy: 1e-12)
    }
    encoder.see(.all, sequence: 0)
    encoder.run()
    let gap = zip(encoder.logits.buffer, decoder.logits.buffer).map { abs($0 - $1) }.max() ?? 0
    XCTAssertGreaterThan(gap, 0.01, "what a position sees should show")
  }

  /// A prefix is seen whole from everywhere; behind it nobody sees what follows.
  func testWhatChangesWhenATokenChanges() throws {
    let configuration = EncoderConfiguration(
      vocabularySize: 13, contextLength: 8,
      stack: StackShape(width: 8, layerCount: 2, headCount: 2, features: .t5))
    let parameters = try NetworkParameters<EncoderConfiguration, Double>(configuration)
    parameters.initialize(seed: 5, standardDeviation: 0.4)
    let encoder = try Encoder(parameters, batch: 1, time: 8)
    func changed(_ reach: AttentionReach, token: Int, length: Int = 8) -> [Bool] {
      encoder.see(reach, sequence: 0, length: length)
      encoder.tokens.copy(from: [1, 2, 3, 4, 5, 6, 7, 8])
      encoder.run()
      let before = encoder.logits.array
      encoder.tokens[token] = 12
      encoder.run()
      return (0..<8).map { row in
        (0..<13).contains { abs(before[row * 13 + $0] - encoder.logits[row * 13 + $0]) > 1e-9 }
      }
    }
    let (no, yes) = (false, true)
    XCTAssertEqual(changed(.all, token: 6), [yes, yes, yes, yes, yes, yes, yes, yes])
    XCTAssertEqual(changed(.causal, token: 5), [no, no, no, no, no, yes, yes, yes])
    XCTAssertEqual(changed(.prefix(4), token: 3), [yes, yes, yes, yes, yes, yes, yes, yes])
    XCTAssertEqual(changed(.prefix(4), token: 6), [no, no, no, no, no, no, yes, yes])
    XCTAssertEqual(changed(.all, token: 7, length: 7), [no, no, no, no, no, no, no, yes])
  }
}
