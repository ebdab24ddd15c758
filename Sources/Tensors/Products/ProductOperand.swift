import Groundwork

/// What a product reads: some numbers, each `stride` bytes after the one before.
struct ProductOperand {
  let base: UnsafeRawPointer
  private let stride: Int

  /// Numbers as they are.
  init<Scalar: TensorScalar>(_ values: UnsafePointer<Scalar>) {
    (base, stride) = (UnsafeRawPointer(values), MemoryLayout<Scalar>.stride)
  }

  /// Numbers that were rounded into a place of their own.
  init(rounded: BufferSlice<UInt16>) {
    (base, stride) = (UnsafeRawPointer(rounded.pointer), MemoryLayout<UInt16>.stride)
  }

  /// From the element at `offset` on.
  static func + (operand: ProductOperand, offset: Int) -> UnsafeRawPointer {
    operand.base + offset &* operand.stride
  }
}
