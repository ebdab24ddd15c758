import Inference
import Models
import TestSupport
import XCTest

/// Decoding whose products several threads share.
final class DecodingThreadsTests: XCTestCase {
  /// Large enough that every product is shared out, with rows that no number of threads divides.
  private func configuration(_ family: ModelConfiguration.Family) -> ModelConfiguration {
    ModelConfiguration(
      family: family, vocabularySize: 1_003, contextLength: 40, width: 192, layerCount: 2,
      headCount: 6, keyValueHeadCount: family == .llama ? 3 : nil, feedForwardWidth: 768)
  }

  func testOneRowIsTheSameBitsForAnyNumberOfThreads() throws {
    for family in ModelConfiguration.Family.allCases {
      let store = try ParameterStore<Float>(configuration(family))
      store.initialize(seed: 2, standardDeviation: 0.1)
      var expected: [[Float]] = []
      for threads in [1, 2, 3, 5] {
        let decoder = try CachedDecoder(store, threads: threads)
        let cache = try decoder.makeCache()
        let logits = try (0..<36).map { try decoder.append([Int32(7 * $0)], to: cache).array }
        if expected.isEmpty { expected = logits }
        XCTAssertEqual(logits, expected, "\(family), \(threads) threads")
      }
    }
  }

  func testPromptsAndSeveralSequencesAgree() throws {
    for family in ModelConfiguration.Family.allCases {
      let store = try ParameterStore<Float>(configuration(family))
      store.initialize(seed: 4, standardDeviation: 0.1)
      let prompts = [10, 33].map { count in (0..<count).map { Int32(11 * $0 % 1_003) } }
      func logits(threads: Int) throws -> [Float] {
        let decoder = try CachedDecoder(store, sequenceLimit: 2, threads: threads)
        let caches = try prompts.map { prompt in
          let cache = try decoder.makeCache()
          _ = try decoder.append(prompt, to: cache)
          return cache
        }
        return try decoder.step([3, 9], caches).array
      }
      TestModel.assertClose(
        try logits(threads: 3), try logits(threads: 1), "\(family): 3 threads and 1")
    }
  }

  func testImpossibleThreadCounts() throws {
    let store = try TestModel.make()
    for threads in [0, -1, 5_000] {
      XCTAssertThrowsError(try CachedDecoder(store, threads: threads)) {
        XCTAssertTrue("\($0)".contains("\(threads) threads"), "\($0)")
      }
    }
  }

  func testTheBenchmarkCountsTheWeightsThatATokenReads() throws {
    for (isHeadTied, rows) in [(true, 1_003), (false, 1_003 + 1)] {
      var model = configuration(.llama)
      model.isHeadTied = isHeadTied
      let result = try DecodingBenchmark.run(model, promptLength: 3, tokens: 5, threads: 2)
      XCTAssertEqual(result.tokenSeconds.count, 5)
      // Per layer: queries, keys and values, the output, three feed-forward matrices, two gains.
      let layer = 192 * (192 + 2 * 96) + 192 * 192 + 3 * 192 * 768 + 2 * 192
      XCTAssertEqual(result.weightByteCount, 4 * (2 * layer + rows * 192 + 192))
      XCTAssertEqual(
        result.bytesPerSecond, Double(result.weightByteCount) * result.tokensPerSecond,
        accuracy: 1e-6 * result.bytesPerSecond)
    }
    assertThrows(
      try DecodingBenchmark.run(configuration(.gpt2), promptLength: 0, tokens: 5, threads: 1),
      InferenceError.self, "must be at least 1")
  }
}
