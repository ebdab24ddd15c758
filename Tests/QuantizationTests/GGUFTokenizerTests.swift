import Foundation
import Groundwork
import Quantization
import TestSupport
import Tokenizers
import XCTest

/// Tokenizers in GGUF files: the ids of Hugging Face's tokenizers and of SentencePiece
/// (`Tests/Fixtures/make_gguf_tokenizer_fixtures.py`).
final class GGUFTokenizerTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "gguf-tokenizer-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func tokenizer(_ name: String) throws -> any Tokenizer {
    try XCTUnwrap(
      try GGUFTokenizer.read(GGUFFile(path: Fixtures.path("gguf/\(name).gguf"))))
  }

  func testTheIDsOfBothKinds() throws {
    let references = try XCTUnwrap(
      try StrictJSON.parse(AtomicFile.read(Fixtures.path("gguf/tokenizers.json"))).object)
    for name in ["bytes", "pieces"] {
      let tokenizer = try tokenizer(name)
      // Written as a tokenizer.json and read again, it is the same one.
      let path = "\(folder)/\(name).json"
      try TokenizerFile.write(tokenizer, to: path)
      let again = try TokenizerFile.read(path)
      let texts = try XCTUnwrap(references[name]?.array)
      XCTAssertEqual(texts.count, 75)
      for entry in texts {
        let text = try XCTUnwrap(entry.object?["text"]?.text)
        let ids = try XCTUnwrap(entry.object?["ids"]?.array).map {
          Int32(try XCTUnwrap($0.integer))
        }
        XCTAssertEqual(try tokenizer.encode(text), ids, "\(name): \(text)")
        XCTAssertEqual(try again.encode(text), ids, "\(name), written: \(text)")
        // SentencePiece's ▁ is a space, and what follows an added token gets one.
        if name == "bytes" || !text.contains("▁") && !text.contains("<tool_call>") {
          XCTAssertEqual(try tokenizer.decode(ids), Array(text.utf8), "\(name): \(text)")
        }
        XCTAssertEqual(
          try again.encodeFramed(text), try tokenizer.encodeFramed(text), "\(name): \(text)")
      }
    }
  }

  func testWhatTokensAre() throws {
    let bytes = try tokenizer("bytes")
    XCTAssertEqual((bytes as? BytePairTokenizer)?.pattern, .cl100k)
    XCTAssertEqual((bytes as? BytePairTokenizer)?.ignoresMergesForWholeWords, true)
    // Llama 3's begin every text, also where the file does not say so.
    XCTAssertEqual(bytes.textFrame, TextFrame(before: [330]))
    XCTAssertEqual(bytes.label(of: 330), "<|begin|>")
    XCTAssertEqual(bytes.endOfText, 0)
    XCTAssertEqual(try bytes.encode("a<tool_call>b")[1], 331)
    XCTAssertEqual(bytes.bytes(of: 331), Array("<tool_call>".utf8))
    let pieces = try tokenizer("pieces")
    XCTAssertTrue(pieces is SentencePieceTokenizer)
    XCTAssertTrue(pieces.stripsLeadingSpace)
    XCTAssertEqual(pieces.textFrame, TextFrame(before: [1]))
    XCTAssertEqual(pieces.label(of: 1), "<s>")
    XCTAssertEqual(pieces.endOfText, 2)
    XCTAssertNil(try GGUFTokenizer.read(GGUFFile(path: Fixtures.path("gguf/llama.gguf"))))
  }

  // MARK: - What a file may say

  /// Two bytes and their merge.
  private func image(
    _ model: String = "gpt2", tokens: [String] = ["a", "b", "ab", "<e>"],
    kinds: [UInt32]? = [1, 1, 1, 3], merges: [String] = ["a b"],
    more: [GGUFImage.Entry] = []
  ) -> GGUFImage {
    var image = GGUFImage()
    image.entries += [
      .text("tokenizer.ggml.model", model), .texts("tokenizer.ggml.tokens", tokens),
    ]
    if let kinds { image.entries.append(.integers("tokenizer.ggml.token_type", kinds)) }
    if model == "gpt2" { image.entries.append(.texts("tokenizer.ggml.merges", merges)) }
    image.entries += more
    return image
  }

  private func read(_ image: GGUFImage) throws -> (any Tokenizer)? {
    let path = folder + "/x.gguf"
    try AtomicFile.write(image.bytes, to: path)
    return try GGUFTokenizer.read(GGUFFile(path: path))
  }

  private func key(_ name: String) -> String { "tokenizer.ggml.\(name)" }

  func testFlagsDecideWhatGoesAroundTexts() throws {
    let ids: [GGUFImage.Entry] = [
      .integer(key("bos_token_id"), 3), .integer(key("eos_token_id"), 3),
    ]
    XCTAssertEqual(try read(image(more: ids))?.textFrame, TextFrame.none)
    let begun = ids + [.flag(key("add_bos_token"), true)]
    XCTAssertEqual(try read(image(more: begun))?.textFrame, TextFrame(before: [3]))
    let ended = begun + [.flag(key("add_eos_token"), true)]
    XCTAssertEqual(try read(image(more: ended))?.encodeFramed("ab"), [3, 2, 3])
    let named = ids + [.text(key("pre"), "llama-bpe")]
    XCTAssertEqual(try read(image(more: named))?.textFrame, TextFrame(before: [3]))
    let never = named + [.flag(key("add_bos_token"), false)]
    XCTAssertEqual(try read(image(more: never))?.textFrame, TextFrame.none)
  }

  func testEveryNamedCutting() throws {
    let known: [(String, PreTokenPattern)] = [
      ("default", .gpt2), ("gpt-2", .gpt2), ("olmo", .gpt2), ("smollm", .smollm),
      ("qwen2", .qwen2), ("dbrx", .cl100k), ("gpt-4o", .o200k),
    ]
    for (name, pattern) in known {
      let tokenizer = try read(image(more: [.text(key("pre"), name)]))
      XCTAssertEqual((tokenizer as? BytePairTokenizer)?.pattern, pattern, name)
    }
    XCTAssertGreaterThan(ListedCutting.names.count, 45)
    // What no scanner knows is cut by its expressions.
    for name in ["bloom", "deepseek-v3", "qwen35", "viking"] {
      let tokenizer = try read(image(more: [.text(key("pre"), name)]))
      XCTAssertEqual((tokenizer as? BytePairTokenizer)?.pattern, PreTokenPattern.none, name)
    }
    assertThrows(
      try read(image(more: [.text(key("pre"), "kimi-k2")])), GGUFError.self,
      "tokenizer.ggml.pre", "the pattern \"kimi-k2\" is not supported", "llama-bpe")
    // Qwen 2 normalizes: e and an accent are é.
    var composed = image(more: [.text(key("pre"), "qwen2")])
    composed.entries[2] = .texts(key("tokens"), ["Ã", "©", "Ã©", "<e>"])
    composed.entries[4] = .texts(key("merges"), ["Ã ©"])
    XCTAssertEqual(try read(composed)?.encode("e\u{301}"), [2])
  }

  func testWhatIsNoTokenizer() throws {
    func refused(_ image: GGUFImage, _ words: String, line: UInt = #line) {
      do {
        _ = try read(image)
        XCTFail("was read; \(words)", line: line)
      } catch let error as any UserFacingError {
        XCTAssertTrue(error.description.contains(words), "\(error)", line: line)
        XCTAssertFalse(error.description.contains("\n"), "\(error)", line: line)
      } catch {
        XCTFail("\(error)", line: line)
      }
    }
    XCTAssertNil(try read(image("none")))
    for model in ["bert", "t5", "rwkv", "plamo2", "gemma4"] {
      refused(image(model), "\"\(model)\" is not supported")
    }
    refused(image(kinds: [1, 1, 1]), "4 tokens have 3 kinds")
    refused(image(kinds: [1, 1, 1, 7]), "the token 3 is of kind 7")
    refused(image(kinds: [1, 1, 1, 0]), "the token 3 is of kind 0")
    refused(image(merges: []), "merges is missing or empty")
    refused(image(merges: ["a"]), "merge 0 is not two tokens")
    refused(image(merges: ["a c"]), "merge 0 joins 'c'")
    refused(image(tokens: ["a", "b", "ab", "ab"], kinds: nil), "'ab' has the ids 2 and 3")
    refused(image(tokens: ["a", "b", "ab", "a"]), "'a' has the ids 0 and 3")
    refused(image(tokens: ["a", "b", "ab", "漢"], kinds: nil), "not spelled in the byte-level")
    refused(image(tokens: []), "the list of tokens is empty")
    refused(image(more: [.flag(key("add_bos_token"), true)]), "bos_token_id\": is missing")
    refused(
      image(more: [.flag(key("add_bos_token"), true), .integer(key("bos_token_id"), 9)]),
      "the id 9 that goes around texts is no token's")
    refused(image(more: [.integer(key("add_bos_token"), 1)]), "neither true nor false")
    refused(image(more: [.integer(key("pre"), 1)]), "is no text")
    let scores = [Float.nan, 0, 0, 0]
    let begin = GGUFImage.Entry.integer(key("bos_token_id"), 3)
    refused(image("llama", more: [begin]), "4 tokens have 0 scores")
    refused(
      image("llama", more: [.reals(key("scores"), scores), begin]), "the score of the token 0")
    refused(
      image(
        "llama", tokens: [String(repeating: "a", count: 2_000), "b", "c", "<e>"],
        more: [.reals(key("scores"), [0, 0, 0, 0]), begin]), "has 2000 bytes")
    var other = image()
    other.entries[2] = .integers(key("tokens"), [1, 2])
    refused(other, "is no list of texts")
  }

  /// Hundreds of damaged copies: refused in a line, or read as a tokenizer that encodes and decodes.
  func testDamagedFiles() throws {
    let texts = ["the tenant shall", " 12,\n\nIT'S", "naïve 漢字", "<tool_call>x<s>"]
    for name in ["bytes", "pieces"] {
      let whole = try AtomicFile.read(Fixtures.path("gguf/\(name).gguf"))
      let path = "\(folder)/damaged.gguf"
      var (refused, read) = (0, 0)
      for (what, bytes) in damaged(whole, count: 600, seed: 31) {
        XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: Data(bytes)), what)
        do {
          guard let tokenizer = try GGUFTokenizer.read(GGUFFile(path: path)) else { continue }
          read += 1
          for text in texts {
            let ids = try tokenizer.encodeFramed(text)
            XCTAssertTrue(ids.allSatisfy { $0 >= 0 && $0 < tokenizer.vocabularySize }, what)
            _ = try tokenizer.decode(ids)
          }
          if tokenizer.vocabularySize < 2_000 {
            try TokenizerFile.write(tokenizer, to: "\(folder)/tokenizer.json")
          }
        } catch let error as any UserFacingError {
          refused += 1
          XCTAssertFalse(error.description.contains("\n"), "\(what): \(error)")
        }
      }
      XCTAssertGreaterThan(refused, 100, name)
      XCTAssertGreaterThan(read, 50, name)
    }
  }
}
