import Foundation
import Groundwork
import Models
import TestSupport
import XCTest

/// Hundreds of damaged copies of a model's files: each is refused with one error, or computes, with finite
/// weights, a finite loss of the very numbers that the files hold. A trap would end the test program.
final class DamagedModelTests: XCTestCase {
  private let configuration = ModelConfiguration(
    family: .llama, vocabularySize: 7, contextLength: 5, width: 4, layerCount: 1, headCount: 2,
    keyValueHeadCount: 1, feedForwardWidth: 6, endOfTextID: 6)

  private func model() throws -> String {
    let folder = temporaryPath("damaged")
    let store = try ParameterStore<Float>(configuration)
    store.initialize(seed: 5, standardDeviation: 0.3)
    try ModelDirectory.write(store, to: folder)
    return folder
  }

  /// The model's loss on some ids; nil where they lie outside its vocabulary or context.
  private func loss(_ store: ParameterStore<Float>) throws -> Double? {
    let c = store.configuration
    guard c.vocabularySize > 4, c.contextLength >= 4 else { return nil }
    let decoder = try Decoder(store, batch: 1, time: 4)
    decoder.tokens.copy(from: [1, 4, 2, 0])
    decoder.targets.copy(from: [4, 2, 0, 3])
    decoder.evaluate()
    return decoder.losses.array.reduce(0, +)
  }

  /// Damages one file of a model; `check` sees what can be read all the same.
  private func damage(
    _ name: String, in folder: String, count: Int, seed: UInt64,
    _ check: (_ store: ParameterStore<Float>, _ bytes: [UInt8], _ what: String) throws -> Void
  ) throws {
    let path = "\(folder)/\(name)"
    var read = 0
    for (what, bytes) in damaged(try AtomicFile.read(path), count: count, seed: seed) {
      XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: Data(bytes)), what)
      do {
        let store = try ModelDirectory.read(folder)
        read += 1
        try check(store, bytes, what)
      } catch let error as any UserFacingError {
        XCTAssertFalse("\(error)".contains("\n"), what)
      }
    }
    XCTAssertLessThan(read, count, "every copy was read: nothing was damaged")
    XCTAssertGreaterThan(read, 0)
  }

  /// What an entry means that can be read: the same entries give the same loss, others a finite one.
  func testConfigurations() throws {
    let folder = try model()
    let store = try ModelDirectory.read(folder)
    let whole = try XCTUnwrap(try loss(store))
    try damage("config.json", in: folder, count: 600, seed: 51) { found, bytes, what in
      let root = try XCTUnwrap(StrictJSON.parse(bytes, allowsNonFinite: true).object, what)
      // Whoever looks the entries up finds the same numbers.
      let c = found.configuration
      XCTAssertEqual(root["vocab_size"]?.integer, c.vocabularySize, what)
      XCTAssertEqual(root["hidden_size"]?.integer, c.width, what)
      XCTAssertEqual(root["num_hidden_layers"]?.integer, c.layerCount, what)
      XCTAssertEqual(root["num_attention_heads"]?.integer, c.headCount, what)
      XCTAssertEqual(root["intermediate_size"]?.integer, c.feedForwardWidth, what)
      XCTAssertTrue(c.normalizationEpsilon.isFinite && c.rotaryBase.isFinite, what)
      guard let loss = try loss(found) else { return }
      XCTAssertTrue(loss.isFinite, "\(what): \(loss)")
      if c == store.configuration { XCTAssertEqual(loss, whole, what) }
    }
  }

  func testWeights() throws {
    let folder = try model()
    try damage("model.safetensors", in: folder, count: 600, seed: 52) { store, bytes, what in
      // An independent reading of the bytes: the header's offsets, and what lies there.
      let size = (0..<8).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
      let header = try XCTUnwrap(StrictJSON.parse(Array(bytes[8..<8 + size])).object, what)
      var hasNaN = false
      for mapping in store.configuration.tensorMappings {
        let entry =
          header[mapping.tensor] ?? header[String(mapping.tensor.dropFirst(mapping.prefix.count))]
        let offsets = try XCTUnwrap(
          entry?.object?["data_offsets"]?.array, "\(what): \(mapping.tensor)"
        )
        .compactMap(\.integer)
        let type = try XCTUnwrap(entry?.object?["dtype"]?.text, what)
        let values = try XCTUnwrap(store[mapping.parameter], what)
        guard type == "F32" else { continue }
        for index in 0..<mapping.count {
          let start = 8 + size + offsets[0] + 4 * index
          let bits = (0..<4).reduce(UInt32(0)) {
            $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1))
          }
          XCTAssertEqual(values[mapping.place(of: index)].bitPattern, bits, what)
          hasNaN = hasNaN || Float(bitPattern: bits).isNaN
        }
      }
      // No loss is made of what is no number: the head, tied to the embedding, reads all of it.
      if hasNaN, let loss = try loss(store) { XCTAssertFalse(loss.isFinite, "\(what): \(loss)") }
    }
  }

  func testIndices() throws {
    let folder = temporaryPath("damaged-shards")
    let store = try ParameterStore<Float>(configuration)
    store.initialize(seed: 5, standardDeviation: 0.3)
    try ModelDirectory.write(store, to: folder, shardByteCount: 200)
    let whole = try loss(store)
    try damage("model.safetensors.index.json", in: folder, count: 400, seed: 53) { found, _, what in
      XCTAssertEqual(try self.loss(found), whole, what)
    }
  }
}
