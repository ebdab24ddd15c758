import Foundation
import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// Adapters that peft made (`Tests/Fixtures/make_adapter_fixtures.py`), held against what PyTorch computed
/// with them and their models.
final class AdapterReferenceTests: XCTestCase {
  static let adapters = [
    "llama-queries-values", "llama-all", "llama-last-layer", "gpt2-all", "gpt2-outputs",
    "gpt-neox-all", "bloom-attention",
  ]

  private struct Reference {
    let adapter: Adapter<Float>
    let base: ParameterStore<Float>
    let file: SafetensorsFile
    let ids: [Int32]
    let batch: Int
    let time: Int

    init(_ name: String) throws {
      let folder = Fixtures.path("adapters/\(name)")
      let settings = try AdapterDirectory.readConfiguration(folder)
      base = try ModelDirectory.read("\(folder)/\(try XCTUnwrap(settings.baseModel))")
      adapter = try AdapterDirectory.read(folder, for: base.configuration)
      file = try SafetensorsFile(path: folder + "/reference.safetensors")
      let shape = try XCTUnwrap(file["ids"]?.shape)
      ids = try file.integers("ids").map { Int32($0) }
      (batch, time) = (shape[0], shape[1])
    }

    var scale: Double { 1 / Double(batch * (time - 1)) }

    func decoder(
      _ model: TrainableModel<Float>, gradients: BufferSlice<Float>? = nil
    ) throws -> Decoder<Float> {
      let decoder = try Decoder(model, batch: batch, time: time, gradients: gradients)
      decoder.tokens.copy(from: ids)
      decoder.targets.copy(
        from: ids.indices.map {
          $0 % time == time - 1 ? CrossEntropyKernel.ignoredTarget : ids[$0 + 1]
        })
      return decoder
    }

    var running: TrainableModel<Float> { .adapter(adapter, of: FrozenWeights(base)) }
  }

  func testLogitsBesideTheModelAndMerged() throws {
    for name in Self.adapters {
      let reference = try Reference(name)
      let expected = try reference.file.floats("logits")
      func check(_ model: TrainableModel<Float>, _ note: String) throws {
        let decoder = try reference.decoder(model)
        decoder.run()
        XCTAssertEqual(expected.count, decoder.logits.count, name)
        for (index, value) in expected.enumerated() {
          XCTAssertEqual(
            decoder.logits[index], value, accuracy: 1e-4, "\(name), \(note), logit \(index)")
        }
      }
      try check(reference.running, "running")
      reference.adapter.merge(into: reference.base)
      try check(.whole(reference.base), "merged")
    }
  }

  func testLossAndEveryGradient() throws {
    for name in Self.adapters {
      let reference = try Reference(name)
      let layout = reference.adapter.parameters.layout
      let arena = Arena()
      let gradients: BufferSlice<Float> = arena.allocate(layout.count, of: .nan)
      let decoder = try reference.decoder(reference.running, gradients: gradients)
      let loss = decoder.forward(scale: reference.scale) * reference.scale
      XCTAssertEqual(loss, Double(try reference.file.floats("loss")[0]), accuracy: 1e-5, name)
      decoder.backward(startingAnew: true)
      // Written as the adapter itself is: gradients come out in peft's names and order.
      let copy = try Adapter<Float>(reference.adapter.configuration, reference.adapter.settings)
      let sites = reference.adapter.sites
      try AdapterFiles.inTemporaryFolder { folder in
        if copy.sites == sites {
          copy.parameters.values.pointer.update(from: gradients.pointer, count: gradients.count)
          try AdapterDirectory.write(copy, base: "base", to: folder)
        } else {
          // Of some layers alone: the numbers go into the adapter that was read.
          let kept = reference.adapter.parameters.values.array
          reference.adapter.parameters.values.copy(from: gradients.array)
          try AdapterDirectory.write(reference.adapter, base: "base", to: folder)
          reference.adapter.parameters.values.copy(from: kept)
        }
        let written = try SafetensorsFile(path: "\(folder)/\(AdapterDirectory.weightsFile)")
        XCTAssertEqual(written.names.count, 2 * sites.count)
        for tensor in written.names {
          let expected = try reference.file.floats("gradient.\(tensor)")
          let found = try written.floats(tensor)
          let gap = zip(found, expected).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
          let norm = expected.reduce(0.0) { $0 + Double($1 * $1) }
          XCTAssertEqual(found.count, expected.count)
          XCTAssertLessThanOrEqual(
            gap.squareRoot(), 1e-4 * norm.squareRoot(), "\(name): \(tensor)")
        }
      }
    }
  }

  func testTenStepsOfAdamW() throws {
    for name in Self.adapters {
      let reference = try Reference(name)
      let store = reference.adapter.parameters
      let arena = Arena()
      let buffers = (0..<3).map { _ -> BufferSlice<Float> in
        arena.allocate(store.layout.count, of: 0)
      }
      let decoder = try reference.decoder(reference.running, gradients: buffers[0])
      for (index, wanted) in try reference.file.floats("adamWLosses").enumerated() {
        let loss = decoder.forward(scale: reference.scale) * reference.scale
        XCTAssertEqual(loss, Double(wanted), accuracy: 1e-4, "\(name), before step \(index)")
        decoder.backward(startingAnew: true)
        let squares = VectorKernels.sumOfSquares(buffers[0].pointer, count: buffers[0].count)
        AdamWKernel.update(
          parameters: store.values.pointer, gradients: buffers[0].pointer,
          firstMoments: buffers[1].pointer, secondMoments: buffers[2].pointer,
          count: store.layout.count,
          step: .init(
            learningRate: 0.01, beta1: 0.9, beta2: 0.95, epsilon: 1e-8,
            gradientScale: min(1, 1 / (squares.squareRoot() + 1e-6)), step: index + 1),
          weightDecay: 0.1)
      }
    }
  }
}

/// A folder for a test's adapter.
enum AdapterFiles {
  static func inTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "adapter-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }
}
