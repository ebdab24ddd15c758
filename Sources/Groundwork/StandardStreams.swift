@preconcurrency import Glibc
import Synchronization

/// The two streams of a process: results go to standard output, everything about the work to standard
/// error. Both are written at once, so that they stay in order.
///
/// What cannot be written is lost and ends nothing: a message on a full disk, or to a reader that has
/// gone, must not cost an hour's training. Lost results are remembered, and the program that gave them
/// ends with status 1 (`finishOutput`).
public enum StandardStreams {
  /// Why standard output could not take everything.
  public struct Loss: Equatable, Sendable {
    public let reason: String
    /// Whether whoever read has gone (`| head`), and thus wants no more.
    public let isReaderGone: Bool
  }

  /// Thrown by work that is worth nothing without its output; the loss itself is told at the end.
  public struct LostOutput: Error {
    public init() {}
  }

  /// The error of the first write to standard output that failed; 0 for none.
  private static let outputError = Atomic<Int32>(0)

  /// Call it first of all: a stream that was closed before the program began is put in its place,
  /// as one that nothing can be written to. The next file to be opened would take its number, and
  /// messages would go into that file.
  ///
  /// From now on a reader that has gone (SIGPIPE) and a file as large as it may be (SIGXFSZ) end no
  /// process: the write fails, as on a full disk. The signals are caught rather than ignored, for a
  /// program that is started from here inherits what is ignored.
  public static func open() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // The lowest free number is this one.
      _ = Glibc.open("/dev/null", O_RDONLY)
    }
    for number in [SIGPIPE, SIGXFSZ] { signal(number) { _ in } }
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

  /// Whether some of the output is lost already: work for its sake alone may end here.
  public static var isOutputLost: Bool { outputError.load(ordering: .relaxed) != 0 }

  /// Writes out what `print` still holds back, so that what is said next stands below it.
  public static func flushOutput() {
    if fflush(stdout) != 0 { remember(errno) }
  }

  /// Writes out what `print` still holds back, for the last time.
  ///
  /// - Returns: why standard output could not take everything; nil where it could.
  public static func finishOutput() -> Loss? {
    flushOutput()
    // An earlier part that `print` could not get rid of.
    if ferror(stdout) != 0 { remember(isReaderGone ? EPIPE : EIO) }
    let error = outputError.load(ordering: .relaxed)
    guard error != 0 else { return nil }
    return Loss(
      reason: String(cString: strerror(error)).lowercased(), isReaderGone: error == EPIPE)
  }

  private static var isReaderGone: Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&output, 1, 0) == 1 && output.revents & Int16(POLLERR) != 0
  }

  private static func remember(_ error: Int32) {
    _ = outputError.compareExchange(expected: 0, desired: error, ordering: .relaxed)
  }
}
