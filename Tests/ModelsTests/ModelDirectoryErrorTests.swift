import Foundation
import Groundwork
import Models
import Tokenizers
import XCTest

/// Model directories that are wrong: each says in one line what and where.
final class ModelDirectoryErrorTests: XCTestCase {
  private let configuration = ModelConfiguration(
    vocabularySize: 7, contextLength: 5, width: 4, layerCount: 2, headCount: 2, endOfTextID: 6)

  /// A good model, of which the test then spoils something.
  private func model(_ spoil: (_ folder: String) throws -> Void) throws -> String {
    let folder = temporaryPath("model")
    let store = try ParameterStore<Float>(configuration)
    store.initialize(seed: 4)
    try ModelDirectory.write(store, to: folder)
    try spoil(folder)
    return folder
  }

  private func assertSays(
    _ words: String, _ folder: String, line: UInt = #line, file: StaticString = #filePath
  ) {
    XCTAssertThrowsError(try ModelDirectory.read(folder), file: file, line: line) { error in
      XCTAssertTrue(error is any UserFacingError, "\(error)", file: file, line: line)
      XCTAssertTrue("\(error)".contains(words), "\(error)", file: file, line: line)
      XCTAssertFalse("\(error)".contains("\n"), "\(error)", file: file, line: line)
    }
  }

  func testAGoodModelIsReadBack() throws {
    let folder = try model { _ in }
    XCTAssertEqual(try ModelDirectory.read(folder).configuration, configuration)
  }

  func testEntriesOfTheConfiguration() throws {
    let replacements: [(old: String, new: String, says: String)] = [
      ("\"n_embd\": 4", "\"n_embed\": 4", "n_embd is missing"),
      ("\"n_embd\": 4", "\"n_embd\": null", "n_embd is missing"),
      ("\"n_embd\": 4", "\"n_embd\": \"4\"", "n_embd is a string where a whole number"),
      ("\"n_embd\": 4", "\"n_embd\": 4.5", "n_embd is a number where a whole number"),
      ("\"n_embd\": 4", "\"n_embd\": 0", "n_embd is 0"),
      ("\"n_embd\": 4", "\"n_embd\": 5", "2 heads of equal width"),
      ("\"n_embd\": 4", "\"n_embd\": 4, \"n_embd\": 4", "a key that is there already"),
      ("\"n_layer\": 2", "\"n_layer\": 65536", "too few"),
      ("\"n_layer\": 2", "\"n_layer\": 16777216", "at most 65536 layers"),
      ("\"n_layer\": 2", "\"n_layer\": 99999999999999999999", "n_layer is a number"),
      ("\"n_layer\": 2", "\"n_layer\": 3", "transformer.h.2.ln_1.weight\": is missing"),
      ("\"n_layer\": 2", "\"n_layer\": 1", "is no part of a gpt2 model"),
      ("\"vocab_size\": 7", "\"vocab_size\": 9", "asks for [9, 4] (vocabulary, width)"),
      ("\"vocab_size\": 7", "\"vocab_size\": 16777216", "asks for [16777216, 4]"),
      ("\"n_positions\": 5", "\"n_positions\": 6", "asks for [6, 4]"),
      ("\"n_inner\": 16", "\"n_inner\": 12", "asks for [4, 12]"),
      ("\"model_type\": \"gpt2\"", "\"model_type\": \"gptj\"", "model_type \"gptj\" is unknown"),
      ("\"model_type\": \"gpt2\"", "\"model_type\": 2", "model_type is a whole number"),
      ("\"gelu_new\"", "\"relu\"", "activation_function is \"relu\""),
      ("\"tie_word_embeddings\": true", "\"tie_word_embeddings\": false", "lm_head.weight"),
      ("\"tie_word_embeddings\": true", "\"tie_word_embeddings\": 1", "true or false"),
      ("\"layer_norm_epsilon\": 1e-05", "\"layer_norm_epsilon\": 0", "epsilon is 0.0"),
      ("\"eos_token_id\": 6", "\"eos_token_id\": \"end\"", "eos_token_id is a string"),
      ("{", "[", "config.json: not JSON: byte"),
      ("{\n", "{\n  \"scale_attn_by_inverse_layer_idx\": true,\n", "only false is supported"),
    ]
    for (old, new, says) in replacements {
      let folder = try model { folder in
        let path = folder + "/config.json"
        let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
        XCTAssertTrue(text.contains(old), old)
        try AtomicFile.write(text.replacingOccurrences(of: old, with: new), to: path)
      }
      assertSays(says, folder)
    }
  }

  func testAnEndOfTextIDOutsideTheVocabularyIsNone() throws {
    let folder = try model { folder in
      let path = folder + "/config.json"
      let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
      try AtomicFile.write(
        text.replacingOccurrences(of: "\"eos_token_id\": 6", with: "\"eos_token_id\": 50256"),
        to: path)
    }
    XCTAssertNil(try ModelDirectory.readConfiguration(folder).endOfTextID)
  }

  /// As transformers reads it: a list stands for all its ids, null for none, and a missing entry for the
  /// family's custom.
  func testEndOfTextIDs() throws {
    let cases: [(text: String, ids: [Int])] = [
      ("\"eos_token_id\": [3, 6]", [3, 6]), ("\"eos_token_id\": [50256, 2]", [2]),
      ("\"eos_token_id\": []", []), ("\"eos_token_id\": null", []),
      ("\"eos_token_id\": -1", []), ("\"pad_token_id\": 1", []),
    ]
    for (text, ids) in cases {
      let folder = try model { folder in
        let path = folder + "/config.json"
        let config = String(decoding: try AtomicFile.read(path), as: UTF8.self)
        try AtomicFile.write(
          config.replacingOccurrences(of: "\"eos_token_id\": 6", with: text), to: path)
      }
      let read = try ModelDirectory.read(folder)
      XCTAssertEqual(read.configuration.endOfTextIDs, ids, text)
      let again = temporaryPath("again")
      try ModelDirectory.write(read, to: again)
      XCTAssertEqual(try ModelDirectory.readConfiguration(again), read.configuration, text)
    }
  }

  func testMissingFiles() throws {
    assertSays("config.json: no such file", "/nowhere")
    assertSays(
      "model.safetensors: no such file",
      try model { try FileManager.default.removeItem(atPath: $0 + "/model.safetensors") })
    assertSays(
      "only pytorch_model.bin",
      try model {
        try FileManager.default.moveItem(
          atPath: $0 + "/model.safetensors", toPath: $0 + "/pytorch_model.bin")
      })
  }

  func testTensorsOfOtherTypesAndNames() throws {
    func rewritten(_ change: @escaping (SafetensorsTensor) -> [SafetensorsTensor]) throws -> String
    {
      try model { folder in
        let path = folder + "/model.safetensors"
        let file = try SafetensorsFile(path: path)
        let tensors = try file.entries.map {
          SafetensorsTensor(name: $0.name, shape: $0.shape, values: try file.floats($0.name))
        }
        try SafetensorsFile.write(tensors.flatMap(change), to: path)
      }
    }
    assertSays(
      "holds I64 where F32",
      try rewritten {
        $0.name == "transformer.ln_f.bias"
          ? [SafetensorsTensor(name: $0.name, shape: [4], integers: [1, 2, 3, 4])] : [$0]
      })
    assertSays(
      "score.weight\": is no part of",
      try rewritten {
        $0.name == "transformer.ln_f.bias"
          ? [$0, SafetensorsTensor(name: "score.weight", shape: [1], values: [1])] : [$0]
      })
    // The bare model's names, masks and a copy of the tied head, as many published files have them.
    let folder = try rewritten { tensor in
      let bare = String(tensor.name.dropFirst("transformer.".count))
      var result = [
        SafetensorsTensor(name: bare, shape: tensor.shape) { range, target in
          for (offset, index) in range.enumerated() { target[offset] = Float(index % 5) }
        }
      ]
      if bare == "h.0.ln_1.bias" {
        result += [
          SafetensorsTensor(name: "h.0.attn.bias", shape: [1, 1, 2, 2], bytes: [1, 0, 1, 1]),
          SafetensorsTensor(
            name: "lm_head.weight", shape: [7, 4], values: (0..<28).map { Float($0 % 5) }),
        ]
      }
      return result
    }
    let store = try ModelDirectory.read(folder)
    withExtendedLifetime(store) {
      XCTAssertEqual(store["finalNorm.gain"]?.array, [0, 1, 2, 3])
    }
  }

  func testTheTokenizerBesideAModel() throws {
    let folder = try model { _ in }
    XCTAssertNil(try ModelDirectory.readTokenizer(folder, for: configuration))
    let path = folder + "/tokenizer.json"
    try TokenizerFile.write(CharacterTokenizer(scalars: Array("abcdefg".unicodeScalars)), to: path)
    let tokenizer = try XCTUnwrap(try ModelDirectory.readTokenizer(folder, for: configuration))
    XCTAssertEqual(try tokenizer.encode("gab"), [6, 0, 1])
    try TokenizerFile.write(ByteTokenizer(), to: path)
    XCTAssertThrowsError(try ModelDirectory.readTokenizer(folder, for: configuration)) {
      XCTAssertTrue("\($0)".contains("has 257 tokens"), "\($0)")
    }
  }

  func testIndices() throws {
    func indexed(_ text: String) throws -> String {
      try model { folder in
        try FileManager.default.moveItem(
          atPath: folder + "/model.safetensors", toPath: folder + "/a.safetensors")
        try AtomicFile.write(text, to: folder + "/model.safetensors.index.json")
      }
    }
    assertSays("not JSON", try indexed("{"))
    assertSays("weight_map is missing", try indexed("{}"))
    assertSays("no file of this folder", try indexed(#"{"weight_map": {"a": "../x"}}"#))
    assertSays("no file of this folder", try indexed(#"{"weight_map": {"a": 1}}"#))
    assertSays("no such file", try indexed(#"{"weight_map": {"a": "b.safetensors"}}"#))
    assertSays(
      "the index places it here", try indexed(#"{"weight_map": {"a": "a.safetensors"}}"#))
    assertSays("too few", try indexed(#"{"weight_map": {}}"#))
  }

  func testShapesThatAFamilyCannotSay() throws {
    let odd = ModelConfiguration(
      family: .bloom, vocabularySize: 7, contextLength: 5, width: 4, layerCount: 1, headCount: 2,
      feedForwardWidth: 12)
    let store = try ParameterStore<Float>(odd)
    XCTAssertThrowsError(try ModelDirectory.write(store, to: temporaryPath("odd"))) {
      XCTAssertTrue("\($0)".contains("4 × 4"), "\($0)")
    }
  }
}
