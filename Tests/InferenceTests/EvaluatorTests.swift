import Inference
import Models
import TestSupport
import Tokenizers
import Training
import TrainingData
import XCTest

final class EvaluatorTests: XCTestCase {
  func testLogProbabilitiesOfReferenceModels() throws {
    for name in Fixtures.models {
      let folder = Fixtures.path("models/\(name)")
      let reference = try SafetensorsFile(path: folder + "/reference.safetensors")
      let time = try XCTUnwrap(reference["ids"]?.shape[1])
      let ids = try reference.integers("ids").prefix(time).map { Int32($0) }
      let expected = try reference.floats("logProbabilities")
      let result = try Evaluator(try ModelDirectory.read(folder)).logProbabilities(ids)
      XCTAssertEqual(result.count, time)
      XCTAssertNil(result[0])
      for (value, wanted) in zip(result.dropFirst(), expected) {
        XCTAssertEqual(try XCTUnwrap(value), Double(wanted), accuracy: 1e-5, name)
      }
    }
  }

  /// Windows one after the other, against the same windows by hand.
  func testNonOverlappingWindows() throws {
    let store = try TestModel.make(context: 16)
    for count in [2, 3, 16, 17, 18, 33, 100] {
      let ids = TestModel.ids(count)
      var expected: [Double] = []
      for start in stride(from: 0, to: count - 1, by: 16) {
        expected += try TestModel.losses(store, Array(ids[start..<min(start + 17, count)]))
      }
      let losses = try Evaluator(store).losses(ids)
      XCTAssertEqual(losses.count, count - 1)
      for (loss, wanted) in zip(losses, expected) { XCTAssertEqual(loss, wanted, accuracy: 1e-5) }
    }
  }

  func testSlidingWindowsSeeMore() throws {
    let store = try TestModel.make(context: 16)
    let evaluator = try Evaluator(store)
    let ids = TestModel.ids(75)
    for stride in [1, 5, 8, 16] {
      let losses = try evaluator.losses(ids, windowing: .sliding(stride: stride))
      XCTAssertEqual(losses.count, 74)
      for position in 1..<75 {
        // The window that predicts it first, counted in strides.
        let number = position <= 16 ? 0 : (position - 16 + stride - 1) / stride
        let window = Array(ids[(number * stride)...position])
        XCTAssertLessThanOrEqual(window.count, 17)
        let wanted = try XCTUnwrap(try TestModel.losses(store, window).last)
        XCTAssertEqual(losses[position - 1], wanted, accuracy: 1e-5)
      }
    }
    XCTAssertEqual(
      try evaluator.losses(ids, windowing: .sliding(stride: 16)), try evaluator.losses(ids))
    for stride in [0, -1, 17] {
      assertThrows(
        try evaluator.losses(ids, windowing: .sliding(stride: stride)), InferenceError.self,
        "a stride of \(stride)")
    }
  }

  func testThreadsDoNotChangeABit() throws {
    let store = try TestModel.make(context: 16)
    let ids = TestModel.ids(700)
    let one = try Evaluator(store, replicas: 1).losses(ids)
    for replicas in [2, 3] {
      XCTAssertEqual(try Evaluator(store, replicas: replicas).losses(ids), one)
    }
  }

  func testItAgreesWithTheTrainersValidation() throws {
    let store = try TestModel.make(context: 16)
    let ids = TestModel.ids(333)
    let trainer = try Trainer(
      store, TrainingConfiguration(batch: 4, contextLength: 16, steps: 1),
      data: try WindowSampler(
        sources: [.init(name: "ids", tokens: ids)], contextLength: 16, seed: 1))
    let loss = try trainer.loss(of: ids)
    let losses = try Evaluator(store).losses(ids)
    XCTAssertEqual(loss.tokenCount, losses.count)
    XCTAssertEqual(loss.nats, losses.reduce(0, +), accuracy: 1e-4)
  }

  /// A model with all weights zero gives every token the same probability.
  func testBitsPerByteOfAUniformModel() throws {
    let store = try ParameterStore<Float>(
      ModelConfiguration(
        vocabularySize: 257, contextLength: 8, width: 8, layerCount: 1, headCount: 2))
    let evaluator = try Evaluator(store)
    let text = Array("Grüße aus dem Zins".utf8)
    let result = try evaluator.evaluate(text: text, tokenizer: ByteTokenizer())
    XCTAssertEqual(result.tokenCount, text.count)
    XCTAssertEqual(result.byteCount, text.count)
    XCTAssertEqual(result.mean, Double.log(257), accuracy: 1e-5)
    XCTAssertEqual(result.perplexity, 257, accuracy: 1e-2)
    XCTAssertEqual(result.bitsPerByte, Double.log2(257), accuracy: 1e-5)
    // Two documents: their ends are predicted too, and stand for no bytes.
    let documents = try evaluator.evaluate(
      documents: [text, Array("x".utf8)], tokenizer: ByteTokenizer())
    XCTAssertEqual(documents.tokenCount, text.count + 3)
    XCTAssertEqual(documents.byteCount, text.count + 1)
    // No end-of-text id: nothing predicts the first character.
    let characters = CharacterTokenizer(scalars: Array("Grüße".unicodeScalars))
    let bare = try evaluator.evaluate(text: Array("üGe".utf8), tokenizer: characters)
    XCTAssertEqual(bare.tokenCount, 2)
    XCTAssertEqual(bare.byteCount, 2)
  }

  func testChoices() throws {
    let store = try TestModel.make(context: 16)
    let evaluator = try Evaluator(store)
    let prompt = TestModel.ids(6)
    let choices: [[Int32]] = [[1], [2, 3, 4], TestModel.ids(14, seed: 8)]
    let scores = try evaluator.score(choices: choices, after: prompt)
    for (choice, score) in zip(choices, scores) {
      let ids = Array((prompt + choice).suffix(17))
      let expected = try TestModel.losses(store, ids).suffix(choice.count).reduce(0, +)
      XCTAssertEqual(score.logProbability, -expected, accuracy: 1e-4)
      XCTAssertEqual(score.tokenCount, choice.count)
      XCTAssertEqual(score.perToken, score.logProbability / Double(choice.count))
    }
    let neutral = TestModel.ids(4, seed: 5)
    let calibrated = try evaluator.score(choices: choices, after: prompt, neutral: neutral)
    let alone = try evaluator.score(choices: choices, after: neutral)
    for index in choices.indices {
      XCTAssertNil(scores[index].calibrated)
      XCTAssertEqual(calibrated[index].logProbability, scores[index].logProbability)
      XCTAssertEqual(
        try XCTUnwrap(calibrated[index].calibrated),
        scores[index].logProbability - alone[index].logProbability, accuracy: 1e-9)
    }
    XCTAssertEqual(try evaluator.score(choices: [], after: prompt), [])
    assertThrows(
      try evaluator.score(choices: [[]], after: prompt), InferenceError.self, "0 tokens are too few"
    )
    assertThrows(
      try evaluator.score(choices: [[1]], after: []), InferenceError.self, "0 tokens are too few")
    assertThrows(
      try evaluator.score(choices: [[13]], after: prompt), InferenceError.self,
      "the id 13 at place 0")
    assertThrows(
      try evaluator.score(choices: [TestModel.ids(17)], after: prompt), InferenceError.self,
      "17 tokens are more than the 16")
  }

  func testEachMeasureHasItsOwnBest() {
    func score(_ log: Double, _ count: Int, _ neutral: Double?) -> Evaluator.ChoiceScore {
      Evaluator.ChoiceScore(
        logProbability: log, tokenCount: count, neutralLogProbability: neutral)
    }
    let scores = [score(-2, 1, -1), score(-3, 3, -2.5), score(-5, 2, -9)]
    XCTAssertEqual(Evaluator.ChoiceMeasure.plain.best(of: scores), 0)
    XCTAssertEqual(Evaluator.ChoiceMeasure.perToken.best(of: scores), 1)
    XCTAssertEqual(Evaluator.ChoiceMeasure.calibrated.best(of: scores), 2)
    XCTAssertNil(Evaluator.ChoiceMeasure.calibrated.best(of: scores + [score(-1, 1, nil)]))
    XCTAssertNil(Evaluator.ChoiceMeasure.plain.best(of: []))
    XCTAssertEqual(Evaluator.ChoiceMeasure.plain.best(of: [scores[0], scores[0]]), 0)
  }

  func testScoresThatAreNoNumbersAreAnError() throws {
    let store = try TestModel.make(context: 16)
    try XCTUnwrap(store["finalNorm.gain"])[0] = .nan
    for body in [
      { _ = try Evaluator(store).logProbabilities([1, 2]) },
      { _ = try Evaluator(store).score(choices: [[2]], after: [1]) },
    ] {
      XCTAssertThrowsError(try body()) {
        XCTAssertEqual($0 as? InferenceError, .notANumber(id: 2))
      }
    }
  }

  func testBadInput() throws {
    let store = try TestModel.make(context: 16)
    let evaluator = try Evaluator(store)
    XCTAssertEqual(try evaluator.logProbabilities([3]), [nil])
    XCTAssertNoThrow(try evaluator.logProbabilities(TestModel.ids(16)))
    let cases: [(InferenceError, () throws -> Void)] = [
      (.tooFewIDs(count: 0, needed: 1), { _ = try evaluator.logProbabilities([]) }),
      (
        .tooManyIDs(count: 17, limit: 16),
        { _ = try evaluator.logProbabilities(TestModel.ids(17)) }
      ),
      (
        .idOutsideVocabulary(id: 13, position: 2, vocabularySize: 13),
        { _ = try evaluator.logProbabilities([0, 1, 13]) }
      ),
      (.tooFewIDs(count: 1, needed: 2), { _ = try evaluator.losses([4]) }),
      (.tooManyIDs(count: 17, limit: 16), { _ = try Evaluator(store, contextLength: 17) }),
      (.tooFewIDs(count: 0, needed: 1), { _ = try Evaluator(store, contextLength: 0) }),
      (
        .vocabulariesDiffer(tokenizer: 257, model: 13),
        { _ = try evaluator.evaluate(text: [65], tokenizer: ByteTokenizer()) }
      ),
    ]
    for (expected, body) in cases {
      XCTAssertThrowsError(try body(), "\(expected)") {
        XCTAssertEqual($0 as? InferenceError, expected)
      }
    }
    let bytes = try ParameterStore<Float>(
      ModelConfiguration(
        vocabularySize: 257, contextLength: 8, width: 8, layerCount: 1, headCount: 2))
    assertThrows(
      try Evaluator(bytes).evaluate(text: [], tokenizer: ByteTokenizer()), InferenceError.self,
      "1 token is too few", note: "an empty text")
  }

  /// The head is the embedding: a row that the text never reads has a score everywhere.
  func testANaNThatTheTextNeverReadsIsNoLoss() throws {
    for family in ModelConfiguration.Family.allCases {
      for bits in [0x7FC0_0000, 0xFFC0_01FF] as [UInt32] {
        let store = try TestModel.make(family)
        let ids = TestModel.ids(12).map { $0 == 7 ? 6 : $0 }
        let row = try XCTUnwrap(store["tokenEmbedding.weight"])
        row[7 * store.configuration.width] = Float(bitPattern: bits)
        let evaluator = try Evaluator(store)
        XCTAssertThrowsError(try evaluator.losses(ids), "\(family)") {
          guard case InferenceError.notANumber? = $0 as? InferenceError else {
            return XCTFail("\($0)")
          }
        }
        XCTAssertThrowsError(try evaluator.logProbabilities(ids), "\(family)") {
          guard case InferenceError.notANumber? = $0 as? InferenceError else {
            return XCTFail("\($0)")
          }
        }
      }
    }
  }
}
