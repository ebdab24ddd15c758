import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// The whole decoder against finite differences, in Float64, parameter by parameter.
final class DecoderGradientTests: XCTestCase {
  func testEveryParameterOfATinyLlama() throws {
    for (keyValueHeads, headWidth, isHeadTied) in [(4, 2, true), (2, 6, false), (1, 4, true)] {
      let configuration = ModelConfiguration(
        family: .llama, vocabularySize: 11, contextLength: 6, width: 8, layerCount: 2,
        headCount: 4, keyValueHeadCount: keyValueHeads, headWidth: headWidth,
        feedForwardWidth: 12, normalizationEpsilon: 1e-6, isHeadTied: isHeadTied)
      try check(configuration, batch: 2, time: 5)
    }
  }

  func testEveryParameterOfATinyBLOOM() throws {
    let configuration = ModelConfiguration(
      family: .bloom, vocabularySize: 11, contextLength: 6, width: 6, layerCount: 2, headCount: 3)
    try check(configuration, batch: 2, time: 5)
  }

  func testEveryParameterOfATinyGPT2() throws {
    for isHeadTied in [true, false] {
      let configuration = ModelConfiguration(
        vocabularySize: 11, contextLength: 6, width: 8, layerCount: 2, headCount: 2,
        feedForwardWidth: 12, isHeadTied: isHeadTied)
      try check(configuration, batch: 2, time: 5)
    }
  }

  /// Every family that was added to these three, with grouped heads, windows and biases where it has
  /// them.
  func testEveryParameterOfOtherFamilies() throws {
    for family in ModelConfiguration.Family.allCases
    where ![.gpt2, .llama, .bloom].contains(family) {
      var configuration = ModelConfiguration(
        family: family, vocabularySize: 11, contextLength: 6, width: 8, layerCount: 2,
        headCount: 2, keyValueHeadCount: family.features.hasFreeHeads ? 1 : 2, headWidth: 4,
        feedForwardWidth: 12, normalizationEpsilon: 1e-4, isHeadTied: family == .gemma3)
      switch family {
      case .mistral: configuration.features.window = DecoderFeatures.Window(size: 3)
      case .gptNeoX: configuration.features.rotaryWidth = 2
      case .olmo2: configuration.features.hasAttentionOutputBias = true
      case .gemma3:
        configuration.features.window = DecoderFeatures.Window(size: 2, openLayers: [1])
        configuration.features.windowedRotaryBase = 50
        configuration.features.attentionSoftCap = 2
        configuration.features.headSoftCap = 3
      default: break
      }
      try check(configuration, batch: 2, time: 5)
    }
  }

  private func check(_ configuration: ModelConfiguration, batch: Int, time: Int) throws {
    let store = try ParameterStore<Double>(configuration)
    store.initialize(seed: 2, standardDeviation: 0.4)
    let arena = Arena()
    let gradients: BufferSlice<Double> = arena.allocate(store.layout.count, of: .nan)
    let decoder = try Decoder(store, batch: batch, time: time, gradients: gradients)
    var stream = RandomStream(seed: 8)
    for i in 0..<(batch * time) {
      decoder.tokens[i] = Int32(stream.index(below: configuration.vocabularySize))
      decoder.targets[i] = Int32(stream.index(below: configuration.vocabularySize))
    }
    decoder.targets[3] = CrossEntropyKernel.ignoredTarget
    let scale = 1 / Double(batch * time - 1)
    func loss() -> Double { decoder.forward(scale: scale) * scale }
    _ = loss()
    decoder.backward(startingAnew: true)
    for parameter in store.layout.specifications {
      let result = GradientCheck.of(
        values: store.values.part(parameter.offset, parameter.count),
        gradient: gradients.part(parameter.offset, parameter.count).array, loss: loss)
      XCTAssertLessThan(result.relativeError, 1e-6, "\(parameter.name): \(result)")
    }
  }
}
