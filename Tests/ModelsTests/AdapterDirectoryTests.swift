import Foundation
import Groundwork
import Models
import TestSupport
import XCTest

/// Adapters' folders: written and read, and what is refused of them.
final class AdapterDirectoryTests: XCTestCase {
  private let fixture = Fixtures.path("adapters/llama-queries-values")
  private let model = Fixtures.path("models/llama-grouped-tied")

  private func shape(_ family: ModelConfiguration.Family) -> ModelConfiguration {
    ModelConfiguration(
      family: family, vocabularySize: 11, contextLength: 6, width: 12, layerCount: 2, headCount: 3,
      keyValueHeadCount: family.features.hasFreeHeads ? 1 : 3, headWidth: 4, feedForwardWidth: 20)
  }

  func testWrittenAdaptersAreReadBitForBit() throws {
    for family in ModelConfiguration.Family.allCases {
      let configuration = shape(family)
      for wanted in [["all"], ["up", "down"], ["q", "k", "v"]] {
        let settings = AdapterSettings(
          rank: 3, alpha: 7.5, targets: try configuration.adapterTargets(wanted))
        let adapter = try Adapter<Float>(configuration, settings)
        var stream = RandomStream(seed: 6)
        for name in adapter.parameters.layout.specifications.map(\.name) {
          let slice = try XCTUnwrap(adapter.parameters[name])
          for i in 0..<slice.count { slice[i] = Float(stream.normal()) }
        }
        try AdapterFiles.inTemporaryFolder { folder in
          try AdapterDirectory.write(adapter, base: "../base", to: folder)
          XCTAssertTrue(AdapterDirectory.isAdapter(folder))
          let settings = try AdapterDirectory.readConfiguration(folder)
          XCTAssertEqual(settings.baseModel, "../base")
          let read = try AdapterDirectory.read(folder, for: configuration)
          XCTAssertEqual(read.settings, adapter.settings)
          XCTAssertEqual(read.sites, adapter.sites)
          XCTAssertEqual(
            withExtendedLifetime(read) { read.parameters.values.array },
            withExtendedLifetime(adapter) { adapter.parameters.values.array })
          try AdapterDirectory.check(folder, for: configuration)
        }
      }
    }
  }

  func testTargets() throws {
    let llama = shape(.llama)
    XCTAssertEqual(
      try llama.adapterTargets(["all"]),
      ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"])
    XCTAssertEqual(try llama.adapterTargets(["v", "q"]), ["q_proj", "v_proj"])
    XCTAssertEqual(
      try llama.adapterTargets(["self_attn.q_proj", "down"]), ["q_proj", "down_proj"])
    let gpt2 = shape(.gpt2)
    XCTAssertEqual(
      try gpt2.adapterTargets(["all-linear"]), ["c_attn", "attn.c_proj", "c_fc", "mlp.c_proj"])
    XCTAssertEqual(try gpt2.adapterTargets(["o"]), ["attn.c_proj"])
    XCTAssertEqual(try gpt2.adapterTargets(["c_proj"]), ["attn.c_proj", "mlp.c_proj"])
    XCTAssertEqual(try gpt2.adapterTargets(["q", "k", "v"]), ["c_attn"])
    XCTAssertEqual(
      try shape(.gptNeoX).adapterTargets(["all"]),
      ["query_key_value", "dense", "dense_h_to_4h", "dense_4h_to_h"])
    XCTAssertEqual(try shape(.bloom).adapterTargets(["o", "up"]), ["dense", "dense_h_to_4h"])
    assertThrows(try gpt2.adapterTargets(["q", "v"]), ModelError.self, "in one matrix, c_attn")
    assertThrows(try gpt2.adapterTargets(["gate"]), ModelError.self, "has no gate")
    assertThrows(
      try llama.adapterTargets(["lm_head"]), ModelError.self, "no matrix \"lm_head\"", "q_proj")
    assertThrows(try llama.adapterTargets([]), ModelError.self, "without targets")
    // dense is the end of no other name.
    let sites = shape(.gptNeoX).adapterSites.filter { $0.matches("dense") }.map(\.module)
    XCTAssertEqual(sites, (0..<2).map { "gpt_neox.layers.\($0).attention.dense" })
  }

  func testImpossibleSettings() throws {
    for (rank, alpha, words) in [
      (0, 1.0, "rank is 0"), (1 << 20, 1, "rank is 1048576"), (2, 0, "alpha is 0"),
      (2, .infinity, "alpha is inf"), (2, .nan, "alpha is nan"),
    ] {
      assertThrows(
        try Adapter<Float>(
          shape(.llama), AdapterSettings(rank: rank, alpha: alpha, targets: ["q_proj"])),
        ModelError.self, words)
    }
    assertThrows(
      try Adapter<Float>(shape(.llama), AdapterSettings(rank: 2, targets: ["nothing"])),
      ModelError.self, "names no matrix")
  }

  /// A copy of the fixture with some settings changed.
  private func changed(_ entries: [(String, JSONValue)], _ body: (String) throws -> Void) throws {
    try AdapterFiles.inTemporaryFolder { folder in
      let weights = "/\(AdapterDirectory.weightsFile)"
      try FileManager.default.copyItem(atPath: fixture + weights, toPath: folder + weights)
      let path = "/\(AdapterDirectory.configurationFile)"
      let object = try XCTUnwrap(try StrictJSON.parse(AtomicFile.read(fixture + path)).object)
      let names = Set(entries.map(\.0))
      let members =
        object.members.filter { !names.contains($0.name) }
        + entries.map { JSONObject.Member($0.0, $0.1) }
      try AtomicFile.write(
        JSONValue.object(JSONObject(members: members)).encoded(isPretty: true), to: folder + path)
      try body(folder)
    }
  }

  func testWhatIsNotSupportedIsRefusedByName() throws {
    let configuration = try ModelDirectory.readConfiguration(model)
    let refused: [(String, JSONValue, String)] = [
      ("peft_type", "IA3", "peft_type IA3 is not supported"), ("peft_type", .null, "is missing"),
      ("use_dora", .bool(true), "use_dora is not supported"),
      ("modules_to_save", .array(["lm_head"]), "modules_to_save is not supported"),
      ("bias", "all", "bias all is not supported"),
      ("rank_pattern", ["q_proj": .integer(4)], "rank_pattern is not supported"),
      ("alpha_pattern", ["q_proj": .integer(4)], "alpha_pattern is not supported"),
      ("layer_replication", .array([.array([.integer(0), .integer(1)])]), "layer_replication"),
      ("trainable_token_indices", .array([.integer(1)]), "trainable_token_indices"),
      ("lora_bias", .bool(true), "lora_bias is not supported"),
      ("target_parameters", .array(["x"]), "target_parameters is not supported"),
      ("init_lora_weights", "pissa", "init_lora_weights pissa is not supported"),
      ("something_new", .bool(true), "something_new is not supported"),
      ("r", .integer(0), "r is 0"), ("r", "8", "r is a string"), ("r", .integer(4), "has shape"),
      ("lora_alpha", .number(-1), "alpha is -1"), ("lora_alpha", "much", "lora_alpha is a string"),
      ("target_modules", .array([.integer(1)]), "target_modules"),
      (
        "target_modules", .array(["q_proj", "v_proj", "k_proj"]),
        "is missing, though target_modules"
      ),
    ]
    for (name, value, words) in refused {
      try changed([(name, value)]) { folder in
        do {
          _ = try AdapterDirectory.read(folder, for: configuration)
          XCTFail("\(name): \(value) was taken")
        } catch let error as any UserFacingError {
          XCTAssertTrue(error.description.contains(words), error.description)
          XCTAssertTrue(error.description.hasPrefix(folder), error.description)
          XCTAssertFalse(error.description.contains("\n"))
        }
      }
    }
    // Options that change nothing here, and a pattern in the place of names.
    for (name, value) in [
      ("init_lora_weights", JSONValue.text("gaussian")), ("lora_dropout", .number(0.1)),
      ("target_modules", "all-linear"), ("target_modules", .null), ("use_rslora", .bool(true)),
      ("something_new", .null), ("something_new", .bool(false)), ("task_type", .null),
    ] {
      try changed([(name, value)]) { folder in
        let adapter = try AdapterDirectory.read(folder, for: configuration)
        XCTAssertEqual(adapter.sites.count, 4, name)
        XCTAssertEqual(
          adapter.settings.scale, name == "use_rslora" ? 5 / 3.0.squareRoot() : 5 / 3)
      }
    }
  }

  func testWeightsThatDoNotFitAreRefused() throws {
    let configuration = try ModelDirectory.readConfiguration(model)
    let file = try SafetensorsFile(path: "\(fixture)/\(AdapterDirectory.weightsFile)")
    func check(
      _ change: (inout [SafetensorsTensor]) throws -> Void, _ words: String,
      line: UInt = #line
    ) throws {
      try changed([]) { folder in
        var tensors = try file.entries.map {
          SafetensorsTensor(name: $0.name, shape: $0.shape, values: try file.floats($0.name))
        }
        try change(&tensors)
        try SafetensorsFile.write(tensors, to: "\(folder)/\(AdapterDirectory.weightsFile)")
        assertThrows(
          try AdapterDirectory.read(folder, for: configuration), SafetensorsError.self, words,
          line: line)
      }
    }
    try check({ $0.removeLast() }, "an update is a pair of matrices")
    try check({ $0.removeAll { $0.name.contains("layers.1") } }, "is missing, though")
    try check({ $0.removeAll() }, "is missing, though")
    try check(
      {
        $0.append(
          SafetensorsTensor(name: "base_model.model.lm_head.lora_A.weight", shape: [1], values: [1])
        )
      },
      "updates no matrix of the layers")
    try check(
      { $0[0] = SafetensorsTensor(name: $0[0].name, shape: [2, 2], values: [1, 2, 3, 4]) },
      "has shape [2, 2] where")
    try check(
      {
        $0[0] = SafetensorsTensor(
          name: $0[0].name, shape: $0[0].shape, values: .init(repeating: .nan, count: $0[0].count))
      }, "are no numbers")
    // A model of another family, and one of another width.
    assertThrows(
      try AdapterDirectory.read(fixture, for: shape(.gptNeoX)), SafetensorsError.self,
      "updates no matrix of the layers of this gpt_neox model")
    assertThrows(
      try AdapterDirectory.read(fixture, for: shape(.llama)), SafetensorsError.self, "has shape")
    // Of fewer layers.
    var short = configuration
    short.layerCount = 1
    assertThrows(
      try AdapterDirectory.read(fixture, for: short), SafetensorsError.self, "updates no matrix")
  }
}
