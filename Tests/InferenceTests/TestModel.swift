import Groundwork
import Models
import XCTest

/// Small random models, and what the plain decoder says of them.
enum TestModel {
  static func configuration(
    _ family: ModelConfiguration.Family = .gpt2, context: Int = 16, isHeadTied: Bool = true,
    endOfText: Int? = nil
  ) -> ModelConfiguration {
    ModelConfiguration(
      family: family, vocabularySize: 13, contextLength: context, width: 24, layerCount: 2,
      headCount: family == .llama ? 4 : 3, keyValueHeadCount: family == .llama ? 2 : nil,
      headWidth: family == .llama ? 10 : nil, isHeadTied: isHeadTied, endOfTextID: endOfText)
  }

  /// A model whose weights are far enough from zero that its predictions differ.
  static func make(
    _ family: ModelConfiguration.Family = .gpt2, context: Int = 16, isHeadTied: Bool = true,
    endOfText: Int? = nil
  ) throws -> ParameterStore<Float> {
    let store = try ParameterStore<Float>(
      configuration(family, context: context, isHeadTied: isHeadTied, endOfText: endOfText))
    store.initialize(seed: 3, standardDeviation: 0.3)
    return store
  }

  static func ids(_ count: Int, seed: UInt64 = 5) -> [Int32] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in Int32(stream.index(below: 13)) }
  }

  /// The logits after each id, each row (vocabulary).
  static func logits(_ store: ParameterStore<Float>, _ ids: [Int32]) throws -> [[Float]] {
    let decoder = try Decoder(store, batch: 1, time: ids.count)
    decoder.tokens.copy(from: ids)
    decoder.run()
    let size = store.configuration.vocabularySize
    return withExtendedLifetime(decoder) {
      (0..<ids.count).map { decoder.logits.part($0 * size, size).array }
    }
  }

  /// −log p of each id but the first, from the logits in Float64, one window.
  static func losses(_ store: ParameterStore<Float>, _ ids: [Int32]) throws -> [Double] {
    let rows = try logits(store, Array(ids.dropLast()))
    return zip(rows, ids.dropFirst()).map { row, id in
      let scores = row.map(Double.init)
      let largest = scores.max() ?? 0
      return largest + Double.log(scores.reduce(0) { $0 + Double.exp($1 - largest) })
        - scores[Int(id)]
    }
  }

  static func assertClose(
    _ values: [Float], _ expected: [Float], _ message: String, line: UInt = #line
  ) {
    XCTAssertEqual(values.count, expected.count, message, line: line)
    let gap = zip(values, expected).map { abs($0 - $1) }.max() ?? 0
    XCTAssertLessThan(gap, 1e-4, message, line: line)
  }
}
