/// What sets answers of several numbers apart from the right ones, within each answer: where they are
/// wrong, in which order they stand, one factor in each.
enum AnswerPattern {
  /// A sentence that follows "it looks as if"; nil where no pattern holds for every answer.
  ///
  /// - Parameters:
  ///   - answers: question by question.
  ///   - right: as many numbers for each.
  ///   - zeroIsNumber: a 0 stands for no nil.
  static func sentence(
    _ answers: [[Double]], _ right: [[Double]], zeroIsNumber: Bool = true
  ) -> String? {
    guard answers.count == right.count,
      zip(answers, right).allSatisfy({ $0.count == $1.count }),
      (answers + right).joined().allSatisfy(\.isFinite)
    else { return nil }
    let wrong = zip(answers, right).filter { !Numbers.areSame($0, $1) }
    guard !wrong.isEmpty else { return nil }
    return place(wrong) ?? common(wrong)
      ?? (zeroIsNumber ? zeros(answers, right) : nil)
  }

  private typealias Pair = ([Double], [Double])

  /// The right numbers of each answer, in another order; nil where they are others.
  static func order(_ answers: [[Double]], _ right: [[Double]]) -> String? {
    let wrong = zip(answers, right).filter { !Numbers.areSame($0, $1) }
    guard wrong.contains(where: { Set($0.1).count > 2 }) else { return nil }
    func all(_ change: ([Double]) -> [Double]) -> Bool {
      wrong.allSatisfy { Numbers.areSame($0, change($1)) }
    }
    if all({ $0.reversed() }) { return "your answers stand the wrong way round, last number first" }
    if all({ $0.sorted() }) { return "your numbers stand sorted: each has its own place" }
    if all({ $0.sorted(by: >) }) { return "your numbers stand sorted: each has its own place" }
    if all({ Array($0.dropFirst() + $0.prefix(1)) }) || all({ Array($0.suffix(1) + $0.dropLast()) })
    {
      return "your numbers stand one place off"
    }
    return nil
  }

  /// One place in each answer.
  private static func place(_ wrong: [Pair]) -> String? {
    guard wrong.count > 1, wrong.allSatisfy({ $0.0.count > 2 }) else { return nil }
    let places = wrong.map { answers, right in
      right.indices.filter { !Numbers.isSame(answers[$0], right[$0]) }
    }
    if places.allSatisfy({ $0 == [0] }) {
      return "the first number of an answer is wrong, and nothing else"
    }
    if zip(places, wrong).allSatisfy({ $0 == [$1.1.count - 1] }) {
      return "the last number of an answer is wrong, and nothing else"
    }
    return nil
  }

  /// One factor, or one difference, in each answer; the same or another one in the next.
  private static func common(_ wrong: [Pair]) -> String? {
    let several = wrong.filter { $0.1.count { $0 != 0 } > 1 }
    // One answer alone may be off by one factor by chance.
    guard several.count > 1, several.contains(where: { Set($0.1).count > 2 }) else { return nil }
    /// What leads from right to wrong in each answer; nil where not one number does in all of an answer.
    func steps(_ together: (Double, Double) -> Double, skippingZeros: Bool) -> [Double]? {
      var steps: [Double] = []
      for (answers, right) in wrong {
        let own = zip(answers, right).compactMap { answer, right in
          skippingZeros && right == 0 ? nil : together(answer, right)
        }
        guard let first = own.first else { continue }
        guard own.allSatisfy({ Numbers.isSame($0, first) && $0.isFinite }) else { return nil }
        steps.append(first)
      }
      return steps
    }
    func areOne(_ steps: [Double]) -> Bool { steps.allSatisfy { Numbers.isSame($0, steps[0]) } }
    let keepsZeros = wrong.allSatisfy { zip($0, $1).allSatisfy { $1 != 0 || $0 == 0 } }
    if keepsZeros, let factors = steps({ $0 / $1 }, skippingZeros: true) {
      return areOne(factors)
        ? "where your answers are wrong, each number is \(Fraction.text(factors[0])) times the right one"
        : "in each answer all numbers are off by one factor, another one each time: look at what "
          + "you divide by, or multiply with, at the end"
    }
    if let gaps = steps({ $0 - $1 }, skippingZeros: false) {
      return areOne(gaps)
        ? "where your answers are wrong, each number is \(Fraction.text(abs(gaps[0]))) too "
          + (gaps[0] > 0 ? "large" : "small")
        : "in each answer all numbers are off by the same amount, another one each time"
    }
    return nil
  }

  /// Right wherever the right number is not 0, or the other way round.
  private static func zeros(_ answers: [[Double]], _ right: [[Double]]) -> String? {
    let pairs = Array(zip(answers.joined(), right.joined()))
    let wrong = pairs.filter { !Numbers.isSame($0, $1) }
    guard pairs.count > 2, wrong.count < pairs.count, let first = wrong.first,
      wrong.allSatisfy({ $1 == 0 }), pairs.contains(where: { $1 != 0 })
    else { return nil }
    guard wrong.allSatisfy({ Numbers.isSame($0.0, first.0) }) else {
      return "all is right but what should be 0"
    }
    return "all is right but what should be 0: there you give \(Fraction.text(first.0))"
  }
}
