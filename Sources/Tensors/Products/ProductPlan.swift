/// How a tape computes its matrix products.
public struct ProductPlan: Codable, Hashable, Sendable {
  public var precision: ProductPrecision
  /// Which library multiplies float32 numbers in which shape.
  public var choices: ProductChoices

  public init(
    precision: ProductPrecision = .float32, choices: ProductChoices = .openBLAS
  ) {
    self.precision = precision
    self.choices = choices
  }

  /// Float32 by OpenBLAS alone.
  public static let exact = ProductPlan()
}
