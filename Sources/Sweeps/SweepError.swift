import Groundwork

/// What can end a sweep; what is finished stays in its table.
public enum SweepError: UserFacingError, Equatable {
  /// Ctrl-C or SIGTERM; `done` of the sweep's `total` runs are in the table.
  case interrupted(path: String, done: Int, total: Int)
  /// The table holds something that this sweep cannot have made.
  case foreignTable(path: String, problem: String)
  /// Trainings whose loss is no number any more; the others were made.
  case diverged(names: [String])
  /// Several machines or processes were given minutes, which each would turn into other budgets.
  case budgetsNotAgreed
  /// The file that keeps a sweep's budgets cannot be read, or holds what no sweep has kept.
  case damagedDesign(path: String, problem: String)
  case impossible(String)

  public var description: String {
    switch self {
    case .interrupted(let path, let done, let total):
      "interrupted; \(path) holds \(done) of \(total) runs"
    case .foreignTable(let path, let problem):
      "\(path): \(problem); give the text and the settings that it was made with, or another file"
    case .diverged(let names):
      "the loss of \(Plural.count(names.count, "run")) is no number any more, \(names.prefix(3).joined(separator: ", ")) "
        + "among them; the other runs are in the table: leave these sizes or budgets out"
    case .budgetsNotAgreed:
      "several machines must agree on the budgets"
    case .damagedDesign(let path, let problem):
      "\(path): \(problem); it keeps the budgets that the table's runs were made for"
    case .impossible(let problem): "this sweep is impossible: \(problem)"
    }
  }

  public var isResumable: Bool {
    if case .interrupted = self { true } else { false }
  }
}
