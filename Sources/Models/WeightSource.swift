import Groundwork

/// A matrix of weights that a layer multiplies by: plain numbers, or a compressed form of them.
public protocol WeightMatrix: Sendable {
  /// The outputs of the layer.
  var rows: Int { get }
  /// Its inputs.
  var columns: Int { get }
  /// out = x·Wᵀ, or out += x·Wᵀ, for some of the outputs.
  ///
  /// - Parameter outputs: the rows of W to use; other outputs are left alone, so that several threads
  ///   can share a product.
  /// - Shape: x (count, columns), out (count, rows), both row-major.
  func multiply(
    _ x: UnsafePointer<Float>, count: Int, into out: UnsafeMutablePointer<Float>,
    outputs: Range<Int>, accumulating: Bool)
  /// Copies one row, as an embedding needs it.
  func copyRow(_ row: Int, into out: UnsafeMutablePointer<Float>)
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
