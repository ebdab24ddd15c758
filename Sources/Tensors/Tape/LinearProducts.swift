import Groundwork

/// The matrix products of a linear layer, planned: x·Wᵀ forward, ∂L/∂out·W and ∂L/∂outᵀ·x backward.
///
/// They read x, W and ∂L/∂out as they are, or all three rounded to bfloat16.
struct LinearProducts<Scalar: TensorScalar> {
  let isRounded: Bool
  /// For each size of a block of W's rows: W as a whole, or what is unpacked at a time.
  private let forward: [Int: PlannedProduct<Scalar>]
  private let inputGradient: [Int: PlannedProduct<Scalar>]
  private let weightGradient: PlannedProduct<Scalar>?

  /// - Parameters:
  ///   - count: rows of x.
  ///   - blocks: how many rows of W are multiplied at a time.
  init(
    _ tape: Tape<Scalar>, count: Int, inputs: Int, outputs: Int, blocks: Set<Int>, isTrained: Bool
  ) {
    let isRounded = tape.isRounding
    self.isRounded = isRounded
    forward = Dictionary(
      uniqueKeysWithValues: blocks.map { block in
        let shape = ProductShape(
          rows: count, columns: block, inner: inputs, isBTransposed: true, cStride: outputs)
        return (block, tape.product(shape, isRounded: isRounded))
      })
    guard tape.isTraining else {
      (inputGradient, weightGradient) = ([:], nil)
      return
    }
    inputGradient = Dictionary(
      uniqueKeysWithValues: blocks.map { block in
        let shape = ProductShape(rows: count, columns: inputs, inner: block, aStride: outputs)
        return (block, tape.product(shape, isRounded: isRounded))
      })
    weightGradient =
      isTrained
      ? tape.product(
        ProductShape(rows: outputs, columns: inputs, inner: count, isATransposed: true),
        isRounded: isRounded) : nil
  }

  /// What a product reads of a value.
  func operand(_ variable: Variable<Scalar>) -> UnsafeRawPointer {
    if isRounded, let rounded = variable.rounded { return UnsafeRawPointer(rounded.pointer) }
    return UnsafeRawPointer(variable.value.pointer)
  }

  /// out = x·Wᵀ, or out += x·Wᵀ, for a block of W's rows.
  func multiply(
    _ x: UnsafeRawPointer, _ weight: UnsafeRawPointer, block: Int,
    into out: UnsafeMutablePointer<Scalar>, accumulating: Bool
  ) {
    forward[block]?.run(x, weight, into: out, accumulating: accumulating)
  }

  /// ∂L/∂x = ∂L/∂out·W, or is added to, for a block of W's rows.
  func multiplyBack(
    _ dOut: UnsafeRawPointer, _ weight: UnsafeRawPointer, block: Int,
    into dX: UnsafeMutablePointer<Scalar>, accumulating: Bool
  ) {
    inputGradient[block]?.run(dOut, weight, into: dX, accumulating: accumulating)
  }

  /// ∂L/∂W = ∂L/∂outᵀ·x, or is added to.
  func addWeightGradient(
    _ dOut: UnsafeRawPointer, _ x: UnsafeRawPointer, into dWeight: UnsafeMutablePointer<Scalar>,
    accumulating: Bool
  ) {
    weightGradient?.run(dOut, x, into: dWeight, accumulating: accumulating)
  }
}
