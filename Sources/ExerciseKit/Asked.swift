/// A question that was asked, as numbers with names.
struct Asked: Sendable {
  /// A number in an input: the input itself, a part of it (`.layerCount`) or how many elements it has
  /// (`.count`).
  typealias Number = (place: String, value: Double)

  /// For each input its numbers; none where it is a function or a text.
  let inputs: [[Number]]
  /// The numbers of the answer.
  let answerCount: Int

  /// The numbers of an input that a formula can take: not those of a list, but their count.
  static func numbers(_ input: Any) -> [Number] {
    if let number = number(input) { return [("", number)] }
    let mirror = Mirror(reflecting: input)
    switch mirror.displayStyle {
    case .collection: return [(".count", Double(mirror.children.count))]
    case .struct, .tuple:
      return mirror.children.compactMap { child in
        guard let label = child.label, let number = number(child.value) else { return nil }
        return ("." + label, number)
      }
    default: return []
    }
  }

  /// All numbers of an answer, in order.
  static func flattened(_ answer: Any) -> [Double] {
    if let number = number(answer) { return [number] }
    return Mirror(reflecting: answer).children.flatMap { flattened($0.value) }
  }

  static func number(_ value: Any) -> Double? {
    if let number = value as? any BinaryInteger { return Double(number) }
    if let number = value as? Double { return number }
    return (value as? Float).map(Double.init)
  }
}
