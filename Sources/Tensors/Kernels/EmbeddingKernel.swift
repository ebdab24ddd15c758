/// Token and position embeddings: a row of a table for each id.
public enum EmbeddingKernel {
  /// out[b, t] = scale · table[id[b, t]] + positions[t], without the second term when `positions` is
  /// nil.
  ///
  /// - Shape: ids (batch · time), table (vocabulary, width), positions (≥ time, width), out
  ///   (batch · time, width).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    ids: UnsafePointer<Int32>, table: UnsafePointer<Scalar>, positions: UnsafePointer<Scalar>?,
    into out: UnsafeMutablePointer<Scalar>, batch: Int, time: Int, width: Int, scale: Scalar = 1
  ) {
    for row in 0..<(batch &* time) {
      let source = table + Int(ids[row]) &* width
      let target = out + row &* width
      if let positions {
        let position = positions + (row % time) &* width
        for i in 0..<width { target[i] = scale * source[i] + position[i] }
      } else if scale != 1 {
        for i in 0..<width { target[i] = scale * source[i] }
      } else {
        target.update(from: source, count: width)
      }
    }
  }

  /// Adds ∂L/∂out to the rows of the tables that the ids chose.
  ///
  /// - Shape: outGradient (batch · time, width), ids (batch · time), tableGradient (vocabulary,
  ///   width), positionsGradient (≥ time, width).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar: TensorScalar>(
    outGradient: UnsafePointer<Scalar>, ids: UnsafePointer<Int32>,
    tableGradient: UnsafeMutablePointer<Scalar>, positionsGradient: UnsafeMutablePointer<Scalar>?,
    batch: Int, time: Int, width: Int, scale: Scalar = 1
  ) {
    for row in 0..<(batch &* time) {
      let source = outGradient + row &* width
      let target = tableGradient + Int(ids[row]) &* width
      for i in 0..<width { target[i] += scale * source[i] }
      if let positionsGradient {
        let position = positionsGradient + (row % time) &* width
        for i in 0..<width { position[i] += source[i] }
      }
    }
  }
}
