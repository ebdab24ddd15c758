/// What a check found.
public enum Verdict: Hashable, Sendable {
  case passed
  /// Not attempted yet.
  case open
  /// What is wrong, and, where the answer equals a known mistake's, the sentence that names it.
  case failed(message: String, mistake: String?)

  public var isPassed: Bool { self == .passed }
}

/// An exercise with the learner's answer, the solution and the known mistakes.
///
///     ExerciseCase(
///       "1.1", Chapter01.countPairs, learner: Exercises01.countPairs, solution: countPairs,
///       mistakes: [KnownMistake("you counted each pair once", countPairsOnce)])
public struct ExerciseCase {
  /// Chapter and number: "1.1".
  public let id: String
  /// Judges the learner's answer; is told what is wrong before the mistake is looked for.
  let judge: (_ bench: Workbench, _ unnamed: (String) -> Void) -> Verdict
  /// Judges the solution.
  public let judgeSolution: () -> Verdict
  /// Judges the known mistakes, in order.
  public let judgeMistakes: () -> [(sentence: String, verdict: Verdict)]

  /// Whether the exercise lists properties.
  public let hasProperties: Bool
  /// The laws that every right answer keeps, by name: see `Properties`.
  public let laws: [String]
  /// The names of the laws that the solution breaks: none.
  public let lawsBrokenBySolution: () -> Set<String>
  /// The names of the laws that some known mistake breaks.
  public let lawsBrokenByMistakes: () -> Set<String>
  /// The names of the laws that the learner's answer breaks.
  public let lawsBrokenByLearner: () -> Set<String>
  /// What the properties say of the solution: nothing.
  public let sentenceForSolution: () -> String?

  /// - Parameters:
  ///   - learner: wrapped in `asking`, so that what is asked can be told.
  ///   - inputs: what the answer's inputs are called, in order; wrong answers are then explained by them.
  public init<Implementation>(
    _ id: String, _ exercise: Exercise<Implementation>, learner: Implementation,
    solution: Implementation, mistakes: [KnownMistake<Implementation>], inputs: [String] = []
  ) {
    self.id = id
    let diagnosis = Diagnosis(
      exercise, solution: solution, mistakes: mistakes, inputs: inputs)
    func judge(
      _ implementation: Implementation, _ bench: Workbench = Workbench(),
      unnamed: (String) -> Void = { _ in }
    ) -> Verdict {
      do {
        try exercise.check(implementation, bench)
        return .passed
      } catch is NotAttempted {
        return .open
      } catch let failure as CheckFailure where failure.mistake != nil {
        return .failed(message: failure.message, mistake: failure.mistake)
      } catch {
        unnamed("\(error)")
        return .failed(message: "\(error)", mistake: diagnosis.sentence(for: implementation))
      }
    }
    let properties = exercise.properties
    hasProperties = properties.questionCount > 0
    laws = properties.laws
    lawsBrokenBySolution = { properties.brokenLaws(solution) }
    lawsBrokenByMistakes = {
      mistakes.reduce(into: []) { $0.formUnion(properties.brokenLaws($1.implementation)) }
    }
    lawsBrokenByLearner = { properties.brokenLaws(learner) }
    sentenceForSolution = { properties.sentence(solution, solution) }
    self.judge = { judge(learner, $0, unnamed: $1) }
    judgeSolution = { judge(solution) }
    judgeMistakes = {
      mistakes.map { (sentence: $0.sentence, verdict: judge($0.implementation)) }
    }
  }

  /// Judges the learner's answer.
  public func judgeLearner() -> Verdict { judge(Workbench()) { _ in } }
}
