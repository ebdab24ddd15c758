import Foundation

/// What leads from the right answers to wrong ones by the inputs themselves: a factor too much, one that
/// is missing, a sign.
///
/// "every answer is the right one times width": so much follows from the numbers alone, whoever made
/// them.
struct InputRelation {
  /// For each question, the answer's numbers and the right ones.
  let answers: [[Double]]
  let right: [[Double]]
  /// By name, one value a question.
  let inputs: [(name: String, values: [Double])]

  /// - Parameters:
  ///   - asked: the questions that the answers answer.
  ///   - names: of the inputs, in order; without them nothing can be named.
  init?(answers: [[Double]], right: [[Double]], asked: [Asked], names: [String]) {
    guard answers.count == right.count, asked.count == answers.count, answers.count > 1,
      zip(answers, right).allSatisfy({ $0.count == $1.count && !$0.isEmpty }),
      let first = asked.first, first.inputs.count == names.count
    else { return nil }
    self.answers = answers
    self.right = right
    var inputs: [(name: String, values: [Double])] = []
    for (place, name) in names.enumerated() {
      for (index, number) in first.inputs[place].enumerated() {
        let values = asked.compactMap { question -> Double? in
          guard question.inputs[place].indices.contains(index) else { return nil }
          let other = question.inputs[place][index]
          return other.place == number.place ? other.value : nil
        }
        guard values.count == asked.count else { continue }
        // A part of an input has a name of its own.
        let isPart = !number.place.isEmpty && number.place != ".count"
        inputs.append((isPart ? String(number.place.dropFirst()) : name + number.place, values))
      }
    }
    self.inputs = inputs
  }

  /// A sentence that follows "it looks as if"; nil where nothing simple leads from one to the other.
  var sentence: String? {
    let numbers = (answers + right).joined()
    guard numbers.allSatisfy(\.isFinite) else { return nil }
    let wrong = answers.indices.filter { !Numbers.areSame(answers[$0], right[$0]) }
    guard wrong.count > 1 else { return nil }
    let isAll = wrong.count == answers.count
    let what = isAll ? "every answer is" : "where your answers are wrong, each is"
    if let product = monomial(wrong, { $0 / $1 }) {
      return "\(what) the right one times \(product.signedText)"
    }
    if areComparable, let gap = monomial(wrong, { $0 - $1 }) {
      return "\(what) \(gap.text) too \(gap.constant > 0 ? "large" : "small")"
    }
    if areComparable, let sum = monomial(wrong, { $0 + $1 }) {
      return "\(what) \(sum.signedText) less the right one: has a part of the sum the wrong sign?"
    }
    guard isAll else { return nil }
    if numbers.allSatisfy({ $0 > 0 && $0 < 1 }),
      let odds = monomial(wrong, { $0 / (1 - $0) / ($1 / (1 - $1)) })
    {
      return
        "one side of the share is off: against the rest it is the right one times \(odds.signedText)"
    }
    if let product = monomial(wrong, { $0 * $1 }) {
      return
        "\(what) \(product.signedText) by the right one: is something divided that should be multiplied?"
    }
    if let alone = monomial(wrong, { answer, _ in answer }) {
      return "every answer comes to \(alone.signedText), and to nothing else"
    }
    return nil
  }

  /// Said of answers each of which is one of its inputs, whatever the others are.
  var onlyInput: String? {
    guard answers.allSatisfy({ $0.count == 1 && $0[0].isFinite }) else { return nil }
    let places = Array(answers.indices)
    guard let alone = monomial(places, { answer, _ in answer }), alone.isOneInput else {
      return nil
    }
    return "every answer comes to \(alone.signedText), and to nothing else"
  }

  /// The monomial that an answer and the right one together come to.
  private func monomial(
    _ places: [Int], _ together: (_ answer: Double, _ right: Double) -> Double
  ) -> Monomial? {
    var values: [Double] = []
    for place in places {
      // Numbers of one answer that come to different ones come to no formula of the inputs.
      let own = zip(answers[place], right[place]).map(together)
      guard let first = own.first, own.allSatisfy({ Numbers.isSame($0, first) }),
        first.isFinite, isSound(first, place)
      else { return nil }
      values.append(first)
    }
    guard values.allSatisfy({ ($0 > 0) == (values[0] > 0) }) else { return nil }
    // Two numbers are met by many formulas: by an input as it is, hardly.
    let distinct = values.reduce(into: [Double]()) { known, value in
      if !known.contains(where: { Numbers.isSame($0, value) }) { known.append(value) }
    }
    guard distinct.count > 1 else { return nil }
    let chosen = inputs.map { input in (input.name, places.map { input.values[$0] }) }
    // A list's length is rather another input's doing.
    let found =
      Monomial(values, of: chosen.filter { !$0.0.hasSuffix(".count") })
      ?? Monomial(values, of: chosen)
    return distinct.count > 2 || found?.isOneInput == true ? found : nil
  }

  /// A difference beside numbers that hide it proves nothing; nor does one that is nearly the answer.
  private func isSound(_ value: Double, _ place: Int) -> Bool {
    func largest(_ numbers: [Double]) -> Double { numbers.map(abs).max() ?? 0 }
    let (own, wanted) = (largest(answers[place]), largest(right[place]))
    return value != 0 && abs(value) > 1e-5 * min(1, own, wanted)
  }

  /// Whether answers and right ones are of a size that differences of them tell apart.
  private var areComparable: Bool {
    zip(answers.joined(), right.joined()).allSatisfy { own, wanted in
      let sizes = [abs(own), abs(wanted)].sorted()
      return sizes[0] == 0 || sizes[1] < 1e4 * sizes[0]
    }
  }
}
