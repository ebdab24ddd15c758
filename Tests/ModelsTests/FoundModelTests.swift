import Foundation
import Groundwork
import Models
import TestSupport
import Tokenizers
import XCTest

/// Model directories as they are found: heads that are tied or not, entries under other names, numbers
/// that JSON has no word for. Right is what transformers 5.24 makes of them.
final class FoundModelTests: XCTestCase {
  private func shape(_ family: ModelConfiguration.Family, isHeadTied: Bool) -> ModelConfiguration {
    ModelConfiguration(
      family: family, vocabularySize: 9, contextLength: 6, width: 4, layerCount: 1, headCount: 2,
      feedForwardWidth: 16, isHeadTied: isHeadTied)
  }

  private func written(_ configuration: ModelConfiguration, _ name: String) throws -> String {
    let folder = temporaryPath(name)
    let store = try ParameterStore<Float>(configuration)
    store.initialize(seed: 7)
    try ModelDirectory.write(store, to: folder)
    return folder
  }

  private func change(_ folder: String, _ change: (String) -> String) throws {
    let path = folder + "/config.json"
    let old = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    let new = change(old)
    XCTAssertNotEqual(old, new)
    try AtomicFile.write(new, to: path)
  }

  /// Writes the weights anew; a tensor may be left out, renamed or changed.
  private func rewrite(
    _ folder: String, _ change: (SafetensorsTensor, [Float]) -> SafetensorsTensor?
  ) throws {
    let path = folder + "/model.safetensors"
    let file = try SafetensorsFile(path: path)
    let tensors = try file.entries.compactMap { entry in
      let values = try file.floats(entry.name)
      return change(
        SafetensorsTensor(name: entry.name, shape: entry.shape, values: values), values)
    }
    try SafetensorsFile.write(tensors, to: path)
  }

  private func read(_ folder: String) throws -> (ParameterStore<Float>, [String]) {
    var notices: [String] = []
    let store = try ModelDirectory.read(folder) { notices.append($0) }
    return (store, notices)
  }

  // MARK: - Heads

  /// What transformers calls the output head.
  private static func head(_ family: ModelConfiguration.Family) -> String {
    family == .gptNeoX ? "embed_out.weight" : "lm_head.weight"
  }

  func testAFilesOwnHeadIsUsedThoughTheConfigurationCallsItTied() throws {
    for family in ModelConfiguration.Family.allCases {
      let folder = try written(shape(family, isHeadTied: false), "own-head")
      let expected = try ModelDirectory.read(folder)
      try change(folder) {
        $0.replacingOccurrences(
          of: "\"tie_word_embeddings\": false", with: "\"tie_word_embeddings\": true")
      }
      let (store, notices) = try read(folder)
      XCTAssertEqual(store.configuration, expected.configuration, "\(family)")
      XCTAssertTrue(
        ReferenceModel.elements(store) == ReferenceModel.elements(expected), "\(family)")
      XCTAssertEqual(notices.count, 1)
      XCTAssertEqual(
        notices.first?.contains("\(Self.head(family)) is another matrix"), true, "\(notices)")
      // Whoever asks for the shape alone is told the same.
      XCTAssertFalse(try ModelDirectory.readConfiguration(folder).isHeadTied, "\(family)")
    }
  }

  /// Against PyTorch: the fixture's head is its own.
  func testLossesWithAFilesOwnHead() throws {
    let folder = temporaryPath("own-head-reference")
    try FileManager.default.copyItem(
      atPath: Fixtures.path("models/gpt2-untied-long"), toPath: folder)
    try change(folder) {
      $0.replacingOccurrences(
        of: "\"tie_word_embeddings\": false", with: "\"tie_word_embeddings\": true")
    }
    let model = try ReferenceModel("gpt2-untied-long")
    let (store, _) = try read(folder)
    let decoder = try Decoder(store, batch: model.batch, time: model.time)
    decoder.tokens.copy(from: model.ids)
    decoder.targets.copy(from: model.targets)
    let nats = decoder.forward(scale: model.scale)
    let expected = try XCTUnwrap(model.reference.floats("loss").first)
    XCTAssertEqual(nats * model.scale, Double(expected), accuracy: 1e-5)
  }

  func testACopyOfTheEmbeddingIsTied() throws {
    for family in ModelConfiguration.Family.allCases {
      let folder = try written(shape(family, isHeadTied: false), "copied-head")
      var embedding: [Float] = []
      try rewrite(folder) { tensor, values in
        if tensor.name.contains("wte")
          || tensor.name.contains("embed") && !tensor.name.contains("norm")
            && tensor.name != Self.head(family)
        {
          embedding = values
        }
        return tensor
      }
      XCTAssertEqual(embedding.count, 36)
      try rewrite(folder) { tensor, _ in
        tensor.name == Self.head(family)
          ? SafetensorsTensor(name: tensor.name, shape: [9, 4], values: embedding) : tensor
      }
      try change(folder) {
        $0.replacingOccurrences(
          of: "\"tie_word_embeddings\": false", with: "\"tie_word_embeddings\": true")
      }
      let (store, notices) = try read(folder)
      XCTAssertTrue(store.configuration.isHeadTied, "\(family)")
      XCTAssertEqual(notices, [])
    }
  }

  func testTiedWeightsUnderTheHeadsNameAlone() throws {
    for family in ModelConfiguration.Family.allCases {
      let folder = try written(shape(family, isHeadTied: true), "head-alone")
      let expected = try ModelDirectory.read(folder)
      let names = [
        "transformer.wte.weight", "model.embed_tokens.weight", "transformer.word_embeddings.weight",
        "gpt_neox.embed_in.weight",
      ]
      var renamed = 0
      try rewrite(folder) { tensor, values in
        guard names.contains(tensor.name) else { return tensor }
        renamed += 1
        return SafetensorsTensor(name: Self.head(family), shape: tensor.shape, values: values)
      }
      XCTAssertEqual(renamed, 1)
      let (store, notices) = try read(folder)
      XCTAssertEqual(store.configuration, expected.configuration)
      XCTAssertTrue(
        ReferenceModel.elements(store) == ReferenceModel.elements(expected), "\(family)")
      XCTAssertEqual(notices, [])
      // Untied, the embedding is missing.
      try change(folder) {
        $0.replacingOccurrences(
          of: "\"tie_word_embeddings\": true", with: "\"tie_word_embeddings\": false")
      }
      assertThrows(try ModelDirectory.read(folder), SafetensorsError.self, "is missing")
    }
  }

  func testAHeadOfAnotherShapeIsRefused() throws {
    let folder = try written(shape(.gpt2, isHeadTied: false), "wrong-head")
    try rewrite(folder) { tensor, values in
      tensor.name == "lm_head.weight"
        ? SafetensorsTensor(name: tensor.name, shape: [4, 9], values: values) : tensor
    }
    try change(folder) {
      $0.replacingOccurrences(
        of: "\"tie_word_embeddings\": false", with: "\"tie_word_embeddings\": true")
    }
    assertThrows(
      try ModelDirectory.read(folder), SafetensorsError.self, "lm_head.weight",
      "has shape [4, 9] where config.json asks for [9, 4]")
  }

  // MARK: - Entries

  func testAttributeNamesOfTransformers() throws {
    let cases: [(ModelConfiguration.Family, [(String, String)])] = [
      (
        .gpt2,
        [
          ("n_positions", "max_position_embeddings"), ("n_embd", "hidden_size"),
          ("n_layer", "num_hidden_layers"), ("n_head", "num_attention_heads"),
        ]
      ),
      (
        .bloom,
        [
          ("hidden_size", "n_embed"), ("n_layer", "num_hidden_layers"),
          ("n_head", "num_attention_heads"),
        ]
      ),
    ]
    let others: [String: (Int, KeyPath<ModelConfiguration, Int>)] = [
      "max_position_embeddings": (12, \.contextLength), "num_hidden_layers": (3, \.layerCount),
      "hidden_size": (8, \.width), "n_embed": (8, \.width), "num_attention_heads": (4, \.headCount),
    ]
    for (family, names) in cases {
      let folder = try written(shape(family, isHeadTied: true), "aliases")
      let good = try ModelDirectory.readConfiguration(folder)
      let path = folder + "/config.json"
      let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
      for (usual, other) in names {
        try AtomicFile.write(
          text.replacingOccurrences(of: "\"\(usual)\"", with: "\"\(other)\""), to: path)
        XCTAssertEqual(try ModelDirectory.readConfiguration(folder), good, other)
        // Of both, transformers takes the other name's.
        let (value, entry) = try XCTUnwrap(others[other])
        try AtomicFile.write(
          text.replacingOccurrences(of: "{\n", with: "{\n  \"\(other)\": \(value),\n"), to: path)
        XCTAssertEqual(try ModelDirectory.readConfiguration(folder)[keyPath: entry], value, other)
      }
    }
  }

  func testNumbersThatOnlyPythonWrites() throws {
    let folder = try written(shape(.llama, isHeadTied: true), "infinity")
    let good = try ModelDirectory.readConfiguration(folder)
    let path = folder + "/config.json"
    let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    for number in ["Infinity", "-Infinity", "NaN", "1e999", "[NaN, {\"a\": -Infinity}]"] {
      try AtomicFile.write(
        text.replacingOccurrences(of: "{\n", with: "{\n  \"unused\": \(number),\n"), to: path)
      XCTAssertEqual(try ModelDirectory.readConfiguration(folder), good, number)
    }
    for (old, new, words) in [
      ("\"rms_norm_eps\": 1e-05", "\"rms_norm_eps\": Infinity", "rms_norm_eps is inf"),
      ("\"rms_norm_eps\": 1e-05", "\"rms_norm_eps\": NaN", "rms_norm_eps is nan"),
      ("\"vocab_size\": 9", "\"vocab_size\": Infinity", "vocab_size is a number where a whole"),
      ("\"rope_theta\": 10000.0", "\"rope_theta\": -Infinity", "rope_theta is -inf"),
      ("\"eos_token_id\": null", "\"eos_token_id\": NaN", "eos_token_id is a number"),
      ("\"vocab_size\": 9", "\"vocab_size\": Infinit", "not JSON"),
      ("\"vocab_size\": 9", "\"vocab_size\": nan", "not JSON"),
    ] {
      XCTAssertTrue(text.contains(old), old)
      try AtomicFile.write(text.replacingOccurrences(of: old, with: new), to: path)
      assertThrows(try ModelDirectory.readConfiguration(folder), ModelError.self, words)
    }
  }

  // MARK: - Tokenizers

  func testATokenizerInGPT2sTwoFiles() throws {
    let folder = temporaryPath("old-files")
    try FileManager.default.copyItem(
      atPath: Fixtures.path("found-tokenizers/old"), toPath: folder)
    var model = shape(.gpt2, isHeadTied: true)
    model.vocabularySize = 330
    let tokenizer = try XCTUnwrap(try ModelDirectory.readTokenizer(folder, for: model))
    XCTAssertEqual(tokenizer.vocabularySize, 330)
    XCTAssertEqual(
      try tokenizer.encode("The tenant"),
      try TokenizerFile.read(folder + "/vocab.json").encode("The tenant"))
    model.vocabularySize = 329
    assertThrows(
      try ModelDirectory.readTokenizer(folder, for: model), ModelError.self, "vocab.json",
      "has 330 tokens")
  }
}
