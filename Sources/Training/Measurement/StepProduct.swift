import Models
import Tensors

/// One matrix product of a training step, C = op(A)·op(B), and how often a step runs it.
///
/// - Shape: op(A) (rows, inner), op(B) (inner, columns), C (rows, columns).
public struct StepProduct: Hashable, Sendable {
  /// What the product is for.
  public enum Role: String, CaseIterable, Sendable {
    /// x·Wᵀ.
    case forward
    /// ∂L/∂W = ∂L/∂outᵀ·x.
    case weightGradient
    /// ∂L/∂x = ∂L/∂out·W.
    case inputGradient
    /// The two forward and four backward products of every head.
    case attention
  }

  public let role: Role
  public let rows: Int
  public let columns: Int
  public let inner: Int
  public let isATransposed: Bool
  public let isBTransposed: Bool
  public let count: Int

  /// Multiplications and additions of all `count` runs.
  public var operations: Double {
    2 * Double(rows) * Double(columns) * Double(inner) * Double(count)
  }

  var shape: ProductShape {
    ProductShape(
      rows: rows, columns: columns, inner: inner, isATransposed: isATransposed,
      isBTransposed: isBTransposed)
  }

  /// The elements of A, B and C.
  var elementCounts: (left: Int, right: Int, result: Int) {
    (rows * inner, inner * columns, rows * columns)
  }

  /// Every product of one step on a batch, head included.
  ///
  /// Attention's products are counted over the whole (time, time) square, as is the custom, though
  /// its causal half would do.
  public static func all(
    of configuration: ModelConfiguration, batch: Int, time: Int
  ) -> [StepProduct] {
    let c = configuration
    let shape = c.attentionShape(batch: batch, time: time)
    let tokens = batch * time
    let layers = c.layerCount
    var products = linear(tokens, c.width, shape.rowWidth, count: layers)
    products += linear(tokens, shape.outputWidth, c.width, count: layers)
    products += linear(
      tokens, c.width, c.feedForwardWidth, count: layers * c.features.feedForwardInputCount)
    products += linear(tokens, c.feedForwardWidth, c.width, count: layers)
    products += linear(tokens, c.width, c.vocabularySize, count: 1)
    func attention(_ columns: Int, _ inner: Int, _ a: Bool, _ b: Bool, _ times: Int) -> StepProduct
    {
      StepProduct(
        role: .attention, rows: time, columns: columns, inner: inner, isATransposed: a,
        isBTransposed: b, count: times * batch * c.headCount * layers)
    }
    // Scores and ∂L/∂P; the output and ∂L/∂Q; ∂L/∂V and ∂L/∂K.
    products.append(attention(time, shape.headWidth, false, true, 2))
    products.append(attention(shape.headWidth, time, false, false, 2))
    products.append(attention(shape.headWidth, time, true, false, 2))
    return products
  }

  private static func linear(
    _ tokens: Int, _ input: Int, _ output: Int, count: Int
  ) -> [StepProduct] {
    [
      StepProduct(
        role: .forward, rows: tokens, columns: output, inner: input, isATransposed: false,
        isBTransposed: true, count: count),
      StepProduct(
        role: .weightGradient, rows: output, columns: input, inner: tokens, isATransposed: true,
        isBTransposed: false, count: count),
      StepProduct(
        role: .inputGradient, rows: tokens, columns: input, inner: output, isATransposed: false,
        isBTransposed: false, count: count),
    ]
  }
}
