import Groundwork

/// What can go wrong between runs and laws.
public enum ScalingError: UserFacingError, Equatable {
  /// A line of a table of runs that cannot be read, counted from 1.
  case badLine(path: String, line: Int, problem: String)
  /// A line and a column of a table that cannot be read, both counted from 1.
  case badField(path: String, line: Int, column: Int, problem: String)
  /// A file that does not hold what it should.
  case badFile(path: String, problem: String)
  /// More points are needed for what is asked.
  case tooFewPoints(count: Int, needed: Int, purpose: String)
  /// Points or settings from which nothing can be computed.
  case impossible(String)

  public var description: String {
    switch self {
    case .badLine(let path, let line, let problem): "\(path):\(line): \(problem)"
    case .badField(let path, let line, let column, let problem):
      "\(path):\(line):\(column): \(problem)"
    case .badFile(let path, let problem): "\(path): \(problem)"
    case .tooFewPoints(let count, let needed, let purpose):
      "\(count) points are too few for \(purpose); give at least \(needed)"
    case .impossible(let problem): problem
    }
  }
}
