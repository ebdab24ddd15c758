import Groundwork
import Inference
import Models
import Quantization
import TestSupport
import XCTest

/// Decoding from the weights as a GGUF file holds them, against the unpacked parameters.
final class GGUFWeightsTests: XCTestCase {
  private func logits(
    _ source: any WeightSource, _ prompt: [Int32], then ids: [Int32], threads: Int
  ) throws -> [[Float]] {
    let decoder = try CachedDecoder(source, threads: threads)
    let cache = try decoder.makeCache(capacity: prompt.count + ids.count)
    let first = try decoder.append(prompt, to: cache).array
    return [first] + (try ids.map { try decoder.append([$0], to: cache).array })
  }

  /// Files of plain numbers give the same scores within rounding, queries and keys in their order.
  func testFilesOfPlainNumbers() throws {
    for name in ["llama", "gpt2", "bloom"] {
      let file = try GGUFFile(path: Fixtures.path("gguf/\(name).gguf"))
      let parameters = try GGUFModel.read(file)
      let weights = try GGUFWeights(file)
      XCTAssertEqual(weights.configuration, parameters.configuration)
      for specification in parameters.layout.specifications {
        guard !specification.isVector else {
          XCTAssertEqual(
            weights.vector(specification.name)?.array, parameters[specification.name]?.array)
          XCTAssertNil(weights.matrix(specification.name))
          continue
        }
        let matrix = try XCTUnwrap(weights.matrix(specification.name), specification.name)
        XCTAssertEqual(
          [matrix.rows, matrix.columns], [specification.rows, specification.columns])
        let expected = try XCTUnwrap(parameters[specification.name]?.array)
        var rows: [Float] = []
        for row in 0..<matrix.rows {
          var numbers = [Float](repeating: 0, count: matrix.columns)
          matrix.copyRow(row, into: &numbers)
          rows += numbers
        }
        XCTAssertEqual(rows, expected, specification.name)
      }
      let size = parameters.configuration.vocabularySize
      let prompt = (0..<7).map { Int32(5 * $0 % size) }
      let ids = (0..<4).map { Int32((3 * $0 + 1) % size) }
      let expected = try logits(parameters, prompt, then: ids, threads: 1)
      for threads in [1, 2] {
        for (ours, theirs) in zip(
          try logits(weights, prompt, then: ids, threads: threads), expected)
        {
          TestModel.assertClose(ours, theirs, "\(name), \(threads) threads")
        }
      }
    }
  }

  /// The parts of a stack: any range of outputs, one row and many, heads cut in two.
  func testAnyRangeOfAStack() throws {
    let file = try GGUFFile(path: Fixtures.path("gguf/llama.gguf"))
    let weights = try GGUFWeights(file)
    let name = ParameterNames.layer(0).queryKeyValue.weight
    let matrix = try XCTUnwrap(weights.matrix(name))
    // The matrix points into the store's memory.
    let store = try GGUFModel.read(file)
    defer { withExtendedLifetime(store) {} }
    let dense = try XCTUnwrap(store.matrix(name))
    for count in [1, 5] {
      let x = (0..<(count * matrix.columns)).map { Float($0 % 7) - 3 }
      for start in stride(from: 0, to: matrix.rows, by: 3) {
        for end in [start + 1, min(start + 11, matrix.rows), matrix.rows] {
          var ours = (0..<(count * matrix.rows)).map { Float($0) }
          var theirs = ours
          for accumulating in [false, true] {
            matrix.multiply(
              x, count: count, into: &ours, outputs: start..<end, accumulating: accumulating)
            dense.multiply(
              x, count: count, into: &theirs, outputs: start..<end, accumulating: accumulating)
          }
          TestModel.assertClose(ours, theirs, "\(start)..<\(end), \(count) rows")
        }
      }
    }
  }
}
