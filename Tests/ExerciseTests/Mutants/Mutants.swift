import ExerciseKit

/// Wrong answers to one exercise that its author did not have in mind, judged as a learner's are.
///
/// They measure the check and the sentences: how many wrong answers fail, and how many of those are told
/// what is wrong. Many of those in `mutants01` and on have become known mistakes since, and the properties were
/// tried on them, so that their share guards the sentences there are; those in `unseen01` and on are by somebody
/// who did not know them: see `UnseenTests`.
struct Mutants {
  let id: String
  let judged: [(name: String, verdict: Verdict)]
  /// The names of the laws that the exercise's right answers keep, and of those that a mutant or a known
  /// mistake breaks.
  let laws: [String]
  let brokenLaws: Set<String>

  var caught: Int { judged.count { $0.verdict.isFailed } }
  /// Those whose verdict names the mistake, not only the question that shows it.
  var named: Int { judged.count { $0.verdict.isNamed } }

  private init<Implementation>(
    _ id: String, _ exercise: Exercise<Implementation>, _ solution: Implementation,
    _ mistakes: [KnownMistake<Implementation>], inputs: [String],
    mutants: [(String, Implementation)]
  ) {
    self.id = id
    let judges = mutants.map { name, mutant in
      (
        name,
        ExerciseCase(
          id, exercise, learner: mutant, solution: solution, mistakes: mistakes, inputs: inputs)
      )
    }
    judged = judges.map { ($0, $1.judgeLearner()) }
    laws = judges.first?.1.laws ?? []
    brokenLaws = judges.reduce(into: judges.first?.1.lawsBrokenByMistakes() ?? []) {
      $0.formUnion($1.1.lawsBrokenByLearner())
    }
  }

  /// - Parameters:
  ///   - inputs: what the answer's inputs are called, as in the chapter's list of cases.
  ///   - mutants: by what is wrong with each.
  init<A, Output>(
    _ id: String, _ exercise: Exercise<(A) throws -> Output>,
    solution: @escaping (A) throws -> Output, mistakes: [KnownMistake<(A) throws -> Output>],
    inputs: [String], _ mutants: KeyValuePairs<String, @Sendable (A) throws -> Output>
  ) {
    self.init(
      id, exercise, solution, mistakes, inputs: inputs,
      mutants: mutants.map { ($0.key, asking($0.value)) })
  }

  /// The same of two inputs.
  init<A, B, Output>(
    _ id: String, _ exercise: Exercise<(A, B) throws -> Output>,
    solution: @escaping (A, B) throws -> Output,
    mistakes: [KnownMistake<(A, B) throws -> Output>],
    inputs: [String], _ mutants: KeyValuePairs<String, @Sendable (A, B) throws -> Output>
  ) {
    self.init(
      id, exercise, solution, mistakes, inputs: inputs,
      mutants: mutants.map { ($0.key, asking($0.value)) })
  }

  /// The same of three inputs.
  init<A, B, C, Output>(
    _ id: String, _ exercise: Exercise<(A, B, C) throws -> Output>,
    solution: @escaping (A, B, C) throws -> Output,
    mistakes: [KnownMistake<(A, B, C) throws -> Output>],
    inputs: [String], _ mutants: KeyValuePairs<String, @Sendable (A, B, C) throws -> Output>
  ) {
    self.init(
      id, exercise, solution, mistakes, inputs: inputs,
      mutants: mutants.map { ($0.key, asking($0.value)) })
  }

  /// The same of four inputs.
  init<A, B, C, D, Output>(
    _ id: String, _ exercise: Exercise<(A, B, C, D) throws -> Output>,
    solution: @escaping (A, B, C, D) throws -> Output,
    mistakes: [KnownMistake<(A, B, C, D) throws -> Output>],
    inputs: [String], _ mutants: KeyValuePairs<String, @Sendable (A, B, C, D) throws -> Output>
  ) {
    self.init(
      id, exercise, solution, mistakes, inputs: inputs,
      mutants: mutants.map { ($0.key, asking($0.value)) })
  }

  /// The same of three inputs, the last one being a function.
  init<A, B, C, D, Output>(
    _ id: String, _ exercise: Exercise<(A, B, (C) -> D) throws -> Output>,
    solution: @escaping (A, B, (C) -> D) throws -> Output,
    mistakes: [KnownMistake<(A, B, (C) -> D) throws -> Output>],
    inputs: [String],
    _ mutants: KeyValuePairs<String, @Sendable (A, B, (C) -> D) throws -> Output>
  ) {
    self.init(
      id, exercise, solution, mistakes, inputs: inputs,
      mutants: mutants.map { ($0.key, asking($0.value)) })
  }

  /// The same of five inputs.
  init<A, B, C, D, E, Output>(
    _ id: String, _ exercise: Exercise<(A, B, C, D, E) throws -> Output>,
    solution: @escaping (A, B, C, D, E) throws -> Output,
    mistakes: [KnownMistake<(A, B, C, D, E) throws -> Output>],
    inputs: [String], _ mutants: KeyValuePairs<String, @Sendable (A, B, C, D, E) throws -> Output>
  ) {
    self.init(
      id, exercise, solution, mistakes, inputs: inputs,
      mutants: mutants.map { ($0.key, asking($0.value)) })
  }
}

extension Verdict {
  fileprivate var isFailed: Bool { if case .failed = self { true } else { false } }
  fileprivate var isNamed: Bool {
    if case .failed(_, let mistake) = self { mistake != nil } else { false }
  }
}
