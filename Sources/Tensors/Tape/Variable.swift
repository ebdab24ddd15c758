import Groundwork

/// A matrix on a tape: its value, and the gradient of the loss with respect to it.
///
/// - Shape: (rows, columns); vectors are (1, columns).
public final class Variable<Scalar: TensorScalar> {
  public let rows: Int
  public let columns: Int
  public let value: BufferSlice<Scalar>

  /// ∂L/∂value, or nil where no gradient is wanted (running without training).
  public internal(set) var gradient: BufferSlice<Scalar>?

  /// Whether a gradient of this pass stands in `gradient`: the first operation that has one for
  /// this variable overwrites, the others add. Nothing is ever cleared just to be added to.
  var hasGradient = false

  public init(
    rows: Int, columns: Int, value: BufferSlice<Scalar>, gradient: BufferSlice<Scalar>? = nil
  ) {
    precondition(value.count == rows * columns, "a value of another size than (rows, columns)")
    self.rows = rows
    self.columns = columns
    self.value = value
    self.gradient = gradient
  }

  var count: Int { rows * columns }

  /// Says that a gradient is about to be written; returns whether one stands there already.
  func claimGradient() -> Bool {
    defer { hasGradient = true }
    return hasGradient
  }

  /// The gradient for an operation that can only add: cleared if nothing stands there yet.
  func addableGradient() -> BufferSlice<Scalar>? {
    if let gradient, !claimGradient() { gradient.fill(0) }
    return gradient
  }
}
