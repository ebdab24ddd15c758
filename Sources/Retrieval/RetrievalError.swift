import Groundwork

/// What can go wrong when passages are cut, indexed or searched.
public enum RetrievalError: UserFacingError, Equatable {
  /// An SQLite that was built without FTS5.
  case noFullTextSearch(version: String)
  /// SQLite's own words, such as those on memory that has run out.
  case database(String)
  case passageLength(Int, minimum: Int)

  public var description: String {
    switch self {
    case .noFullTextSearch(let version):
      "the system's SQLite \(version) was built without full-text search (FTS5), which finding "
        + "passages needs"
    case .database(let problem): "SQLite cannot index or search the passages: \(problem)"
    case .passageLength(let length, let minimum):
      "passages of \(length) are too short; \(minimum) is the least"
    }
  }
}
