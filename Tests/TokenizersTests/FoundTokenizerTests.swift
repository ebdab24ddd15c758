import Foundation
import Groundwork
import TestSupport
import Tokenizers
import XCTest

/// Tokenizers of the kinds that published models have: the ids of Hugging Face's tokenizers,
/// transformers and tiktoken (`Tests/Fixtures/make_found_tokenizer_fixtures.py`).
final class FoundTokenizerTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "found-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func fixture(_ name: String) -> String { Fixtures.path("found-tokenizers/" + name) }

  private func object(_ name: String) throws -> JSONObject {
    try XCTUnwrap(try StrictJSON.parse(AtomicFile.read(fixture(name))).object)
  }

  private func ids(_ value: JSONValue?) throws -> [Int32] {
    try XCTUnwrap(value?.array).map { Int32(try XCTUnwrap($0.integer)) }
  }

  /// Holds a tokenizer to the ids of the texts and of random strings.
  private func check(
    _ tokenizer: any Tokenizer, _ reference: JSONObject, _ name: String
  ) throws {
    let texts = try XCTUnwrap(reference["texts"]?.array)
    XCTAssertEqual(texts.count, 11)
    for entry in texts {
      let text = try XCTUnwrap(entry.object?["text"]?.text)
      XCTAssertEqual(
        try tokenizer.encode(text), try ids(entry.object?["plain"]), "\(name): \(text)")
      guard let framed = entry.object?["ids"] else { continue }
      XCTAssertEqual(try tokenizer.encodeFramed(text), try ids(framed), "\(name): \(text)")
      XCTAssertEqual(
        try stream(tokenizer, text, framesDocuments: true), try ids(framed), "\(name): \(text)")
    }
    let encoder = tokenizer.makeEncoder()
    var all: [UInt32] = []
    var generator = SplitMix64(state: 2_000)
    for _ in 0..<2_000 {
      let string = Array(generator.referenceString().utf8)
      var ids: [Int32] = []
      _ = try string.withUnsafeBufferPointer {
        try encoder.encode($0, offset: 0, isWhole: true, into: &ids)
      }
      all += ids.map { UInt32($0) } + [UInt32.max]
    }
    try ReferenceIDs.check(all, reference["random 2000"], "\(name), random strings")
  }

  private func stream(
    _ tokenizer: any Tokenizer, _ text: String, framesDocuments: Bool
  ) throws -> [Int32] {
    var ids: [Int32] = []
    let encoder = DocumentEncoder(tokenizer, framesDocuments: framesDocuments) { part, _ in
      ids += part
    }
    for byte in text.utf8 { try encoder.append([byte]) }
    try encoder.finish()
    return ids
  }

  func testTheIDsOfEveryKind() throws {
    let references = try object("references.json")
    XCTAssertEqual(references.members.count, 30)
    for member in references.members {
      let reference = try XCTUnwrap(member.value.object)
      let tokenizer = try TokenizerFile.read(fixture(member.name))
      try check(tokenizer, reference, member.name)
      // Written here and read again, it is still the same.
      let path = folder + "/tokenizer.json"
      try TokenizerFile.write(tokenizer, to: path)
      let again = try TokenizerFile.read(path)
      XCTAssertEqual(
        again as? BytePairTokenizer, tokenizer as? BytePairTokenizer, member.name)
      XCTAssertEqual(
        again as? SentencePieceTokenizer, tokenizer as? SentencePieceTokenizer, member.name)
    }
  }

  /// What was encoded comes back, but for what normalization changed.
  func testTextsComeBack() throws {
    for name in ["calls", "spaces", "prefixed", "pieces", "unmarked", "first"] {
      let tokenizer = try TokenizerFile.read(fixture(name + ".json"))
      for text in ["The tenant  shall", "a\n\nb 漢字 \u{4}", "<tool_call> x"] {
        let back = try tokenizer.decodeText(tokenizer.encode(text))
        // The space in front of a stretch of text stays; an added token has none.
        let start = name == "prefixed" && !text.hasPrefix("<tool_call>") ? " " : ""
        XCTAssertEqual(back, start + text, name)
      }
    }
  }

  func testPiecesAreBytesOfTexts() throws {
    let tokenizer = try TokenizerFile.read(fixture("pieces.json"))
    XCTAssertTrue(tokenizer is SentencePieceTokenizer)
    XCTAssertTrue(tokenizer.stripsLeadingSpace)
    XCTAssertEqual(tokenizer.bytes(of: 3 + 0x41), [0x41])
    XCTAssertEqual(tokenizer.bytes(of: 1), [])
    XCTAssertEqual(try tokenizer.decode([324, 403]), Array("  1".utf8).dropFirst().map { $0 })
    let path = folder + "/tokenizer.json"
    let good = String(decoding: try AtomicFile.read(fixture("pieces.json")), as: UTF8.self)
    for (old, new, words) in [
      (
        #""unk_token":"<unk>""#, #""unk_token":"<u>""#, "the unknown token is not in the vocabulary"
      ),
      (#""pre_tokenizer":null"#, #""pre_tokenizer":{"type":"Whitespace"}"#, "type Whitespace"),
      (#""dropout":null"#, #""dropout":0.5"#, "dropout"),
      (#""<0x41>":68"#, #""<0x41>":67"#, "two tokens have the id 67"),
      (#""<0x41>":68"#, #""<0x41>":-1"#, "negative"),
      (#""<0x41>":68"#, #""<0x41>":"x""#, "not a whole number"),
    ] {
      XCTAssertTrue(good.contains(old), old)
      try AtomicFile.write(good.replacingOccurrences(of: old, with: new), to: path)
      assertThrows(try TokenizerFile.read(path), TokenizerError.self, words)
    }
    // With most merges gone it is no more the vocabulary that it was.
    let start = try XCTUnwrap(good.range(of: #""merges":["#)).upperBound
    let end = try XCTUnwrap(good.range(of: "]]", options: .backwards)).upperBound
    try AtomicFile.write(String(good[..<start]) + "]" + good[end...], to: path)
    assertThrows(try TokenizerFile.read(path), TokenizerError.self, "merges are missing")
  }

  func testHolesStandForNothing() throws {
    let tokenizer = try TokenizerFile.read(fixture("holes.json"))
    let highest = try XCTUnwrap(tokenizer.specialTokens.map(\.id).max())
    XCTAssertEqual(tokenizer.vocabularySize, Int(highest) + 1)
    XCTAssertEqual(tokenizer.bytes(of: 203), [])
    XCTAssertNil(tokenizer.bytes(of: highest + 1))
    XCTAssertEqual(try tokenizer.decode([52, 203, 72]), Array("Th".utf8))
  }

  func testBytesWithoutATokenAreLeftOutAndNamed() throws {
    let tokenizer = try TokenizerFile.read(fixture("lacking.json"))
    XCTAssertEqual(tokenizer.unwritableBytes.prefix(5), [0, 1, 4, 6, 19])
    let text: [UInt8] = Array("the ".utf8) + [4] + Array("tenant".utf8) + [6, 4, 0xFF]
    XCTAssertEqual(
      try tokenizer.encode(text), try tokenizer.encode("the ") + tokenizer.encode("tenant"))
    var dropped = DroppedBytes(tokenizer)
    dropped.add(text)
    dropped.add(Array("lease".utf8))
    XCTAssertEqual(dropped.count, 4)
    XCTAssertEqual(dropped.bytes, [4, 6, 255])
    XCTAssertEqual(dropped.summary?.contains("4 bytes of the text (4, 6, 255): left out"), true)
    // A long pre-token takes another way.
    let long = Array(String(repeating: "(.*)", count: 40).utf8)
    XCTAssertEqual(
      try tokenizer.encode(long.flatMap { [$0, 4] }), try tokenizer.encode(long))
    XCTAssertEqual(try tokenizer.encode([UInt8](repeating: 4, count: 100)), [])
    XCTAssertEqual(try tokenizer.encode([4, 6]), [])
    // With an unknown token, this one is written.
    let unknown = try TokenizerFile.read(fixture("unknown.json"))
    XCTAssertEqual(
      try unknown.encode([4, 6]), try [4, 6].map { _ in try XCTUnwrap(unknown.endOfText) })
    var replaced = DroppedBytes(unknown)
    replaced.add([4])
    XCTAssertEqual(replaced.summary?.contains("written as the unknown token"), true)
  }

  func testTokensAroundATextCanBeLeftOut() throws {
    let tokenizer = try TokenizerFile.read(fixture("several.json"))
    XCTAssertEqual(tokenizer.textFrame, TextFrame(before: [331, 330, 330], after: [331]))
    let bare = tokenizer.withoutTextFrame()
    XCTAssertEqual(bare.textFrame, .none)
    XCTAssertEqual(try bare.encodeFramed("The"), try tokenizer.encode("The"))
    XCTAssertEqual(tokenizer.textStart, [331, 330, 330])
    XCTAssertEqual(bare.textStart, [try XCTUnwrap(bare.endOfText)])
    // Each document among others has them, and ends with the end-of-text id.
    let end = try XCTUnwrap(tokenizer.endOfText)
    let (a, b) = (try tokenizer.encode("a\n"), try tokenizer.encode("b"))
    let documents = try tokenizer.encode(documents: [Array("a\n".utf8), Array("b".utf8)])
    XCTAssertEqual(documents, [331, 330, 330] + a + [331, end, 331, 330, 330] + b + [331, end])
    XCTAssertEqual(
      try stream(tokenizer, "a\n<|endoftext|>\nb", framesDocuments: true),
      [331, 330, 330] + a + [331, end, 331, 330, 330] + b + [331])
    XCTAssertEqual(try stream(tokenizer, "", framesDocuments: false), [])
  }

  // MARK: - Rank files

  func testTiktokensEncodingsByTheirNames() throws {
    let encodings = try object("encodings.json")
    XCTAssertEqual(
      encodings.members.map(\.name),
      [
        "gpt2", "r50k_base", "p50k_base", "p50k_edit", "cl100k_base", "o200k_base",
        "o200k_harmony",
      ])
    let ranks = try AtomicFile.read(fixture("o200k_base.tiktoken"))
    for member in encodings.members {
      let facts = try XCTUnwrap(member.value.object)
      for name in [member.name, member.name + ".tiktoken"] {
        let path = "\(folder)/\(name)"
        try AtomicFile.write(ranks, to: path)
        guard facts["count"] == .null else {
          // tiktoken insists on the number of ids; under another name they are read.
          assertThrows(
            try TokenizerFile.read(path), TokenizerError.self,
            "ranks, but tiktoken's \(member.name)")
          let own = try TokenizerFile.read(path, pattern: .gpt2)
          XCTAssertEqual(own.endOfText, Int32(own.vocabularySize) - 1)
          try check(own, facts, name)
          continue
        }
        let tokenizer = try TokenizerFile.read(path)
        XCTAssertEqual(tokenizer.vocabularySize, facts["ids"]?.integer, name)
        let special = tokenizer.specialTokens.map {
          JSONObject.Member(key: $0.content, value: .integer(Int($0.id)))
        }
        XCTAssertEqual(
          Set(special.map { "\($0.name) \($0.value)" }),
          Set(try XCTUnwrap(facts["special"]?.object).members.map { "\($0.name) \($0.value)" }),
          name)
        try check(tokenizer, facts, name)
      }
    }
  }

  func testFullSizeEncodingsHaveTheirEndOfText() throws {
    // As many ranks as tiktoken has: the bytes, then pairs of them.
    for (name, count, hole, end) in [
      ("r50k_base", 50_256, nil, 50_256), ("gpt2", 50_256, nil, 50_256),
      ("p50k_base", 50_281, 50_256, 50_256), ("cl100k_base", 60_000, nil, 100_257),
    ] as [(String, Int, Int?, Int32)] {
      var text: [UInt8] = []
      for rank in 0..<count where rank != hole {
        let pair = rank - 256
        let token = rank < 256 ? [UInt8(rank)] : [UInt8(pair >> 8), UInt8(pair & 255)]
        text += Array("\(Data(token).base64EncodedString()) \(rank)\n".utf8)
      }
      let path = "\(folder)/\(name).tiktoken"
      try AtomicFile.write(text, to: path)
      XCTAssertEqual(try TokenizerFile.read(path).endOfText, end, name)
      // Cut short, where tiktoken knows how many there are.
      guard count != 60_000 else { continue }
      try AtomicFile.write(Array(text.dropLast(11)), to: path)
      assertThrows(try TokenizerFile.read(path), TokenizerError.self, "cut short")
    }
  }

  func testARankFileOfAnotherNameAsksForItsPattern() throws {
    let ranks = try AtomicFile.read(fixture("o200k_base.tiktoken"))
    for name in ["own.tiktoken", "qwen.tiktoken", "my_cl100k_base.tiktoken", "tokenizer.model"] {
      let path = "\(folder)/\(name)"
      try AtomicFile.write(ranks, to: path)
      assertThrows(
        try TokenizerFile.read(path), TokenizerError.self, "does not say its pre-token pattern")
      let tokenizer = try TokenizerFile.read(path, pattern: .cl100k)
      XCTAssertEqual((tokenizer as? BytePairTokenizer)?.pattern, .cl100k)
      XCTAssertEqual(tokenizer.endOfText, Int32(tokenizer.vocabularySize) - 1)
    }
  }

  func testOwnRanksAreNotWrittenUnderTheNameOfOthers() throws {
    let own = try BytePairTokenizer.train(on: [Array("abcabc".utf8)], vocabularySize: 260)
    for name in ["gpt2.tiktoken", "cl100k_base.tiktoken"] {
      assertThrows(
        try TokenizerFile.write(own, to: "\(folder)/\(name)"), TokenizerError.self,
        "choose another name")
    }
    let base = try TokenizerFile.read(fixture("o200k_base.tiktoken"))
    let path = folder + "/o200k_base.tiktoken"
    try TokenizerFile.write(base, to: path)
    XCTAssertEqual(
      try TokenizerFile.read(path) as? BytePairTokenizer, base as? BytePairTokenizer)
  }

  // MARK: - What is missing

  func testTokensThatNoMergeMakesAreRefused() throws {
    // `tokenizer.json` with the last merges gone, and with most of them.
    let text = String(decoding: try AtomicFile.read(fixture("beginning.json")), as: UTF8.self)
    let start = try XCTUnwrap(text.range(of: #""merges":["#)).upperBound
    let list = try XCTUnwrap(text[start...].range(of: "]]")).lowerBound
    let merges = text[start..<list].components(separatedBy: "],[")
    XCTAssertGreaterThan(merges.count, 50)
    for left in [merges.count - 1, merges.count / 2, 1, 0] {
      let kept = left == 0 ? "[" : merges[..<left].joined(separator: "],[")
      let path = folder + "/tokenizer.json"
      let cut = text[..<start] + (left == 0 ? "]" : kept + "]]") + text[list...].dropFirst(2)
      try AtomicFile.write(String(cut), to: path)
      assertThrows(
        try TokenizerFile.read(path), TokenizerError.self, "no merge makes the token",
        "merges are missing")
      // Whole words are tokens all the same where merges are not asked for them; not most of them.
      try AtomicFile.write(
        cut.replacingOccurrences(of: #""ignore_merges":false"#, with: #""ignore_merges":true"#),
        to: path)
      if left == merges.count - 1 {
        XCTAssertNoThrow(try TokenizerFile.read(path))
      } else if left <= 1 {
        assertThrows(try TokenizerFile.read(path), TokenizerError.self, "merges are missing")
      }
    }
  }

  func testACutListOfMergesIsRefused() throws {
    try FileManager.default.copyItem(atPath: fixture("old"), toPath: folder + "/old")
    let path = folder + "/old/merges.txt"
    let lines = String(decoding: try AtomicFile.read(path), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for count in [lines.count - 2, lines.count / 2, 1] {
      try AtomicFile.write(lines[..<count].joined(separator: "\n"), to: path)
      assertThrows(
        try TokenizerFile.read(folder + "/old"), TokenizerError.self, "no merge makes the token")
    }
  }

  func testRanksWithLinesMissingAreRefused() throws {
    let good = String(
      decoding: try AtomicFile.read(fixture("o200k_base.tiktoken")), as: UTF8.self)
    let path = folder + "/o200k_base.tiktoken"
    let lines = good.split(separator: "\n").map(String.init)
    // The first merge's token gone; the same with the ranks closed up.
    let rest = lines[..<256] + lines[257...]
    try AtomicFile.write(rest.joined(separator: "\n"), to: path)
    assertThrows(try TokenizerFile.read(path), TokenizerError.self, "the rank 256 is missing")
    try AtomicFile.write(
      rest.enumerated().map { "\($1.split(separator: " ")[0]) \($0)" }.joined(separator: "\n"),
      to: path)
    assertThrows(try TokenizerFile.read(path), TokenizerError.self, "no two tokens make")
    // Ranks in another order are another vocabulary: tiktoken merges any two that make a token.
    let last = lines[lines.count - 1].split(separator: " ")
    let first = lines[256].split(separator: " ")
    var exchanged = lines
    exchanged[256] = "\(first[0]) \(last[1])"
    exchanged[lines.count - 1] = "\(last[0]) \(first[1])"
    let text = exchanged.joined(separator: "\n")
    try AtomicFile.write(text, to: path)
    let slow = SlowBytePairs(ranks: Array(text.utf8))
    let words = try AtomicFile.read(Fixtures.path("tokenizers/text.txt")).prefix(2_000)
    XCTAssertEqual(
      try TokenizerFile.read(path).encode(Array(words)), slow.encode(Array(words), .o200k))
  }

  func testSettingsBesideOldFiles() throws {
    try FileManager.default.copyItem(atPath: fixture("old-beginning"), toPath: folder + "/old")
    let settings = folder + "/old/tokenizer_config.json"
    let good = String(decoding: try AtomicFile.read(settings), as: UTF8.self)
    for (old, new, words) in [
      (#""add_bos_token":true"#, #""add_prefix_space":true"#, "adds a space in front"),
      (#""330":"#, #""12":"#, "two tokens have the id 12"),
      (#""330":"#, #""x":"#, "an entry that is no token"),
      (#""bos_token":"<s>""#, #""bos_token":"<t>""#, "is not in the vocabulary"),
      ("{", "[", "not valid JSON"),
    ] {
      XCTAssertTrue(good.contains(old), old)
      try AtomicFile.write(good.replacingOccurrences(of: old, with: new), to: settings)
      assertThrows(try TokenizerFile.read(folder + "/old"), TokenizerError.self, words)
    }
    try AtomicFile.write(good, to: settings)
    try AtomicFile.write(#"{"<|extra|>": 340}"#, to: folder + "/old/added_tokens.json")
    assertThrows(
      try TokenizerFile.read(folder + "/old"), TokenizerError.self, "'<|extra|>' is ordinary text")
    try AtomicFile.write(
      #"{"additional_special_tokens": [{"content": "<|extra|>"}]}"#,
      to: folder + "/old/special_tokens_map.json")
    let tokenizer = try TokenizerFile.read(folder + "/old")
    XCTAssertEqual(tokenizer.specialTokens.last?.id, 340)
    XCTAssertEqual(tokenizer.bytes(of: 335), [])
  }

  func testPostProcessorsThatAreWrong() throws {
    let good = String(decoding: try AtomicFile.read(fixture("beginning.json")), as: UTF8.self)
    let path = folder + "/tokenizer.json"
    for (old, new, words) in [
      (#""ids":[330]"#, #""ids":[7]"#, "'<s>' has the ids 330 and 7"),
      (#""ids":[330]"#, #""ids":[]"#, "no ids for '<s>'"),
      (#""ids":[330]"#, #""ids":["330"]"#, "no ids for '<s>'"),
      (#""type":"TemplateProcessing""#, #""type":"Mystery""#, "type Mystery is not supported"),
      (#""processors":["#, #""processor":["#, "\"processors\" is missing"),
      (#""single":["#, #""singles":["#, "\"single\" is missing"),
      (
        #"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":false,"use_regex":true}"#,
        #"{"type":"RobertaProcessing","cls":["<s>",330],"sep":["</s>",331]}"#,
        "several post-processors"
      ),
      (#"{"Sequence":{"id":"A","type_id":0}}],"pair""#, #"5],"pair""#, "no token and no text"),
      (
        #"{"Sequence":{"id":"A","type_id":0}}],"pair""#, #"{"SpecialToken":{"id":"<s>"}}],"pair""#,
        "0 places"
      ),
    ] {
      XCTAssertTrue(good.contains(old), old)
      try AtomicFile.write(good.replacingOccurrences(of: old, with: new), to: path)
      assertThrows(try TokenizerFile.read(path), TokenizerError.self, words)
    }
  }
}
