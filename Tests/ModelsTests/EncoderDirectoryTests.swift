import Foundation
import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// Folders of encoders and encoder–decoders: written as transformers writes them, and refused by name
/// where they ask for what is not computed.
final class EncoderDirectoryTests: XCTestCase {
  private struct Stored: Equatable {
    let shape: [Int]
    let element: SafetensorsElement
    let bytes: [UInt8]
  }

  private func tensors(in folder: String) throws -> [String: Stored] {
    let file = try SafetensorsFile(path: folder + "/model.safetensors")
    return try Dictionary(
      uniqueKeysWithValues: file.entries.map {
        (
          $0.name,
          Stored(
            shape: $0.shape, element: $0.element,
            bytes: try file.withBytes(of: $0.name) { Array($0) })
        )
      })
  }

  /// With `WORKBOOK_KEEP_MODELS=FOLDER` the folders stay there, for `check_written_encoders.py`.
  private func written(_ name: String) -> String {
    ProcessInfo.processInfo.environment["WORKBOOK_KEEP_MODELS"].map { $0 + "/" + name }
      ?? temporaryPath(name)
  }

  func testWrittenFoldersHaveTheSameTensors() throws {
    for name in ["bert-plain", "bert-padded-float16", "bert-relu", "bert-tanh-gelu"] {
      try assertWritten(
        name, read: { try ModelDirectory.readEncoder($0) },
        write: { try ModelDirectory.write($0, to: $1, as: $2) })
    }
    for name in ["t5-plain", "t5-padded-few-buckets", "t5-gated-own-head", "t5-gated-bfloat16"] {
      try assertWritten(
        name, read: { try ModelDirectory.readEncoderDecoder($0) },
        write: { try ModelDirectory.write($0, to: $1, as: $2) })
    }
  }

  private func assertWritten<Shape: NetworkShape>(
    _ name: String, read: (String) throws -> NetworkParameters<Shape, Float>,
    write: (NetworkParameters<Shape, Float>, String, SafetensorsElement) throws -> Void
  ) throws {
    let folder = Fixtures.path("encoders/\(name)")
    let original = try tensors(in: folder)
    let parameters = try read(folder)
    let path = written(name)
    try write(parameters, path, try XCTUnwrap(original.values.first?.element))
    XCTAssertTrue(try tensors(in: path) == original, name)
    let again = try read(path)
    XCTAssertEqual(again.configuration, parameters.configuration, name)
    XCTAssertTrue(elements(again) == elements(parameters), name)
  }

  /// The numbers of parameters that the papers' files have.
  func testPublishedSizes() {
    let bert = EncoderConfiguration.bertBase.layout.specifications.reduce(0) { $0 + $1.count }
    XCTAssertEqual(bert, 109_514_298)
    let t5 = EncoderDecoderConfiguration.t5Small.layout.specifications.reduce(0) { $0 + $1.count }
    XCTAssertEqual(t5, 60_506_624)
  }

  func testWhatIsNotComputedIsRefusedByName() throws {
    let refusals = [
      ("bert-causal", "is_decoder is true; only false is supported"),
      ("bert-cross-attention", "add_cross_attention is true"),
      ("bert-relative", "position_embedding_type is \"relative_key\""),
      ("bert-silu", "hidden_act is \"silu\""), ("gpt2", "model_type \"gpt2\" is not bert"),
      ("t5-gated-silu", "feed_forward_proj is \"gated-silu\""),
      ("t5-gelu", "feed_forward_proj is \"gelu\""), ("t5-odd-buckets", "7 buckets of distances"),
    ]
    for (name, sentence) in refusals {
      let isT5 = name.hasPrefix("t5")
      let folder = try copy(isT5 ? "t5-plain" : "bert-plain", configuration: "refused/\(name)")
      if isT5 {
        assertThrows(try ModelDirectory.readEncoderDecoder(folder), ModelError.self, sentence)
      } else {
        assertThrows(try ModelDirectory.readEncoder(folder), ModelError.self, sentence)
      }
    }
  }

  /// Files as they are found: copies of tied matrices, old names, and parts that nothing here asks.
  func testFilesAsTheyAreFound() throws {
    let folder = Fixtures.path("encoders/bert-plain")
    let expected = try ModelDirectory.readEncoder(folder)
    var all = try floats(in: folder)
    all["cls.predictions.decoder.weight"] = all["bert.embeddings.word_embeddings.weight"]
    all["cls.predictions.decoder.bias"] = all["cls.predictions.bias"]
    all["bert.pooler.dense.weight"] = ([2, 2], [1, 2, 3, 4])
    all["bert.pooler.dense.bias"] = ([2], [1, 2])
    all["cls.seq_relationship.bias"] = ([2], [1, 2])
    for (name, value) in all where name.contains("LayerNorm.") {
      all[name] = nil
      all[name.replacing(".weight", with: ".gamma").replacing(".bias", with: ".beta")] = value
    }
    let found = try copy("bert-plain")
    try write(all, to: found)
    XCTAssertTrue(elements(try ModelDirectory.readEncoder(found)) == elements(expected))

    all["cls.predictions.decoder.bias"]?.values[3] += 1
    try write(all, to: found)
    assertThrows(
      try ModelDirectory.readEncoder(found), SafetensorsError.self,
      "is another matrix than cls.predictions.bias")
    all["cls.predictions.decoder.bias"] = nil
    all["bert.encoder.layer.0.attention.self.distance_embedding.weight"] = ([1], [1])
    try write(all, to: found)
    assertThrows(
      try ModelDirectory.readEncoder(found), SafetensorsError.self, "is no part of a bert model")
  }

  func testMissingAndMisshapenTensors() throws {
    let folder = try copy("t5-plain")
    var all = try floats(in: folder)
    let name = "decoder.block.1.layer.1.EncDecAttention.k.weight"
    let kept = try XCTUnwrap(all[name])
    all[name] = nil
    try write(all, to: folder)
    assertThrows(
      try ModelDirectory.readEncoderDecoder(folder), SafetensorsError.self, "is missing; a t5 model"
    )
    all[name] = (kept.shape.reversed(), kept.values)
    try write(all, to: folder)
    assertThrows(
      try ModelDirectory.readEncoderDecoder(folder), SafetensorsError.self,
      "has shape [16, 12] where config.json asks for [12, 16]")
  }

  /// A shape that no `bert` file can say is not written as another one.
  func testShapesThatFilesCannotSay() throws {
    let configuration = EncoderConfiguration(
      vocabularySize: 11, contextLength: 6,
      stack: StackShape(width: 8, layerCount: 1, headCount: 2))
    let parameters = try NetworkParameters<EncoderConfiguration, Float>(configuration)
    assertThrows(
      try ModelDirectory.write(parameters, to: temporaryPath("plain")), ModelError.self,
      "cannot say what this model is made of")
  }

  func testImpossibleShapes() {
    func refuse(_ change: (inout EncoderConfiguration) -> Void, _ sentence: String) {
      var configuration = EncoderConfiguration(
        vocabularySize: 11, contextLength: 6,
        stack: StackShape(width: 8, layerCount: 1, headCount: 2))
      change(&configuration)
      assertThrows(
        try NetworkParameters<EncoderConfiguration, Float>(configuration), ModelError.self, sentence
      )
    }
    refuse({ $0.stack.layerCount = 0 }, "layers is 0")
    refuse({ $0.vocabularySize = 1 << 25 }, "vocabulary size is 33554432")
    refuse({ $0.stack.normalizationEpsilon = 0 }, "epsilon")
    refuse({ $0.paddingID = 11 }, "the padding id 11 lies outside the vocabulary of 11")
    refuse(
      { $0.stack.features.positions = .relative(bucketCount: 32, maximumDistance: 16) },
      "distances up to 16 do not fill 32 buckets")
    refuse(
      {
        $0.stack.width = 1 << 24
        $0.stack.feedForwardWidth = 1 << 24
        $0.stack.layerCount = 1 << 16
      }, "GB of memory")
  }

  /// A copy: the parameters' own memory goes with them.
  private func elements<Shape>(_ parameters: NetworkParameters<Shape, Float>) -> [Float] {
    withExtendedLifetime(parameters) { parameters.values.array }
  }

  private typealias Tensors = [String: (shape: [Int], values: [Float])]

  private func floats(in folder: String) throws -> Tensors {
    let file = try SafetensorsFile(path: folder + "/model.safetensors")
    return try Dictionary(
      uniqueKeysWithValues: file.entries.map { ($0.name, ($0.shape, try file.floats($0.name))) })
  }

  private func write(_ tensors: Tensors, to folder: String) throws {
    try SafetensorsFile.write(
      tensors.map { SafetensorsTensor(name: $0, shape: $1.shape, values: $1.values) },
      to: folder + "/model.safetensors")
  }

  /// A copy of a fixture that may be changed.
  private func copy(_ name: String, configuration: String? = nil) throws -> String {
    let folder = temporaryPath(name)
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try files.copyItem(
      atPath: Fixtures.path("encoders/\(name)/model.safetensors"),
      toPath: folder + "/model.safetensors")
    try files.copyItem(
      atPath: Fixtures.path("encoders/\(configuration ?? name)/config.json"),
      toPath: folder + "/config.json")
    return folder
  }
}
