import Groundwork

/// A matrix of weights that a layer multiplies by: plain numbers, or a compressed form of them.
///
/// Some matrices multiply inputs that were made ready for them, rounded to 8 bits say. That is done once
/// for a product, and all threads that share the product read it:
///
///     let size = matrix.preparedByteCount(count: 1)
///     matrix.prepare(x, rows: 0..<1, count: 1, into: scratch)
///     matrix.multiply(
///       InputRows(values: x, count: 1, prepared: scratch), into: out, outputs: 0..<matrix.rows,
///       accumulating: false)
public protocol WeightMatrix: Sendable {
  /// The outputs of the layer.
  var rows: Int { get }
  /// Its inputs.
  var columns: Int { get }
  /// The bytes that the weights take.
  var byteCount: Int { get }
  /// Ranges of outputs that begin and end at multiples of this cost no work twice.
  var partAlignment: Int { get }
  /// The bytes that `prepare` writes for so many rows of inputs; 0 where inputs are used as they are.
  func preparedByteCount(count: Int) -> Int
  /// Makes some of `count` rows of inputs ready.
  ///
  /// - Parameter prepared: room for `preparedByteCount(count:)` bytes, aligned to 64; each row has its
  ///   own place there, so that several threads can share the work.
  /// - Shape: x (count, columns), row-major.
  func prepare(
    _ x: BufferSlice<Float>, rows: Range<Int>, count: Int, into prepared: BufferSlice<UInt8>)
  /// out = x·Wᵀ, or out += x·Wᵀ, for some of the outputs.
  ///
  /// - Parameters:
  ///   - x: rows of inputs, made ready for this matrix.
  ///   - outputs: the rows of W to use; other outputs are left alone, so that several threads can share
  ///     a product.
  /// - Shape: x (count, columns), out (count, rows), both row-major.
  func multiply(
    _ x: InputRows, into out: UnsafeMutablePointer<Float>, outputs: Range<Int>, accumulating: Bool)
  /// Copies one row, as an embedding needs it.
  func copyRow(_ row: Int, into out: UnsafeMutablePointer<Float>)
}

/// Rows of inputs, and what `WeightMatrix.prepare` made of them for one matrix.
public struct InputRows: Sendable {
  /// The rows as they are, (count, columns), row-major.
  public let values: BufferSlice<Float>
  public let count: Int
  /// What `prepare` wrote; empty where the matrix needs nothing.
  public let prepared: BufferSlice<UInt8>

  public init(values: BufferSlice<Float>, count: Int, prepared: BufferSlice<UInt8>) {
    (self.values, self.count, self.prepared) = (values, count, prepared)
  }
}

extension WeightMatrix {
  public var partAlignment: Int { 1 }

  public func preparedByteCount(count: Int) -> Int { 0 }

  public func prepare(
    _ x: BufferSlice<Float>, rows: Range<Int>, count: Int, into prepared: BufferSlice<UInt8>
  ) {}

  /// out = x·Wᵀ, or out += x·Wᵀ, for some of the outputs, inputs made ready on the way.
  ///
  /// - Shape: x (count, columns), out (count, rows), both row-major.
  public func multiply(
    _ x: UnsafePointer<Float>, count: Int, into out: UnsafeMutablePointer<Float>,
    outputs: Range<Int>, accumulating: Bool
  ) {
    let values = BufferSlice(pointer: UnsafeMutablePointer(mutating: x), count: count * columns)
    withUnsafeTemporaryAllocation(
      byteCount: max(1, preparedByteCount(count: count)), alignment: 64
    ) { scratch in
      let bytes = scratch.bindMemory(to: UInt8.self)
      guard let pointer = bytes.baseAddress else { return }
      let prepared = BufferSlice(pointer: pointer, count: bytes.count)
      prepare(values, rows: 0..<count, count: count, into: prepared)
      multiply(
        InputRows(values: values, count: count, prepared: prepared), into: out, outputs: outputs,
        accumulating: accumulating)
    }
  }
}

/// The parameters of a model by name, wherever and however they are kept.
///
/// Names are those of `ParameterNames`.
public protocol WeightSource {
  var configuration: ModelConfiguration { get }
  /// A matrix or embedding; nil where the model has none of this name.
  func matrix(_ name: String) -> (any WeightMatrix)?
  /// A gain or bias, valid as long as the source lives; nil where the model has none of this name.
  func vector(_ name: String) -> BufferSlice<Float>?
}
