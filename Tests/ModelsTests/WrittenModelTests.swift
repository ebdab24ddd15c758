import Foundation
import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// Model directories that the workbook writes.
///
/// `Tests/Fixtures/check_written_models.py` loads such directories with transformers.
final class WrittenModelTests: XCTestCase {
  private struct Stored: Equatable {
    let shape: [Int]
    let element: SafetensorsElement
    let bytes: [UInt8]
  }

  /// The tensors of all weight files of a folder.
  private func tensors(in folder: String) throws -> (files: [String], [String: Stored]) {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("model") && $0.hasSuffix(".safetensors") }.sorted()
    var result: [String: Stored] = [:]
    for name in files {
      let file = try SafetensorsFile(path: folder + "/" + name)
      XCTAssertEqual(file.metadata, ["format": "pt"], name)
      for entry in file.entries {
        XCTAssertNil(result[entry.name], "\(entry.name) stands in two files")
        result[entry.name] = Stored(
          shape: entry.shape, element: entry.element,
          bytes: try file.withBytes(of: entry.name) { Array($0) })
      }
    }
    return (files, result)
  }

  /// What is written has the tensors of the files that transformers wrote, bit for bit, in all
  /// families, element types and numbers of files.
  func testWrittenModelsHaveTheSameTensors() throws {
    for name in Fixtures.models {
      let store = try ReferenceModel(name).store
      let (files, original) = try tensors(in: Fixtures.path("models/\(name)"))
      let element = try XCTUnwrap(original.values.first?.element)
      XCTAssertEqual(files.count > 1, name.contains("sharded"))
      for shardByteCount in [nil, 1_500] {
        let path = temporaryPath("copy")
        try ModelDirectory.write(store, to: path, as: element, shardByteCount: shardByteCount)
        let (copies, copy) = try tensors(in: path)
        XCTAssertEqual(copies.count > 1, shardByteCount != nil, name)
        XCTAssertTrue(copy == original, "\(name) as \(element.rawValue) in \(copies)")
        let again = try ModelDirectory.read(path)
        XCTAssertEqual(again.configuration, store.configuration, name)
        XCTAssertTrue(ReferenceModel.elements(again) == ReferenceModel.elements(store), name)
      }
    }
  }

  /// Transformers refuses to run a Gemma without the size of a window, though no layer has one.
  func testGemmaWithoutWindowsSaysASize() throws {
    let configuration = ModelConfiguration(
      family: .gemma3, vocabularySize: 11, contextLength: 24, width: 8, layerCount: 2, headCount: 2)
    let store = try ParameterStore<Float>(configuration)
    let path = temporaryPath("gemma")
    try ModelDirectory.write(store, to: path)
    let text = String(
      decoding: try AtomicFile.read(path + "/config.json", limit: .settings), as: UTF8.self)
    XCTAssertTrue(text.contains("\"sliding_window\": 24"), text)
    XCTAssertEqual(try ModelDirectory.read(path).configuration, configuration)
  }

  func testShardsOfOnesOwn() throws {
    let store = try ReferenceModel("gpt2-sharded").store
    let elements = ReferenceModel.elements(store)
    let path = temporaryPath("shards")
    try ModelDirectory.write(store, to: path)
    for size in [0, 1_000, 1 << 20] {
      try ModelDirectory.write(store, to: path, shardByteCount: size)
      assertThrows(try AtomicFile.read(path + "/model.safetensors"), FileError.self, "no such file")
      XCTAssertTrue(ReferenceModel.elements(try ModelDirectory.read(path)) == elements, "\(size)")
    }
    try ModelDirectory.write(store, to: path)
    assertThrows(
      try AtomicFile.read(path + "/model.safetensors.index.json"), FileError.self, "no such file")
  }

  func testNarrowWeightsAreRoundedOnce() throws {
    let store = try ReferenceModel("gpt2-whole-context").store
    for element in [SafetensorsElement.float16, .bfloat16] {
      let path = temporaryPath(element.rawValue)
      try ModelDirectory.write(store, to: path, as: element)
      let rounded = ReferenceModel.elements(store).map {
        element == .float16
          ? HalfPrecision.float(float16Bits: HalfPrecision.float16Bits($0))
          : HalfPrecision.float(bfloat16Bits: HalfPrecision.bfloat16Bits($0))
      }
      XCTAssertTrue(
        ReferenceModel.elements(try ModelDirectory.read(path)) == rounded, element.rawValue)
    }
    assertThrows(
      try ModelDirectory.write(store, to: temporaryPath("integers"), as: .int64), ModelError.self,
      "weights cannot be written as I64")
  }

  /// Shapes that the fixtures do not have, in every element type, in one file and in several: what is
  /// read back computes what was written.
  ///
  /// With `WORKBOOK_KEEP_MODELS=FOLDER` the directories stay there, each with the ids and logits
  /// that `check_written_models.py` looks at.
  func testWhatIsReadBackComputesTheSame() throws {
    let kept = ProcessInfo.processInfo.environment["WORKBOOK_KEEP_MODELS"]
    for (name, configuration) in Self.shapes {
      let store = try ParameterStore<Float>(configuration)
      store.initialize(seed: 7, standardDeviation: 0.3)
      let exact = try Self.logits(store)
      for element in [SafetensorsElement.float32, .float16, .bfloat16] {
        for shardByteCount in [nil, 4_000] {
          let label = "\(name)-\(element.rawValue)-\(shardByteCount == nil ? "single" : "sharded")"
          let folder = kept.map { $0 + "/" + label } ?? temporaryPath(label)
          try ModelDirectory.write(store, to: folder, as: element, shardByteCount: shardByteCount)
          let logits = try Self.logits(try ModelDirectory.read(folder))
          let gap = zip(logits, exact).map { abs($0 - $1) }.max() ?? .infinity
          switch element {
          case .float32: XCTAssertEqual(gap, 0, label)
          case .float16: XCTAssertLessThan(gap, 0.05, label)
          default: XCTAssertLessThan(gap, 0.5, label)
          }
          if kept != nil { try Self.keep(logits, folder: folder) }
        }
      }
    }
  }

  private static let ids: [Int32] = [5, 0, 17, 3, 3, 11, 18, 2, 9, 14, 1, 16]

  private static let shapes: [(String, ModelConfiguration)] = [
    (
      "gpt2",
      ModelConfiguration(
        vocabularySize: 19, contextLength: 12, width: 24, layerCount: 2, headCount: 3,
        feedForwardWidth: 40, endOfTextID: 18)
    ),
    (
      "gpt2-untied",
      ModelConfiguration(
        vocabularySize: 19, contextLength: 14, width: 16, layerCount: 1, headCount: 4,
        normalizationEpsilon: 1e-3, isHeadTied: false)
    ),
    (
      "llama",
      ModelConfiguration(
        family: .llama, vocabularySize: 19, contextLength: 8, width: 24, layerCount: 2,
        headCount: 4, keyValueHeadCount: 2, headWidth: 10, feedForwardWidth: 28,
        normalizationEpsilon: 1e-4, rotaryBase: 300, endOfTextID: 4)
    ),
    (
      "llama-untied",
      ModelConfiguration(
        family: .llama, vocabularySize: 19, contextLength: 16, width: 24, layerCount: 1,
        headCount: 6, keyValueHeadCount: 1, feedForwardWidth: 20, isHeadTied: false)
    ),
    (
      "bloom",
      ModelConfiguration(
        family: .bloom, vocabularySize: 19, contextLength: 8, width: 20, layerCount: 2,
        headCount: 5, endOfTextID: 18)
    ),
    (
      "bloom-untied",
      ModelConfiguration(
        family: .bloom, vocabularySize: 19, contextLength: 16, width: 24, layerCount: 1,
        headCount: 12, isHeadTied: false)
    ),
  ]

  private static func logits(_ store: ParameterStore<Float>) throws -> [Float] {
    let decoder = try Decoder(store, batch: 1, time: ids.count)
    decoder.tokens.copy(from: ids)
    decoder.run()
    return withExtendedLifetime(decoder) { decoder.logits.array }
  }

  private static func keep(_ logits: [Float], folder: String) throws {
    try SafetensorsFile.write(
      [
        SafetensorsTensor(name: "ids", shape: [1, ids.count], integers: ids.map { Int64($0) }),
        SafetensorsTensor(
          name: "logits", shape: [1, ids.count, logits.count / ids.count], values: logits),
      ], to: folder + "/expected.safetensors")
  }
}
