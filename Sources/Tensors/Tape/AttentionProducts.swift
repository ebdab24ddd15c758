import Groundwork

/// The products of attention, planned for every block of queries of one shape: see `AttentionKernel`.
///
/// Planned products know no factor: scores and their gradients are scaled where they are touched anyway.
/// With bfloat16, queries, keys, values, probabilities and gradients are rounded as products read them;
/// softmax and what it is differentiated by stay float32.
public struct AttentionProducts<Scalar: TensorScalar> {
  /// One block's, whose last query sees `end` keys.
  struct Block {
    /// Q·Kᵀ, P·V and, backward, Pᵀ·dO, dO·Vᵀ, dS·K and dSᵀ·Q.
    let scores: PlannedProduct<Scalar>
    let output: PlannedProduct<Scalar>
    let valueGradient: PlannedProduct<Scalar>
    let probabilityGradient: PlannedProduct<Scalar>
    let queryGradient: PlannedProduct<Scalar>
    let keyGradient: PlannedProduct<Scalar>
  }

  /// Room for rounded numbers; nothing in it outlives a pass.
  struct Rounding {
    /// (batch · time, `rowWidth`).
    let input: BufferSlice<UInt16>
    /// (batch · time, `outputWidth`).
    let outGradient: BufferSlice<UInt16>
    /// A block's probabilities or gradients of scores, (blockRows, time).
    let block: BufferSlice<UInt16>
  }

  let blocks: [Block]
  let rounding: Rounding?

  /// Below so many positions, rounding takes what the products would save.
  static var leastRoundedTime: Int { 256 }

  /// Nil where OpenBLAS is the fastest for every product, or a soft cap wants the scaled scores again.
  init?(_ shape: AttentionShape, _ tape: Tape<Scalar>) {
    guard shape.softCap == nil else { return nil }
    let isRounded = tape.roundsAttention(time: shape.time)
    let shapes = stride(from: 0, to: shape.time, by: AttentionKernel.blockRows).map { first in
      let end = min(first + AttentionKernel.blockRows, shape.time)
      return Self.shapes(shape, rows: end - first, end: end, isRounded: isRounded)
    }
    let choices = tape.productPlan.choices
    guard isRounded || shapes.joined().contains(where: { choices.library(for: $0) == .oneDNN })
    else { return nil }
    blocks = shapes.map { shapes in
      let products = shapes.map { tape.product($0, isRounded: isRounded) }
      return Block(
        scores: products[0], output: products[1], valueGradient: products[2],
        probabilityGradient: products[3], queryGradient: products[4], keyGradient: products[5])
    }
    rounding =
      isRounded
      ? Rounding(
        input: tape.sharedRounded(shape.batch * shape.time * shape.rowWidth, for: .attentionInput),
        outGradient: tape.sharedRounded(
          shape.batch * shape.time * shape.outputWidth, for: .attentionGradient),
        block: tape.sharedRounded(AttentionKernel.blockRows * shape.time, for: .attentionBlock))
      : nil
  }

  /// In the order of `Block`. What is rounded lies without gaps between its rows.
  private static func shapes(
    _ shape: AttentionShape, rows: Int, end: Int, isRounded: Bool
  ) -> [ProductShape] {
    let (width, out, head) = (shape.rowWidth, shape.outputWidth, shape.headWidth)
    let probabilities = isRounded ? end : shape.time
    return [
      ProductShape(
        rows: rows, columns: end, inner: head, isBTransposed: true, aStride: width, bStride: width,
        cStride: shape.time),
      ProductShape(
        rows: rows, columns: head, inner: end, aStride: probabilities, bStride: width, cStride: out),
      ProductShape(
        rows: end, columns: head, inner: rows, isATransposed: true, aStride: probabilities,
        bStride: out, cStride: width),
      ProductShape(
        rows: rows, columns: end, inner: head, isBTransposed: true, aStride: out, bStride: width,
        cStride: end),
      ProductShape(
        rows: rows, columns: head, inner: end, aStride: end, bStride: width, cStride: width),
      ProductShape(
        rows: end, columns: head, inner: rows, isATransposed: true, aStride: end, bStride: width,
        cStride: width),
    ]
  }

  /// Numbers as products read them: as they are, or rounded into a place of their own.
  func operand(
    _ values: UnsafePointer<Scalar>, count: Int, in place: (Rounding) -> BufferSlice<UInt16>
  ) -> ProductOperand {
    guard let place = rounding.map(place) else { return ProductOperand(values) }
    BFloat16Kernel.round(values, into: place.pointer, count: count)
    return ProductOperand(rounded: place)
  }

  /// A block of probabilities, of which each row has `end` that count and the next one begins `stride` on.
  func operand(
    rowsOf block: UnsafePointer<Scalar>, rows: Int, end: Int, stride: Int
  ) -> UnsafeRawPointer {
    guard let place = rounding?.block else { return UnsafeRawPointer(block) }
    for row in 0..<rows {
      BFloat16Kernel.round(
        block + row &* stride, into: place.pointer + row &* end, count: end)
    }
    return UnsafeRawPointer(place.pointer)
  }
}
