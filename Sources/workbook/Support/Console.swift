import Foundation
import Synchronization
import WorkbookCore

/// The two streams: results on standard output, everything about the work on standard error.
enum Console {
  /// A line on standard error.
  static func note(_ line: String) {
    StandardStreams.note(line)
  }

  /// Bytes on standard output, at once: as they are for a file or a pipe, fit for a terminal on one.
  static func write(_ bytes: [UInt8]) {
    StandardStreams.writeOutput(isTerminal ? filter.withLock { $0.safe(bytes) } : bytes)
  }

  static let isTerminal = isatty(STDOUT_FILENO) == 1
  private static let filter = Mutex(TerminalFilter())

  /// One JSON object as a line of its own, the last one of standard output.
  static func printJSON(_ value: JSONValue) {
    Swift.print(TerminalText.safe(json: value.encodedText))
  }

  /// A text broken into lines between its words.
  static func wrapped(_ text: String, width: Int = 80) -> String {
    TerminalText.wrapped(text, width: width).joined(separator: "\n")
  }
}
