extension Examination {
  /// The other question that the answer answers in the place of the one asked, or what was done to the
  /// right answer; nil where there is none.
  ///
  /// - Parameter wanted: the parts that it has to explain; all others are right.
  func asIf(_ wanted: [Int]) -> String? {
    guard !wanted.isEmpty, !own.contains(where: { $0 == nil }) else { return nil }
    for (words, answer) in rewritten {
      let answers = questions.map(answer)
      guard !answers.contains(where: { $0 == nil }) else { continue }
      if isExplained(wanted, by: answers.compactMap(\.self)) {
        return "your answers are the right ones, \(words)"
      }
    }
    if let outcome = outcome(wanted, of: right, for: nil) { return outcome }
    return variations.first { isExplained(wanted, by: rightAnswers(to: $0)) }.map {
      "your answers are the right ones for \($0.words)"
    }
  }

  /// Both: another question, and something done to the right answer to it.
  func asIfBoth(_ part: Int) -> String? {
    guard !own.contains(where: { $0 == nil }) else { return nil }
    for variation in variations {
      let answers = rightAnswers(to: variation)
      if let outcome = outcome([part], of: answers, for: variation.words) {
        return prefix(part) + outcome
      }
    }
    return nil
  }

  /// The right answers to the questions changed; one that cannot be changed so is answered as it is.
  private func rightAnswers(to variation: Variation<Question>) -> [Answer] {
    zip(questions, right).map { question, right in
      variation.change(question).flatMap(askSolution) ?? right
    }
  }

  /// Whether the answers are these in some parts, and these tell something.
  private func isExplained(_ wanted: [Int], by answers: [Answer]) -> Bool {
    wanted.allSatisfy { part in
      questions.indices.allSatisfy { isSame(own[$0], answers[$0], part) }
        && isTelling(part, answers.map { part < $0.parts.count ? $0.parts[part].numbers : [] })
    }
  }

  /// Whether wrong answers, given by question, are more than one number again and again.
  private func isTelling(_ part: Int, _ answers: [[Double]]) -> Bool {
    let places = wrong(part)
    guard places.count > 1 else { return false }
    var seen: [[Double]] = []
    for place in places where answers[place].allSatisfy(\.isFinite) {
      if !seen.contains(where: { Numbers.areSame($0, answers[place]) }) {
        seen.append(answers[place])
      }
    }
    return seen.count > 1
  }

  /// One thing done to all right numbers.
  private func outcome(
    _ wanted: [Int], of answers: [Answer], for words: String?
  ) -> String? {
    for way in Ways.ofAnswers where holds(way.way, wanted, answers) {
      guard let words else {
        return "your answers are \(way.words.replacing("#", with: "the right ones"))"
      }
      let others = "the right ones for \(words)"
      return way.words.hasPrefix("# ")
        ? "your answers are \(others), and those \(way.words.dropFirst(2))"
        : "your answers are \(way.words.replacing("#", with: others))"
    }
    guard words == nil else { return nil }
    for part in wanted.dropLast(wanted.count - 1) {
      guard let place = wrong(part).first, let first = own[place]?.parts[part].numbers,
        let index = answers[place].parts[part].numbers.firstIndex(where: { $0 != 0 }),
        first.indices.contains(index)
      else { continue }
      let (answer, right) = (first[index], answers[place].parts[part].numbers[index])
      if answer != 0, holds({ $0.map { $0 * (answer / right) } }, wanted, answers) {
        return "your answers are \(Fraction.text(answer / right)) times the right ones"
      }
      if holds({ $0.map { $0 + (answer - right) } }, wanted, answers) {
        return "your answers are \(Fraction.text(abs(answer - right))) too "
          + (answer > right ? "large" : "small")
      }
    }
    return nil
  }

  private func holds(
    _ way: ([Double]) -> [Double]?, _ wanted: [Int], _ answers: [Answer]
  ) -> Bool {
    wanted.allSatisfy { part in
      questions.indices.allSatisfy { place in
        guard let own = own[place]?.parts[part], part < answers[place].parts.count else {
          return false
        }
        var changed = answers[place].parts[part]
        guard own.shape == changed.shape, own.numbers.count == changed.numbers.count else {
          return false
        }
        if !changed.numbers.isEmpty {
          guard let numbers = way(changed.numbers) else { return false }
          changed.numbers = numbers
        }
        return own.isSame(changed, tolerance: tolerance)
      } && isTelling(part, own.map { $0?.parts[part].numbers ?? [] })
    }
  }
}
