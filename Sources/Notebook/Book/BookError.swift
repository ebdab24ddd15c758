import Groundwork

/// Why there is no book.
public enum BookError: UserFacingError, Equatable {
  /// A program that the book needs, and that is not on the PATH.
  case noProgram(String)
  /// Pages that a reader would find broken, one line a problem.
  case broken([String])
  /// A program of the book's that failed.
  case failed(program: String, reason: String)
  /// A workbook without any chapter's page.
  case noPages

  public var description: String {
    switch self {
    case .noProgram(let name): "\(name) is not on the PATH"
    case .broken(let problems):
      "the book has \(Plural.count(problems.count, "problem")): \(problems.prefix(3).joined(separator: "; "))"
        + (problems.count > 3 ? " …" : "")
    case .failed(let program, let reason): "\(program) failed (\(reason))"
    case .noPages: "there is no chapter's page to make a book from"
    }
  }
}
