extension ChinchillaLaw {
  /// The law whose constants have been kept by name, as `constants` has them.
  ///
  ///     ChinchillaLaw { name in notebook.recorded("07.law.\(name)") }
  ///
  /// - Returns: nil where one is missing or is not a positive number.
  public init?(named constant: (String) -> Double?) {
    let names = LawForm.chinchilla.constantNames
    let values = names.compactMap(constant).filter { $0 > 0 && $0.isFinite }
    guard values.count == names.count,
      let law = try? ChinchillaLaw(LawConstants(names: names, values: values))
    else { return nil }
    self = law
  }
}
