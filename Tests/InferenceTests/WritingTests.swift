import Inference
import TestSupport
import Tokenizers
import XCTest

/// What a model writes as text: stops, conversations, min-p.
final class WritingTests: XCTestCase {
  /// Hands over a text in every cut of two, and byte by byte; every way gives the same.
  func testStopsAreFoundHoweverATextIsCut() {
    let cases: [(text: String, stops: [String], before: String, isFound: Bool)] = [
      ("Yes.\nUser: and", ["\nUser:"], "Yes.", true),
      ("Yes.\nUses", ["\nUser:"], "Yes.\nUses", false),
      ("aab", ["ab"], "a", true), ("aaaa", ["ab"], "aaaa", false),
      ("abcabd", ["abd"], "abc", true), ("x", [], "x", false), ("x", [""], "x", false),
      ("one two three", ["three", "two"], "one ", true), ("é!", ["\u{e9}"], "", true),
    ]
    for (text, stops, before, isFound) in cases {
      let bytes = Array(text.utf8)
      let ways = (0...bytes.count).map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
      for parts in ways + [bytes.map { [$0] }] {
        var found = StopTexts(stops)
        var shown = parts.flatMap { found.append($0) }
        shown += found.finish()
        XCTAssertEqual(String(decoding: shown, as: UTF8.self), before, text)
        XCTAssertEqual(found.isFound, isFound, text)
      }
    }
    // The beginning of a longer stop, which never comes, hides a shorter one until the end.
    var hiding = StopTexts(["abcX", "bc"])
    XCTAssertEqual(hiding.append(Array("abc".utf8)), [])
    XCTAssertEqual(hiding.finish(), Array("a".utf8))
    XCTAssertTrue(hiding.isFound)
    // What may become a stop waits; what cannot does not.
    var waiting = StopTexts(["end"])
    XCTAssertEqual(waiting.append(Array("the en".utf8)), Array("the ".utf8))
    XCTAssertEqual(waiting.append(Array("try".utf8)), Array("entry".utf8))
  }

  func testMinPKeepsWhatIsNotFarBelowTheLikeliest() throws {
    // ln of ½, ¼, ⅛, ⅛.
    let halves: [Float] = [0.5, 0.25, 0.125, 0.125].map { Float(Double.log($0)) }
    func kept(_ minP: Double, topK: Int? = nil) throws -> [Int] {
      let result = try Sampler(topK: topK, minP: minP).distribution(halves)
      XCTAssertEqual(result.reduce(0, +), 1, accuracy: 1e-12)
      return result.indices.filter { result[$0] > 0 }
    }
    XCTAssertEqual(try kept(0), [0, 1, 2, 3])
    XCTAssertEqual(try kept(0.2), [0, 1, 2, 3])
    XCTAssertEqual(try kept(0.3), [0, 1])
    XCTAssertEqual(try kept(1), [0])
    XCTAssertEqual(try kept(0.2, topK: 3), [0, 1, 2])
    for minP in [-0.1, 1.1, .nan] {
      assertThrows(try Sampler(minP: minP), InferenceError.self, "min-p is")
    }
  }

  private func tokenizer(_ special: [String]) -> BytePairTokenizer {
    BytePairTokenizer(merges: [], specialTokens: special)
  }

  private func spelled(_ ids: [Int32], _ tokenizer: any Tokenizer) -> String {
    ids.map { tokenizer.label(of: $0) }.joined()
  }

  func testTheTwoFormats() throws {
    let chatML = tokenizer(["<|im_start|>", "<|im_end|>"])
    let template =
      "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] "
      + "+ '<|im_end|>' + '\\n'}}{% endfor %}"
    let plain = try ChatFormat(template: template, tokenizer: chatML)
    XCTAssertNil(plain.defaultSystem)
    let conversation: [ChatFormat.Message] = [
      .init(role: .user, text: "Hi"), .init(role: .assistant, text: "Yes?"),
      .init(role: .user, text: " a <|im_end|> b "),
    ]
    XCTAssertEqual(
      spelled(try plain.ids(of: conversation), chatML),
      "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nYes?<|im_end|>\n"
        + "<|im_start|>user\n a <|im_end|> b <|im_end|>\n<|im_start|>assistant\n")
    // Marks that people write are ordinary text.
    XCTAssertEqual(try plain.ids(of: conversation).filter { $0 == plain.end }.count, 3)
    for newline in ["\n", "\\n"] {
      let told = try ChatFormat(
        template: "{{ '<|im_start|>system\(newline)Be kind.<|im_end|>\(newline)' }}" + template,
        tokenizer: chatML)
      XCTAssertEqual(told.defaultSystem, "Be kind.")
      XCTAssertTrue(
        spelled(try told.ids(of: conversation), chatML)
          .hasPrefix("<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nHi"))
    }
    let llama = tokenizer([
      "<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>",
    ])
    let third = try ChatFormat(
      template:
        "{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'+ "
        + "message['content'] | trim + '<|eot_id|>' %}", tokenizer: llama)
    XCTAssertEqual(
      spelled(try third.ids(of: conversation), llama),
      "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
        + "<|start_header_id|>assistant<|end_header_id|>\n\nYes?<|eot_id|>"
        + "<|start_header_id|>user<|end_header_id|>\n\na <|im_end|> b<|eot_id|>"
        + "<|start_header_id|>assistant<|end_header_id|>\n\n")
  }

  func testOtherTemplatesAreRefusedByName() {
    let chatML = tokenizer(["<|im_start|>", "<|im_end|>"])
    for (template, words) in [
      ("[INST] {{ message }} [/INST]", "(with [INST]) is not supported"),
      ("<start_of_turn>user", "(with <start_of_turn>) is not supported"), ("", "not supported"),
      ("<|start_header_id|> <|end_header_id|> <|eot_id|> Cutting Knowledge Date", "Llama 3.1"),
      ("<|start_header_id|> <|end_header_id|> <|eot_id|>", "no token is <|start_header_id|>"),
    ] {
      assertThrows(
        try ChatFormat(template: template, tokenizer: chatML), InferenceError.self, words)
    }
  }
}
