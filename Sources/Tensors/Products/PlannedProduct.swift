import Groundwork

/// A matrix product of one shape, planned once and run as often as one likes.
///
/// It is a float32 or float64 product by OpenBLAS, a float32 one by oneDNN, or a bfloat16 one by oneDNN.
public final class PlannedProduct<Scalar: TensorScalar> {
  public let shape: ProductShape
  private let overwriting: OneDNNProduct?
  private let accumulating: OneDNNProduct?
  private var scratch: BufferSlice<UInt8>?

  /// A product by OpenBLAS.
  public init(_ shape: ProductShape) {
    self.shape = shape
    overwriting = nil
    accumulating = nil
  }

  /// A product by oneDNN; nil where it has none.
  ///
  /// - Parameters:
  ///   - isRounded: whether the operands are bfloat16 numbers.
  ///   - accumulates: whether C will be added to as well as set: each is compiled by itself.
  public init?(oneDNN shape: ProductShape, isRounded: Bool, accumulates: Bool = true) {
    guard Scalar.self == Float.self,
      let overwriting = OneDNNProduct(shape, isRounded: isRounded, accumulates: false)
    else { return nil }
    self.shape = shape
    self.overwriting = overwriting
    accumulating =
      accumulates ? OneDNNProduct(shape, isRounded: isRounded, accumulates: true) : nil
    if accumulates && accumulating == nil { return nil }
  }

  /// The bytes of scratch memory that are to be given before the first run.
  public var scratchByteCount: Int {
    max(overwriting?.scratchByteCount ?? 0, accumulating?.scratchByteCount ?? 0)
  }

  /// Gives the product scratch memory, which others may use between its runs.
  public func use(_ scratch: BufferSlice<UInt8>) { self.scratch = scratch }

  /// C = op(A)·op(B), or C += op(A)·op(B).
  ///
  /// - Parameters a, b: matrices of `Scalar`s, or of bfloat16 bits where the product was planned so.
  public func run(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, into c: UnsafeMutablePointer<Scalar>,
    accumulating isAccumulating: Bool
  ) {
    guard let overwriting else {
      return Scalar.matrixProduct(
        a.assumingMemoryBound(to: Scalar.self), stride: shape.aStride,
        transposed: shape.isATransposed, b.assumingMemoryBound(to: Scalar.self),
        stride: shape.bStride, transposed: shape.isBTransposed, into: c, stride: shape.cStride,
        rows: shape.rows, columns: shape.columns, inner: shape.inner, alpha: 1,
        beta: isAccumulating ? 1 : 0)
    }
    guard let product = isAccumulating ? accumulating : overwriting else {
      preconditionFailure("a product that was planned to be set, not added to")
    }
    product.run(
      a, b, into: UnsafeMutableRawPointer(c).assumingMemoryBound(to: Float.self),
      scratch: scratch.map { UnsafeMutableRawPointer($0.pointer) })
  }
}
