import Foundation

/// A number times powers of inputs: 16 · scale, tokens² / parameters.
struct Monomial {
  typealias Factor = (name: String, power: Int)
  let constant: Double
  let factors: [Factor]

  /// The simplest one that takes these values, one a question; nil where none does, or where several
  /// equally simple ones do.
  ///
  /// - Parameters:
  ///   - values: one a question, of at least two questions.
  ///   - inputs: by name, one value a question.
  init?(_ values: [Double], of inputs: [(name: String, values: [Double])]) {
    guard values.count > 1, values.allSatisfy({ $0.isFinite && $0 != 0 }) else { return nil }
    // What never changes is a constant.
    let plain = inputs.filter { input in
      input.values.allSatisfy { $0.isFinite && $0 > 0 } && Set(input.values).count > 1
    }
    let singles = plain.map { (factors: [$0], powers: [1, -1, 2, -2]) }
    if let found = Self.only(Self.tries(singles), values) {
      self = found
      return
    }
    if let found = Self.only(Self.tries(Self.combined(inputs).map { ([$0], [1, -1]) }), values) {
      self = found
      return
    }
    // Two questions are met by many products of several inputs.
    guard values.count > 2 else { return nil }
    for count in 2...3 where plain.count >= count {
      let groups = Self.subsets(plain, count).map { (factors: $0, powers: [1, -1, 2, -2]) }
      if let found = Self.only(Self.tries(groups), values) {
        self = found
        return
      }
    }
    return nil
  }

  /// The text with the constant's sign.
  var signedText: String { (constant < 0 ? "−" : "") + text }

  /// Whether it is one of the inputs, as it is or below zero.
  var isOneInput: Bool {
    Numbers.isSame(abs(constant), 1) && factors.count == 1 && factors[0].power == 1
      && !factors[0].name.hasPrefix("(")
  }

  private init(constant: Double, factors: [Factor]) {
    self.constant = constant
    self.factors = factors
  }

  /// "16 · scale", "tokens² / parameters", whatever the sign.
  var text: String {
    func names(_ factors: [Factor]) -> [String] {
      factors.map { $0.name + (abs($0.power) == 2 ? "²" : "") }
    }
    let (above, below) = (factors.filter { $0.power > 0 }, factors.filter { $0.power < 0 })
    let number = Fraction.text(abs(constant))
    let first = (number == "1" && !above.isEmpty ? [] : [number]) + names(above)
    let divisors = names(below).map { " / " + $0 }.joined()
    return first.joined(separator: " · ") + divisors
  }

  private typealias Input = (name: String, values: [Double])
  private typealias Try = (factors: [Factor], values: [Double])

  /// Differences and sums of two inputs, and what an input lacks of 1.
  private static func combined(_ inputs: [Input]) -> [Input] {
    var made: [Input] = []
    for (index, first) in inputs.enumerated() {
      made.append(("(1 − \(first.name))", first.values.map { 1 - $0 }))
      made.append(("(\(first.name) − 1)", first.values.map { $0 - 1 }))
      for second in inputs.dropFirst(index + 1) {
        let pairs = zip(first.values, second.values)
        made.append(("(\(first.name) + \(second.name))", pairs.map { $0 + $1 }))
        made.append(("(\(first.name) − \(second.name))", pairs.map { $0 - $1 }))
        made.append(("(\(second.name) − \(first.name))", pairs.map { $1 - $0 }))
      }
    }
    return made.filter { input in
      input.values.allSatisfy { $0.isFinite && $0 > 0 } && Set(input.values).count > 1
    }
  }

  private static func subsets(_ inputs: [Input], _ count: Int) -> [[Input]] {
    guard count > 0 else { return [[]] }
    return inputs.indices.flatMap { index in
      subsets(Array(inputs[(index + 1)...]), count - 1).map { [inputs[index]] + $0 }
    }
  }

  /// Every product of each group's inputs to one of its powers each.
  private static func tries(_ groups: [(factors: [Input], powers: [Int])]) -> [Try] {
    groups.flatMap { group in
      group.factors.reduce(into: [([], [])] as [Try]) { products, input in
        products = products.flatMap { product in
          group.powers.map { power in
            let values = input.values.map { pow($0, Double(power)) }
            return (
              product.factors + [(input.name, power)],
              product.values.isEmpty ? values : zip(product.values, values).map { $0 * $1 }
            )
          }
        }
      }
    }
  }

  /// The only one of some products that, times a simple number, takes the values.
  private static func only(_ tries: [Try], _ values: [Double]) -> Monomial? {
    var found: Monomial?
    for attempt in tries {
      let constants = zip(values, attempt.values).map { $0 / $1 }
      guard let constant = constants.first, Fraction(constant) != nil,
        constants.allSatisfy({ Numbers.isSame($0, constant) })
      else { continue }
      guard found == nil else { return nil }
      found = Monomial(constant: constant, factors: attempt.factors)
    }
    return found
  }
}

/// A number as people write it: a ratio of two small whole numbers, or a unit's factor.
struct Fraction {
  let text: String

  /// Nil where a number is no simple one.
  init?(_ number: Double) {
    let size = abs(number)
    guard size.isFinite, size > 0 else { return nil }
    for (value, isBelow) in [(size, false), (1 / size, true)] {
      let whole = value.rounded()
      guard whole <= 10_000, Numbers.isSame(value, whole) else { continue }
      text = isBelow && whole > 1 ? "1/\(Discrepancy.text(whole))" : Discrepancy.text(whole)
      return
    }
    for below in 2...16 {
      let above = (size * Double(below)).rounded()
      guard above > 0, above <= 100, Numbers.isSame(size * Double(below), above) else { continue }
      text = "\(Int(above))/\(below)"
      return
    }
    for unit in [1e3, 1e6, 1e9, 3_600, 86_400] {
      for (value, isBelow) in [(size / unit, false), (size * unit, true)] {
        let whole = value.rounded()
        guard whole > 0, whole <= 16, Numbers.isSame(value, whole) else { continue }
        let scale = Discrepancy.text(unit)
        text =
          isBelow
          ? "\(Int(whole)) / \(scale)" : whole == 1 ? scale : "\(Int(whole)) · \(scale)"
        return
      }
    }
    return nil
  }

  static func text(_ number: Double) -> String {
    Fraction(number).map { (number < 0 ? "−" : "") + $0.text } ?? Discrepancy.text(number)
  }
}
