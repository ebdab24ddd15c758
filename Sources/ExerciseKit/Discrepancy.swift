import Foundation

/// What sets wrong numbers apart from the right ones, whatever the exercise: a factor, a unit, a
/// rounding, a fraction turned over. Said only where it holds for every question.
enum Discrepancy {
  /// A sentence that follows "it looks as if"; nil where nothing simple leads from one to the other.
  static func sentence(_ answers: [Double], _ right: [Double]) -> String? {
    guard areComparable(answers, right) else { return nil }
    return sameAnswer(answers, right) ?? whole(answers, right) ?? pattern(answers, right)
  }

  private static func areComparable(_ answers: [Double], _ right: [Double]) -> Bool {
    // What is no number is said by the check.
    answers.count == right.count && !answers.isEmpty
      && (answers + right).allSatisfy(\.isFinite) && !Numbers.areSame(answers, right)
  }

  /// What leads from every right answer to the wrong one.
  static func whole(_ answers: [Double], _ right: [Double]) -> String? {
    guard areComparable(answers, right), sameAnswer(answers, right) == nil else { return nil }
    return factor(answers, right) ?? difference(answers, right) ?? rounding(answers, right)
      ?? relation(answers, right) ?? share(answers, right)
  }

  /// What some answers have in common, and says less.
  private static func pattern(_ answers: [Double], _ right: [Double]) -> String? {
    exchanged(answers, right) ?? clamp(answers, right)
  }

  /// A share with one side too large or too small, or with the wrong rest.
  private static func share(_ answers: [Double], _ right: [Double]) -> String? {
    guard answers.count > 2, (answers + right).allSatisfy({ $0 > 0 && $0 < 1 }) else { return nil }
    func constant(_ values: [Double]) -> Double? {
      values.allSatisfy { Numbers.isSame($0, values[0]) } ? values[0] : nil
    }
    if let odds = constant(zip(answers, right).map { $0 / (1 - $0) / ($1 / (1 - $1)) }) {
      return "one side of the share is off: against the rest it is \(Fraction.text(odds)) times "
        + "what it should be"
    }
    // What is nearly nothing leaves nearly all, whatever it is.
    if answers.contains(where: { $0 > 0.01 }),
      let rest = constant(zip(answers, right).map { (1 - $0) / (1 - $1) })
    {
      return "what your answers leave of 1 is \(Fraction.text(rest)) times what it should be"
    }
    return nil
  }

  /// One answer to everything; there may be more or fewer numbers than there should be.
  static func sameAnswer(_ answers: [Double], _ right: [Double]) -> String? {
    guard Set(right).count > 1, answers.count > 1, Set(answers).count == 1 else { return nil }
    return "you gave the same answer to every question"
  }

  /// Whether every answer is as many times the right one.
  static func isFactor(_ answers: [Double], _ right: [Double]) -> Bool {
    guard let place = right.firstIndex(where: { $0 != 0 }) else { return false }
    let factor = answers[place] / right[place]
    return factor != 0 && zip(answers, right).allSatisfy { Numbers.isSame($0, factor * $1) }
  }

  private static func factor(_ answers: [Double], _ right: [Double]) -> String? {
    guard isFactor(answers, right), let place = right.firstIndex(where: { $0 != 0 }) else {
      return nil
    }
    let factor = answers[place] / right[place]
    if Numbers.isSame(factor, -1) { return "every sign is turned round" }
    // A hint only where nothing else comes to that factor.
    let units: [(factor: Double, hint: String)] = [
      (1_000, "another unit"), (1e6, "another unit"), (1e9, "another unit"),
      (1e12, "another unit, twice"),
      (3_600, "another unit of time"), (86_400, "another unit of time"),
      (1.048_576, "10⁶ and 2²⁰ mixed up"), (1.073_741_824, "10⁹ and 2³⁰ mixed up"),
      (log(2), "nats and bits mixed up"),
    ]
    for (unit, hint) in units {
      if Numbers.isSame(factor, unit) {
        return "every answer is \(text(unit)) times the right one (\(hint)?)"
      }
      if Numbers.isSame(factor, 1 / unit) {
        return "every answer is the right one divided by \(text(unit)) (\(hint)?)"
      }
    }
    for below in 1...100 {
      let above = (factor * Double(below)).rounded()
      guard above != 0, abs(above) <= 1_000, Numbers.isSame(factor * Double(below), above) else {
        continue
      }
      if below == 1 { return "every answer is \(text(above)) times the right one" }
      return above == 1
        ? "every answer is the right one divided by \(below)"
        : "every answer is \(text(above))/\(below) of the right one"
    }
    return "every answer is the same \(text(factor)) times the right one: a factor is off"
  }

  /// Every answer lies as far from the right one.
  private static func difference(_ answers: [Double], _ right: [Double]) -> String? {
    guard answers.count > 1 else { return nil }
    let differences = zip(answers, right).map { $0 - $1 }
    let largest = right.map(abs).max() ?? 0
    // A difference beside numbers that hide it proves nothing.
    guard let first = differences.first, abs(first) > 1e-6 * largest,
      differences.allSatisfy({ abs($0 - first) <= 1e-9 * max(largest, abs(first)) })
    else { return nil }
    return "every answer is \(text(abs(first))) too \(first > 0 ? "large" : "small")"
  }

  /// The right answers, rounded.
  private static func rounding(_ answers: [Double], _ right: [Double]) -> String? {
    let largest = right.map(abs).max() ?? 0
    // Among numbers hardly larger than a step, whole ones prove nothing.
    for step in [1e9, 1e6, 1e3, 1e2, 10, 1] where largest > 3 * step {
      func isWhole(_ number: Double) -> Bool {
        let count = number / step
        return number == 0 || abs(count.rounded()) >= 1 && abs(count - count.rounded()) < 1e-9
      }
      guard answers.allSatisfy(isWhole), !right.allSatisfy(isWhole),
        zip(answers, right).allSatisfy({ abs($0 - $1) < step })
      else { continue }
      let way =
        zip(answers, right).allSatisfy { abs($0 - $1) <= step / 2 }
        ? "" : zip(answers, right).allSatisfy { $0 >= $1 } ? " up" : " down"
      return "you rounded\(way) to whole \(step == 1 ? "numbers" : "multiples of \(text(step))")"
    }
    return nil
  }

  /// A function of the right answers.
  private static func relation(_ answers: [Double], _ right: [Double]) -> String? {
    let relations: [(words: String, function: (Double) -> Double)] = [
      ("a fraction is turned over: every answer is 1 divided by the right one", { 1 / $0 }),
      ("you gave what is left of 1: every answer is 1 less the right one", { 1 - $0 }),
      ("a square is too much: every answer is the right one's square", { $0 * $0 }),
      ("a square is missing: every answer is the right one's root", { $0.squareRoot() }),
      ("you gave logarithms: every answer is the right one's logarithm", { log($0) }),
      ("a logarithm is missing: every answer is e to the right one", { exp($0) }),
      ("signs are lost: every answer is the right one without its sign", { abs($0) }),
    ]
    for (words, function) in relations where answers.count > 1 {
      if Numbers.areSame(answers, right.map(function)) { return words }
    }
    let logarithms = zip(answers, right).map { log($0) / log($1) }
    if answers.count > 2, let power = logarithms.first, power.isFinite, Set(right).count > 2,
      logarithms.allSatisfy({ Numbers.isSame($0, power) })
    {
      return "every answer is the right one to the power \(text(power))"
    }
    return nil
  }

  /// The right answers, each to another question.
  private static func exchanged(_ answers: [Double], _ right: [Double]) -> String? {
    // Ranks are in any order all the numbers that there are; others are so by no chance.
    let isRank = right.allSatisfy { $0 == $0.rounded() && (0..<Double(right.count)).contains($0) }
    guard Set(right).count > 2, !isRank, Numbers.areSame(answers.sorted(), right.sorted()) else {
      return nil
    }
    return "the numbers are right, and stand in each other's places"
  }

  /// The right answers, those beyond some number cut off, or without their signs.
  private static func clamp(_ answers: [Double], _ right: [Double]) -> String? {
    let wrong = answers.indices.filter { !Numbers.isSame(answers[$0], right[$0]) }
    guard answers.count > 2, wrong.count > 1, let first = wrong.first else { return nil }
    if wrong.allSatisfy({ Numbers.isSame(answers[$0], -right[$0]) }) {
      return "some signs are turned round"
    }
    let limit = answers[first]
    // A right answer of 0 is met by many who do something else.
    let isCut =
      answers.indices.contains { !wrong.contains($0) && right[$0] != 0 }
      && wrong.allSatisfy { Numbers.isSame(answers[$0], limit) }
      && Set(wrong.map { right[$0] }).count > 1
    guard isCut else { return nil }
    if limit == 0 { return "some answers are 0 that should not be; the others are right" }
    if answers.allSatisfy({ $0 <= limit }) && wrong.allSatisfy({ right[$0] > limit }) {
      return "your answers are right up to \(text(limit)), and never larger"
    }
    if answers.allSatisfy({ $0 >= limit }) && wrong.allSatisfy({ right[$0] < limit }) {
      return "your answers are right down to \(text(limit)), and never smaller"
    }
    return nil
  }

  static func text(_ number: Double) -> String {
    let whole = number.rounded()
    guard number == whole, abs(number) < 1e15 else { return String(format: "%.4g", number) }
    var digits = String(Int(abs(whole)))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return (whole < 0 ? "−" : "") + digits
  }
}
