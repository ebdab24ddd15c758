import Foundation
import Synchronization
import WorkbookCore

/// A program run as a child, in the same process group and on the same streams, so that Ctrl-C and
/// the terminal are the child's as they were ours.
enum ChildProcess {
  /// How a child ended.
  enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  private static let current = Atomic<Int32>(0)

  /// Runs a program to its end. Ctrl-C is left to the child; a signal that is sent to this process
  /// alone is passed on.
  ///
  /// - Parameters:
  ///   - outputToStandardError: sends the child's standard output there too.
  static func run(
    _ path: String, _ arguments: [String], environment: [String: String] = [:],
    outputToStandardError: Bool = false
  ) throws -> Ending {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if outputToStandardError { posix_spawn_file_actions_adddup2(&actions, 2, 1) }
    let merged = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    let restore = forwardSignals()
    defer { restore() }
    // Whatever the program printed so far comes before what the child prints.
    fflush(nil)
    var child: pid_t = 0
    let status = CStringList.with([path] + arguments) { arguments in
      CStringList.with(merged.map { "\($0.key)=\($0.value)" }) { environment in
        posix_spawnp(&child, path, &actions, nil, arguments, environment)
      }
    }
    guard status == 0 else {
      throw InputError(
        "\(path) cannot be started: \(String(cString: strerror(status)).lowercased())")
    }
    current.store(child, ordering: .relaxed)
    defer { current.store(0, ordering: .relaxed) }
    var result: Int32 = 0
    while waitpid(child, &result, 0) < 0 {
      guard errno == EINTR else { throw InputError("\(path) was lost: waitpid failed") }
    }
    let signal = result & 0x7F
    return signal == 0 ? .exit((result >> 8) & 0xFF) : .signal(signal)
  }

  /// Lets SIGINT and SIGTERM pass to the child while one runs.
  ///
  /// The terminal sends Ctrl-C to the whole group, child included: passing that on would reach the
  /// child twice. A signal that another process sent has a code of at most 0 (`SI_USER`).
  private static func forwardSignals() -> () -> Void {
    var action = sigaction()
    action.__sigaction_handler.sa_sigaction = { number, information, _ in
      let child = ChildProcess.current.load(ordering: .relaxed)
      if child > 0, let information, information.pointee.si_code <= 0 { kill(child, number) }
    }
    action.sa_flags = SA_SIGINFO
    var previous = [sigaction(), sigaction()]
    sigaction(SIGINT, &action, &previous[0])
    sigaction(SIGTERM, &action, &previous[1])
    return {
      sigaction(SIGINT, &previous[0], nil)
      sigaction(SIGTERM, &previous[1], nil)
    }
  }
}
