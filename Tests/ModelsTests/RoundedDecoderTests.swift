import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// Decoders whose products are bfloat16's, and those that make scores a block at a time.
final class RoundedDecoderTests: XCTestCase {
  private struct Step {
    let loss: Double
    let losses: [Double]
    /// By the parameters' names.
    let gradients: [String: [Double]]
  }

  private func configuration(
    _ family: ModelConfiguration.Family, width: Int = 64
  ) -> ModelConfiguration {
    var configuration = ModelConfiguration(
      family: family, vocabularySize: 67, contextLength: 24, width: width, layerCount: 2,
      headCount: 4, keyValueHeadCount: family.features.hasFreeHeads ? 2 : 4)
    if family == .gemma3 { configuration.features.headSoftCap = 3 }
    return configuration
  }

  /// Two batches whose gradients add up.
  private func step<Scalar: TensorScalar>(
    _ configuration: ModelConfiguration, _: Scalar.Type,
    _ options: DecoderOptions = DecoderOptions(),
    batch: Int = 3
  ) throws -> Step {
    let store = try ParameterStore<Scalar>(configuration)
    store.initialize(seed: 3, standardDeviation: 0.15)
    let arena = Arena()
    let gradients: BufferSlice<Scalar> = arena.allocate(store.layout.count, of: 7)
    let decoder = try Decoder(
      store, batch: batch, time: 20, gradients: gradients, options: options)
    var stream = RandomStream(seed: 12)
    var loss = 0.0
    for part in 0..<2 {
      for i in 0..<batch * 20 {
        decoder.tokens[i] = Int32(stream.index(below: 67))
        decoder.targets[i] = Int32(stream.index(below: 68)) - 1
      }
      loss += decoder.forward(scale: 0.01, zLoss: 0.1, startingAnew: part == 0)
      decoder.backward(startingAnew: part == 0)
    }
    decoder.evaluate()
    return Step(
      loss: loss, losses: decoder.losses.array,
      gradients: Dictionary(
        uniqueKeysWithValues: store.layout.specifications.map {
          ($0.name, gradients.part($0.offset, $0.count).array.map { Double($0) })
        }))
  }

  private func relativeError(_ values: [Double], _ exact: [Double]) -> Double {
    let difference = zip(values, exact).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return (difference / exact.reduce(1e-30) { $0 + $1 * $1 }).squareRoot()
  }

  func testBFloat16GradientsOfEveryFamily() throws {
    try XCTSkipUnless(
      ProductPrecision.bfloat16.isAvailable, "this processor has no bfloat16 products")
    for family in ModelConfiguration.Family.allCases {
      let configuration = configuration(family)
      let exact = try step(configuration, Double.self, batch: 16)
      for recomputes in [false, true] {
        let rounded = try step(
          configuration, Float.self,
          DecoderOptions(
            recomputesLayers: recomputes, products: ProductPlan(precision: .bfloat16)),
          batch: 16)
        XCTAssertEqual(rounded.loss, exact.loss, accuracy: 2e-3 * exact.loss, "\(family)")
        for (name, gradient) in exact.gradients {
          // A key's bias moves all scores of a query alike: its gradient is nothing but rounding.
          guard gradient.contains(where: { abs($0) > 1e-6 }) else { continue }
          let error = relativeError(try XCTUnwrap(rounded.gradients[name]), gradient)
          // The gains of queries and keys get what is left of the scores' gradients, P∘(dP − mean), after
          // their sum over all tokens: differences of nearly equal numbers, twice.
          let isOfScores = name.contains("queryNorm") || name.contains("keyNorm")
          XCTAssertLessThan(error, isOfScores ? 0.03 : 0.02, "\(family): \(name)")
        }
      }
    }
  }

  /// In blocks of every size, with a last one that is filled up, for every family and a capped head.
  func testAHeadInBlocksIsTheWholeHead() throws {
    for family in ModelConfiguration.Family.allCases {
      let configuration = configuration(family, width: 16)
      let whole = try step(configuration, Double.self)
      for rows in [1, 7, 20, 59] {
        let blocks = try step(
          configuration, Double.self, DecoderOptions(scoreByteLimit: rows * 67 * 8))
        XCTAssertEqual(blocks.loss, whole.loss, accuracy: 1e-9)
        XCTAssertLessThan(relativeError(blocks.losses, whole.losses), 1e-12)
        for (name, gradient) in whole.gradients {
          let error = relativeError(try XCTUnwrap(blocks.gradients[name]), gradient)
          XCTAssertLessThan(error, 1e-8, "\(family): \(name), blocks of \(rows)")
        }
      }
      // No limit that is not reached changes a bit.
      let same = try step(configuration, Float.self, DecoderOptions(scoreByteLimit: 60 * 67 * 4))
      let plain = try step(configuration, Float.self)
      XCTAssertEqual(same.gradients, plain.gradients)
      XCTAssertEqual(same.loss, plain.loss)
    }
  }

  func testBlocksTakeLessMemoryAsPlanned() throws {
    let model = ModelConfiguration(
      vocabularySize: 5_000, contextLength: 64, width: 16, layerCount: 1, headCount: 2)
    let whole = try MemoryEstimate(planning: model, batch: 4, time: 64)
    let options = DecoderOptions(scoreByteLimit: 64 * 5_000 * 4)
    let blocks = try MemoryEstimate(planning: model, batch: 4, time: 64, options: options)
    let saved = whole.activations - blocks.activations
    XCTAssertGreaterThan(saved, 192 * 5_000 * 4 * 9 / 10)
    let store = try ParameterStore<Float>(model)
    let arena = Arena()
    let decoder = try Decoder(
      store, batch: 4, time: 64, gradients: arena.allocate(store.layout.count, of: 0),
      options: options)
    XCTAssertEqual(decoder.activationByteCount, blocks.activations)
  }

  /// 2 bytes a parameter more, and what is rounded of activations.
  func testRoundedCopiesAreCounted() throws {
    try XCTSkipUnless(
      ProductPrecision.bfloat16.isAvailable, "this processor has no bfloat16 products")
    let model = configuration(.llama)
    let options = DecoderOptions(products: ProductPlan(precision: .bfloat16))
    let plain = try MemoryEstimate(planning: model, batch: 3, time: 20)
    let rounded = try MemoryEstimate(planning: model, batch: 3, time: 20, options: options)
    let store = try ParameterStore<Float>(model)
    XCTAssertEqual(rounded.parameters - plain.parameters, 2 * store.layout.count)
    let arena = Arena()
    let decoder = try Decoder(
      store, batch: 3, time: 20, gradients: arena.allocate(store.layout.count, of: 0),
      options: options)
    XCTAssertEqual(decoder.activationByteCount, rounded.activations)
    XCTAssertEqual(store.roundedValues?.count, store.layout.count)
  }
}
