import Models
import Tensors
import TestSupport
import XCTest

/// Models that transformers made, held against what PyTorch computed with them
/// (`Tests/Fixtures/make_model_fixtures.py`).
final class ReferenceModelTests: XCTestCase {
  private static let runnable = [
    "gpt2-part-of-context", "gpt2-whole-context", "gpt2-untied-long", "gpt2-sharded",
    "bloom-3-heads", "bloom-4-heads",
  ]

  func testLogits() throws {
    for name in Self.runnable {
      let (store, reference) = try load(name)
      let (ids, batch, time) = try idsAndShape(reference)
      let decoder = try Decoder(store, batch: batch, time: time)
      decoder.tokens.copy(from: ids)
      decoder.run()
      let expected = try reference.floats("logits")
      XCTAssertEqual(expected.count, decoder.logits.count, name)
      for (index, value) in expected.enumerated() {
        XCTAssertEqual(decoder.logits[index], value, accuracy: 1e-4, "\(name), logit \(index)")
      }
    }
  }

  func testLossAndEveryGradient() throws {
    for name in Self.runnable {
      let (store, reference) = try load(name)
      let (ids, batch, time) = try idsAndShape(reference)
      let arena = Arena()
      let gradients: BufferSlice<Float> = arena.allocate(store.layout.count, of: .nan)
      let decoder = try Decoder(store, batch: batch, time: time, gradients: gradients)
      decoder.tokens.copy(from: ids)
      for row in 0..<(batch * time) {
        let isLast = row % time == time - 1
        decoder.targets[row] = isLast ? CrossEntropyKernel.ignoredTarget : ids[row + 1]
      }
      let scale = 1 / Double(batch * (time - 1))
      let loss = decoder.forward(scale: scale) * scale
      XCTAssertEqual(loss, Double(try reference.floats("loss")[0]), accuracy: 1e-5, name)
      decoder.backward(startingAnew: true)
      for mapping in store.configuration.tensorMappings {
        let expected = try reference.floats("gradient.\(mapping.tensor)")
        let parameter = try XCTUnwrap(store.layout[mapping.parameter])
        let gradient = gradients.part(parameter.offset, parameter.count)
        var difference = 0.0
        var norm = 0.0
        for (index, value) in expected.enumerated() {
          let gap = Double(gradient[mapping.place(of: index)] - value)
          difference += gap * gap
          norm += Double(value * value)
        }
        XCTAssertLessThanOrEqual(
          difference.squareRoot(), 1e-4 * norm.squareRoot(), "\(name): \(mapping.tensor)")
      }
    }
  }

  /// What is written has the tensors of the file that was read, bit for bit, in all families.
  func testWrittenModelsHaveTheSameTensors() throws {
    let all = Self.runnable + ["llama-grouped-tied", "llama-one-key-head", "llama-all-key-heads"]
    for name in all where name != "gpt2-sharded" {
      let (store, _) = try load(name)
      let path = temporaryPath("copy")
      try ModelDirectory.write(store, to: path)
      let original = try SafetensorsFile(path: Fixtures.path("models/\(name)/model.safetensors"))
      let copy = try SafetensorsFile(path: path + "/model.safetensors")
      XCTAssertEqual(Set(copy.names), Set(original.names), name)
      XCTAssertEqual(copy.metadata, ["format": "pt"])
      for entry in original.entries {
        XCTAssertEqual(copy[entry.name]?.shape, entry.shape, "\(name): \(entry.name)")
        XCTAssertEqual(try copy.floats(entry.name), try original.floats(entry.name), entry.name)
      }
      let again = try ModelDirectory.read(path)
      XCTAssertEqual(again.configuration, store.configuration, name)
      XCTAssertTrue(elements(again) == elements(store), name)
    }
  }

  func testShardsOfOnesOwn() throws {
    let (store, _) = try load("gpt2-sharded")
    let path = temporaryPath("shards")
    try ModelDirectory.write(store, to: path)
    for size in [0, 1_000, 1 << 20] {
      try ModelDirectory.write(store, to: path, shardByteCount: size)
      XCTAssertThrowsError(try AtomicFile.read(path + "/model.safetensors"))
      XCTAssertTrue(elements(try ModelDirectory.read(path)) == elements(store), "\(size)")
    }
    try ModelDirectory.write(store, to: path)
    XCTAssertThrowsError(try AtomicFile.read(path + "/model.safetensors.index.json"))
  }

  func testNarrowWeightsAreRoundedOnce() throws {
    let (store, _) = try load("gpt2-whole-context")
    for element in [SafetensorsElement.float16, .bfloat16] {
      let path = temporaryPath(element.rawValue)
      try ModelDirectory.write(store, to: path, as: element)
      let rounded = elements(store).map {
        element == .float16
          ? HalfPrecision.float(float16Bits: HalfPrecision.float16Bits($0))
          : HalfPrecision.float(bfloat16Bits: HalfPrecision.bfloat16Bits($0))
      }
      XCTAssertTrue(elements(try ModelDirectory.read(path)) == rounded, element.rawValue)
    }
    XCTAssertThrowsError(
      try ModelDirectory.write(store, to: temporaryPath("integers"), as: .int64))
  }

  /// The mappings of a shape fill every element of every parameter exactly once.
  func testMappingsCoverTheLayout() throws {
    for family in ModelConfiguration.Family.allCases {
      for isHeadTied in [true, false] {
        let configuration = ModelConfiguration(
          family: family, vocabularySize: 7, contextLength: 5, width: 12, layerCount: 2,
          headCount: 6, keyValueHeadCount: family == .llama ? 2 : nil, isHeadTied: isHeadTied)
        let layout = ParameterLayout(configuration)
        var counts = [Int](repeating: 0, count: layout.count)
        for mapping in configuration.tensorMappings {
          let parameter = try XCTUnwrap(layout[mapping.parameter], mapping.parameter)
          for index in 0..<mapping.count {
            let place = mapping.place(of: index)
            XCTAssertTrue(place >= 0 && place < parameter.count, mapping.tensor)
            counts[parameter.offset + place] += 1
          }
        }
        for parameter in layout.specifications {
          let part = counts[parameter.offset..<(parameter.offset + parameter.count)]
          XCTAssertTrue(part.allSatisfy { $0 == 1 }, "\(family): \(parameter.name)")
        }
      }
    }
  }

  /// A copy: the store's own memory goes with the store.
  private func elements(_ store: ParameterStore<Float>) -> [Float] {
    withExtendedLifetime(store) { store.values.array }
  }

  private func load(_ name: String) throws -> (ParameterStore<Float>, SafetensorsFile) {
    let folder = Fixtures.path("models/\(name)")
    return (
      try ModelDirectory.read(folder),
      try SafetensorsFile(path: folder + "/reference.safetensors")
    )
  }

  private func idsAndShape(
    _ reference: SafetensorsFile
  ) throws -> (ids: [Int32], batch: Int, time: Int) {
    let shape = try XCTUnwrap(reference["ids"]?.shape)
    return (try reference.integers("ids").map { Int32($0) }, shape[0], shape[1])
  }
}
