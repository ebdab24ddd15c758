import CProcesses
import Foundation

/// A program run as a child. It ends with this process, however this one ends: a parent that is killed
/// leaves no child behind.
///
///     let child = try ChildProgram.start("git", ["status"], output: descriptor)
///     guard child.wait() == .exit(0) else { … }
public struct ChildProgram: Sendable {
  /// How a child ended.
  public enum Ending: Equatable, Sendable {
    case exit(Int32)
    case signal(Int32)
  }

  /// A program that could not be started.
  public struct Failure: UserFacingError, Equatable {
    public let program: String
    public let reason: String

    public var description: String { "\(program) cannot be started (\(reason))" }
  }

  public let identifier: pid_t
  private let hasOwnGroup: Bool

  /// Starts a program of a path, or of the PATH.
  ///
  /// Signals that this process catches are the child's by their defaults.
  /// - Parameters:
  ///   - environment: replaces this process's.
  ///   - input: the descriptor that becomes the child's standard input; nil for this process's. So for
  ///     `output` and `errors`.
  ///   - hasOwnGroup: whether the child leads a process group of its own, as a whole to be killed;
  ///     the terminal's Ctrl-C does not reach it then.
  ///   - deathSignal: what the child is sent when this process ends. It is bound to the calling
  ///     thread, which must live as long as the child should.
  public static func start(
    _ program: String, _ arguments: [String], environment: [String: String]? = nil,
    input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil, hasOwnGroup: Bool = false,
    deathSignal: Int32 = SIGTERM
  ) throws(Failure) -> ChildProgram {
    let environment = environment ?? ProcessInfo.processInfo.environment
    var identifier: pid_t = 0
    let error = CStringList.with([program] + arguments) { arguments in
      CStringList.with(environment.map { "\($0.key)=\($0.value)" }) { environment in
        program.withCString { program in
          arguments.withUnsafeBufferPointer { arguments in
            environment.withUnsafeBufferPointer { environment in
              var child = workbook_child(
                program: program, arguments: arguments.baseAddress,
                environment: environment.baseAddress,
                streams: (input ?? -1, output ?? -1, errors ?? -1),
                has_own_group: hasOwnGroup ? 1 : 0, death_signal: deathSignal)
              return workbook_start(&child, &identifier)
            }
          }
        }
      }
    }
    guard error == 0 else {
      throw Failure(program: program, reason: String(cString: strerror(error)).lowercased())
    }
    return ChildProgram(identifier: identifier, hasOwnGroup: hasOwnGroup)
  }

  /// Waits for the end; to be called once.
  public func wait() -> Ending {
    var result: Int32 = 0
    while waitpid(identifier, &result, 0) < 0 && errno == EINTR {}
    return Self.ending(result)
  }

  /// How the child ended, if it has: then it was waited for.
  public func endingIfOver() -> Ending? {
    var result: Int32 = 0
    return waitpid(identifier, &result, WNOHANG) == identifier ? Self.ending(result) : nil
  }

  /// Kills the child, and its whole group where it has one of its own.
  public func kill() { _ = Foundation.kill(hasOwnGroup ? -identifier : identifier, SIGKILL) }

  private static func ending(_ result: Int32) -> Ending {
    let signal = result & 0x7F
    return signal == 0 ? .exit((result >> 8) & 0xFF) : .signal(signal)
  }
}
