import Groundwork
import Inference
import Models
import Tensors
import TestSupport
import XCTest

/// Attention maps against the formula, spelled out for the first layer of a small GPT-2.
final class AttentionMapTests: XCTestCase {
  func testTheFirstLayerIsTheFormula() throws {
    let store = try TestModel.make()
    let ids = TestModel.ids(7)
    let map = try CachedDecoder(store).attentionMap(of: ids, layer: 0)
    let c = store.configuration
    XCTAssertEqual(map.headCount, c.headCount)
    XCTAssertEqual(map.tokenCount, 7)
    let rows = try projections(store, ids)
    let width = c.headWidth
    for head in 0..<c.headCount {
      for query in ids.indices {
        let q = rows[query][(head * width)..<((head + 1) * width)]
        var scores = (0...query).map { key -> Double in
          let start = c.width + head * width
          let k = rows[key][start..<(start + width)]
          return zip(q, k).reduce(0) { $0 + $1.0 * $1.1 } / Double(width).squareRoot()
        }
        let largest = scores.max() ?? 0
        scores = scores.map { Double.exp($0 - largest) }
        let sum = scores.reduce(0, +)
        let weights = map.weights(head: head, query: query)
        XCTAssertEqual(weights.count, query + 1)
        for (weight, score) in zip(weights, scores) {
          XCTAssertEqual(
            Double(weight), score / sum, accuracy: 1e-5, "head \(head), query \(query)")
        }
      }
    }
  }

  /// Grouped heads, rotary positions, a window, the last layer: weights are a distribution over the past.
  func testWeightsAreOverThePast() throws {
    for family in [ModelConfiguration.Family.gpt2, .llama, .bloom] {
      let store = try TestModel.make(family)
      let decoder = try CachedDecoder(store)
      let ids = TestModel.ids(9)
      let before = try decoder.append(ids, to: try decoder.makeCache()).array
      for layer in 0..<store.configuration.layerCount {
        let map = try decoder.attentionMap(of: ids, layer: layer)
        for head in 0..<map.headCount {
          for query in ids.indices {
            let weights = map.weights(head: head, query: query)
            XCTAssertEqual(weights.count, query + 1)
            XCTAssertEqual(weights.reduce(0, +), 1, accuracy: 1e-5, "\(family)")
            XCTAssertTrue(weights.allSatisfy { $0 >= 0 })
          }
        }
      }
      XCTAssertEqual(try decoder.append(ids, to: try decoder.makeCache()).array, before)
    }
  }

  func testWhatCannotBeMapped() throws {
    let decoder = try CachedDecoder(try TestModel.make(), rowLimit: 4)
    assertThrows(try decoder.attentionMap(of: [], layer: 0), InferenceError.self, "0")
    assertThrows(
      try decoder.attentionMap(of: TestModel.ids(5), layer: 0), InferenceError.self, "5")
    assertThrows(try decoder.attentionMap(of: [1], layer: 2), InferenceError.self, "layer 2")
    assertThrows(try decoder.attentionMap(of: [99], layer: 0), InferenceError.self, "99")
  }

  /// Queries, keys and values of each token in the first layer, in Float64.
  private func projections(
    _ store: ParameterStore<Float>, _ ids: [Int32]
  ) throws -> [[Double]] {
    let c = store.configuration
    func tensor(_ name: String) throws -> [Double] {
      try XCTUnwrap(store[name], name).array.map(Double.init)
    }
    let names = ParameterNames.layer(0)
    let embedding = try tensor(ParameterNames.tokenEmbedding)
    let positions = try tensor(ParameterNames.positionEmbedding)
    let (gain, shift) = (
      try tensor(names.attentionNorm.gain), try tensor(names.attentionNorm.bias)
    )
    // (out, in)
    let weight = try tensor(names.queryKeyValue.weight)
    let bias = try tensor(names.queryKeyValue.bias)
    return ids.enumerated().map { position, id in
      let x = (0..<c.width).map {
        embedding[Int(id) * c.width + $0] + positions[position * c.width + $0]
      }
      let mean = x.reduce(0, +) / Double(c.width)
      let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(c.width)
      let scale = 1 / (variance + c.normalizationEpsilon).squareRoot()
      let normal = x.indices.map { (x[$0] - mean) * scale * gain[$0] + shift[$0] }
      return bias.indices.map { column in
        bias[column] + normal.indices.reduce(0) { $0 + normal[$1] * weight[column * c.width + $1] }
      }
    }
  }
}
