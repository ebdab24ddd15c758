/// What a stretch of a training step is for.
public enum StepPart: Int, CaseIterable, Sendable {
  /// Filling in the ids of a batch.
  case data
  case embedding
  case normalization
  /// The products with weights, biases and residuals included; the output head's apart.
  case linear
  case attention
  case activation
  /// The product with the output head, softmax and cross-entropy.
  case head
  /// Forward passes of segments that are computed again in the backward pass.
  case recomputation
  /// Summing the gradients of all replicas, and their norm.
  case reduction
  case optimizer
  /// For other threads, at the places where all of them meet.
  case waiting

  /// One lower-case word.
  public var name: String { String(describing: self) }
}

/// What a kernel has to do, whatever the machine.
///
/// Where a part has matrix products, the products alone are counted as its operations, as is the
/// custom: 2·m·k·n for (m, k) by (k, n), the softmax between them left out. Elsewhere every addition,
/// multiplication, division and root counts one; an exponential is 21 of them.
public struct KernelCost: Hashable, Sendable {
  /// Floating-point operations.
  public var operations: Double
  /// The bytes of everything that must be read or written once, however large the caches are.
  public var bytes: Double

  public static let zero = KernelCost(operations: 0, bytes: 0)
  public static let exponentialOperations = 21

  public init(operations: Double, bytes: Double) {
    self.operations = operations
    self.bytes = bytes
  }

  /// Operations, and elements of one type that are read or written.
  public init<Scalar: TensorScalar>(operations: Int, moving elements: Int, of type: Scalar.Type) {
    self.init(
      operations: Double(operations), bytes: Double(elements * MemoryLayout<Scalar>.stride))
  }

  public static func += (sum: inout KernelCost, other: KernelCost) {
    sum.operations += other.operations
    sum.bytes += other.bytes
  }
}
