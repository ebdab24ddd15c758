import Corpora
import Foundation
import Groundwork
import Inference
import Models
import Quantization
import TestSupport
import Tokenizers
import XCTest

/// A real model, SmolLM2-135M-Instruct with weights of four bits, held to what transformers makes of the
/// same file in Float32 (`Tests/Fixtures/make_smollm_fixtures.py`).
///
/// It is looked for where `./workbook data get smollm2-135m` puts it, in a mirror that is a folder, and at
/// `WORKBOOK_SMOLLM2`; without it these tests are skipped.
final class SmolLMTests: XCTestCase {
  private struct Found {
    let model: any StoredModel
    let tokenizer: any Tokenizer
    let parameters: ParameterStore<Float>
  }

  // Read once for all tests.
  nonisolated(unsafe) private static var found: Result<Found, any Error>?

  private func found() throws -> Found {
    if let found = Self.found { return try found.get() }
    let result = Result {
      let path = try path()
      let model = try StoredModels.open(path)
      return Found(
        model: model, tokenizer: try XCTUnwrap(try model.readTokenizer()),
        parameters: try model.readParameters())
    }
    Self.found = result
    return try result.get()
  }

  private func path() throws -> String {
    if let path = ProcessInfo.processInfo.environment["WORKBOOK_SMOLLM2"], !path.isEmpty {
      return path
    }
    let set = try DataSet.named("smollm2-135m")
    guard let path = try DataSetCache.standard().place(of: set, mirror: try DataMirror()) else {
      throw XCTSkip("SmolLM2 is not here: ./workbook data get smollm2-135m, or WORKBOOK_SMOLLM2")
    }
    return path
  }

  private func references() throws -> JSONObject {
    try XCTUnwrap(
      try StrictJSON.parse(AtomicFile.read(Fixtures.path("smollm/references.json"))).object)
  }

  private func ids(_ value: JSONValue?) throws -> [Int32] {
    try XCTUnwrap(value?.array).map { Int32(try XCTUnwrap($0.integer)) }
  }

  func testWhatTheModelIs() throws {
    let found = try found()
    let shape = found.model.configuration
    XCTAssertEqual(shape.parameterCount.all, 134_515_008)
    XCTAssertEqual(shape.endOfTextIDs, [2])
    XCTAssertEqual(found.tokenizer.vocabularySize, 49_152)
    XCTAssertEqual(found.tokenizer.textFrame, .none)
    XCTAssertEqual(found.tokenizer.endOfText, 0)
    let inspection = try ModelInspection(path: found.model.path)
    XCTAssertEqual(inspection.problems, [])
    XCTAssertEqual(inspection.count, 134_515_008)
    XCTAssertEqual(inspection.forms.map(\.tensorCount).reduce(0, +), 272)
  }

  func testTheIDsOfTexts() throws {
    let tokenizer = try found().tokenizer
    let strings = try XCTUnwrap(try references()["strings"]?.array)
    XCTAssertGreaterThan(strings.count, 35)
    for entry in strings {
      let text = try XCTUnwrap(entry.object?["text"]?.text)
      XCTAssertEqual(try tokenizer.encode(text), try ids(entry.object?["ids"]), text)
    }
  }

  func testBitsPerByteAndProbabilities() throws {
    let found = try found()
    let evaluator = try Evaluator(found.parameters, contextLength: 1_024)
    let texts = try XCTUnwrap(try references()["texts"]?.object)
    XCTAssertEqual(texts.members.count, 6)
    for member in texts.members {
      let reference = try XCTUnwrap(member.value.object)
      let text = try AtomicFile.read(Fixtures.path("smollm/\(member.name).txt"))
      let loss = try evaluator.evaluate(text: text, tokenizer: found.tokenizer)
      XCTAssertEqual(loss.tokenCount, reference["tokens"]?.integer, member.name)
      XCTAssertEqual(loss.byteCount, text.count, member.name)
      XCTAssertEqual(
        loss.bitsPerByte, try XCTUnwrap(reference["bitsPerByte"]?.number), accuracy: 0.002,
        member.name)
      let encoded = try found.tokenizer.encode(text)
      let logs = try evaluator.logProbabilities([0] + encoded)
      for entry in try XCTUnwrap(reference["logProbabilities"]?.array) {
        let place = try XCTUnwrap(entry.array?[0].integer)
        XCTAssertEqual(encoded[place], try ids(.array([try XCTUnwrap(entry.array?[1])]))[0])
        XCTAssertEqual(
          try XCTUnwrap(logs[place + 1]), try XCTUnwrap(entry.array?[2].number), accuracy: 0.005,
          "\(member.name), token \(place)")
      }
    }
  }

  /// As the file keeps them, weights multiply inputs that are rounded to 8 bits: what `evaluate` does where
  /// nobody asks for unpacked ones.
  func testBitsPerByteWithInputsOfEightBits() throws {
    let found = try found()
    let evaluator = try Evaluator(
      try XCTUnwrap(try found.model.readPackedWeights()), contextLength: 1_024)
    let texts = try XCTUnwrap(try references()["texts"]?.object)
    XCTAssertEqual(texts.members.count, 6)
    var differences: [Double] = []
    for member in texts.members {
      let reference = try XCTUnwrap(member.value.object?["bitsPerByte"]?.number)
      let text = try AtomicFile.read(Fixtures.path("smollm/\(member.name).txt"))
      let loss = try evaluator.evaluate(text: text, tokenizer: found.tokenizer)
      XCTAssertEqual(loss.byteCount, text.count, member.name)
      XCTAssertEqual(loss.bitsPerByte, reference, accuracy: 0.01, member.name)
      differences.append(loss.bitsPerByte - reference)
    }
    // Rounded they were: unpacked weights come within a hundredth of that.
    XCTAssertGreaterThan(differences.map(abs).max() ?? 0, 1e-4)
  }

  /// What a cache in binary16 changes beside one in Float32, reading token by token the second halves
  /// of six texts: in bits per byte, and in the log-probability of a single token at most.
  private func changesOfTheCache(
    _ weights: any WeightSource, _ tokenizer: any Tokenizer
  ) throws -> (bitsPerByte: Double, largest: Double, typical: Double) {
    let decoder = try CachedDecoder(weights, threads: 2)
    func losses(_ ids: [Int32], _ precision: CachePrecision) throws -> [Double] {
      let cache = try decoder.makeCache(capacity: ids.count, precision: precision)
      let half = ids.count / 2
      var logits = try decoder.append(Array(ids[..<half]), to: cache).array
      return try ids[half...].map { id in
        let largest = try XCTUnwrap(logits.max())
        let sum = logits.reduce(0.0) { $0 + exp(Double($1 - largest)) }
        let loss = log(sum) - Double(logits[Int(id)] - largest)
        logits = try decoder.append([id], to: cache).array
        return loss
      }
    }
    var (byteCount, sum) = (0, 0.0)
    var changes: [Double] = []
    for name in ["chat", "code", "german", "law", "numbers", "prose"] {
      let text = try AtomicFile.read(Fixtures.path("smollm/\(name).txt"))
      let ids = try tokenizer.encode(text)
      let (whole, half) = (try losses(ids, .float32), try losses(ids, .float16))
      byteCount += try tokenizer.decode(ids[(ids.count / 2)...]).count
      sum += half.reduce(0, +) - whole.reduce(0, +)
      changes += zip(whole, half).map { abs($0 - $1) }
    }
    let typical = (changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)).squareRoot()
    return (sum / (log(2) * Double(byteCount)), changes.max() ?? 0, typical)
  }

  /// Where inputs are not rounded, nothing hides what the cache does.
  func testACacheInBinary16() throws {
    let found = try found()
    let change = try changesOfTheCache(found.parameters, found.tokenizer)
    XCTAssertEqual(change.bitsPerByte, 0, accuracy: 1e-4)
    XCTAssertLessThan(change.largest, 0.03)
    XCTAssertGreaterThan(change.largest, 0, "nothing was rounded")
  }

  /// As packed weights are decoded, the inputs of their products are rounded to 8 bits. A change in the
  /// cache makes some of them fall the other way: single tokens move further (0.08 nats is typical), the
  /// text as a whole does not.
  func testDecodingWithACacheInBinary16() throws {
    let found = try found()
    let weights = try XCTUnwrap(try found.model.readPackedWeights())
    XCTAssertEqual(CachePrecision.suggested(for: weights), .float16)
    let change = try changesOfTheCache(weights, found.tokenizer)
    XCTAssertEqual(change.bitsPerByte, 0, accuracy: 0.001)
    XCTAssertLessThan(change.typical, 0.15)
    XCTAssertGreaterThan(change.largest, 0, "nothing was rounded")
  }

  func testGreedyContinuations() throws {
    let found = try found()
    let generator = try Generator(found.parameters)
    // The references go on beyond an end.
    generator.endOfTextIDs = []
    let greedy = try XCTUnwrap(try references()["greedy"]?.array)
    XCTAssertEqual(greedy.count, 20)
    for entry in greedy {
      let prompt = try XCTUnwrap(entry.object?["prompt"]?.text)
      let expected = try ids(entry.object?["ids"])
      XCTAssertEqual(expected.count, 40)
      var sampler = Sampler.greedy
      let result = try generator.generate(
        try found.tokenizer.encode(prompt), maximumNewTokens: 40, sampler: &sampler)
      XCTAssertEqual(result.ids, expected, prompt)
    }
  }

  func testChoices() throws {
    let found = try found()
    let evaluator = try Evaluator(found.parameters, contextLength: 64)
    let questions = try XCTUnwrap(try references()["choices"]?.array)
    XCTAssertEqual(questions.count, 6)
    for question in questions.compactMap(\.object) {
      let prompt = try XCTUnwrap(question["prompt"]?.text)
      let choices = try XCTUnwrap(question["choices"]?.array).compactMap(\.text)
      let scores = try evaluator.score(
        choices: try choices.map { try found.tokenizer.encode($0) },
        after: [0] + found.tokenizer.encode(prompt),
        neutral: [0] + found.tokenizer.encode("Answer:"))
      let logs = try XCTUnwrap(question["logs"]?.array).compactMap(\.number)
      let neutral = try XCTUnwrap(question["neutral"]?.array).compactMap(\.number)
      XCTAssertEqual(scores.count, logs.count)
      for (score, (log, alone)) in zip(scores, zip(logs, neutral)) {
        XCTAssertEqual(score.logProbability, log, accuracy: 1e-3, prompt)
        XCTAssertEqual(try XCTUnwrap(score.calibrated), log - alone, accuracy: 2e-3, prompt)
      }
    }
  }

  func testAConversation() throws {
    let found = try found()
    let template = try XCTUnwrap(try found.model.readChatTemplate())
    let format = try ChatFormat(template: template, tokenizer: found.tokenizer)
    XCTAssertEqual(format.kind, .chatML)
    let said = try found.tokenizer.encode(
      "system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face")
    let asked = try found.tokenizer.encode("user\nHi <|im_end|>")
    let line = try found.tokenizer.encode("\n")
    XCTAssertEqual(
      try format.ids(of: [.init(role: .user, text: "Hi <|im_end|>")]),
      [1] + said + [2] + line + [1] + asked + [2] + line + [1]
        + (try found.tokenizer.encode("assistant\n")))
  }
}
