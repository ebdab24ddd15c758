import Foundation
import Inference
import Models
import TestSupport
import Tokenizers
import XCTest

/// Tokenizers that put tokens around a text, and models with more ids than their tokenizer.
final class FoundTokenizerTests: XCTestCase {
  private func model(_ size: Int) throws -> ParameterStore<Float> {
    let store = try ParameterStore<Float>(
      ModelConfiguration(
        vocabularySize: size, contextLength: 16, width: 16, layerCount: 1, headCount: 2))
    store.initialize(seed: 6, standardDeviation: 0.3)
    return store
  }

  private func tokenizer(_ name: String) throws -> any Tokenizer {
    try TokenizerFile.read(Fixtures.path("found-tokenizers/\(name).json"))
  }

  /// Each document begins with the frame's tokens, which are read and not counted.
  func testDocumentsBeginWithTheTokensAroundThem() throws {
    let tokenizer = try tokenizer("beginning")
    let evaluator = try Evaluator(model(340))
    let texts = ["the tenant shall", "a lease of the court"].map { Array($0.utf8) }
    let end = try XCTUnwrap(tokenizer.endOfText)
    XCTAssertEqual(tokenizer.textFrame.before, [330])
    let (a, b) = (try tokenizer.encode(texts[0]), try tokenizer.encode(texts[1]))
    let losses = try evaluator.losses([330] + a + [end, 330] + b + [end])
    let counted = losses[..<(a.count + 1)] + losses[(a.count + 2)...]
    let result = try evaluator.evaluate(documents: texts, tokenizer: tokenizer)
    XCTAssertEqual(result.tokenCount, a.count + b.count + 2)
    XCTAssertEqual(result.byteCount, texts[0].count + texts[1].count)
    XCTAssertEqual(result.nats, counted.reduce(0, +), accuracy: 1e-9)
    // A text that need not end.
    let open = try evaluator.evaluate(text: texts[0], tokenizer: tokenizer)
    XCTAssertEqual(
      open.nats, try evaluator.losses([330] + a).reduce(0, +), accuracy: 1e-9)
    // Left out, documents follow the end-of-text id as they do without a post-processor.
    let bare = try evaluator.evaluate(
      documents: texts, tokenizer: tokenizer.withoutTextFrame())
    XCTAssertEqual(
      bare.nats, try evaluator.losses([end] + a + [end] + b + [end]).reduce(0, +), accuracy: 1e-9)
  }

  func testAPromptBeginsWithTheTokensAroundIt() throws {
    let tokenizer = try tokenizer("beginning")
    let generator = try Generator(model(332))
    generator.endOfTextIDs = []
    for text in ["the tenant", ""] {
      var sampler = try Sampler(temperature: 0)
      let written = try generator.generate(
        text, tokenizer: tokenizer, maximumNewTokens: 9, sampler: &sampler)
      let ids = try generator.generate(
        [330] + tokenizer.encode(text), maximumNewTokens: 9, sampler: &sampler
      ).ids
      XCTAssertEqual(written, try tokenizer.decodeText(ids))
    }
  }

  /// As in transformers, where an id that no token has decodes to nothing.
  func testIDsBeyondTheTokenizerStandForNothing() throws {
    let generator = try Generator(model(400))
    generator.endOfTextIDs = []
    var sampler = try Sampler(temperature: 1.5, seed: 3)
    let text = try generator.generate(
      "ab", tokenizer: ByteTokenizer(), maximumNewTokens: 60, sampler: &sampler)
    var again = try Sampler(temperature: 1.5, seed: 3)
    let ids = try generator.generate([97, 98], maximumNewTokens: 60, sampler: &again).ids
    XCTAssertTrue(ids.contains { $0 > 256 })
    XCTAssertEqual(
      text, String(decoding: ids.filter { $0 < 256 }.map { UInt8($0) }, as: UTF8.self))
    XCTAssertEqual(try ByteTokenizer().decodeText([85, 300, 92], skipsUnknown: true), "U\\")
    assertThrows(try ByteTokenizer().decodeText([85, 300]), TokenizerError.self, "the id 300")
  }
}
