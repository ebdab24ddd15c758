import ArgumentParser

/// A name and its number, as in `law=0.3`.
struct NamedNumber: ExpressibleByArgument {
  let name: String
  let value: Double

  init?(argument: String) {
    // A name may hold the mark itself: the last one counts.
    guard let mark = argument.lastIndex(of: "="), mark > argument.startIndex,
      let value = Double(argument[argument.index(after: mark)...]), value.isFinite
    else { return nil }
    name = String(argument[..<mark])
    self.value = value
  }

  /// Numbers by their names.
  ///
  /// - Throws: `ValidationError` for a name that is given twice.
  static func values(
    _ list: [NamedNumber], of option: String
  ) throws(ValidationError) -> [String: Double] {
    var values: [String: Double] = [:]
    for entry in list where values.updateValue(entry.value, forKey: entry.name) != nil {
      throw ValidationError("\(option) gives \(entry.name) twice")
    }
    return values
  }
}
