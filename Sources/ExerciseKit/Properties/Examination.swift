/// An answer held against the solution, question by question.
struct Examination<Question> {
  let questions: [Question]
  let facets: [Facet<Question>]
  /// Those of the facets and those of the exercise, and two inputs exchanged.
  let variations: [Variation<Question>]
  let traits: [Trait<Question>]
  /// Of the traits the first ones, which the exercise itself lists.
  let ownTraitCount: Int
  let tolerance: Double
  let rewritten: [Rewritten<Question>]
  let ask: (Question) -> Answer?
  let askSolution: (Question) -> Answer?
  /// What is answered to the questions; nil where an answer throws.
  let own: [Answer?]
  let right: [Answer]

  /// Nil where the solution answers nothing.
  init?(
    questions: [Question], facets: [Facet<Question>], variations: [Variation<Question>],
    traits: [Trait<Question>], tolerance: Double, rewritten: [Rewritten<Question>],
    ask: @escaping (Question) -> Answer?, askSolution: @escaping (Question) -> Answer?
  ) {
    let answered = questions.map { ($0, askSolution($0)) }.filter { $0.1 != nil }
    guard answered.count > 1 else { return nil }
    self.questions = answered.map(\.0)
    right = answered.compactMap(\.1)
    own = self.questions.map(ask)
    self.facets = facets
    self.variations =
      variations + facets.flatMap(\.variations) + Self.exchanges(facets)
    ownTraitCount = traits.count
    self.traits = traits + facets.flatMap(\.traits)
    self.tolerance = tolerance
    self.rewritten = rewritten
    self.ask = ask
    self.askSolution = askSolution
  }

  /// Two inputs of one kind in each other's places.
  private static func exchanges(_ facets: [Facet<Question>]) -> [Variation<Question>] {
    facets.enumerated().flatMap { index, first in
      facets.dropFirst(index + 1).compactMap { second -> Variation<Question>? in
        guard let (one, other) = first.numbers(with: second), let setOne = first.replaced,
          let setOther = second.replaced
        else { return nil }
        return Variation("\(first.name) and \(second.name) exchanged", isProbe: false) { question in
          let (a, b) = (one(question), other(question))
          guard a.count == b.count else { return nil }
          return setOne(question, b).flatMap { setOther($0, a) }
        }
      }
    }
  }

  /// The names of an answer's parts; one without a name where it has no parts.
  var parts: [String] { right[0].parts.map(\.name) }

  func isSame(_ own: Answer?, _ right: Answer, _ part: Int) -> Bool {
    guard let own, own.parts.indices.contains(part), right.parts.indices.contains(part) else {
      return false
    }
    return own.parts[part].isSame(right.parts[part], tolerance: tolerance)
  }

  /// The questions whose answer is wrong in a part.
  func wrong(_ part: Int) -> [Int] {
    questions.indices.filter { !isSame(own[$0], right[$0], part) }
  }

  /// What is wrong with the answer: which other question it answers, else a law that it breaks, what it
  /// does not mind, where it is wrong.
  func sentence(brokenLaw: () -> String?) -> String? {
    let wrongParts = parts.indices.filter { !wrong($0).isEmpty }
    if wrongParts.count == parts.count, parts.count > 1, let all = asIf(wrongParts) { return all }
    if let explained = explained(wrongParts) { return explained }
    // Parts that are right may still go wrong with other questions.
    let tried = wrongParts.isEmpty ? Array(parts.indices) : wrongParts
    var found: [String] = []
    if let law = brokenLaw() { found.append(law) }
    for part in tried where found.count < 2 {
      if let sentence = ignored(part) ?? exactTrait(part) { found.append(sentence) }
    }
    if found.isEmpty { found = Array(wrongParts.compactMap(asIfBoth).prefix(2)) }
    if found.isEmpty {
      for part in tried where found.count < 2 { found += relations(part).prefix(2 - found.count) }
    }
    if found.isEmpty {
      for part in tried where found.isEmpty {
        if let sentence = partialTrait(part) ?? growth(part) ?? lists(part) ?? kind(part) {
          found.append(sentence)
        }
      }
    }
    if found.isEmpty, wrongParts.count == 1, parts.count > 2 {
      return "wrong is only \(parts[wrongParts[0]])"
    }
    return found.isEmpty ? nil : found.joined(separator: "; and ")
  }

  /// What the answers are, part by part; nil where no part's are explained.
  private func explained(_ wrongParts: [Int]) -> String? {
    var found: [(sentence: String, parts: [String])] = []
    for part in wrongParts {
      guard let sentence = asIf([part]) ?? constant(part) else { continue }
      if let place = found.firstIndex(where: { $0.sentence == sentence }) {
        found[place].parts.append(parts[part])
      } else {
        found.append((sentence, [parts[part]]))
      }
    }
    guard !found.isEmpty else { return nil }
    return found.prefix(3).map { sentence, parts in
      parts == [""] ? sentence : "in \(Self.list(parts)) \(sentence)"
    }.joined(separator: "; and ")
  }

  /// One number whatever is asked.
  private func constant(_ part: Int) -> String? {
    let numbers = own.map { $0?.parts[part].numbers ?? [] }
    guard let first = numbers.first, first.count == 1, first[0].isFinite,
      numbers.allSatisfy({ Numbers.areSame($0, first) }),
      Set(right.map { $0.parts[part].numbers }).count > 2
    else { return nil }
    return "you give \(Fraction.text(first[0])), whatever is asked"
  }

  /// What stands before a sentence about a part.
  func prefix(_ part: Int) -> String { parts[part].isEmpty ? "" : "in \(parts[part]) " }

  /// How a sentence names a part.
  func subject(_ part: Int) -> String {
    parts[part].isEmpty ? "the answer" : parts[part]
  }
}

extension Facet {
  /// The numbers of two facets of one kind.
  fileprivate func numbers(
    with other: Facet
  ) -> (@Sendable (Question) -> [Double], @Sendable (Question) -> [Double])? {
    if let number, let second = other.number { return ({ [number($0)] }, { [second($0)] }) }
    if let list, let second = other.list { return (list, second) }
    return nil
  }
}
