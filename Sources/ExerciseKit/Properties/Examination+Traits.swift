extension Examination {
  /// The kind of questions that are answered wrongly, all of them and no others; or the numbers of an
  /// answer.
  func exactTrait(_ part: Int) -> String? {
    let wrong = Set(wrong(part))
    guard !wrong.isEmpty else { return nil }
    if wrong.count < questions.count {
      for (index, trait) in traits.enumerated() {
        let kind = Set(questions.indices.filter { trait.holds(questions[$0]) })
        guard kind.count < questions.count - 1 else { continue }
        // One question alone is of many kinds.
        if kind == wrong, kind.count > 1 || index < ownTraitCount {
          return "\(prefix(part))your answers are right, but where \(trait.words)"
            + detail(part, wrong)
        }
        if kind.count > 1, kind == Set(questions.indices).subtracting(wrong) {
          return "\(prefix(part))your answers are right only where \(trait.words)"
        }
      }
      if let bound = bound(part, wrong) { return bound }
    }
    return numbers(part, isWhole: true)
  }

  /// A kind outside of which all is right.
  func partialTrait(_ part: Int) -> String? {
    let wrong = Set(wrong(part))
    if wrong.count > 1, wrong.count < questions.count - 2 {
      for trait in traits {
        let kind = Set(questions.indices.filter { trait.holds(questions[$0]) })
        guard wrong.isSubset(of: kind), questions.count - kind.count > 2,
          2 * wrong.count >= kind.count
        else { continue }
        return "\(prefix(part))your answers are wrong only where \(trait.words): "
          + "\(wrong.count) of \(kind.count) are" + detail(part, wrong)
      }
    }
    return numbers(part, isWhole: false)
  }

  /// What the wrong answers are, by the right ones.
  private func detail(_ part: Int, _ wrong: Set<Int>) -> String {
    let places = wrong.sorted()
    let answers = places.compactMap { own[$0]?.parts[part] }
    guard answers.count == places.count, !answers.isEmpty else { return "" }
    let (numbers, wanted) = (
      answers.flatMap(\.numbers), places.flatMap { right[$0].parts[part].numbers }
    )
    if !numbers.isEmpty, numbers.allSatisfy({ !$0.isFinite }) { return ": there it is no number" }
    if let first = numbers.first, numbers.count > 1,
      numbers.allSatisfy({ Numbers.isSame($0, first) })
    {
      return ": there you give \(Fraction.text(first))"
    }
    if answers.allSatisfy({ $0.shape == [-1] }) { return ": there you give nil" }
    guard numbers.count == wanted.count, numbers.count > 1,
      let sentence = Discrepancy.whole(numbers, wanted)
    else { return "" }
    return ": there \(sentence)"
  }

  /// The number from which on answers are wrong, or up to which; the larger of two numbers.
  private func bound(_ part: Int, _ wrong: Set<Int>) -> String? {
    let rest = Set(questions.indices).subtracting(wrong)
    guard wrong.count > 2, rest.count > 2 else { return nil }
    let named = facets.compactMap { facet in facet.number.map { (facet.name, $0) } }
    for (name, number) in named {
      let (bad, good) = (wrong.map { number(questions[$0]) }, rest.map { number(questions[$0]) })
      guard let leastBad = bad.min(), let mostBad = bad.max(), let leastGood = good.min(),
        let mostGood = good.max()
      else { continue }
      // Other things may differ as well: so the number alone is moved over the bound, and back.
      let (goodEnd, badEnd) = mostGood < leastBad ? (mostGood, leastBad) : (leastGood, mostBad)
      guard mostGood < leastBad || mostBad < leastGood,
        isCause(name, part, wrong, good: goodEnd, bad: badEnd)
      else { continue }
      if mostGood < leastBad {
        return "\(prefix(part))your answers are right where \(name) is at most "
          + "\(Discrepancy.text(mostGood)), and wrong where it is \(Discrepancy.text(leastBad)) or more"
          + detail(part, wrong)
      }
      if mostBad < leastGood {
        return "\(prefix(part))your answers are right where \(name) is at least "
          + "\(Discrepancy.text(leastGood)), and wrong where it is \(Discrepancy.text(mostBad)) or less"
          + detail(part, wrong)
      }
    }
    for first in named {
      for second in named where second.0 != first.0 {
        let larger = Set(
          questions.indices.filter { first.1(questions[$0]) > second.1(questions[$0]) })
        guard larger == wrong, isCause(first.0, than: second.1, part, wrong) else { continue }
        return "\(prefix(part))your answers are right, but where \(first.0) is larger than "
          + second.0 + detail(part, wrong)
      }
    }
    return nil
  }

  /// Whether every wrong answer becomes right, and every right one wrong, when a number is another one.
  private func isCause(
    _ name: String, _ part: Int, _ wrong: Set<Int>, good: Double, bad: Double
  ) -> Bool {
    guard let replaced = facets.first(where: { $0.name == name })?.replaced else { return false }
    return questions.indices.allSatisfy { place in
      let isWrong = wrong.contains(place)
      guard let other = replaced(questions[place], [isWrong ? good : bad]),
        let right = askSolution(other)
      else { return false }
      return isSame(ask(other), right, part) == isWrong
    }
  }

  /// The same of a number that is larger than another one: made half of it, or twice as large.
  private func isCause(
    _ name: String, than other: (Question) -> Double, _ part: Int, _ wrong: Set<Int>
  ) -> Bool {
    guard let replaced = facets.first(where: { $0.name == name })?.replaced else { return false }
    return questions.indices.allSatisfy { place in
      let isWrong = wrong.contains(place)
      let bound = other(questions[place])
      guard let moved = replaced(questions[place], [isWrong ? bound / 2 : 2 * bound]),
        let right = askSolution(moved)
      else { return false }
      return isSame(ask(moved), right, part) == isWrong
    }
  }

  /// A number of an answer, and what is known of it.
  private struct Number {
    let question: Int
    let place: [Int]
    let counts: [Int]
    let index: Int
    let right: [Double]
    let own: Double

    var value: Double { right[index] }
  }

  /// Which numbers of the answers are wrong.
  ///
  /// - Parameter isWhole: whether all such numbers have to be.
  private func numbers(_ part: Int, isWhole: Bool) -> String? {
    var all: [Number] = []
    var wrong: Set<Int> = []
    for question in questions.indices {
      guard let own = own[question]?.parts[part], case let right = right[question].parts[part],
        own.shape == right.shape, own.numbers.count == right.numbers.count
      else { return nil }
      guard right.numbers.count > 1 else { continue }
      let size = right.numbers.map(abs).max() ?? 0
      for index in right.numbers.indices {
        let number = Number(
          question: question, place: right.places[index], counts: right.shape, index: index,
          right: right.numbers, own: own.numbers[index])
        let isRight =
          Numbers.isSame(number.own, number.value)
          || abs(number.own - number.value) <= tolerance + 1e-12 * size
        if !isRight { wrong.insert(all.count) }
        all.append(number)
      }
    }
    guard wrong.count > 2, all.count - wrong.count > 2,
      Set(wrong.map { all[$0].question }).count > 1
    else { return nil }
    for kind in kinds(all) {
      let members = Set(all.indices.filter { kind.holds(all[$0]) })
      guard all.count - members.count > 2 else { continue }
      if isWhole
        ? members == wrong : wrong.isSubset(of: members) && 2 * wrong.count >= members.count
      {
        let values = wrong.map { all[$0].own }
        let given =
          values.allSatisfy { Numbers.isSame($0, values[0]) }
          ? ": there you give \(Fraction.text(values[0]))" : ""
        return isWhole
          ? "\(prefix(part))all numbers are right but \(kind.words)\(given)"
          : "\(prefix(part))wrong are only \(kind.words), \(wrong.count) of \(members.count)\(given)"
      }
    }
    return nil
  }

  private typealias Kind = (words: String, holds: (Number) -> Bool)

  private func kinds(_ all: [Number]) -> [Kind] {
    var kinds: [Kind] = [
      ("the first of each answer", { $0.place.allSatisfy { $0 == 0 } }),
      ("the last of each answer", { $0.index == $0.right.count - 1 }),
      ("those that should be 0", { $0.value == 0 }),
      ("those that should be below 0", { $0.value < 0 }),
      ("those that should be above 0", { $0.value > 0 }),
      ("the largest of each answer", { $0.value == $0.right.max() }),
      ("the smallest of each answer", { $0.value == $0.right.min() }),
      ("all but the largest of each answer", { $0.value != $0.right.max() }),
      ("all but the first of each answer", { $0.place.contains { $0 > 0 } }),
      ("all but the last of each answer", { $0.index < $0.right.count - 1 }),
    ]
    if all.contains(where: { $0.place.count == 2 }) {
      kinds += [
        ("those of the first row", { $0.place.first == 0 }),
        ("those of the last row", { $0.place.first == ($0.counts.first ?? 0) - 1 }),
        ("those of all rows but the first", { $0.place.first != 0 }),
        ("those of the first column", { $0.place.last == 0 }),
        ("those of the last column", { $0.place.last == ($0.counts.last ?? 0) - 1 }),
        ("those on the diagonal", { Set($0.place).count == 1 }),
        ("those off the diagonal", { Set($0.place).count > 1 }),
      ]
    }
    for facet in facets {
      guard let list = facet.list else { continue }
      let lists = questions.map(list)
      func own(_ number: Number) -> Double? {
        let list = lists[number.question]
        return list.count == number.right.count ? list[number.index] : nil
      }
      kinds += [
        ("those whose number in \(facet.name) is below 0", { (own($0) ?? 0) < 0 }),
        ("those whose number in \(facet.name) is above 0", { (own($0) ?? 0) > 0 }),
        ("those whose number in \(facet.name) is 0", { own($0) == 0 }),
        ("those whose number in \(facet.name) is beyond −1 and 1", { abs(own($0) ?? 0) > 1 }),
        ("those whose number in \(facet.name) is within −1 and 1", { abs(own($0) ?? 2) <= 1 }),
        (
          "that of the largest in \(facet.name)",
          { number in own(number).map { $0 == lists[number.question].max() } ?? false }
        ),
        (
          "that of the smallest in \(facet.name)",
          { number in own(number).map { $0 == lists[number.question].min() } ?? false }
        ),
      ]
    }
    return kinds
  }
}
