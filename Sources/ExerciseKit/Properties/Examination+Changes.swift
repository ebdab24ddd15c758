/// What a change of a question does to an answer.
enum Effect: Equatable {
  case nothing
  /// Every number becomes so many times as large.
  case times(Double)
  /// Every number becomes so much larger.
  case plus(Double)
  /// The numbers stand the other way round.
  case turned
  case other
}

extension Examination {
  /// Answers before and behind a change.
  typealias Pair = (before: Answer.Part, after: Answer.Part)

  /// An effect that all pairs show; `other` where they show none.
  func effect(of pairs: [Pair]) -> Effect {
    func all(_ way: ([Double]) -> [Double]) -> Bool {
      pairs.allSatisfy { before, after in
        var changed = before
        changed.numbers = way(before.numbers)
        return after.isSame(changed, tolerance: tolerance)
      }
    }
    if all({ $0 }) { return .nothing }
    guard let (before, after) = pairs.first(where: { $0.before.numbers.contains { $0 != 0 } }),
      before.numbers.count == after.numbers.count,
      let place = before.numbers.firstIndex(where: { $0 != 0 })
    else { return .other }
    let factor = after.numbers[place] / before.numbers[place]
    if factor.isFinite, factor != 0, all({ $0.map { factor * $0 } }) { return .times(factor) }
    let gap = after.numbers[place] - before.numbers[place]
    if gap.isFinite, all({ $0.map { gap + $0 } }) { return .plus(gap) }
    if before.numbers.count > 1, all({ $0.reversed() }) { return .turned }
    return .other
  }

  /// What an answer and the solution give before and behind a change, where both are numbers.
  private func pairs(_ variation: Variation<Question>, _ part: Int) -> [(own: Pair, right: Pair)] {
    questions.indices.compactMap { place in
      guard let question = variation.change(questions[place]),
        let before = own[place], let after = ask(question),
        let rightAfter = askSolution(question),
        [before, after, rightAfter].allSatisfy({ $0.parts.indices.contains(part) })
      else { return nil }
      let right: Pair = (right[place].parts[part], rightAfter.parts[part])
      let pair: Pair = (before.parts[part], after.parts[part])
      guard [pair.before, pair.after, right.before, right.after].allSatisfy(\.isFinite) else {
        return nil
      }
      return (pair, right)
    }
  }

  /// The inputs on which the right answer hangs, and this one does not.
  func ignored(_ part: Int) -> String? {
    guard !wrong(part).isEmpty else { return nil }
    let names = facets.filter { facet in
      let moved = facet.trials.flatMap { pairs($0, part) }.filter {
        !$0.right.before.isSame($0.right.after, tolerance: tolerance)
      }
      return moved.count > 2
        && moved.allSatisfy { $0.own.before.isSame($0.own.after, tolerance: tolerance) }
    }.map(\.name)
    guard !names.isEmpty, names.count < max(2, facets.count) else { return nil }
    return
      "\(prefix(part))your answer does not change with \(Self.list(names))"
  }

  /// "a", "a and b", "a, b and c".
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// What changes should do to the answer, and do not; the plainest first.
  func relations(_ part: Int) -> [String] {
    var found: [(rank: Int, facet: Int, sentence: String)] = []
    let own = variations.filter(\.isProbe)
    for variation in own {
      let pairs = pairs(variation, part)
      guard pairs.count > 1 else { continue }
      let wanted = effect(of: pairs.map(\.right))
      let met = effect(of: pairs.map(\.own))
      guard wanted != .other, !isSame(wanted, met) else { continue }
      let facet = facets.firstIndex { $0.variations.contains { $0.words == variation.words } } ?? -1
      let sentence =
        "with \(variation.words) \(subject(part)) should \(Self.text(wanted)); "
        + yours(met, wanted, pairs.map(\.own))
      found.append((met == .other ? 1 : 0, facet, sentence))
    }
    // Of each input one.
    var facetsTold: Set<Int> = []
    let told = found.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    .map(\.element).filter { facetsTold.insert($0.facet).inserted }
    guard told.count == 1, let only = told.first, only.facet >= 0, facets[only.facet].number != nil,
      facets.count(where: { $0.number != nil }) > 1
    else { return told.map(\.sentence) }
    let others = facets.indices.filter { $0 != only.facet && facets[$0].number != nil }
    let isRightOtherwise = others.allSatisfy { facet in
      facets[facet].variations.filter(\.isProbe).flatMap { pairs($0, part) }.allSatisfy { pair in
        zip(growths(pair.own), growths(pair.right)).allSatisfy { Numbers.isSame($0, $1) }
      }
    }
    return [
      only.sentence + (isRightOtherwise ? "; with the other inputs it goes as it should" : "")
    ]
  }

  private func growths(_ pair: Pair) -> [Double] {
    zip(pair.after.numbers, pair.before.numbers).map { $0 / $1 }
  }

  private func isSame(_ a: Effect, _ b: Effect) -> Bool {
    switch (a, b) {
    case (.times(let first), .times(let second)): abs(first - second) <= 1e-5 * abs(first)
    case (.plus(let first), .plus(let second)): abs(first - second) <= 1e-5 * abs(first)
    default: a == b
    }
  }

  private static func text(_ effect: Effect) -> String {
    switch effect {
    case .nothing: "stay as it is"
    case .times(-1): "change its sign"
    case .times(0.5): "become half as large"
    case .times(let factor): "become \(Fraction.text(factor)) times as large"
    case .plus(let gap): "become \(Fraction.text(abs(gap))) \(gap > 0 ? "larger" : "smaller")"
    case .turned: "be turned round, too"
    case .other: "change"
    }
  }

  private func yours(_ effect: Effect, _ wanted: Effect, _ pairs: [Pair]) -> String {
    switch effect {
    case .nothing: return "yours stays as it is"
    case .times(-1): return "yours changes its sign"
    case .times(let factor): return "yours becomes \(Fraction.text(factor)) times as large"
    case .plus(let gap):
      return "yours becomes \(Fraction.text(abs(gap))) \(gap > 0 ? "larger" : "smaller")"
    case .turned: return "yours is turned round"
    case .other:
      let factors = pairs.flatMap(growths).filter { $0.isFinite }
      guard pairs.allSatisfy({ $0.before.isNumber }), factors.count == pairs.count,
        let least = factors.min(), let most = factors.max()
      else { return wanted == .nothing ? "yours changes" : "yours changes in another way" }
      return Numbers.isSame(least, most)
        ? "yours becomes \(Fraction.text(least)) times as large"
        : "yours becomes \(Self.short(least)) to \(Self.short(most)) times as large"
    }
  }

  static func short(_ number: Double) -> String {
    Discrepancy.text(Double(shortText(number)) ?? number)
  }

  /// Whether an answer grows with a number as the right one does.
  func growth(_ part: Int) -> String? {
    var found: [String] = []
    for facet in facets where facet.number != nil {
      for variation in facet.variations where variation.isProbe {
        let pairs = pairs(variation, part).filter { own, right in
          [own.before, own.after, right.before, right.after].allSatisfy(\.isNumber)
            && own.before.numbers != [0] && right.before.numbers != [0]
        }
        guard pairs.count > 2 else { continue }
        let own = pairs.map { growths($0.own)[0] }
        let right = pairs.map { growths($0.right)[0] }
        let gaps = zip(own, right).map { Numbers.isSame($0, $1) ? 0 : $0 - $1 }
        guard gaps.contains(where: { $0 != 0 }) else { continue }
        guard let place = gaps.indices.max(by: { abs(gaps[$0]) < abs(gaps[$1]) }) else { continue }
        let example =
          "it becomes \(Self.short(own[place])) times as large in one case, where "
          + "\(Self.short(right[place])) would be right"
        if own.allSatisfy({ $0 < 1 }) && right.allSatisfy({ $0 > 1 })
          || own.allSatisfy({ $0 > 1 }) && right.allSatisfy({ $0 < 1 })
        {
          return "with \(variation.words) \(subject(part)) should become "
            + "\(right[0] > 1 ? "larger" : "smaller"), and yours becomes "
            + "\(own[0] > 1 ? "larger" : "smaller")"
        }
        if gaps.allSatisfy({ $0 >= 0 }) {
          found.append("with \(variation.words) \(subject(part)) grows too fast: \(example)")
        } else if gaps.allSatisfy({ $0 <= 0 }) {
          found.append("with \(variation.words) \(subject(part)) grows too slowly: \(example)")
        }
      }
    }
    return found.first
  }
}
