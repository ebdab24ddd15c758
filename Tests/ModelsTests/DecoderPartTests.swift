import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// The parts of a decoder one after the other are the decoder.
final class DecoderPartTests: XCTestCase {
  /// Every family: the stream behind the last layer gives the decoder's scores bit for bit, and each product's
  /// input is what makes its output.
  func testThePartsAreTheWhole() throws {
    for name in Fixtures.models {
      let store = try ModelDirectory.read(Fixtures.path("models/\(name)"))
      let c = store.configuration
      let time = min(12, c.contextLength)
      let ids = (0..<time).map { Int32(($0 * 7 + 3) % c.vocabularySize) }
      let whole = try Decoder(store, batch: 1, time: time)
      whole.tokens.copy(from: ids)
      whole.run()
      let embedding = try DecoderPart(store, .embedding, time: time)
      XCTAssertTrue(embedding.products.isEmpty)
      embedding.tokens.copy(from: ids)
      embedding.run()
      var stream = embedding.result.array
      var seen: [String] = []
      for layer in 0..<c.layerCount {
        let part = try DecoderPart(store, .layer(layer), time: time)
        let before = stream
        part.stream.copy(from: before)
        part.run()
        let inputs = part.products.map(\.input.array)
        stream = part.result.array
        for (index, products) in part.products.enumerated() {
          seen += products.parameters
          XCTAssertEqual(inputs[index].count, time * products.columns, name)
        }
        // Run as far as a product, its input stands there without the rest of the layer.
        let again = try DecoderPart(store, .layer(layer), time: time)
        again.stream.copy(from: before)
        for (index, products) in again.products.enumerated() {
          again.run(upTo: products)
          XCTAssertEqual(products.input.array, inputs[index], "\(name), product \(index)")
        }
      }
      let last = try DecoderPart(store, .finalNormalization, time: time)
      last.stream.copy(from: stream)
      last.run()
      let head = last.products[0]
      seen += head.parameters
      let matrix = try XCTUnwrap(store.matrix(head.parameters[0]))
      var logits = [Float](repeating: 0, count: time * matrix.rows)
      logits.withUnsafeMutableBufferPointer { out in
        guard let out = out.baseAddress else { return }
        matrix.multiply(
          head.input.pointer, count: time, into: out, outputs: 0..<matrix.rows, accumulating: false)
      }
      for (mine, wanted) in zip(logits, whole.logits.array) where c.features.headSoftCap == nil {
        XCTAssertEqual(mine, wanted, accuracy: 1e-6 * max(1, abs(wanted)), name)
      }
      // Every matrix but the tables that are looked up has inputs, once.
      let matrices = store.layout.specifications.filter { !$0.isVector }.map(\.name)
      let tables = [
        ParameterNames.positionEmbedding, c.isHeadTied ? "" : ParameterNames.tokenEmbedding,
      ]
      XCTAssertEqual(seen.sorted(), matrices.filter { !tables.contains($0) }.sorted(), name)
    }
  }

  func testWindowsThatCannotBe() throws {
    let store = try ParameterStore<Float>(
      ModelConfiguration(vocabularySize: 9, contextLength: 8, width: 8, layerCount: 1, headCount: 2)
    )
    XCTAssertThrowsError(try DecoderPart(store, .layer(0), time: 9)) {
      XCTAssertTrue("\($0)".contains("9 tokens are more than the 8 learned positions"), "\($0)")
    }
    assertThrows(
      try DecoderPart(store, .layer(1), time: 4), ModelError.self, "there is no layer 1 among 1")
    assertThrows(
      try DecoderPart(store, .embedding, time: 0), ModelError.self, "a window of 0 tokens")
  }
}
