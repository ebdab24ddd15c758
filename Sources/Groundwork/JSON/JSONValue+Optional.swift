extension JSONValue {
  /// A number, or null; what is no finite number is written as null, too.
  public static func optional(_ value: Double?) -> JSONValue {
    value.map { .number($0) } ?? .null
  }

  public static func optional(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }

  public static func optional(_ value: String?) -> JSONValue { value.map { .text($0) } ?? .null }

  /// [low, high], or null.
  public static func pair(_ range: ClosedRange<Double>?) -> JSONValue {
    guard let range else { return .null }
    return [.number(range.lowerBound), .number(range.upperBound)]
  }
}
