import Groundwork

/// Questions to a model that has passages before them.
extension AdviceRunner {
  /// What may take longer than this share of the time is left out: trainings say more.
  private static let questionShare = 0.1

  /// Asks the questions with the passages that did best for the held-out text, and with as many others.
  func askQuestions(_ base: AdviceBase) throws {
    guard !tasks.questions.isEmpty else { return }
    var trials: ContextTrials?
    for option in [AdviceOption.retrieved, .prompted] {
      let tried = ledger.runs.filter {
        $0.option == option && $0.base == base.name && $0.window == nil && !$0.isControl
      }
      guard let run = tried.min(by: { $0.field.bitsPerByte < $1.field.bitsPerByte }),
        run.tasks == nil
      else { continue }
      let before: FieldPassages.Before =
        option == .retrieved ? .best(run.passages) : .random(run.passages)
      let name = "questions after \(run.name)"
      let asked = try trials ?? ContextTrials(base, material, tasks: tasks)
      trials = asked
      let operations = asked.questionOperations(after: before)
      let expected = clock.expected(.reading, operations: operations)
      guard mayGoOn, expected < Self.questionShare * clock.seconds,
        expected + gapSeconds < clock.left
      else {
        leave(name)
        continue
      }
      tell(name, clock.elapsed / clock.seconds)
      guard let score = try asked.questions(after: before) else { continue }
      try ledger.set(score, ofRunNamed: run.name)
      leftOut.removeAll { $0 == name }
    }
  }
}
