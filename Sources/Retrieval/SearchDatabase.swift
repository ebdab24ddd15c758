import CSQLite

/// A connection to an SQLite database of its own, in memory. For one thread at a time.
final class SearchDatabase {
  fileprivate let handle: OpaquePointer

  init() throws(RetrievalError) {
    var handle: OpaquePointer?
    // Whoever owns the connection sees to it that threads take turns.
    let flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
    let status = sqlite3_open_v2(":memory:", &handle, flags, nil)
    guard status == SQLITE_OK, let handle else {
      sqlite3_close_v2(handle)
      throw .database(String(cString: sqlite3_errstr(status)))
    }
    self.handle = handle
    // Sorting spills over into memory too: a search leaves nothing on the disk.
    try run("PRAGMA temp_store = MEMORY")
  }

  /// Statements that are still there keep the connection open until they are gone.
  deinit { sqlite3_close_v2(handle) }

  /// Runs a statement that gives no rows.
  func run(_ sql: String) throws(RetrievalError) {
    let statement = try SearchStatement(sql, in: self)
    while try statement.step() {}
  }

  /// SQLite's own words on what went wrong last.
  fileprivate var problem: RetrievalError { .database(String(cString: sqlite3_errmsg(handle))) }

  /// FTS5's interface for tokenizers.
  ///
  /// - Throws: `RetrievalError.noFullTextSearch` where SQLite has no FTS5.
  func fullTextInterface() throws(RetrievalError) -> UnsafeMutablePointer<fts5_api> {
    var statement: OpaquePointer?
    var interface: UnsafeMutablePointer<fts5_api>?
    // The way that SQLite documents: https://www.sqlite.org/fts5.html#extending_fts5
    if sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, nil) == SQLITE_OK {
      let type: StaticString = "fts5_api_ptr"
      withUnsafeMutablePointer(to: &interface) { interface in
        type.withUTF8Buffer { type in
          type.withMemoryRebound(to: CChar.self) { type in
            _ = sqlite3_bind_pointer(statement, 1, interface, type.baseAddress, nil)
            _ = sqlite3_step(statement)
          }
        }
      }
    }
    sqlite3_finalize(statement)
    guard let interface else {
      throw .noFullTextSearch(version: FullTextSearch.libraryVersion)
    }
    return interface
  }
}

/// A statement of SQL, made ready once and run with one set of values after the other.
final class SearchStatement {
  private let database: SearchDatabase
  private let handle: OpaquePointer

  init(_ sql: String, in database: SearchDatabase) throws(RetrievalError) {
    var handle: OpaquePointer?
    guard sqlite3_prepare_v2(database.handle, sql, -1, &handle, nil) == SQLITE_OK, let handle else {
      throw database.problem
    }
    self.database = database
    self.handle = handle
  }

  deinit { sqlite3_finalize(handle) }

  /// Gives the value at a place, from 1 on, a number.
  func bind(_ number: Int, at place: Int32) throws(RetrievalError) {
    guard sqlite3_bind_int64(handle, place, Int64(number)) == SQLITE_OK else {
      throw database.problem
    }
  }

  /// Gives the value at a place, from 1 on, a text, which SQLite copies.
  func bind(_ text: some Collection<UInt8>, at place: Int32) throws(RetrievalError) {
    // `SQLITE_TRANSIENT`, a cast that Swift does not import.
    let isCopied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let text = Array(text)
    let status = text.withUnsafeBytes {
      sqlite3_bind_text64(
        handle, place, $0.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64($0.count),
        isCopied, UInt8(SQLITE_UTF8))
    }
    guard status == SQLITE_OK else { throw database.problem }
  }

  /// Goes to the next row; false behind the last.
  func step() throws(RetrievalError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw database.problem
    }
  }

  func number(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  func text(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_text(handle, column) else { return [] }
    return Array(
      UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  /// Makes the statement ready to run again.
  func reset() { sqlite3_reset(handle) }
}
