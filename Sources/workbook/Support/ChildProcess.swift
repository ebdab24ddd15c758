import Foundation
import Synchronization
import WorkbookCore

/// A program run as a child, in the same process group and on the same streams, so that Ctrl-C and
/// the terminal are the child's as they were ours.
enum ChildProcess {
  typealias Ending = ChildProgram.Ending

  private static let current = Atomic<Int32>(0)

  /// Runs a program to its end. Ctrl-C is left to the child; a signal that is sent to this process
  /// alone is passed on, and where this process is killed, the child is told to end.
  ///
  /// - Parameters:
  ///   - outputToStandardError: sends the child's standard output there too.
  static func run(
    _ path: String, _ arguments: [String], environment: [String: String] = [:],
    outputToStandardError: Bool = false
  ) throws -> Ending {
    let merged = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    let restore = forwardSignals()
    defer { restore() }
    // Whatever the program printed so far comes before what the child prints.
    fflush(nil)
    let child = try ChildProgram.start(
      path, arguments, environment: merged,
      output: outputToStandardError ? STDERR_FILENO : nil)
    current.store(child.identifier, ordering: .relaxed)
    defer { current.store(0, ordering: .relaxed) }
    return child.wait()
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
