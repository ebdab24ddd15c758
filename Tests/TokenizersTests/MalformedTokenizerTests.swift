import Foundation
import Groundwork
import TestSupport
import Tokenizers
import XCTest

/// Tokenizer files that are wrong in one way each: one clear line, and never a trap.
final class MalformedTokenizerTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "malformed-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  /// A change of a good file, and words that the message must have.
  private struct Case {
    let old: String
    let new: String
    let words: String

    init(_ old: String, _ new: String, _ words: String) {
      (self.old, self.new, self.words) = (old, new, words)
    }
  }

  private func good() throws -> BytePairTokenizer {
    // The merges: a b, ab c, abc abc.
    try BytePairTokenizer.train(
      on: [Array("abcabc".utf8)], vocabularySize: 260, pattern: .none)
  }

  private func assertFails(
    _ path: String, _ words: String, _ name: String, pattern: PreTokenPattern? = nil,
    line: UInt = #line
  ) {
    XCTAssertThrowsError(try TokenizerFile.read(path, pattern: pattern), name, line: line) {
      error in
      let message = "\(error)"
      XCTAssertTrue(
        error is TokenizerError || error is FileError, "\(name): \(message)", line: line)
      XCTAssertFalse(message.contains("\n"), "\(name): \(message)", line: line)
      XCTAssertTrue(message.contains(words), "\(name): '\(message)' lacks '\(words)'", line: line)
    }
  }

  private func check(
    _ cases: [Case], in good: String, as file: String, pattern: PreTokenPattern? = nil
  ) throws {
    for change in cases {
      XCTAssertTrue(good.contains(change.old), "the file has no \(change.old)")
      let path = folder + "/" + file
      try AtomicFile.write(good.replacingOccurrences(of: change.old, with: change.new), to: path)
      assertFails(path, change.words, "\(change.old) → \(change.new)", pattern: pattern)
    }
  }

  private let changes: [Case] = [
    // Ids.
    Case(#""ab":256"#, #""ab":255"#, "two tokens have the id 255"),
    Case(#""ab":256"#, #""ab":"256""#, "is a string, not a whole number"),
    Case(#""ab":256"#, #""ab":256.5"#, "is a number, not a whole number"),
    Case(#""ab":256"#, #""ab":null"#, "is null, not a whole number"),
    Case(#""ab":256"#, #""ab":-1"#, "negative"),
    Case(#""ab":256"#, #""ab":99999999999999999999"#, "not a whole number"),
    Case(#""ab":256"#, #""ab":9223372036854775807"#, "is beyond 4194304"),
    Case(#""ab":256,"#, "", "makes 'ab', which is not in the vocabulary"),
    Case(#""!":33"#, #""zz":33"#, "no merge makes the token 'zz' of id 33: merges are missing"),
    // Tokens.
    Case(#""ab":256"#, #""a":256"#, "a key that is there already"),
    Case(#""ab":256"#, #""a b":256"#, "not spelled in the byte-level alphabet"),
    Case(#""ab":256"#, #""漢":256"#, "not spelled in the byte-level alphabet"),
    Case(#""ab":256"#, #""":256"#, "is empty"),
    Case(#""ab":256"#, #""ax":256"#, "makes 'ab', which is not in the vocabulary"),
    Case(#""<|endoftext|>":259"#, #""<|endoftext|>":258"#, "has the ids 259 and 258"),
    // Merges.
    Case(#"["a","b"],"#, "", "joins 'ab', which no merge makes"),
    Case(#"["a","b"],"#, #"["ab","abcabc"],"#, "merge 0 makes"),
    Case(
      #"["a","b"],["ab","c"],["abc","abc"]"#, #"["abc","abc"],["ab","c"]"#,
      "no merge makes from bytes: merges in a circle"),
    Case(#"["a","b"],"#, #"["a","b"],["a","b"],"#, "merge 1 stands twice"),
    Case(#"["a","b"],"#, #"["a","q"],"#, "makes 'aq'"),
    Case(#"["a","b"],"#, #"["a","zz"],"#, "joins 'zz', which is not in the vocabulary"),
    Case(#"["a","b"],"#, #"["","ab"],"#, "merge 0 is not two tokens"),
    Case(#"["a","b"],"#, #"["a"],"#, "merge 0 is not two tokens"),
    Case(#"["a","b"],"#, #"["a","b","c"],"#, "merge 0 is not two tokens"),
    Case(#"["a","b"],"#, #"["a",5],"#, "merge 0 is not two tokens"),
    Case(#"["a","b"],"#, #""a  b","#, "merge 0 is not two tokens"),
    Case(#"["a","b"],"#, #""ab","#, "merge 0 is not two tokens"),
    Case(#"["a","b"],"#, "7,", "merge 0 is a whole number"),
    Case(#"["a","b"],"#, #"["a","<|endoftext|>"],"#, "not in the vocabulary"),
    // The model.
    Case(#""type":"BPE""#, #""type":"WordPiece""#, "a model of type WordPiece is not known"),
    Case(#""vocab":{"#, #""vocabulary":{"#, "\"vocab\" is missing"),
    Case(
      #""merges":[["a","b"],["ab","c"],["abc","abc"]]"#, #""merges":{}"#, "\"merges\" is missing"),
    Case(#""merges":"#, #""merge":"#, "\"merges\" is missing"),
    Case(#""model":"#, #""models":"#, "\"model\" is missing"),
    Case(#""dropout":null"#, #""dropout":0.1"#, "dropout"),
    Case(#""byte_fallback":false"#, #""byte_fallback":true"#, "byte_fallback"),
    Case(#""ignore_merges":false"#, #""ignore_merges":1"#, "not true or false"),
    Case(
      #""end_of_word_suffix":null"#, #""end_of_word_suffix":"</w>""#, "end_of_word_suffix"),
    Case(#""normalizer":null"#, #""normalizer":{"type":"Strip"}"#, "a normalizer (Strip)"),
    Case(#""normalizer":null"#, #""normalizer":"NFC""#, "no object with a \"type\""),
    Case(#""normalizer":null"#, #""normalizer":{"type":"Sequence"}"#, "\"normalizers\" is missing"),
    Case(#""normalizer":null"#, #""normalizer":{"type":"Prepend"}"#, "a Prepend without"),
    Case(
      #""normalizer":null"#,
      #""normalizer":{"type":"Replace","pattern":{"Regex":"a"},"content":"b"}"#,
      "a Replace of other"),
    // Added tokens.
    Case(#""content":"#, #""contents":"#, "lacks a \"content\""),
    Case(#""id":259"#, #""id":"259""#, "a whole number as \"id\""),
    Case(#""id":259"#, #""id":12"#, "has the ids 12 and 259"),
    Case(#""single_word":false"#, #""single_word":true"#, "single_word"),
    Case(#""special":true"#, #""special":"yes""#, "not true or false"),
    Case(#""lstrip":false"#, #""lstrip":true"#, "lstrip"),
    Case(#""added_tokens":["#, #""added_tokens":[5,"#, "lacks a \"content\""),
    // The pre-tokenizer.
    Case(#""pre_tokenizer":{"#, #""pre_tokenizers":{"#, "\"pre_tokenizer\" is missing"),
    Case(
      #""pre_tokenizer":{"type":"ByteLevel""#, #""pre_tokenizer":{"type":"Whitespace""#,
      "type Whitespace is not supported"),
    Case(#""use_regex":false"#, #""use_regex":"no""#, "not true or false"),
    Case(
      #""pre_tokenizer":{"type":"ByteLevel""#,
      #""pre_tokenizer":{"type":"Sequence","pretokenizers":[]"#, "no list of objects"),
  ]

  func testChangesOfATokenizerFile() throws {
    let path = folder + "/tokenizer.json"
    try TokenizerFile.write(try good(), to: path)
    let text = try StrictJSON.parse(try AtomicFile.read(path)).encodedText
    XCTAssertGreaterThanOrEqual(changes.count, 40)
    try check(changes, in: text, as: "tokenizer.json")
    for length in stride(from: 0, to: text.utf8.count, by: 97) {
      try AtomicFile.write(Array(text.utf8.prefix(length)), to: path)
      assertFails(path, "not valid JSON", "cut after \(length) bytes")
    }
  }

  func testSplitsThatAreNotKnown() throws {
    let path = folder + "/tokenizer.json"
    let tokenizer = try BytePairTokenizer.train(
      on: [Array("abcabc".utf8)], vocabularySize: 260, pattern: .bloomberg)
    try TokenizerFile.write(tokenizer, to: path)
    let text = try StrictJSON.parse(try AtomicFile.read(path)).encodedText
    try check(
      [
        Case("[^A-Za-z0-9]+", "[^A-Za-z0-9+", "set has no end"),
        Case("[ A-Za-z]+|", "(?<=a*)b|", "cannot be used"),
        Case("[ A-Za-z]+|", "[[:alpha:]]|", "named set"),
        Case("[ A-Za-z]+|", "[^a&&b]|", "negated set with &&"),
        Case("[ A-Za-z]+|", "[a[^b]]|", "negated set inside a set"),
        Case("[ A-Za-z]+|", #"\\p{Klingon}|"#, "cannot be used"),
        Case("[ A-Za-z]+|", #"\\p{Punct}|"#, "property Punct"),
        Case("[ A-Za-z]+|", #"(a)\\1|"#, #"\1 is not supported"#),
        Case(#""Regex":"#, #""Other":"#, "neither a \"Regex\" nor a \"String\""),
        Case(#""behavior":"Isolated""#, #""behavior":"Merged""#, "behavior Merged"),
        Case(
          #""type":"Split""#, #""type":"UnicodeScripts""#, "type UnicodeScripts is not supported"),
      ], in: text, as: "tokenizer.json")
  }

  func testOtherJSON() throws {
    let path = folder + "/tokenizer.json"
    for (text, words) in [
      ("", "not valid JSON"), ("[]", "is a JSON object"), ("{}", "\"model\" is missing"),
      (#"{"model":{}}"#, "no \"type\""), (#"{"model":{"type":"Mystery"}}"#, "not known here"),
      (#"{"model":[]}"#, "\"model\" is missing"), (#"{"model":{"type":"BPE"}}"#, "\"vocab\""),
      (#"{"model":{"type":"WorkbookCharacters"}}"#, "no list of characters"),
      (#"{"model":{"type":"WorkbookCharacters","characters":[]}}"#, "is empty"),
      (#"{"model":{"type":"WorkbookCharacters","characters":["a","a"]}}"#, "stands twice"),
      (#"{"model":{"type":"WorkbookCharacters","characters":["ab"]}}"#, "not one Unicode scalar"),
      (String(repeating: "[", count: 1_000), "inside one another"),
    ] {
      try AtomicFile.write(text, to: path)
      assertFails(path, words, text)
    }
    assertFails(folder + "/none.json", "no such file", "a missing file")
    try AtomicFile.createFolder(folder + "/empty")
    assertFails(folder + "/empty", "no such file", "an empty folder")
  }

  func testGPT2sTwoFiles() throws {
    let (ids, merges) = (folder + "/encoder.json", folder + "/vocab.bpe")
    let tokenizer = try BytePairTokenizer.train(on: [Array("abcabc".utf8)], vocabularySize: 260)
    try TokenizerFile.write(tokenizer, to: ids)
    let back = try XCTUnwrap(TokenizerFile.read(folder) as? BytePairTokenizer)
    XCTAssertEqual(back.merges.map { [$0.left, $0.right] }, [[97, 98], [256, 99], [257, 257]])
    XCTAssertEqual(back.specialTokens, tokenizer.specialTokens)
    let good = String(decoding: try AtomicFile.read(merges), as: UTF8.self)
    for (text, words) in [
      ("a b\nb", "merge 1 is not two tokens"), ("a b\na b\n", "stands twice"),
      ("a  b\n", "not two tokens"), ("\n\n", "not two tokens"), ("ab c\na b\nb zz\n", "'zz'"),
      ("ab c\n", "circle"), ("a 漢\n", "byte-level alphabet"),
    ] {
      try AtomicFile.write(text, to: merges)
      assertFails(ids, words, text)
    }
    try FileManager.default.removeItem(atPath: merges)
    assertFails(ids, "vocab.bpe: no such file", "no merges")
    try AtomicFile.write(good, to: merges)
    let text = String(decoding: try AtomicFile.read(ids), as: UTF8.self)
    try check(
      [
        Case(#""ab":256"#, #""ab":"x""#, "not a whole number"),
        Case(#""ab":256"#, #""ab":8000000"#, "is beyond 4194304"),
        Case("{", "[", "not valid JSON"),
      ], in: text, as: "encoder.json")
    assertThrows(
      try TokenizerFile.write(
        BytePairTokenizer(merges: [], pattern: .bloomberg), to: folder + "/encoder.json"),
      TokenizerError.self, "GPT-2's pre-token pattern alone")
  }

  func testRankFiles() throws {
    let path = folder + "/own.tiktoken"
    let tokenizer = try BytePairTokenizer.train(on: [Array("abcabc".utf8)], vocabularySize: 260)
    try TokenizerFile.write(tokenizer, to: path)
    XCTAssertEqual(try TokenizerFile.read(path, pattern: .gpt2).vocabularySize, 260)
    let good = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    try check(
      [
        Case("YWI= 256", "YWI= x", "line 257 is not a token"),
        Case("YWI= 256", "YWI=", "line 257 is not a token"),
        Case("YWI= 256", "YWI 256", "line 257 is not a token"),
        Case("YWI= 256", "YWI= 256 1", "line 257 is not a token"),
        Case("YWI= 256", "YWI= -256", "line 257 is not a token"),
        Case("YWI= 256", "YWI= 400", "the rank 256 is missing"),
        Case("YWI= 256", "eno= 256", "no two tokens make 'YWJj' of rank 257"),
        Case("YWI= 256", "YWI= 255", "two tokens have the id 255"),
        Case("YWI= 256", "YWI= 99999999999999999999", "line 257 is not a token"),
        Case("YWJj 257", "YWI= 257", "stands twice"),
        Case("IQ== 33\n", "", "the rank 33 is missing"),
        Case("IQ== 33", "enp6 33", "no token for the byte 33"),
      ], in: good, as: "own.tiktoken", pattern: .gpt2)
  }
}
