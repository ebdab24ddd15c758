import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// A model that transformers made, and what PyTorch computed with it
/// (`Tests/Fixtures/make_model_fixtures.py`).
struct ReferenceModel {
  let name: String
  let store: ParameterStore<Float>
  let reference: SafetensorsFile
  let ids: [Int32]
  let batch: Int
  let time: Int
  /// The id that each position is to predict; `CrossEntropyKernel.ignoredTarget` for none.
  let targets: [Int32]

  init(_ name: String) throws {
    self.name = name
    let folder = Fixtures.path("models/\(name)")
    store = try ModelDirectory.read(folder)
    reference = try SafetensorsFile(path: folder + "/reference.safetensors")
    let shape = try XCTUnwrap(reference["ids"]?.shape)
    (batch, time) = (shape[0], shape[1])
    ids = try reference.integers("ids").map { Int32($0) }
    let labels = reference["labels"] == nil ? "ids" : "labels"
    let next = try reference.integers(labels)
    // Position t predicts label t + 1, and the last one nothing.
    targets = next.indices.map { [time] index in
      let isLast = index % time == time - 1
      return isLast || next[index + 1] < 0
        ? CrossEntropyKernel.ignoredTarget : Int32(next[index + 1])
    }
  }

  /// One over the number of labels: the weight of each in the mean.
  var scale: Double {
    1 / Double(targets.count { $0 != CrossEntropyKernel.ignoredTarget })
  }

  /// A decoder with the batch laid in.
  func decoder(gradients: BufferSlice<Float>? = nil) throws -> Decoder<Float> {
    let decoder = try Decoder(store, batch: batch, time: time, gradients: gradients)
    decoder.tokens.copy(from: ids)
    decoder.targets.copy(from: targets)
    return decoder
  }

  /// A copy: the store's own memory goes with the store.
  static func elements(_ store: ParameterStore<Float>) -> [Float] {
    withExtendedLifetime(store) { store.values.array }
  }
}
