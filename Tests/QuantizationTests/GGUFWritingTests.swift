import Foundation
import Groundwork
import Models
import Quantization
import TestSupport
import XCTest

/// GGUF files that the workbook writes; `Tests/Fixtures/check_written_gguf.py` loads such files with the
/// Python package `gguf` and with llama.cpp.
final class GGUFWritingTests: XCTestCase {
  private let folder = NSTemporaryDirectory() + "gguf writing \(UUID().uuidString)"

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func temporaryPath(_ name: String) -> String { "\(folder)/\(name)" }

  /// The models that the format has no word for, and what it says of each.
  private let impossible = [
    "mistral-window": "a window of attention", "qwen2-window-above": "a window of attention",
    "qwen3-biases-window": "a window of attention",
    "gemma3-window": "a scale of attention of its own",
    "gpt-neox-sequential": "GELU in its tanh form", "olmo2-grouped-biases": "these biases",
    "gemma3-soft-caps": "these biases",
    "llama-3-positions": "none of the published settings",
    "llama-yarn-untruncated": "a ramp of YaRN between whole pairs",
  ]

  /// Every family: what is written as F32 is read as the same model, bit for bit.
  func testModelsComeBackAsTheyWere() throws {
    for name in Fixtures.models {
      let store = try ModelDirectory.read(Fixtures.path("models/\(name)"))
      let path = temporaryPath("\(name).gguf")
      if let what = impossible[name] {
        XCTAssertThrowsError(
          try {
            try GGUFModel.write(store, to: path) { _, _ in .float32 }
            _ = try GGUFModel.read(try GGUFFile(path: path))
          }(), name
        ) { XCTAssertTrue("\($0)".contains(what), "\(name): \($0)") }
        continue
      }
      try GGUFModel.write(store, to: path, name: name) { _, _ in .float32 }
      let again = try GGUFModel.read(try GGUFFile(path: path))
      var expected = store.configuration
      if expected.family == .mistral {
        let features = expected.features
        expected.family = .llama
        expected.features = features
      }
      // A file for llama.cpp keeps numbers as Float32, and its end of text with the tokenizer.
      expected.endOfTextID = nil
      expected.furtherEndOfTextIDs = nil
      expected.normalizationEpsilon = Double(Float(expected.normalizationEpsilon))
      if case .yarn(var ramp) = expected.features.rotaryScaling,
        case .yarn(let read) = again.configuration.features.rotaryScaling
      {
        XCTAssertEqual(ramp.lengthening, read.lengthening, accuracy: 1e-6)
        ramp.lengthening = read.lengthening
        expected.features.rotaryScaling = .yarn(ramp)
      }
      XCTAssertEqual(again.configuration, expected, name)
      let isOffset = expected.features.gainOffset != 0
      for (left, right) in zip(
        withExtendedLifetime(store) { store.values.array },
        withExtendedLifetime(again) { again.values.array })
      {
        // Gemma's gains are written with 1 added, which rounds.
        XCTAssertEqual(left, right, accuracy: isOffset ? 1e-6 : 0, name)
      }
      if let keep = ProcessInfo.processInfo.environment["WORKBOOK_KEEP_MODELS"] {
        try FileManager.default.createDirectory(atPath: keep, withIntermediateDirectories: true)
        let copy = "\(keep)/\(name).gguf"
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.copyItem(atPath: path, toPath: copy)
      }
    }
  }

  /// Each form is packed as the Python package `gguf` packs it, byte for byte
  /// (`make_gguf_fixtures.py`), and its rows must be whole blocks. Superblocks it does not pack:
  /// `MatrixRoundingTests` has a slow version of them.
  func testFormsArePackedAsGGMLDoes() throws {
    let numbers = try GGUFFile(path: Fixtures.path("gguf/packing.gguf"))
    let values = try numbers.floats("numbers")
    for element in GGUFElement.packable where element.blockSize <= 32 {
      let path = temporaryPath("\(element.name).gguf")
      try GGUFFile.write(
        metadata: [("general.architecture", .text("none"))],
        tensors: [
          GGUFSource(name: "w", shape: [values.count / 64, 64], as: element) { range, target in
            for (place, index) in range.enumerated() { target[place] = values[index] }
          }
        ], to: path)
      let written = try GGUFFile(path: path).withBytes(of: "w") { Array($0) }
      let expected = try numbers.withBytes(of: element.name) { Array($0) }
      XCTAssertEqual(written, expected, element.name)
    }
    let path = temporaryPath("odd.gguf")
    assertThrows(
      try GGUFFile.write(
        metadata: [],
        tensors: [GGUFSource(name: "w", shape: [2, 33], as: .q80) { _, _ in }], to: path),
      GGUFError.self, "rows of 33 numbers")
    assertThrows(
      try GGUFFile.write(
        metadata: [],
        tensors: [0, 1].map { _ in GGUFSource(name: "w", shape: [2], as: .float32) { _, _ in } },
        to: path), GGUFError.self, "given twice")
  }
}
