import Groundwork

/// What can go wrong between runs and laws.
public enum ScalingError: UserFacingError, Equatable {
  /// A table of runs that cannot be read, with its line and column.
  case badTable(CSVError)
  /// A file that does not hold what it should.
  case badFile(path: String, problem: String)
  /// More points are needed for what is asked.
  case tooFewPoints(count: Int, needed: Int, purpose: String)
  /// A law that no plan for this budget should rest on, and why.
  case unfit(law: String, objections: [LawObjection])
  /// Points or settings from which nothing can be computed.
  case impossible(String)

  public var description: String {
    switch self {
    case .badTable(let error): error.description
    case .badFile(let path, let problem): "\(path): \(problem)"
    case .tooFewPoints(let count, let needed, let purpose):
      "\(Plural.count(count, "point")) \(Plural.of(count, "is", "are")) too few for \(purpose)"
        + "; give at least \(needed)"
    case .unfit(let law, let objections):
      "\(law) is no law to plan this budget with: "
        + objections.map(\.description).joined(separator: "; ")
    case .impossible(let problem): problem
    }
  }
}
