/// A file or folder that could not be read or written.
public struct FileError: UserFacingError, Equatable {
  public let path: String
  public let problem: String

  public init(path: String, problem: String) {
    self.path = path
    self.problem = problem
  }

  public var description: String { "\(path): \(problem)" }
}
