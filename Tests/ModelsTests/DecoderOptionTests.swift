import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// Recomputed layers, separated documents and the z-loss, on whole decoders.
final class DecoderOptionTests: XCTestCase {
  private func configuration(_ family: ModelConfiguration.Family, layers: Int = 2)
    -> ModelConfiguration
  {
    ModelConfiguration(
      family: family, vocabularySize: 13, contextLength: 12, width: 12, layerCount: layers,
      headCount: 3, keyValueHeadCount: family == .llama ? 1 : 3)
  }

  private func store<Scalar: TensorScalar>(
    _ configuration: ModelConfiguration, of: Scalar.Type
  ) throws -> ParameterStore<Scalar> {
    let store = try ParameterStore<Scalar>(configuration)
    store.initialize(seed: 4, standardDeviation: 0.4)
    return store
  }

  /// A decoder with gradients of its own.
  private struct Planned<Scalar: TensorScalar> {
    let arena = Arena()
    let gradients: BufferSlice<Scalar>
    let decoder: Decoder<Scalar>

    init(_ store: ParameterStore<Scalar>, batch: Int, time: Int, _ options: DecoderOptions) throws {
      gradients = arena.allocate(store.layout.count, of: 0)
      decoder = try Decoder(
        store, batch: batch, time: time, gradients: gradients, options: options)
    }

    func logits(_ tokens: [Int32]) -> [Scalar] {
      decoder.tokens.copy(from: tokens)
      decoder.run()
      return decoder.logits.array
    }

    func step(_ tokens: [Int32], _ targets: [Int32], scale: Double = 0.1) -> Double {
      decoder.tokens.copy(from: tokens)
      decoder.targets.copy(from: targets)
      let loss = decoder.forward(scale: scale)
      decoder.backward(startingAnew: true)
      return loss
    }
  }

  func testRecomputedLayersGiveTheSameBitsAndTakeWhatWasPlanned() throws {
    var stream = RandomStream(seed: 2)
    for family in ModelConfiguration.Family.allCases {
      for layers in [1, 2, 5] {
        let configuration = configuration(family, layers: layers)
        let store = try store(configuration, of: Float.self)
        let kept = try Planned(store, batch: 3, time: 9, DecoderOptions())
        let options = DecoderOptions(recomputesLayers: true)
        let recomputed = try Planned(store, batch: 3, time: 9, options)
        for _ in 0..<3 {
          let ids = (0..<28).map { _ in Int32(stream.index(below: 13)) }
          let (tokens, targets) = (Array(ids.dropLast()), Array(ids.dropFirst()))
          XCTAssertEqual(recomputed.step(tokens, targets), kept.step(tokens, targets))
          XCTAssertEqual(recomputed.gradients.array, kept.gradients.array)
        }
        let estimate = try MemoryEstimate(
          planning: configuration, batch: 3, time: 9, options: options)
        XCTAssertEqual(estimate.activations, recomputed.decoder.activationByteCount)
        if layers == 5 {
          XCTAssertLessThan(estimate.activations, kept.decoder.activationByteCount / 2)
        }
      }
    }
  }

  /// Documents side by side, kept apart, are each what it is alone: logits and gradients. Alone is at
  /// the same positions, behind other tokens that have no label, for all families; and from the first
  /// position on for those that know distances alone.
  func testSeparatedDocumentsAreEachAlone() throws {
    let documents: [[Int32]] = [[1, 5, 2, 12], [7, 12], [3, 3, 9, 0, 12], [4, 6, 12]]
    for family in ModelConfiguration.Family.allCases {
      try check(documents, family, shifted: false, accuracy: 1e-10)
    }
    try check(documents, .bloom, shifted: true, accuracy: 1e-10)
    // Rotary angles are rounded to Float32, as in transformers: their differences are not exact.
    try check(documents, .llama, shifted: true, accuracy: 1e-8)
  }

  private func check(
    _ documents: [[Int32]], _ family: ModelConfiguration.Family, shifted: Bool, accuracy: Double
  ) throws {
    let time = documents.reduce(0) { $0 + $1.count }
    var configuration = configuration(family)
    configuration.contextLength = time
    let store = try store(configuration, of: Double.self)
    let options = DecoderOptions(separatesDocuments: true)
    let packed = try Planned(store, batch: 1, time: time, options)
    var (tokens, targets, starts): ([Int32], [Int32], [Int32]) = ([], [], [])
    for document in documents {
      starts += document.map { _ in Int32(tokens.count) }
      tokens += document
      targets += document.dropFirst() + [CrossEntropyKernel.ignoredTarget]
    }
    let separation = try XCTUnwrap(packed.decoder.documentStarts)
    separation.copy(from: starts)
    let logits = packed.logits(tokens)
    let loss = packed.step(tokens, targets)

    var (sum, first) = (0.0, 0)
    var gradients = [Double](repeating: 0, count: store.layout.count)
    for document in documents {
      let lead = shifted ? 0 : first
      let alone = try Planned(store, batch: 1, time: lead + document.count, options)
      alone.decoder.documentStarts?.copy(
        from: (0..<lead + document.count).map { $0 < lead ? 0 : Int32(lead) })
      let ids = [Int32](repeating: 8, count: lead) + document
      for (index, logit) in alone.logits(ids).dropFirst(lead * 13).enumerated() {
        XCTAssertEqual(logits[first * 13 + index], logit, accuracy: accuracy, "\(family)")
      }
      let labels = [Int32](repeating: CrossEntropyKernel.ignoredTarget, count: lead)
      sum += alone.step(ids, labels + targets[first..<first + document.count])
      first += document.count
      for i in gradients.indices { gradients[i] += alone.gradients[i] }
    }
    XCTAssertEqual(loss, sum, accuracy: accuracy)
    for i in gradients.indices {
      XCTAssertEqual(packed.gradients[i], gradients[i], accuracy: accuracy, "\(family) at \(i)")
    }
    // Without the separation the later documents see the earlier ones.
    separation.fill(0)
    XCTAssertGreaterThan(abs(packed.logits(tokens)[5 * 13] - logits[5 * 13]), 1e-4)
  }

  /// All options at once, and the z-loss, against finite differences.
  func testEveryParameterWithEveryOption() throws {
    for family in ModelConfiguration.Family.allCases {
      let configuration = configuration(family)
      let store = try store(configuration, of: Double.self)
      let planned = try Planned(
        store, batch: 2, time: 6,
        DecoderOptions(recomputesLayers: true, separatesDocuments: true))
      let decoder = planned.decoder
      var stream = RandomStream(seed: 6)
      for i in 0..<12 {
        decoder.tokens[i] = Int32(stream.index(below: 13))
        decoder.targets[i] = Int32(stream.index(below: 13))
      }
      decoder.targets[2] = CrossEntropyKernel.ignoredTarget
      decoder.documentStarts?.copy(from: [0, 0, 0, 3, 3, 3, 0, 1, 1, 1, 1, 5])
      func loss() -> Double {
        decoder.run()
        var zLoss = 0.0
        for row in 0..<12 where decoder.targets[row] >= 0 {
          let logits = decoder.logits.array[row * 13..<row * 13 + 13]
          let logTotal = log(logits.reduce(0) { $0 + exp($1) })
          zLoss += logTotal * logTotal
        }
        return (decoder.forward(scale: 1.0 / 11) + 0.3 * zLoss) / 11
      }
      _ = decoder.forward(scale: 1.0 / 11, zLoss: 0.3)
      decoder.backward(startingAnew: true)
      for parameter in store.layout.specifications {
        let result = GradientCheck.of(
          values: store.values.part(parameter.offset, parameter.count),
          gradient: planned.gradients.part(parameter.offset, parameter.count).array, loss: loss)
        XCTAssertLessThan(result.relativeError, 1e-6, "\(family) \(parameter.name): \(result)")
      }
    }
  }
}
