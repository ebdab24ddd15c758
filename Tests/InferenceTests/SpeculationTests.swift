import Groundwork
import Inference
import Models
import TestSupport
import XCTest

final class SpeculationTests: XCTestCase {
  /// A draft that scores by its own rule.
  private final class RuleDraft: DraftModel {
    let vocabularySize = 13
    let rule: ([Int32]) -> [Float]
    init(_ rule: @escaping ([Int32]) -> [Float]) { self.rule = rule }
    func scores(after sequence: [Int32]) -> [Float] { rule(sequence) }
  }

  private func drafts() throws -> [(name: String, draft: any DraftModel)] {
    let store = try TestModel.make(endOfText: 12)
    let other = try ParameterStore<Float>(store.configuration)
    other.initialize(seed: 8, standardDeviation: 0.3)
    return [
      ("itself", try DecoderDraft(store, threads: 1)),
      ("another model", try DecoderDraft(other, threads: 1)),
      ("no idea", RuleDraft { _ in [Float](repeating: 0, count: 13) }),
      // Sure of what is nearly never right.
      ("a wrong one", RuleDraft { text in (0..<13).map { $0 == Int(text[0]) ? 9 : 0 } }),
    ]
  }

  /// The distribution of the first two new ids, enumerated by the whole forward pass, against many draws.
  func testTwoTokensAreDistributedAsTheLargeModelsOwn() throws {
    let store = try TestModel.make(endOfText: 12)
    let prompt: [Int32] = [3, 7, 1]
    let plain = try Sampler(temperature: 1.2, topP: 0.98)
    var expected: [[Int32]: Double] = [:]
    let first = try plain.distribution(try XCTUnwrap(TestModel.logits(store, prompt).last))
    for a in 0..<Int32(13) where first[Int(a)] > 0 {
      guard a != 12 else {
        expected[[a]] = first[12]
        continue
      }
      let row = try XCTUnwrap(TestModel.logits(store, prompt + [a]).last)
      for (b, p) in try plain.distribution(row).enumerated() where p > 0 {
        expected[[a, Int32(b)]] = first[Int(a)] * p
      }
    }
    XCTAssertEqual(expected.values.reduce(0, +), 1, accuracy: 1e-9)
    for (name, draft) in try drafts() {
      let generator = try SpeculativeGenerator(store, draft: draft, lookahead: 3, threads: 1)
      var sampler = try Sampler(temperature: 1.2, topP: 0.98, seed: 5)
      var counts: [[Int32]: Double] = [:]
      let draws = 12_000.0
      for _ in 0..<Int(draws) {
        let ids = try generator.generate(prompt, maximumNewTokens: 2, sampler: &sampler).ids
        counts[ids, default: 0] += 1
      }
      XCTAssertTrue(counts.keys.allSatisfy { expected[$0] != nil }, "\(name): an impossible text")
      var (statistic, classes, rest) = (0.0, 0.0, (drawn: 0.0, expected: 0.0))
      for (ids, probability) in expected {
        let (mean, drawn) = (probability * draws, counts[ids] ?? 0)
        guard mean >= 8 else {
          rest = (rest.drawn + drawn, rest.expected + mean)
          continue
        }
        statistic += (drawn - mean) * (drawn - mean) / mean
        classes += 1
      }
      if rest.expected >= 8 {
        statistic += (rest.drawn - rest.expected) * (rest.drawn - rest.expected) / rest.expected
        classes += 1
      }
      let freedom = classes - 1
      XCTAssertGreaterThan(freedom, 20)
      XCTAssertLessThan((statistic - freedom) / (2 * freedom).squareRoot(), 5, name)
    }
  }

  func testWithoutTemperatureTheIDsAreTheGreedyOnes() throws {
    let store = try TestModel.make(.llama, context: 16, endOfText: 12)
    let plain = try Generator(store, threads: 1)
    var greedy = Sampler.greedy
    for seed in 1...4 {
      let prompt = TestModel.ids(4, seed: UInt64(seed))
      let expected = try plain.generate(prompt, maximumNewTokens: 30, sampler: &greedy)
      for (name, draft) in try drafts() {
        let generator = try SpeculativeGenerator(store, draft: draft, lookahead: 5, threads: 1)
        let result = try generator.generate(prompt, maximumNewTokens: 30, sampler: &greedy)
        XCTAssertEqual(result.ids, expected.ids, name)
        XCTAssertEqual(result.ending, expected.ending, name)
      }
    }
  }

  func testADraftThatIsTheModelIsAlwaysKept() throws {
    let store = try TestModel.make(context: 64)
    let generator = try SpeculativeGenerator(
      store, draft: try DecoderDraft(store, threads: 1), lookahead: 4, threads: 1)
    var sampler = try Sampler(seed: 3)
    let result = try generator.generate([1], maximumNewTokens: 50, sampler: &sampler)
    XCTAssertEqual(result.ids.count, 50)
    XCTAssertGreaterThan(result.acceptedShare, 0.98)
    XCTAssertEqual(result.passCount, 10)
    XCTAssertEqual(result.tokensPerPass, 5)
  }

  /// Kept with probability Σ min(p, q), by the theorem.
  func testTheShareKeptIsTheOverlap() throws {
    let store = try TestModel.make()
    let other = try ParameterStore<Float>(store.configuration)
    other.initialize(seed: 8, standardDeviation: 0.3)
    let prompt: [Int32] = [5, 2]
    let plain = try Sampler()
    let p = try plain.distribution(try XCTUnwrap(TestModel.logits(store, prompt).last))
    let q = try plain.distribution(try XCTUnwrap(TestModel.logits(other, prompt).last))
    let overlap = zip(p, q).reduce(0) { $0 + min($1.0, $1.1) }
    let generator = try SpeculativeGenerator(
      store, draft: try DecoderDraft(other, threads: 1), lookahead: 1, threads: 1)
    var sampler = try Sampler(seed: 11)
    var kept = 0.0
    for _ in 0..<6_000 {
      kept += try Double(
        generator.generate(prompt, maximumNewTokens: 2, sampler: &sampler).acceptedCount)
    }
    XCTAssertEqual(kept / 6_000, overlap, accuracy: 5 * (0.25 / 6_000).squareRoot())
  }

  /// What is drafted behind the end of a text is none of the text, and none of the share.
  func testDraftsBehindTheEndDoNotCount() throws {
    let store = try TestModel.make(context: 64)
    var generator = try SpeculativeGenerator(
      store, draft: try DecoderDraft(store, threads: 1), lookahead: 4, threads: 1)
    func text(seed: UInt64) throws -> SpeculativeGenerator.Result {
      var sampler = try Sampler(seed: seed)
      return try generator.generate([1], maximumNewTokens: 12, sampler: &sampler)
    }
    // A text whose third token is new: the fourth and fifth of the first pass stand behind it.
    let seed = try XCTUnwrap(
      try (1...50).first {
        try text(seed: $0).ids.prefix(3).reduce(into: Set()) { $0.insert($1) }.count == 3
      })
    let free = try text(seed: seed).ids
    generator.endOfTextIDs = [free[2]]
    let ended = try text(seed: seed)
    XCTAssertEqual(ended.ids, Array(free[...2]))
    XCTAssertEqual(ended.ending, .endOfText)
    XCTAssertLessThanOrEqual(ended.acceptedCount, 3)
    XCTAssertEqual(ended.refusedCount, 0)
  }

  func testTheContextEndsTheText() throws {
    let store = try TestModel.make(context: 8)
    let generator = try SpeculativeGenerator(
      store, draft: RuleDraft { _ in [Float](repeating: 0, count: 13) }, threads: 1)
    var sampler = try Sampler(seed: 3)
    let result = try generator.generate([1, 2, 3], maximumNewTokens: 30, sampler: &sampler)
    // The last new id is chosen from all eight positions and never read itself.
    XCTAssertEqual(result.ids.count, 6)
    XCTAssertEqual(result.ending, .contextFull)
  }

  func testWhatCannotBeIsSaid() throws {
    let store = try TestModel.make()
    let draft = try DecoderDraft(store, threads: 1)
    assertThrows(
      try SpeculativeGenerator(store, draft: draft, lookahead: 0), InferenceError.self,
      "a lookahead of 0")
    assertThrows(
      try SpeculativeGenerator(store, draft: draft, lookahead: 64), InferenceError.self,
      "a lookahead of 64")
    var configuration = TestModel.configuration()
    configuration.vocabularySize = 14
    let other = try ParameterStore<Float>(configuration)
    assertThrows(
      try SpeculativeGenerator(other, draft: draft), InferenceError.self, "both must have the same")
    let generator = try SpeculativeGenerator(store, draft: draft)
    var sampler = Sampler.greedy
    assertThrows(
      try generator.generate([], maximumNewTokens: 3, sampler: &sampler), InferenceError.self,
      "give at least 1")
    assertThrows(
      try generator.generate([13], maximumNewTokens: 3, sampler: &sampler), InferenceError.self,
      "the id 13")
    assertThrows(
      try generator.generate(TestModel.ids(17), maximumNewTokens: 3, sampler: &sampler),
      InferenceError.self,
      "17 tokens are more than")
    XCTAssertEqual(
      try generator.generate([1], maximumNewTokens: 0, sampler: &sampler).ending, .length)
  }

  /// The rows of one pass are those of passes token by token.
  func testScoresOfEachToken() throws {
    for family in [ModelConfiguration.Family.gpt2, .llama, .bloom] {
      let store = try TestModel.make(family)
      let ids = TestModel.ids(9)
      let expected = try TestModel.logits(store, ids)
      let decoder = try CachedDecoder(store)
      let cache = try decoder.makeCache()
      _ = try decoder.append(Array(ids.prefix(4)), to: cache)
      let rows = try decoder.appendScoringEach(Array(ids[4...]), to: cache).array
      XCTAssertEqual(cache.count, 9)
      TestModel.assertClose(rows, expected[4...].flatMap(\.self), "\(family)")
    }
    let decoder = try CachedDecoder(TestModel.make(), rowLimit: 4)
    let cache = try decoder.makeCache()
    assertThrows(
      try decoder.appendScoringEach([], to: cache), InferenceError.self, "give at least 1")
    assertThrows(
      try decoder.appendScoringEach(TestModel.ids(5), to: cache), InferenceError.self,
      "5 tokens are more than")
  }
}
