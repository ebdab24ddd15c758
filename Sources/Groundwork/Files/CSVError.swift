/// What is wrong with a table of comma-separated values, and where.
public struct CSVError: UserFacingError, Equatable {
  public let path: String
  /// Counted from 1.
  public let line: Int
  /// The field within the line, counted from 1; nil where it is about the whole line.
  public let column: Int?
  public let problem: String

  public init(path: String, line: Int, column: Int? = nil, problem: String) {
    self.path = path
    self.line = line
    self.column = column
    self.problem = problem
  }

  public var description: String {
    "\(path):\(line):" + (column.map { "\($0):" } ?? "") + " " + problem
  }
}
