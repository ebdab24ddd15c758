import CProcesses

/// The end where nothing can be thrown: in the middle of a step, on whatever thread.
public enum SuddenEnd {
  /// Writes "PROGRAM: SUBJECT: PROBLEM" to standard error and ends the process with status 1 at once.
  ///
  /// Nothing is finished or put in place: files that are written whole or not at all stay as they were.
  public static func end(_ subject: String, _ problem: String) -> Never {
    workbook_end(subject, problem)
  }
}
