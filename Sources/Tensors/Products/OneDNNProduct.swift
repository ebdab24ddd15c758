import COneDNN

/// A matrix product that oneDNN has compiled for its shape.
///
/// One thread at a time may run it; each replica has products of its own.
final class OneDNNProduct {
  /// The bytes that a run needs besides its operands, aligned to 64.
  let scratchByteCount: Int
  private let product: OpaquePointer

  /// - Parameter isRounded: whether A and B hold bfloat16 numbers rather than float32; C is float32 always.
  /// - Returns: nil where oneDNN has no product of this shape for this processor.
  init?(_ shape: ProductShape, isRounded: Bool, accumulates: Bool) {
    var description = workbook_product_shape(
      rows: Int64(shape.rows), columns: Int64(shape.columns), inner: Int64(shape.inner),
      a_stride: Int64(shape.aStride), b_stride: Int64(shape.bStride),
      c_stride: Int64(shape.cStride), a_transposed: shape.isATransposed ? 1 : 0,
      b_transposed: shape.isBTransposed ? 1 : 0, accumulates: accumulates ? 1 : 0,
      is_bfloat16: isRounded ? 1 : 0)
    guard let product = workbook_product_create(&description) else { return nil }
    self.product = product
    scratchByteCount = workbook_product_scratch_size(product)
  }

  /// oneDNN's name of the loops, such as `brg:avx512_core_bf16`.
  var implementation: String { String(cString: workbook_product_implementation(product)) }

  /// - Parameter scratch: at least `scratchByteCount` bytes.
  func run(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, into c: UnsafeMutablePointer<Float>,
    scratch: UnsafeMutableRawPointer?
  ) {
    let status = workbook_product_run(product, a, b, c, scratch)
    precondition(status == 0, "oneDNN stopped in a product (status \(status))")
  }

  deinit { workbook_product_destroy(product) }
}
