/// Rotary positions: queries and keys are turned, pair by pair, by an angle that grows with their
/// position, so that their dot product depends on the distance alone (Su et al. 2021,
/// arXiv 2104.09864, equation 34).
///
/// Element i of a head is paired with element i + turnedWidth/2, as Hugging Face's Llama has it; the
/// paper's own pairs are neighbours, which is the same up to a permutation of each head. Elements from
/// the table's `turnedWidth` on stay as they are.
public enum RotaryKernel {
  /// Turns the first heads of each row in place: queries and keys lie before the values.
  ///
  /// - Parameters:
  ///   - x: (rows, stride), the rows of consecutive positions.
  ///   - headCount: the heads to turn, those of queries and of keys together.
  ///   - firstPosition: of row 0; the table reaches to `firstPosition + rows`.
  ///   - isInverse: turns back, which takes ∂L/∂(turned) to ∂L/∂x: a rotation's transpose.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func rotate<Scalar: TensorScalar>(
    _ x: UnsafeMutablePointer<Scalar>, _ table: RotaryTable<Scalar>, rows: Int, stride: Int,
    headCount: Int, firstPosition: Int = 0, isInverse: Bool = false
  ) {
    let half = table.turnedWidth / 2
    let direction: Scalar = isInverse ? -1 : 1
    for row in 0..<rows {
      let cosines = table.cosines.pointer + (firstPosition &+ row) &* half
      let sines = table.sines.pointer + (firstPosition &+ row) &* half
      for head in 0..<headCount {
        let first = x + (row &* stride &+ head &* table.headWidth)
        let second = first + half
        for i in 0..<half {
          let (a, b) = (first[i], second[i])
          let (cosine, sine) = (cosines[i], direction * sines[i])
          first[i] = a * cosine - b * sine
          second[i] = b * cosine + a * sine
        }
      }
    }
  }
}

extension AttentionShape {
  /// Turns queries and keys of every sequence in place, each from position 0.
  ///
  /// - Shape: x (batch · time, `rowWidth`).
  func rotate<Scalar: TensorScalar>(
    _ x: UnsafeMutablePointer<Scalar>, by table: RotaryTable<Scalar>, isInverse: Bool = false
  ) {
    for sequence in 0..<batch {
      RotaryKernel.rotate(
        x + sequence * time * rowWidth, table, rows: time, stride: rowWidth,
        headCount: headCount + keyValueHeadCount, isInverse: isInverse)
    }
  }
}
