extension ChinchillaLaw {
  /// The constants by the names that the papers give them, for tables and records: E, A, B, alpha,
  /// beta.
  public var namedConstants: [(name: String, value: Double)] {
    [
      ("E", irreducibleLoss), ("A", parameterScale), ("B", tokenScale), ("alpha", alpha),
      ("beta", beta),
    ]
  }

  /// The law whose constants have been kept by name.
  ///
  ///     ChinchillaLaw { name in notebook.recorded("07.law.\(name)") }
  ///
  /// - Returns: nil where one is missing or is not a positive number.
  public init?(named constant: (String) -> Double?) {
    func positive(_ name: String) -> Double? {
      constant(name).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }
    guard let floor = positive("E"), let parameterScale = positive("A"),
      let tokenScale = positive("B"), let alpha = positive("alpha"), let beta = positive("beta")
    else { return nil }
    self.init(E: floor, A: parameterScale, alpha: alpha, B: tokenScale, beta: beta)
  }
}
