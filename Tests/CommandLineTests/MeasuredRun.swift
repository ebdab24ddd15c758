import Foundation
import XCTest

/// A run of `workbook` of which is known how much memory it took, and which is ended when it hangs.
struct MeasuredRun {
  /// 128 and the signal's number where a signal ended it, as in a shell.
  let status: Int32
  let errors: String
  /// The most memory that it had at a time.
  let peakByteCount: Int
  let hung: Bool

  /// - Parameter folder: of the run, where its streams are kept too.
  init(_ arguments: [String], folder: String, secondsAtMost: Double = 60) throws {
    let executable = try CommandLineRun.executable()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let said = folder + "/standard-error"
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, said, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var words = ([executable] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let outcome = posix_spawn(&child, executable, &actions, nil, &words, environ)
    guard outcome == 0 else { throw POSIXError(.init(rawValue: outcome) ?? .EINVAL) }
    let end = Date().addingTimeInterval(secondsAtMost)
    var (state, usage, isOver) = (Int32(0), rusage(), false)
    while wait4(child, &state, WNOHANG, &usage) == 0 {
      if !isOver, Date() > end {
        isOver = true
        kill(child, SIGKILL)
      }
      usleep(1_000)
    }
    hung = isOver
    status = state & 0x7F == 0 ? state >> 8 & 0xFF : 128 + state & 0x7F
    peakByteCount = usage.ru_maxrss * 1_024
    errors = String(
      decoding: (try? Data(contentsOf: URL(fileURLWithPath: said))) ?? Data(), as: UTF8.self)
  }
}
