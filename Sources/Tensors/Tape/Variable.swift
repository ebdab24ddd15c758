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

  /// The value rounded to bfloat16, where a product reads it so.
  public internal(set) var rounded: BufferSlice<UInt16>?

  /// Whether the operation that makes the value rounds it too, by `produce`.
  var isRoundedByProducer = false

  /// The segment of a tape that the value is computed in, and again if need be; nil for none.
  var segment: Int?

  /// Whether a gradient of this pass stands in `gradient`: the first operation that has one for
  /// this variable overwrites, the others add. Nothing is ever cleared just to be added to.
  var hasGradient = false

  public init(
    rows: Int, columns: Int, value: BufferSlice<Scalar>, gradient: BufferSlice<Scalar>? = nil,
    rounded: BufferSlice<UInt16>? = nil
  ) {
    precondition(value.count == rows * columns, "a value of another size than (rows, columns)")
    self.rows = rows
    self.columns = columns
    self.value = value
    self.gradient = gradient
    self.rounded = rounded
  }

  var count: Int { rows * columns }

  /// Lets an operation compute the value row by row, and rounds what it made while the cache holds it.
  ///
  /// - Parameter body: computes some rows: the first one, and how many.
  func produce(_ body: (_ first: Int, _ count: Int) -> Void) {
    guard isRoundedByProducer, let rounded else { return body(0, rows) }
    let blockRows = max(1, 8_192 / max(1, columns))
    var first = 0
    while first < rows {
      let count = min(blockRows, rows &- first)
      body(first, count)
      BFloat16Kernel.round(
        value.pointer + first &* columns, into: rounded.pointer + first &* columns,
        count: count &* columns)
      first &+= count
    }
  }

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
