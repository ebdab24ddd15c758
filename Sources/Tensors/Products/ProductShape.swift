/// The shape of a matrix product C = op(A)·op(B) on row-major matrices.
///
/// - Shape: op(A) is (rows, inner), op(B) is (inner, columns), C is (rows, columns). A stride is the
///   distance between the rows of a matrix as it is stored, in elements.
public struct ProductShape: Hashable, Sendable {
  public var rows: Int
  public var columns: Int
  public var inner: Int
  public var isATransposed: Bool
  public var isBTransposed: Bool
  public var aStride: Int
  public var bStride: Int
  public var cStride: Int

  /// - Parameters:
  ///   - aStride: by default the length of A's rows, and likewise for B and C: nothing lies between rows.
  public init(
    rows: Int, columns: Int, inner: Int, isATransposed: Bool = false, isBTransposed: Bool = false,
    aStride: Int? = nil, bStride: Int? = nil, cStride: Int? = nil
  ) {
    (self.rows, self.columns, self.inner) = (rows, columns, inner)
    (self.isATransposed, self.isBTransposed) = (isATransposed, isBTransposed)
    self.aStride = aStride ?? (isATransposed ? rows : inner)
    self.bStride = bStride ?? (isBTransposed ? inner : columns)
    self.cStride = cStride ?? columns
  }

  /// Multiplications and additions.
  public var operations: Double { 2 * Double(rows) * Double(columns) * Double(inner) }
}
