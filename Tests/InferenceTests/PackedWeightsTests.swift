import Inference
import Models
import Quantization
import XCTest

/// Decoding straight from packed weights, against the parameters that they stand for.
final class PackedWeightsTests: XCTestCase {
  func testLogitsAreThoseOfTheUnpackedParameters() throws {
    for family in ModelConfiguration.Family.allCases {
      for isHeadTied in [true, false] {
        let store = try TestModel.make(family, isHeadTied: isHeadTied)
        let ids = TestModel.ids(16)
        for format in NumberFormat.allCases {
          let packed = try QuantizedModel(store, format: format)
          for threads in [1, 2] {
            let decoder = try CachedDecoder(packed, threads: threads)
            let cache = try decoder.makeCache()
            let expected = try TestModel.logits(packed.parameters, ids)
            // A prompt in one block, then token by token: products of several rows and of one.
            let prompt = try decoder.append(Array(ids[..<11]), to: cache).array
            TestModel.assertClose(prompt, expected[10], "\(family), \(format)")
            for position in 11..<16 {
              let logits = try decoder.append([ids[position]], to: cache).array
              TestModel.assertClose(logits, expected[position], "\(family), \(format)")
            }
          }
        }
      }
    }
  }

  func testTheSamplesAreThoseOfTheUnpackedParameters() throws {
    let packed = try QuantizedModel(try TestModel.make(.llama, context: 64), format: .int4)
    let written = try [packed as any WeightSource, packed.parameters].map { source in
      var sampler = try Sampler(temperature: 0.8, topK: 5, seed: 4)
      return try Generator(source, threads: 1)
        .generate([1, 2], maximumNewTokens: 40, sampler: &sampler)
    }
    XCTAssertEqual(written[0], written[1])
  }
}
