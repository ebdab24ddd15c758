import Foundation
import Groundwork
import Inference
import Models
import Quantization
import Tensors
import TestSupport
import XCTest

/// A model that runs with an adapter beside it, against the model with the adapter merged.
final class AdaptedWeightsTests: XCTestCase {
  private func adapter(_ configuration: ModelConfiguration) throws -> Adapter<Float> {
    let adapter = try Adapter<Float>(
      configuration, AdapterSettings(rank: 3, targets: try configuration.adapterTargets(["all"])))
    var stream = RandomStream(seed: 6)
    for i in 0..<adapter.parameters.values.count {
      adapter.parameters.values[i] = Float(0.2 * stream.normal())
    }
    return adapter
  }

  func testTheMergedModelsLogProbabilities() throws {
    for family in [ModelConfiguration.Family.gpt2, .llama, .bloom] {
      let store = try TestModel.make(family)
      let adapter = try adapter(store.configuration)
      let ids = TestModel.ids(16)
      let plain = try Evaluator(store).logProbabilities(ids)
      for replicas in [1, 2] {
        let running = try Evaluator(AdaptedWeights(store, adapter), replicas: replicas)
          .logProbabilities(ids)
        let merged = try TestModel.make(family)
        adapter.merge(into: merged)
        let expected = try Evaluator(merged).logProbabilities(ids)
        XCTAssertEqual(running.count, 16)
        for (value, wanted) in zip(running.dropFirst(), expected.dropFirst()) {
          XCTAssertEqual(
            try XCTUnwrap(value), try XCTUnwrap(wanted), accuracy: 1e-5, family.rawValue)
        }
        let change = zip(running, plain).map { abs(($0 ?? 0) - ($1 ?? 0)) }.max() ?? 0
        XCTAssertGreaterThan(change, 0.01, "the adapter must matter")
      }
    }
  }

  /// The products of packed matrices, whose inputs are rounded, and what is added to them.
  func testAPackedModel() throws {
    let configuration = ModelConfiguration(
      family: .llama, vocabularySize: 64, contextLength: 32, width: 64, layerCount: 2, headCount: 4,
      keyValueHeadCount: 2, feedForwardWidth: 96)
    let store = try ParameterStore<Float>(configuration)
    store.initialize(seed: 3, standardDeviation: 0.1)
    let path = NSTemporaryDirectory() + "adapted-\(UUID().uuidString).gguf"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try GGUFModel.write(store, to: path, name: "test", tokenizer: []) { _, _ in .q80 }
    let file = try GGUFFile(path: path)
    let packed = try GGUFWeights(file)
    let unpacked = try GGUFModel.read(file)
    let adapter = try adapter(packed.configuration)
    let name = ParameterNames.layer(0).queryKeyValue.weight
    let matrix = try XCTUnwrap(AdaptedWeights(packed, adapter).matrix(name))
    let base = try XCTUnwrap(packed.matrix(name))
    adapter.merge(into: unpacked)
    let merged = try XCTUnwrap(unpacked.matrix(name))
    var (row, expected) = ([Float](repeating: 0, count: 64), [Float](repeating: 0, count: 64))
    for index in [0, 17, 63, 64, 95, 96, 127] {
      matrix.copyRow(index, into: &row)
      merged.copyRow(index, into: &expected)
      for (value, wanted) in zip(row, expected) { XCTAssertEqual(value, wanted, accuracy: 1e-6) }
    }
    var stream = RandomStream(seed: 2)
    for count in [1, 3, 40] {
      let x = (0..<(count * 64)).map { _ in Float(stream.normal()) }
      func product(_ matrix: any WeightMatrix, _ outputs: [Range<Int>]) -> [Float] {
        var out = [Float](repeating: 1, count: count * 128)
        for part in outputs {
          matrix.multiply(x, count: count, into: &out, outputs: part, accumulating: true)
        }
        return out
      }
      let whole = product(matrix, [0..<128])
      // Parts by themselves, as threads take them.
      let parts = product(matrix, [0..<32, 32..<80, 80..<128])
      let own = product(base, [0..<128])
      for row in 0..<count {
        for output in 0..<128 {
          var update = 0.0
          for (site, first) in zip(adapter.sites.filter { $0.parameter == name }, [0, 64, 96]) {
            guard (first..<(first + site.outputs)).contains(output),
              let down = adapter.parameters[site.downName],
              let up = adapter.parameters[site.upName]
            else { continue }
            for k in 0..<3 {
              var sum = 0.0
              for i in 0..<64 { sum += Double(down[k * 64 + i] * x[row * 64 + i]) }
              update += sum * Double(up[(output - first) * 3 + k])
            }
          }
          let index = row * 128 + output
          XCTAssertEqual(
            Double(whole[index]), Double(own[index]) + 2 * update, accuracy: 1e-4)
          XCTAssertEqual(parts[index], whole[index], accuracy: 1e-5)
        }
      }
    }
  }
}
