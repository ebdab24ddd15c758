/// What a right answer to an exercise keeps, and what wrong ones break: laws, what a change of an input
/// does, which kinds of questions go wrong.
///
///     typealias Question = (probabilities: [Double], p: Double)
///     Properties(
///       of: questions, ask: { try $0($1.probabilities, $1.p) },
///       inputs: [.list("probabilities", \.probabilities), .number("p", \.p, in: 0...1)],
///       laws: [Law("the kept tokens sum to 1") { question, answer in … }],
///       traits: [Trait("two tokens are equally likely") { … }])
///
/// The solution is asked the same, so that what is said of a wrong answer is measured, never guessed: a
/// law that it breaks, an input that it does not mind, a question that it answers in the place of the
/// one asked, the class of questions that it gets wrong.
public struct Properties<Implementation>: Sendable {
  /// How many questions are asked; none where there are no properties.
  let questionCount: Int
  /// The laws' names, in order.
  let laws: [String]
  /// The names of the laws that an answer breaks.
  let brokenLaws: @Sendable (_ answer: Implementation) -> Set<String>
  /// What is wrong with an answer; nil where nothing is seen.
  let sentence: @Sendable (_ answer: Implementation, _ solution: Implementation) -> String?

  /// No properties.
  public init() {
    questionCount = 0
    laws = []
    brokenLaws = { _ in [] }
    sentence = { _, _ in nil }
  }

  /// - Parameters:
  ///   - questions: at least six that show every kind; the solution answers all.
  ///   - edges: asked only of who answers all of the questions rightly, for others may trap on them.
  ///   - parts: what parts of an answer are called, by the labels of its type; others keep these.
  ///   - tolerance: by which numbers of an answer may differ, whatever their size.
  ///   - ask: asks an implementation one question.
  ///   - inputs: by which the kit makes other questions of these.
  ///   - laws: what every answer keeps, the most telling first.
  ///   - variations: other questions by which an answer is tried, beside those of the inputs.
  ///   - outcomes: what somebody may do to a right answer.
  ///   - traits: kinds of questions, beside those by the inputs.
  public init<Question: Sendable, Output>(
    of questions: [Question], edges: [Question] = [], parts: [String: String] = [:],
    tolerance: Double = 0,
    ask: @escaping @Sendable (Implementation, Question) throws -> Output,
    inputs: [Facet<Question>], laws: [Law<Question, Output>] = [],
    variations: [Variation<Question>] = [], outcomes: [Outcome<Output>] = [],
    traits: [Trait<Question>] = []
  ) {
    questionCount = questions.count
    self.laws = laws.map(\.name)
    let names = parts
    @Sendable func answer(_ implementation: Implementation, _ question: Question) -> Answer? {
      (try? ask(implementation, question)).map { Answer($0, names: names) }
    }
    @Sendable func asked(_ implementation: Implementation, _ solution: Implementation)
      -> [Question]
    {
      let isRight = questions.allSatisfy { question in
        guard let right = answer(solution, question),
          let own = answer(implementation, question)
        else { return false }
        return own.parts.count == right.parts.count
          && zip(own.parts, right.parts).allSatisfy { $0.isSame($1, tolerance: tolerance) }
      }
      return isRight ? questions + edges : questions
    }
    // A law may rely on those before it, such as on how many numbers an answer has.
    @Sendable func broken(_ answer: Implementation, _ questions: [Question]) -> [(
      law: Int, sentence: String
    )] {
      questions.compactMap { question in
        guard let output = try? ask(answer, question) else { return nil }
        for (index, law) in laws.enumerated() {
          if let sentence = law.broken(question, output) { return (index, sentence) }
        }
        return nil
      }
    }
    brokenLaws = { answer in Set(broken(answer, questions).map { laws[$0.law].name }) }
    sentence = { implementation, solution in
      let asked = asked(implementation, solution)
      let rewritten: [Rewritten<Question>] = outcomes.map { outcome in
        (
          outcome.words,
          { question in
            (try? ask(solution, question)).flatMap(outcome.change).map { Answer($0, names: names) }
          }
        )
      }
      let examination = Examination(
        questions: asked, facets: inputs, variations: variations, traits: traits,
        tolerance: tolerance, rewritten: rewritten, ask: { answer(implementation, $0) },
        askSolution: { answer(solution, $0) })
      return examination?.sentence(
        brokenLaw: {
          let broken = broken(implementation, asked)
          let first = broken.map(\.law).min()
          return broken.first { $0.law == first }?.sentence
        })
    }
  }
}

typealias Rewritten<Question> = (words: String, answer: (Question) -> Answer?)
