import Foundation

extension Examination {
  /// How lists that are too long or too short are so.
  func lists(_ part: Int) -> String? {
    let wrong = wrong(part)
    let pairs = wrong.compactMap { place in
      own[place].map { (own: $0.parts[part], right: right[place].parts[part]) }
    }
    guard pairs.count == wrong.count, pairs.count > 1 else { return nil }
    func all(_ holds: ([Double], [Double]) -> Bool) -> Bool {
      pairs.allSatisfy { holds($0.own.numbers, $0.right.numbers) }
    }
    let start = "\(prefix(part))where your answers are wrong, "
    if pairs.allSatisfy({ $0.own.shape == [-1] }) { return start + "they are nil" }
    guard pairs.contains(where: { $0.own.shape != $0.right.shape || !$0.right.shape.isEmpty })
    else { return nil }
    if all({ $0.count < $1.count && Array($1.prefix($0.count)) == $0 }) {
      return start + "they are right as far as they go, and end too early"
    }
    if all({ $0.count < $1.count && Array($1.suffix($0.count)) == $0 }) {
      return start + "they lack their beginning"
    }
    if all({ $0.count > $1.count && Array($0.prefix($1.count)) == $1 }) {
      return start + "they go on behind the end"
    }
    if all({ $0.count < $1.count && Self.isWithin($0, $1) }) {
      return start + "something is missing; what is there stands in the right order"
    }
    if all({ $0.count > $1.count && Self.isWithin($1, $0) }) {
      return start + "there is something too much, in the midst of what is right"
    }
    if all({ $0 != $1 && $0.sorted() == $1.sorted() }) {
      return start + "they have the right elements, in another order"
    }
    let gaps = pairs.map { $0.own.numbers.count - $0.right.numbers.count }
    if let first = gaps.first, first != 0, gaps.allSatisfy({ $0 == first }) {
      return start + "they are \(abs(first)) too \(first > 0 ? "long" : "short") each time"
    }
    if gaps.allSatisfy({ $0 > 0 }) { return start + "they are too long" }
    if gaps.allSatisfy({ $0 < 0 }) { return start + "they are too short" }
    return nil
  }

  /// Whether numbers stand in others, in their order.
  private static func isWithin(_ few: [Double], _ many: [Double]) -> Bool {
    var rest = few[...]
    for number in many where number == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  /// Numbers of another kind than the right ones.
  func kind(_ part: Int) -> String? {
    let numbers = own.compactMap { $0?.parts[part].numbers }.joined()
    let wanted = right.flatMap { $0.parts[part].numbers }
    guard numbers.count > 3 else { return nil }
    let isWhole = { (number: Double) in number == number.rounded() }
    if numbers.allSatisfy({ $0.isFinite && isWhole($0) }), Set(numbers).count > 1,
      wanted.count(where: { !isWhole($0) }) * 2 > wanted.count
    {
      return "\(prefix(part))all your answers are whole numbers, and the right ones are not"
    }
    return nil
  }

  static func shortText(_ number: Double) -> String { String(format: "%.3g", number) }
}
