import CSQLite

/// The system's SQLite, as searching needs it.
public enum FullTextSearch {
  /// Such as "3.40.1".
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// Whether passages can be searched, before anything else is done for it.
  ///
  /// - Throws: `RetrievalError.noFullTextSearch` where SQLite was built without FTS5, `.database`
  ///   where it does not even open a database in memory.
  public static func check() throws(RetrievalError) {
    _ = try SearchDatabase().fullTextInterface()
  }
}
