import RealModule

/// A library that multiplies float32 matrices.
public enum ProductLibrary: String, Codable, Sendable {
  case openBLAS
  case oneDNN
}

/// Which library multiplies float32 matrices of which shape.
///
/// Shapes are sorted into the cells of a grid, whose sides double twice from one line to the next; a
/// choice is a list of the cells where oneDNN is the faster one, so that it can be kept and compared.
public struct ProductChoices: Hashable, Codable, Sendable {
  /// The cells that oneDNN multiplies, such as "NT 128x512x32".
  public var oneDNNCells: Set<String>

  public init(oneDNNCells: Set<String> = []) { self.oneDNNCells = oneDNNCells }

  /// OpenBLAS for everything.
  public static let openBLAS = ProductChoices()

  public init(from decoder: any Decoder) throws {
    oneDNNCells = Set(try decoder.singleValueContainer().decode([String].self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    // In order: what is digested must not depend on a set's order.
    try container.encode(oneDNNCells.sorted())
  }

  public func library(for shape: ProductShape) -> ProductLibrary {
    guard !oneDNNCells.isEmpty, let cell = ProductCell(of: shape) else { return .openBLAS }
    return oneDNNCells.contains(cell.name) ? .oneDNN : .openBLAS
  }
}

/// Products of nearly one shape, that are taken for equally fast.
public struct ProductCell: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  public let inner: Int
  public let isATransposed: Bool
  public let isBTransposed: Bool

  /// The middles of the cells along each side.
  static let sides = [32, 128, 512, 2_048]

  /// Nil for a product that no cell is measured for: both operands transposed.
  public init?(of shape: ProductShape) {
    guard !(shape.isATransposed && shape.isBTransposed) else { return nil }
    self.init(
      rows: Self.middle(shape.rows), columns: Self.middle(shape.columns),
      inner: Self.middle(shape.inner), isATransposed: shape.isATransposed,
      isBTransposed: shape.isBTransposed)
  }

  private init(rows: Int, columns: Int, inner: Int, isATransposed: Bool, isBTransposed: Bool) {
    (self.rows, self.columns, self.inner) = (rows, columns, inner)
    (self.isATransposed, self.isBTransposed) = (isATransposed, isBTransposed)
  }

  private static func middle(_ size: Int) -> Int {
    // By ratio: the borders lie at 64, 256 and 1,024.
    sides.first { size <= 2 * $0 } ?? sides[sides.count - 1]
  }

  /// Such as "NT 128x512x32": rows, columns and inner side, after which of the operands are transposed.
  public var name: String {
    (isATransposed ? "T" : "N") + (isBTransposed ? "T" : "N") + " \(rows)x\(columns)x\(inner)"
  }

  var shape: ProductShape {
    ProductShape(
      rows: rows, columns: columns, inner: inner, isATransposed: isATransposed,
      isBTransposed: isBTransposed)
  }

  /// Every cell, in one order.
  public static let all: [ProductCell] = [(false, false), (false, true), (true, false)].flatMap {
    transposed in
    sides.flatMap { rows in
      sides.flatMap { columns in
        sides.map {
          ProductCell(
            rows: rows, columns: columns, inner: $0, isATransposed: transposed.0,
            isBTransposed: transposed.1)
        }
      }
    }
  }
}
