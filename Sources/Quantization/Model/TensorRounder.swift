import Groundwork
import Models
import Tensors

/// Rounds one matrix of a model after the other, its rows shared among threads.
struct TensorRounder {
  let store: ParameterStore<Float>
  let group: ReplicaGroup
  let groupSize: Int?

  /// Rows that are rounded together; their number does not depend on the threads, lest sums did.
  private static let chunk = 64

  /// The tensor's rows: those of its parameter, from one on.
  private func weights(_ tensor: QuantizationPlan.Tensor) -> BufferSlice<Float> {
    guard let parameter = store[tensor.mapping.parameter] else {
      preconditionFailure("the layout has no parameter \(tensor.mapping.parameter)")
    }
    let columns = tensor.shape[1]
    return parameter.part(tensor.mapping.firstRow * columns, tensor.shape[0] * columns)
  }

  /// Throws for weights that are no finite numbers.
  func check(_ tensor: QuantizationPlan.Tensor) throws(RoundingError) {
    let weights = weights(tensor)
    // Zero times anything but a number is none.
    var sum = SIMD16<Float>()
    let whole = weights.count / 16 * 16
    for index in stride(from: 0, to: whole, by: 16) {
      sum +=
        UnsafeRawPointer(weights.pointer + index).loadUnaligned(as: SIMD16<Float>.self) * 0
    }
    let rest = (whole..<weights.count).reduce(Float(0)) { $0 + weights[$1] * 0 }
    guard sum.sum() == 0, rest == 0 else { throw .weightsNotFinite(tensor: tensor.name) }
  }

  /// Rounds a matrix: the store holds afterwards what the packed form stands for.
  ///
  /// - Parameters:
  ///   - grid: how grids are chosen; of no meaning for plain numbers.
  ///   - importance: what each column's squared error counts; nil for all alike.
  ///   - hessian: rounds by GPTQ; nil rounds each weight to its nearest rung.
  func round(
    _ tensor: QuantizationPlan.Tensor, _ grid: GridChoice, importance: [Float]?,
    hessian: GPTQHessian? = nil
  ) throws(RoundingError) -> QuantizedWeights.Tensor {
    let (rows, columns) = (tensor.shape[0], tensor.shape[1])
    let element = tensor.element
    let rowBytes = columns / element.blockSize * element.bytesPerBlock
    let arena = Arena()
    let bytes: BufferSlice<UInt8> = arena.allocate(rows * rowBytes, of: 0)
    let chunks = (rows + Self.chunk - 1) / Self.chunk
    let sums = arena.allocate(chunks, of: QuantizationError.Sums())
    let job = RowJob(
      element: element, columns: columns, mapping: tensor.mapping, weights: weights(tensor),
      bytes: bytes,
      rounding: try MatrixRounding(
        element, grid: grid, groupSize: tensor.groupSize(groupSize),
        importance: importance, hessian: hessian))
    let (group, chunk) = (group, Self.chunk)
    group.run { rank in
      for index in stride(from: rank, to: chunks, by: group.count) {
        sums[index] = job.round(index * chunk..<min((index + 1) * chunk, rows))
      }
    }
    return withExtendedLifetime((arena, store)) {
      QuantizedWeights.Tensor(
        plan: tensor, error: QuantizationError(sums.array.reduce(QuantizationError.Sums(), +)),
        bytes: bytes.array)
    }
  }
}

/// The rounding of some rows of a matrix, on any thread.
private struct RowJob: Sendable {
  let element: GGUFElement
  let columns: Int
  let mapping: GGUFMapping
  let weights: BufferSlice<Float>
  let bytes: BufferSlice<UInt8>
  let rounding: MatrixRounding

  /// - Parameter rows: in the order of the file.
  func round(_ rows: Range<Int>) -> QuantizationError.Sums {
    let blocks = columns / element.blockSize
    let rowBytes = blocks * element.bytesPerBlock
    let target = bytes.pointer + rows.lowerBound * rowBytes
    let count = rows.count * columns
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * count) { buffer in
      guard let original = buffer.baseAddress else { return QuantizationError.Sums() }
      let restored = original + count
      for (index, row) in rows.enumerated() {
        let source = weights.pointer + mapping.row(for: row) * columns
        (original + index * columns).update(from: source, count: columns)
      }
      rounding.round(original, rows: rows.count, columns: columns, into: target)
      element.unpack(target, blocks: rows.count * blocks, into: restored)
      for (index, row) in rows.enumerated() {
        let place = weights.pointer + mapping.row(for: row) * columns
        place.update(from: restored + index * columns, count: columns)
      }
      return QuantizationError.Sums(original, restored, count: count)
    }
  }
}
