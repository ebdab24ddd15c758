import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// Adapters of every family against finite differences, in Float64, matrix by matrix.
final class AdapterGradientTests: XCTestCase {
  private func configuration(_ family: ModelConfiguration.Family) -> ModelConfiguration {
    var configuration = ModelConfiguration(
      family: family, vocabularySize: 11, contextLength: 6, width: 8, layerCount: 2, headCount: 2,
      keyValueHeadCount: family.features.hasFreeHeads ? 1 : 2,
      headWidth: family.features.hasFreeHeads ? 6 : 4, feedForwardWidth: 12,
      normalizationEpsilon: 1e-4, isHeadTied: family == .gemma3)
    switch family {
    case .mistral: configuration.features.window = DecoderFeatures.Window(size: 3)
    case .gptNeoX: configuration.features.rotaryWidth = 2
    case .gemma3:
      configuration.features.window = DecoderFeatures.Window(size: 2, openLayers: [1])
      configuration.features.windowedRotaryBase = 50
    default: break
    }
    return configuration
  }

  private func adapter(
    _ configuration: ModelConfiguration, _ wanted: [String], rank: Int = 2, dropout: Double = 0
  ) throws -> Adapter<Double> {
    var settings = AdapterSettings(
      rank: rank, alpha: 3, targets: try configuration.adapterTargets(wanted))
    settings.dropout = dropout
    let adapter = try Adapter<Double>(configuration, settings)
    var stream = RandomStream(seed: 4)
    adapter.parameters.values.fillNormal(&stream, deviation: 0.3)
    return adapter
  }

  func testEveryUpdateOfEveryFamily() throws {
    for family in ModelConfiguration.Family.allCases {
      for recomputes in [false, true] {
        try check(family, ["all"], DecoderOptions(recomputesLayers: recomputes))
      }
    }
  }

  func testSomeOfTheMatrices() throws {
    try check(.llama, ["q", "v"])
    try check(.qwen3, ["k", "down"])
    try check(.gpt2, ["q", "k", "v", "o"])
    try check(.gptNeoX, ["dense_4h_to_h"])
  }

  /// With the same inputs dropped at every look, also where a layer is computed again.
  func testDropout() throws {
    for recomputes in [false, true] {
      for family in [ModelConfiguration.Family.llama, .gptNeoX] {
        try check(
          family, ["all"], DecoderOptions(recomputesLayers: recomputes), dropout: 0.3)
      }
    }
    // With a head in blocks, of which the last is filled up.
    try check(.llama, ["all"], DecoderOptions(scoreByteLimit: 3 * 11 * 8), dropout: 0.3)
  }

  private func check(
    _ family: ModelConfiguration.Family, _ wanted: [String],
    _ options: DecoderOptions = DecoderOptions(), dropout: Double = 0
  ) throws {
    let configuration = configuration(family)
    let base = try ParameterStore<Double>(configuration)
    base.initialize(seed: 2, standardDeviation: 0.4)
    let before = withExtendedLifetime(base) { base.values.array }
    let adapter = try adapter(configuration, wanted, dropout: dropout)
    let layout = adapter.parameters.layout
    let arena = Arena()
    let gradients: BufferSlice<Double> = arena.allocate(layout.count, of: .nan)
    let decoder = try Decoder(
      .adapter(adapter, of: FrozenWeights(base)), batch: 2, time: 5, gradients: gradients,
      options: options)
    XCTAssertEqual(decoder.dropoutKeys?.count, dropout > 0 ? 2 : nil)
    decoder.dropoutKeys?.copy(from: [7, 8])
    var stream = RandomStream(seed: 8)
    for i in 0..<10 {
      decoder.tokens[i] = Int32(stream.index(below: 11))
      decoder.targets[i] = Int32(stream.index(below: 11))
    }
    func loss() -> Double { decoder.forward(scale: 0.1) * 0.1 }
    _ = loss()
    decoder.backward(startingAnew: true)
    for parameter in layout.specifications {
      let result = GradientCheck.of(
        values: adapter.parameters.values.part(parameter.offset, parameter.count),
        gradient: gradients.part(parameter.offset, parameter.count).array, loss: loss)
      XCTAssertLessThan(result.relativeError, 1e-6, "\(family), \(parameter.name): \(result)")
    }
    XCTAssertEqual(
      withExtendedLifetime(base) { base.values.array }, before, "the model must stay as it is")
  }

  /// Gradients of a second batch are added to those of the first.
  func testGradientsAddUp() throws {
    let configuration = configuration(.llama)
    let base = try ParameterStore<Double>(configuration)
    base.initialize(seed: 2, standardDeviation: 0.4)
    let adapter = try adapter(configuration, ["all"])
    let arena = Arena()
    let gradients: BufferSlice<Double> = arena.allocate(adapter.parameters.layout.count, of: 0)
    let decoder = try Decoder(
      .adapter(adapter, of: FrozenWeights(base)), batch: 1, time: 4, gradients: gradients)
    decoder.tokens.copy(from: [1, 2, 3, 4])
    decoder.targets.copy(from: [2, 3, 4, 5])
    _ = decoder.forward(scale: 0.25)
    decoder.backward(startingAnew: true)
    let once = gradients.array
    _ = decoder.forward(scale: 0.25)
    decoder.backward(startingAnew: false)
    for (index, value) in once.enumerated() {
      XCTAssertEqual(gradients[index], 2 * value, accuracy: 1e-12)
    }
    XCTAssertGreaterThan(once.map(abs).max() ?? 0, 1e-3)
  }

  /// An adapter begins as nothing, and merged is what it was beside the model.
  func testTheBeginningAndTheMerging() throws {
    for family in ModelConfiguration.Family.allCases {
      let configuration = configuration(family)
      let base = try ParameterStore<Double>(configuration)
      base.initialize(seed: 2, standardDeviation: 0.4)
      func logits(_ model: TrainableModel<Double>) throws -> [Double] {
        let decoder = try Decoder(model, batch: 1, time: 5)
        decoder.tokens.copy(from: [1, 7, 3, 3, 10])
        decoder.run()
        return withExtendedLifetime(decoder) { decoder.logits.array }
      }
      let plain = try logits(.whole(base))
      let adapter = try adapter(configuration, ["all"])
      let running = try logits(.adapter(adapter, of: FrozenWeights(base)))
      XCTAssertGreaterThan(zip(plain, running).map { abs($0 - $1) }.max() ?? 0, 0.01)
      adapter.initialize(seed: 5)
      XCTAssertEqual(try logits(.adapter(adapter, of: FrozenWeights(base))), plain)
      var stream = RandomStream(seed: 4)
      adapter.parameters.values.fillNormal(&stream, deviation: 0.3)
      adapter.merge(into: base)
      for (merged, wanted) in zip(try logits(.whole(base)), running) {
        XCTAssertEqual(merged, wanted, accuracy: 1e-10, family.rawValue)
      }
    }
  }

  /// peft's first values: A uniform between ±1/√inputs, B zero.
  func testTheFirstValues() throws {
    let configuration = ModelConfiguration(
      family: .llama, vocabularySize: 11, contextLength: 6, width: 64, layerCount: 1, headCount: 2,
      feedForwardWidth: 100)
    let adapter = try Adapter<Float>(
      configuration, AdapterSettings(rank: 16, targets: ["down_proj", "q_proj"]))
    adapter.initialize(seed: 1)
    for site in adapter.sites {
      let down = try XCTUnwrap(adapter.parameters[site.downName]).array
      let bound = 1 / Float(site.inputs).squareRoot()
      XCTAssertLessThanOrEqual(down.map(abs).max() ?? 1, bound)
      XCTAssertGreaterThan(down.map(abs).max() ?? 0, 0.95 * bound)
      let mean = down.reduce(0, +) / Float(down.count)
      let variance = down.reduce(0) { $0 + $1 * $1 } / Float(down.count)
      XCTAssertEqual(mean, 0, accuracy: 0.05 * bound)
      XCTAssertEqual(variance, bound * bound / 3, accuracy: 0.05 * bound * bound)
      XCTAssertEqual(try XCTUnwrap(adapter.parameters[site.upName]).array.map(abs).max(), 0)
    }
  }
}
