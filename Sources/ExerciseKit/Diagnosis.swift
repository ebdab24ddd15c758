import Foundation

/// Names what is wrong with an answer, from what it answers to an exercise's fixed questions.
///
/// First the known mistakes: one that answers every question alike, then one for each part of the
/// answer; each only where its numbers tell it from others: see `Evidence`. Then what sets the numbers
/// apart from the right ones, whoever made them: see `Discrepancy` and `InputRelation`; and two mistakes
/// at once, where only one pair of them comes to these numbers. Then the properties of the right answer
/// that this one breaks: see `Properties`. Last the patterns within an answer: see `AnswerPattern`.
struct Diagnosis<Implementation> {
  let exercise: Exercise<Implementation>
  let solution: Implementation
  let mistakes: [KnownMistake<Implementation>]
  /// What the inputs are called, in order.
  let inputs: [String]

  init(
    _ exercise: Exercise<Implementation>, solution: Implementation,
    mistakes: [KnownMistake<Implementation>], inputs: [String] = []
  ) {
    self.exercise = exercise
    self.solution = solution
    self.mistakes = mistakes
    self.inputs = inputs
  }

  private typealias Known = (sentence: String, answers: [Double], isOfAnswer: Bool)

  /// The sentence that names the mistake; nil where nothing names it for sure.
  func sentence(for implementation: Implementation) -> String? {
    let observed = observed(implementation)
    return observed.flatMap { sentence($0, isByPattern: false) }
      ?? exercise.properties.sentence(implementation, solution)
      ?? observed.flatMap { sentence($0, isByPattern: true) }
  }

  /// What is answered to the exercise's fixed questions, by whom.
  private struct Observed {
    let answers: [Double]
    let right: [Double]
    let asked: [Asked]
    let known: [Known]
  }

  /// Nil where an answer throws, or is right whatever is asked here: then it made a mistake that these
  /// questions do not show.
  private func observed(_ implementation: Implementation) -> Observed? {
    guard
      let (answers, asked) = try? Question.recording({ try exercise.observe(implementation) }),
      let right = try? exercise.observe(solution), !Numbers.areSame(answers, right)
    else { return nil }
    let known: [Known] = mistakes.compactMap { mistake in
      (try? exercise.observe(mistake.implementation)).map {
        (mistake.sentence, $0, mistake.isOfAnswer)
      }
    }
    return Observed(answers: answers, right: right, asked: asked, known: known)
  }

  /// - Parameter isByPattern: whether a pattern within the answers counts, which says less than a property.
  private func sentence(_ observed: Observed, isByPattern: Bool) -> String? {
    let (answers, right, asked) = (observed.answers, observed.right, observed.asked)
    let same = observed.known.filter { Numbers.areSame($0.answers, answers) }
    if let one = same.first(where: { isTelling($0, right) }) { return one.sentence }
    guard !exercise.areClasses else { return nil }
    guard right.count == answers.count else {
      return isByPattern ? Discrepancy.sameAnswer(answers, right) : nil
    }
    let comparable = observed.known.filter { $0.answers.count == right.count }
    guard !exercise.parts.isEmpty else {
      let counts =
        asked.count == right.count ? asked.map { _ in 1 } : asked.map(\.answerCount)
      return name(answers, right, comparable, asked, counts, isByPattern: isByPattern)
    }
    return nameByPart(answers, right, comparable, asked, isByPattern: isByPattern)
  }

  /// Whether a mistake's sentence holds of whoever gives its answers.
  private func isTelling(_ known: Known, _ right: [Double]) -> Bool {
    known.isOfAnswer
      || Evidence.suffices(known.answers, right, isOnePart: exercise.parts.isEmpty)
  }

  /// What sets the numbers apart, or two known mistakes at once.
  ///
  /// - Parameter counts: the numbers of each question's answer.
  private func name(
    _ answers: [Double], _ right: [Double], _ known: [Known], _ asked: [Asked], _ counts: [Int],
    isByPattern: Bool
  ) -> String? {
    let (cut, wanted) = (Self.cut(answers, counts), Self.cut(right, counts))
    // What one number lacks of the right answers is the answer itself.
    let relation =
      Discrepancy.sameAnswer(answers, right) == nil
      ? InputRelation(answers: cut, right: wanted, asked: asked, names: inputs) : nil
    let pair = pair(answers, right, known)
    // Where an input says it more simply, no two mistakes are told.
    if pair != nil, let input = relation?.onlyInput { return input }
    return pair.flatMap { $0.isOneWay ? $0.sentence : nil } ?? AnswerPattern.order(cut, wanted)
      ?? (isByPattern ? Discrepancy.sentence : Discrepancy.whole)(answers, right)
      ?? relation?.sentence
      ?? (isByPattern
        ? AnswerPattern.sentence(cut, wanted, zeroIsNumber: exercise.parts.isEmpty) : nil)
  }

  /// Numbers question by question; none where the counts do not fit.
  private static func cut(_ numbers: [Double], _ counts: [Int]) -> [[Double]] {
    guard counts.reduce(0, +) == numbers.count else { return [] }
    var rest = numbers[...]
    return counts.map { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }

  /// Whether the answers to all questions that a mistake answers wrongly are the mistake's.
  private func isWhole(_ mistake: [Double], _ answers: [Double], _ right: [Double]) -> Bool {
    let period = exercise.parts.count
    return stride(from: 0, to: right.count, by: period).allSatisfy { start in
      let question = start..<min(start + period, right.count)
      return Numbers.areSame(Array(mistake[question]), Array(right[question]))
        || Numbers.areSame(Array(mistake[question]), Array(answers[question]))
    }
  }

  /// A sentence for each part that is wrong; nil where one has none.
  private func nameByPart(
    _ answers: [Double], _ right: [Double], _ known: [Known], _ asked: [Asked],
    isByPattern: Bool
  ) -> String? {
    let period = exercise.parts.count
    // Numbers of one name are one part: a scale, then five codes.
    let parts = exercise.parts.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    func part(_ place: Int, of numbers: [Double]) -> [Double] {
      numbers.indices.filter { exercise.parts[$0 % period] == parts[place] }.map { numbers[$0] }
    }
    func differ(_ a: [Double], _ b: [Double], in place: Int) -> Bool {
      !Numbers.areSame(part(place, of: a), part(place, of: b))
    }
    let places = parts.indices
    var left = places.filter { differ(answers, right, in: $0) }
    var sentences: [String] = []
    // The mistake that explains most of what is left, again and again.
    while true {
      let explained = known.map { mistake in
        let own = places.filter { differ(mistake.answers, right, in: $0) }
        let met = own.filter { !differ(mistake.answers, answers, in: $0) }
        // A mistake some of whose parts are not met is another one.
        guard met.count == own.count, left.contains(where: own.contains),
          mistake.isOfAnswer
            ? isWhole(mistake.answers, answers, right)
            : Evidence.suffices(
              own.flatMap { part($0, of: mistake.answers) }, own.flatMap { part($0, of: right) },
              isOnePart: false)
        else { return [Int]() }
        return left.filter(own.contains)
      }
      guard let best = explained.indices.max(by: { explained[$0].count < explained[$1].count }),
        !explained[best].isEmpty
      else { break }
      sentences.append(known[best].sentence)
      left.removeAll { explained[best].contains($0) }
    }
    for place in left {
      let slices = known.map { ($0.sentence, part(place, of: $0.answers), $0.isOfAnswer) }
      let (own, wanted) = (part(place, of: answers), part(place, of: right))
      let count = exercise.parts.count { $0 == parts[place] }
      let other = places.first { $0 != place && Numbers.areSame(own, part($0, of: right)) }
      if let other, Set(own).count > 1 {
        sentences.append("your \(parts[place]) is what \(parts[other]) should be")
        continue
      }
      guard
        let sentence = name(
          own, wanted, slices, asked, Array(repeating: count, count: answers.count / period),
          isByPattern: isByPattern)
      else { return nil }
      sentences.append("in \(parts[place]) \(sentence)")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: "; and ")
  }

  /// The only two mistakes whose factors, or whose differences, together make these numbers; and
  /// whether both make them too large, or both too small. What only one of them does may be a third's.
  private func pair(
    _ answers: [Double], _ right: [Double], _ known: [Known]
  ) -> (sentence: String, isOneWay: Bool)? {
    // Two numbers are met by chance too easily, and one factor by any two mistakes.
    guard answers.count > 2, right.allSatisfy({ $0 != 0 && $0.isFinite }),
      !Discrepancy.isFactor(answers, right)
    else { return nil }
    // Whole numbers that are small are met by chance.
    guard !answers.allSatisfy({ $0 == $0.rounded() && abs($0) < 1_000 }) else { return nil }
    let wrong = known.filter { !Numbers.areSame($0.answers, right) }
    var found: [(sentence: String, isOneWay: Bool)] = []
    for (index, first) in wrong.enumerated() {
      for second in wrong.dropFirst(index + 1) {
        // Two mistakes of one shape, such as D and 2D too few, would add up to any third.
        let factors = [first, second].map { zip($0.answers, right).map { log(abs($0 / $1)) } }
        let gaps = [first, second].map { zip($0.answers, right).map { $0 - $1 } }
        let isProduct =
          !Numbers.areProportional(factors[0], factors[1])
          && right.indices.allSatisfy {
            Numbers.isSame(answers[$0], first.answers[$0] / right[$0] * second.answers[$0])
          }
        let isSum =
          !Numbers.areProportional(gaps[0], gaps[1])
          && right.indices.allSatisfy {
            // Mistakes that make up for each other would explain anything.
            gaps[0][$0] * gaps[1][$0] >= 0
              && Numbers.isSame(answers[$0], gaps[0][$0] + second.answers[$0])
          }
        if isProduct || isSum {
          found.append(
            (
              "your answers are what two mistakes together give: \(first.sentence); and "
                + second.sentence,
              isSum || zip(factors[0], factors[1]).allSatisfy { $0 * $1 > -1e-12 }
            ))
        }
      }
    }
    return found.count == 1 ? found[0] : nil
  }
}
