import WorkbookCore

extension JSONValue {
  static func optional(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
  static func optional(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }

  /// [low, high], or null.
  static func pair(_ range: ClosedRange<Double>?) -> JSONValue {
    guard let range else { return .null }
    return [.number(range.lowerBound), .number(range.upperBound)]
  }
}
