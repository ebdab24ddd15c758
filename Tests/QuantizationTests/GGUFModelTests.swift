import Groundwork
import Models
import Quantization
import TestSupport
import XCTest

/// Models in GGUF files: the very parameters that the Hugging Face files of the same models hold.
final class GGUFModelTests: XCTestCase {
  private static let models = [
    "llama": "llama-grouped-tied", "gpt2": "gpt2-whole-context", "bloom": "bloom-3-heads",
    "qwen2": "qwen2-tied", "qwen3": "qwen3-grouped", "olmo2": "olmo2-all-key-heads",
    "gptneox": "gpt-neox-parallel", "gemma3": "gemma3-regular",
  ]

  func testParametersAreThoseOfTheHuggingFaceModel() throws {
    for (name, folder) in Self.models {
      let expected = try ModelDirectory.read(Fixtures.path("models/\(folder)"))
      let model = try GGUFModel.read(GGUFFile(path: Fixtures.path("gguf/\(name).gguf")))
      var configuration = expected.configuration
      // The file keeps ε as Float32.
      XCTAssertEqual(
        Float(model.configuration.normalizationEpsilon), Float(configuration.normalizationEpsilon))
      configuration.normalizationEpsilon = model.configuration.normalizationEpsilon
      XCTAssertEqual(model.configuration, configuration, name)
      // Gemma's gains stand in the file with 1 added, which rounds.
      let isRounded = configuration.features.gainOffset != 0
      for (left, right) in zip(
        withExtendedLifetime(model) { model.values.array },
        withExtendedLifetime(expected) { expected.values.array })
      {
        XCTAssertEqual(left, right, accuracy: isRounded ? 1e-6 : 0, name)
      }
    }
  }

  private func open(_ image: GGUFImage) throws -> ParameterStore<Float> {
    let path = NSTemporaryDirectory() + "gguf \(UUID().uuidString).gguf"
    defer { unlink(path) }
    try AtomicFile.write(image.bytes, to: path)
    return try GGUFModel.read(GGUFFile(path: path))
  }

  private func assertRefused(
    _ words: String, line: UInt = #line, _ change: (inout GGUFImage) -> Void
  ) {
    var image = GGUFImage.llama
    change(&image)
    assertThrows(try open(image), GGUFError.self, words, line: line)
  }

  func testASmallModelOpens() throws {
    let model = try open(.llama)
    XCTAssertEqual(model.configuration.vocabularySize, 5)
    XCTAssertTrue(model.configuration.isHeadTied)
    XCTAssertEqual(model.configuration.rotaryBase, 10_000)
  }

  func testWhatIsNotComputedIsRefusedByName() {
    assertRefused("\"mamba\" is unknown; the workbook knows gpt2, llama, bloom") {
      $0.entries[0] = .text("general.architecture", "mamba")
    }
    for (key, words) in [
      ("llama.expert_count", "4 experts"), ("llama.attention.sliding_window", "a window of 4"),
      ("llama.rope.dimension_count", "4 of 8"),
      ("llama.attention.value_length", "4 beside keys of 8"),
    ] {
      assertRefused(words) { $0.entries.append(.integer(key, 4)) }
    }
    assertRefused("scaled positions (longrope)") {
      $0.entries.append(.text("llama.rope.scaling.type", "longrope"))
    }
    assertRefused("\"rope_freqs.weight\": divides the rotary frequencies by none") {
      $0.tensors.append(.init(name: "rope_freqs.weight", sizes: [4], offset: UInt64($0.data.count)))
      $0.data += Array(repeating: 0, count: 16)
    }
  }

  func testEntriesThatAreMissingOrWrong() {
    for index in 0..<7 {
      assertRefused("is missing") { _ = $0.entries.remove(at: index) }
    }
    assertRefused("no whole number from 1") { $0.entries[1] = .integer("llama.block_count", 0) }
    assertRefused("no whole number from 1") { $0.entries[1] = .text("llama.block_count", "1") }
    assertRefused("no finite number") {
      $0.entries.append(.real("llama.rope.freq_base", Float.nan))
    }
    assertRefused("too few for 60000 layers") {
      $0.entries[1] = .integer("llama.block_count", 60_000)
    }
    assertRefused("\"blk.1.attn_norm.weight\": is missing") {
      $0.entries[1] = .integer("llama.block_count", 2)
    }
    assertRefused("has shape [8, 12] where the metadata ask for [8, 16]") {
      $0.entries[4] = .integer("llama.feed_forward_length", 16)
      ($0.tensors[4].sizes, $0.tensors[5].sizes) = ([8, 16], [8, 16])
      // Room for both.
      for index in $0.tensors.indices where index > 4 { $0.tensors[index].offset += 128 }
      for index in $0.tensors.indices where index > 5 { $0.tensors[index].offset += 128 }
      $0.data += Array(repeating: 0, count: 256)
    }
    assertRefused("impossible") { $0.entries[5] = .integer("llama.attention.head_count", 3) }
  }
}
