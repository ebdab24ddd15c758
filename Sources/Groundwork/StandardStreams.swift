import Foundation

/// The two streams of a process: results go to standard output, everything about the work to standard
/// error. Both are written at once, so that they stay in order.
public enum StandardStreams {
  /// Writes bytes to standard output.
  public static func writeOutput(_ bytes: [UInt8]) {
    FileHandle.standardOutput.write(Data(bytes))
  }

  /// Writes a text to standard output.
  public static func writeOutput(_ text: some StringProtocol) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes a text to standard error.
  public static func writeError(_ text: some StringProtocol) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Writes a line to standard error.
  public static func note(_ line: String) { writeError(line + "\n") }
}
