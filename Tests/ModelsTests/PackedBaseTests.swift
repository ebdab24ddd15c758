import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

/// Weights that hand out rows and nothing else, as packed ones do.
private final class RowsOfAStore: WeightSource {
  private struct Rows: WeightMatrix {
    let dense: DenseMatrix
    var rows: Int { dense.rows }
    var columns: Int { dense.columns }
    // As if two bits were kept of each number.
    var byteCount: Int { dense.values.count / 4 }
    func multiply(
      _ x: InputRows, into out: UnsafeMutablePointer<Float>, outputs: Range<Int>,
      accumulating: Bool
    ) { dense.multiply(x, into: out, outputs: outputs, accumulating: accumulating) }
    func copyRow(_ row: Int, into out: UnsafeMutablePointer<Float>) {
      dense.copyRow(row, into: out)
    }
  }

  let store: ParameterStore<Float>
  init(_ store: ParameterStore<Float>) { self.store = store }
  var configuration: ModelConfiguration { store.configuration }
  func vector(_ name: String) -> BufferSlice<Float>? { store.vector(name) }
  func matrix(_ name: String) -> (any WeightMatrix)? {
    (store.matrix(name) as? DenseMatrix).map(Rows.init)
  }
}

/// A model that stays packed while an adapter of it is trained, against the same model unpacked.
final class PackedBaseTests: XCTestCase {
  func testLossAndGradientsAreThoseOfTheUnpackedModel() throws {
    for family in ModelConfiguration.Family.allCases {
      // The head has more rows than are unpacked at a time.
      let configuration = ModelConfiguration(
        family: family, vocabularySize: 9_001, contextLength: 8, width: 80, layerCount: 2,
        headCount: 4, feedForwardWidth: 48, isHeadTied: family != .llama)
      let store = try ParameterStore<Float>(configuration)
      store.initialize(seed: 3, standardDeviation: 0.1)
      let adapter = try Adapter<Float>(
        configuration,
        AdapterSettings(rank: 4, targets: try configuration.adapterTargets(["all"])))
      var stream = RandomStream(seed: 1)
      for i in 0..<adapter.parameters.values.count {
        adapter.parameters.values[i] = Float(0.1 * stream.normal())
      }
      let layout = adapter.parameters.layout
      func results(
        _ base: FrozenWeights<Float>
      ) throws -> (loss: Double, gradients: [Float], losses: [Double]) {
        let arena = Arena()
        let gradients: BufferSlice<Float> = arena.allocate(layout.count, of: 0)
        let decoder = try Decoder(
          .adapter(adapter, of: base), batch: 2, time: 6, gradients: gradients)
        var stream = RandomStream(seed: 8)
        for i in 0..<12 {
          decoder.tokens[i] = Int32(stream.index(below: 9_001))
          decoder.targets[i] = Int32(stream.index(below: 9_001))
        }
        let loss = decoder.forward(scale: 1.0 / 12)
        decoder.backward(startingAnew: true)
        decoder.evaluate()
        return (loss, gradients.array, withExtendedLifetime(decoder) { decoder.losses.array })
      }
      let plain = try results(FrozenWeights(store))
      let source = RowsOfAStore(store)
      let packed = try FrozenWeights(packing: source)
      let unpacked = try results(packed)
      XCTAssertEqual(unpacked.loss, plain.loss, accuracy: 1e-4, family.rawValue)
      for (loss, wanted) in zip(unpacked.losses, plain.losses) {
        XCTAssertEqual(loss, wanted, accuracy: 1e-4, family.rawValue)
      }
      // Sums over blocks of rows are taken in another order.
      let norm = plain.gradients.reduce(0.0) { $0 + Double($1 * $1) }.squareRoot()
      let gap = zip(plain.gradients, unpacked.gradients).reduce(0.0) {
        $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1))
      }.squareRoot()
      XCTAssertLessThan(gap, 1e-5 * norm, family.rawValue)
      XCTAssertGreaterThan(norm, 0.01)
      let numbers = configuration.parameterCount.all * MemoryLayout<Float>.stride
      XCTAssertLessThan(packed.byteCount, numbers / 2)
    }
  }

  /// What is predicted of memory is what is held: gradients and moments are of the adapter alone.
  func testMemoryIsAsPredicted() throws {
    let configuration = ModelConfiguration(
      family: .llama, vocabularySize: 65, contextLength: 32, width: 32, layerCount: 3, headCount: 4,
      keyValueHeadCount: 2, feedForwardWidth: 64)
    let store = try ParameterStore<Float>(configuration)
    let settings = AdapterSettings(rank: 4, targets: ["q_proj", "v_proj"])
    let adapter = try Adapter<Float>(configuration, settings)
    let size = adapter.parameters.layout.count * MemoryLayout<Float>.stride
    for base in [FrozenWeights(store), try FrozenWeights(packing: RowsOfAStore(store))] {
      let estimate = try MemoryEstimate(
        planning: settings, for: configuration, base: base, batch: 3, time: 20, replicas: 2)
      XCTAssertEqual(estimate.parameters, base.byteCount + size)
      XCTAssertEqual(estimate.gradients, 2 * size)
      XCTAssertEqual(estimate.optimizerState, 2 * size)
      let arena = Arena()
      let gradients: BufferSlice<Float> = arena.allocate(adapter.parameters.layout.count, of: 0)
      let activations = try [2, 1].map {
        try Decoder(
          .adapter(adapter, of: base), batch: $0, time: 20, gradients: gradients
        ).activationByteCount
      }
      XCTAssertEqual(estimate.activations, activations[0] + activations[1])
    }
    let unread = try MemoryEstimate(
      planning: settings, for: configuration, base: nil, batch: 3, time: 20, replicas: 2)
    XCTAssertEqual(
      unread.parameters, store.layout.count * MemoryLayout<Float>.stride + size)
  }
}
