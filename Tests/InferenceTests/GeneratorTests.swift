import Inference
import Models
import TestSupport
import Tokenizers
import XCTest

final class GeneratorTests: XCTestCase {
  /// The same ids as transformers' greedy search.
  func testGreedySearchOfReferenceModels() throws {
    for name in Fixtures.models {
      let folder = Fixtures.path("models/\(name)")
      let reference = try SafetensorsFile(path: folder + "/reference.safetensors")
      let prompt = try reference.integers("prompt").map { Int32($0) }
      let expected = try reference.integers("greedy").map { Int32($0) }
      let generator = try Generator(try ModelDirectory.read(folder))
      var sampler = Sampler.greedy
      let endings = generator.endOfTextIDs
      XCTAssertFalse(endings.isEmpty, name)
      // Where transformers came to an end-of-text id, it must end here too.
      let hasEnded = expected.last.map { endings.contains($0) } ?? false
      let result = try generator.generate(
        prompt, maximumNewTokens: expected.count + (hasEnded ? 2 : 0), sampler: &sampler)
      XCTAssertEqual(result.ids, expected, name)
      XCTAssertEqual(result.ending, hasEnded ? .endOfText : .length, name)
      XCTAssertEqual(result.slideCount, 0)
    }
  }

  func testWithoutSlidingGenerationEndsWhereTheContextDoes() throws {
    let store = try TestModel.make(.gpt2, context: 8)
    let generator = try Generator(store)
    generator.slidesBeyondContext = false
    var sampler = Sampler.greedy
    let prompt = TestModel.ids(5)
    let result = try generator.generate(prompt, maximumNewTokens: 30, sampler: &sampler)
    // The last new id is chosen from all eight positions and never read itself.
    XCTAssertEqual(result.ids.count, 4)
    XCTAssertEqual(result.ending, .contextFull)
    XCTAssertEqual(
      result.ids,
      try generator.generate(prompt, maximumNewTokens: 4, sampler: &sampler).ids)
    XCTAssertThrowsError(
      try generator.generate(TestModel.ids(9), maximumNewTokens: 1, sampler: &sampler)
    ) {
      XCTAssertEqual($0 as? InferenceError, .tooManyIDs(count: 9, limit: 8))
    }
    XCTAssertEqual(
      try generator.generate(TestModel.ids(8), maximumNewTokens: 3, sampler: &sampler).ids.count,
      1)
  }

  /// Each id is the one that the whole forward pass chooses, far beyond the context.
  func testFamiliesWithoutLearnedPositionsGoOn() throws {
    for family in [ModelConfiguration.Family.llama, .bloom] {
      let store = try TestModel.make(family, context: 4)
      let generator = try Generator(store)
      generator.slidesBeyondContext = false
      var sampler = Sampler.greedy
      let prompt = TestModel.ids(6)
      let result = try generator.generate(prompt, maximumNewTokens: 600, sampler: &sampler)
      XCTAssertEqual(result.ids.count, 600)
      let logits = try TestModel.logits(store, prompt + result.ids)
      for (index, id) in result.ids.enumerated() {
        let row = logits[prompt.count - 1 + index]
        let best = try XCTUnwrap(row.max())
        XCTAssertGreaterThan(row[Int(id)], best - 1e-4, "\(family), new id \(index)")
      }
    }
  }

  func testAnyOfSeveralEndOfTextIDsEnds() throws {
    var configuration = TestModel.configuration(.gpt2, context: 64, endOfText: 12)
    configuration.furtherEndOfTextIDs = [3, 7]
    let store = try ParameterStore<Float>(configuration)
    store.initialize(seed: 3, standardDeviation: 0.3)
    let generator = try Generator(store)
    var endings: Set<Int32> = []
    for seed in 1...40 {
      var sampler = try Sampler(temperature: 3, seed: UInt64(seed))
      let result = try generator.generate([1], maximumNewTokens: 60, sampler: &sampler)
      XCTAssertTrue(generator.endOfTextIDs.isDisjoint(with: result.ids.dropLast()))
      if result.ending == .endOfText, let last = result.ids.last { endings.insert(last) }
    }
    XCTAssertEqual(endings, [3, 7, 12])
  }

  /// Each new id is the one that the whole forward pass over the last tokens would choose.
  func testBeyondTheContextTheLastHalfIsReadAnew() throws {
    let store = try TestModel.make(.gpt2, context: 8)
    let generator = try Generator(store)
    var sampler = Sampler.greedy
    let prompt = TestModel.ids(11)
    let result = try generator.generate(prompt, maximumNewTokens: 30, sampler: &sampler)
    XCTAssertEqual(result.ids.count, 30)
    XCTAssertEqual(result.ending, .length)
    var sequence = prompt
    var seen = 8  // the end of a prompt that is too long
    var slides = 0
    for id in result.ids {
      let logits = try XCTUnwrap(try TestModel.logits(store, Array(sequence.suffix(seen))).last)
      XCTAssertEqual(id, try sampler.sample(logits))
      sequence.append(id)
      if seen == 8 { slides += 1 }
      seen = seen == 8 ? 4 : seen + 1
    }
    XCTAssertEqual(result.slideCount, seen == 4 ? slides - 1 : slides)
  }

  func testAContextOfOne() throws {
    let generator = try Generator(try TestModel.make(.gpt2, context: 1))
    var sampler = Sampler.greedy
    let result = try generator.generate([3, 4], maximumNewTokens: 5, sampler: &sampler)
    XCTAssertEqual(result.ids.count, 5)
    XCTAssertEqual(result.slideCount, 4)
  }

  func testEndings() throws {
    let store = try TestModel.make(.gpt2, context: 16, endOfText: 12)
    let generator = try Generator(store)
    XCTAssertEqual(generator.endOfTextIDs, [12])
    var sampler = try Sampler(temperature: 3, seed: 4)
    let ended = try generator.generate([1], maximumNewTokens: 2_000, sampler: &sampler)
    XCTAssertEqual(ended.ending, .endOfText)
    XCTAssertEqual(ended.ids.last, 12)
    XCTAssertFalse(ended.ids.dropLast().contains(12))
    generator.endOfTextIDs = []
    var again = try Sampler(temperature: 3, seed: 4)
    let longer = try generator.generate([1], maximumNewTokens: 200, sampler: &again)
    XCTAssertEqual(longer.ids.count, 200)
    XCTAssertEqual(Array(longer.ids.prefix(ended.ids.count)), ended.ids, "the same seed")
    var seen: [Int32] = []
    let stopped = try generator.generate([1], maximumNewTokens: 9, sampler: &again) {
      seen.append($0)
      return seen.count < 3
    }
    XCTAssertEqual(stopped.ending, .stopped)
    XCTAssertEqual(stopped.ids, seen)
    XCTAssertEqual(try generator.generate([1], maximumNewTokens: 0, sampler: &again).ids, [])
  }

  func testBadPrompts() throws {
    let generator = try Generator(try TestModel.make())
    var sampler = Sampler.greedy
    assertThrows(
      try generator.generate([], maximumNewTokens: 1, sampler: &sampler), InferenceError.self,
      "0 tokens are too few")
    XCTAssertThrowsError(try generator.generate([13], maximumNewTokens: 1, sampler: &sampler)) {
      XCTAssertEqual(
        $0 as? InferenceError,
        .idOutsideVocabulary(id: 13, position: 0, vocabularySize: 13))
    }
    XCTAssertThrowsError(
      try generator.generate(
        "a", tokenizer: ByteTokenizer(), maximumNewTokens: 1, sampler: &sampler)
    ) {
      XCTAssertEqual(
        $0 as? InferenceError, .vocabulariesDiffer(tokenizer: 257, model: 13))
    }
  }

  func testText() throws {
    let configuration = ModelConfiguration(
      vocabularySize: 257, contextLength: 12, width: 8, layerCount: 1, headCount: 2,
      endOfTextID: 256)
    let store = try ParameterStore<Float>(configuration)
    store.initialize(seed: 1, standardDeviation: 0.3)
    let generator = try Generator(store)
    var sampler = try Sampler(seed: 2)
    // An empty prompt begins a document; every byte string that comes out is shown as text.
    let text = try generator.generate(
      "", tokenizer: ByteTokenizer(), maximumNewTokens: 40, sampler: &sampler)
    XCTAssertFalse(text.isEmpty)
  }
}
