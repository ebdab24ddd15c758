import Inference
import Models
import TestSupport
import XCTest

/// Decoding with remembered keys and values, against the decoder that sees everything at once.
final class CachedDecoderTests: XCTestCase {
  func testEveryPositionAgreesWithTheWholeForwardPass() throws {
    for family in ModelConfiguration.Family.allCases {
      for isHeadTied in [true, false] {
        let store = try TestModel.make(family, context: 70, isHeadTied: isHeadTied)
        let ids = TestModel.ids(70)
        let expected = try TestModel.logits(store, ids)
        for (rowLimit, prompt) in [(64, 1), (64, 70), (7, 20), (1, 3)] {
          let decoder = try CachedDecoder(store, rowLimit: rowLimit)
          let cache = try decoder.makeCache()
          var logits = try decoder.append(Array(ids[..<prompt]), to: cache).array
          for position in prompt...70 {
            TestModel.assertClose(logits, expected[position - 1], "\(family), \(position)")
            guard position < 70 else { break }
            logits = try decoder.append([ids[position]], to: cache).array
          }
          XCTAssertEqual(cache.count, 70)
        }
      }
    }
  }

  func testSeveralSequencesOfDifferentLengthsAtOnce() throws {
    for family in ModelConfiguration.Family.allCases {
      let store = try TestModel.make(family, context: 16)
      let decoder = try CachedDecoder(store, rowLimit: 8, sequenceLimit: 3)
      let prompts = [
        TestModel.ids(3, seed: 1), TestModel.ids(9, seed: 2), TestModel.ids(1, seed: 3),
      ]
      let caches = try prompts.map { prompt in
        let cache = try decoder.makeCache()
        _ = try decoder.append(prompt, to: cache)
        return cache
      }
      let next: [Int32] = [4, 0, 12]
      let logits = try decoder.step(next, caches).array
      let size = store.configuration.vocabularySize
      for row in 0..<3 {
        let expected = try TestModel.logits(store, prompts[row] + [next[row]])
        TestModel.assertClose(
          Array(logits[(row * size)..<((row + 1) * size)]), expected[prompts[row].count],
          "\(family), sequence \(row)")
      }
    }
  }

  func testATruncatedCacheForgets() throws {
    for family in ModelConfiguration.Family.allCases {
      let store = try TestModel.make(family, context: 16)
      let decoder = try CachedDecoder(store)
      let cache = try decoder.makeCache()
      let ids = TestModel.ids(6)
      _ = try decoder.append(ids, to: cache)
      cache.truncate(to: 2)
      let logits = try decoder.append([7], to: cache).array
      TestModel.assertClose(
        logits, try TestModel.logits(store, [ids[0], ids[1], 7])[2], "\(family), truncated")
    }
  }

  /// A longer cache plans scores and rotary table anew; the shorter one goes on.
  func testCachesOfDifferentLengths() throws {
    let store = try TestModel.make(.llama, context: 8)
    let decoder = try CachedDecoder(store, rowLimit: 4)
    let ids = TestModel.ids(30)
    let expected = try TestModel.logits(store, ids)
    let short = try decoder.makeCache()
    _ = try decoder.append(Array(ids[..<5]), to: short)
    let long = try decoder.makeCache(capacity: 30)
    TestModel.assertClose(try decoder.append(ids, to: long).array, expected[29], "long")
    TestModel.assertClose(
      try decoder.append(Array(ids[5..<8]), to: short).array, expected[7], "short")
  }

  func testAGrownCacheHoldsWhatItHeld() throws {
    for family in ModelConfiguration.Family.allCases {
      let store = try TestModel.make(family, context: 16)
      let decoder = try CachedDecoder(store)
      let ids = TestModel.ids(14)
      let small = try decoder.makeCache(capacity: 5)
      _ = try decoder.append(Array(ids[..<5]), to: small)
      let large = try decoder.grow(small, to: 14)
      XCTAssertEqual(large.count, 5)
      let logits = try decoder.append(Array(ids[5...]), to: large).array
      TestModel.assertClose(logits, try TestModel.logits(store, ids)[13], "\(family)")
      assertThrows(
        try decoder.grow(small, to: 4), InferenceError.self, "5 tokens are more than the 4")
    }
  }

  func testBadUse() throws {
    let store = try TestModel.make(.gpt2, context: 8)
    let decoder = try CachedDecoder(store, sequenceLimit: 2)
    let cache = try decoder.makeCache(capacity: 4)
    func assertThrows(_ words: String, _ body: () throws -> Void, line: UInt = #line) {
      XCTAssertThrowsError(try body(), line: line) {
        XCTAssertTrue("\($0)".contains(words), "\($0)", line: line)
      }
    }
    assertThrows("the id 13 at place 1") { _ = try decoder.append([0, 13], to: cache) }
    assertThrows("the id -1 at place 0") { _ = try decoder.append([-1], to: cache) }
    assertThrows("0 tokens are too few") { _ = try decoder.append([], to: cache) }
    assertThrows("5 tokens are more than the 4") {
      _ = try decoder.append([0, 1, 2, 3, 4], to: cache)
    }
    assertThrows("9 tokens are more than the 8") { _ = try decoder.makeCache(capacity: 9) }
    assertThrows("one cache stands for two") { _ = try decoder.step([0, 1], [cache, cache]) }
    assertThrows("give one each, to 1 to 2") { _ = try decoder.step([0, 1], [cache]) }
    XCTAssertEqual(cache.count, 0, "nothing was read")
    let other = try TestModel.make(.gpt2, context: 9)
    let foreign = try CachedDecoder(other).makeCache()
    assertThrows("made by another decoder") { _ = try decoder.append([1], to: foreign) }
  }
}
