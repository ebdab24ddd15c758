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
  /// Judges the learner's answer.
  public let judgeLearner: () -> Verdict
  /// Judges the solution.
  public let judgeSolution: () -> Verdict
  /// Judges the known mistakes, in order.
  public let judgeMistakes: () -> [(sentence: String, verdict: Verdict)]

  public init<Implementation>(
    _ id: String, _ exercise: Exercise<Implementation>, learner: Implementation,
    solution: Implementation, mistakes: [KnownMistake<Implementation>]
  ) {
    self.id = id
    func judge(_ implementation: Implementation) -> Verdict {
      do {
        try exercise.check(implementation)
        return .passed
      } catch is NotAttempted {
        return .open
      } catch {
        return .failed(
          message: "\(error)", mistake: Self.recognise(implementation, exercise, mistakes))
      }
    }
    judgeLearner = { judge(learner) }
    judgeSolution = { judge(solution) }
    judgeMistakes = {
      mistakes.map { (sentence: $0.sentence, verdict: judge($0.implementation)) }
    }
  }

  /// The sentence of the mistake that answers every question as this implementation does.
  private static func recognise<Implementation>(
    _ implementation: Implementation, _ exercise: Exercise<Implementation>,
    _ mistakes: [KnownMistake<Implementation>]
  ) -> String? {
    guard let answers = try? exercise.observe(implementation) else { return nil }
    return mistakes.first { mistake in
      guard let wrong = try? exercise.observe(mistake.implementation) else { return false }
      return wrong.count == answers.count
        && zip(wrong, answers).allSatisfy { isSame($0, $1) }
    }?.sentence
  }

  private static func isSame(_ a: Double, _ b: Double) -> Bool {
    if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
    // Of two numbers one of which is infinite, the distance is within any share of the larger.
    guard a.isFinite && b.isFinite else { return a == b }
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b))
  }
}
