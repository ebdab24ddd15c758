import Foundation

/// Single keys from a terminal, without Return and without an echo; Ctrl-C works as ever.
///
/// The terminal is put back as it was when this goes away.
final class TerminalKeys {
  private var original = termios()

  /// Nil where standard input is no terminal.
  init?() {
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &original) == 0 else { return nil }
    var raw = original
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return nil }
  }

  deinit { tcsetattr(STDIN_FILENO, TCSANOW, &original) }

  /// The next key, or nil where none is pressed within a time; a signal cuts the wait short.
  func next(milliseconds: Int32) -> Character? {
    var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, milliseconds) > 0 else { return nil }
    var byte: UInt8 = 0
    guard read(STDIN_FILENO, &byte, 1) == 1 else {
      // A terminal that went away is readable for ever.
      usleep(200_000)
      return nil
    }
    return Character(UnicodeScalar(byte))
  }
}
