@preconcurrency import Glibc
import Synchronization

/// The two streams of a process: results go to standard output, everything about the work to standard
/// error. Both are written at once, so that they stay in order.
///
/// What cannot be written is lost and ends nothing: a message on a full disk must not cost an hour's
/// training. Lost results are remembered, and the program that gave them ends with status 1
/// (`finishOutput`).
public enum StandardStreams {
  /// The error of the first write to standard output that failed; 0 for none.
  private static let outputError = Atomic<Int32>(0)

  /// Call it first of all: a stream that was closed before the program began is put in its place,
  /// as one that nothing can be written to. The next file to be opened would take its number, and
  /// messages would go into that file.
  public static func open() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // The lowest free number is this one.
      _ = Glibc.open("/dev/null", O_RDONLY)
    }
  }

  /// Writes bytes to standard output, as they are.
  public static func writeOutput(_ bytes: [UInt8]) {
    let error = bytes.withUnsafeBytes {
      DescriptorWriting.writeAll($0, to: STDOUT_FILENO)
    }
    if error != 0 { remember(error) }
  }

  /// Writes a text to standard output.
  public static func writeOutput(_ text: some StringProtocol) { writeOutput(Array(text.utf8)) }

  /// Writes a text to standard error, as it is.
  public static func writeError(_ text: some StringProtocol) {
    _ = Array(text.utf8).withUnsafeBytes {
      DescriptorWriting.writeAll($0, to: STDERR_FILENO)
    }
  }

  /// Writes a line to standard error, fit for a terminal whatever it quotes.
  public static func note(_ line: String) { writeError(TerminalText.safe(line) + "\n") }

  /// Writes out what `print` still holds back.
  ///
  /// - Returns: why standard output could not take everything; nil where it could.
  public static func finishOutput() -> String? {
    if fflush(stdout) != 0 { remember(errno) }
    // An earlier part that `print` could not get rid of.
    if ferror(stdout) != 0 { remember(EIO) }
    let error = outputError.load(ordering: .relaxed)
    return error == 0 ? nil : String(cString: strerror(error)).lowercased()
  }

  private static func remember(_ error: Int32) {
    _ = outputError.compareExchange(expected: 0, desired: error, ordering: .relaxed)
  }
}
