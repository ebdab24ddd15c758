import Foundation
import Groundwork

/// A program run as a child whose words are caught; it ends with this process.
struct CapturedProcess {
  /// How a child ended.
  enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)
    /// It gave no sign of going on for longer than it may, and was killed with all that it started.
    case silence
    /// It was asked to end.
    case stopped
  }

  /// What it wrote, as far as that was kept.
  let output: String
  let ending: Ending

  /// Runs a program of the PATH, or of a path, to its end.
  ///
  /// - Parameters:
  ///   - silence: seconds after which a child that gives no sign is killed, however much it says
  ///     meanwhile; nil for never. A sign is a line of `CheckProgram`. Of what is said between two of
  ///     them, the beginning and the end are kept.
  ///   - withErrors: whether what it writes to standard error counts as output; else it is dropped.
  ///   - environment: what is set beside this process's own.
  ///   - stop: ends the child, with all that it started, when it is requested.
  ///   - tell: is told each sign as it comes.
  /// - Throws: `ExerciseError.cannotBuild` where the program cannot be started.
  static func run(
    _ program: String, _ arguments: [String], silence: Int32? = nil, withErrors: Bool = true,
    environment: [String: String] = [:], stop: CheckStop? = nil,
    sign tell: @escaping (CheckProgram.Line) -> Void = { _ in }
  ) throws(ExerciseError) -> CapturedProcess {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .cannotBuild("no pipe is left") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { for descriptor in [ends[0], nothing] { close(descriptor) } }
    // Unless somebody reads it, nobody waits for a backtrace.
    let environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { _, new in new }
      .merging(environment) { _, new in new }
    let child: ChildProgram
    do throws(ChildProgram.Failure) {
      // One that may be killed is killed with all that it started; Ctrl-C reaches the others directly.
      child = try ChildProgram.start(
        program, arguments, environment: environment, input: nothing, output: ends[1],
        errors: withErrors ? ends[1] : nothing, hasOwnGroup: silence != nil || stop != nil,
        deathSignal: silence != nil ? SIGKILL : SIGTERM)
    } catch {
      close(ends[1])
      throw .cannotBuild(error.description)
    }
    close(ends[1])
    return watch(child, ends[0], silence, stop, tell)
  }

  private static func watch(
    _ child: ChildProgram, _ descriptor: Int32, _ silence: Int32?, _ stop: CheckStop?,
    _ tell: @escaping (CheckProgram.Line) -> Void
  ) -> CapturedProcess {
    var output =
      silence == nil
      ? CapturedOutput.whole
      : CapturedOutput { line in
        guard let sign = sign(line) else { return false }
        tell(sign)
        return true
      }
    let clock = ContinuousClock()
    func deadline() -> ContinuousClock.Instant? {
      silence.map { clock.now.advanced(by: .seconds(Int($0))) }
    }
    var end = deadline()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    func isOver() -> Bool {
      // Ctrl-C does not reach a group of the child's own.
      silence != nil && Interruption.isRequested || end.map { clock.now >= $0 } ?? false
    }
    var isOpen = true
    while !isOver() {
      if stop?.isRequested == true {
        interrupt(child)
        return CapturedProcess(output: output.finish(), ending: .stopped)
      }
      if isOpen {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&wanted, 1, end == nil && stop == nil ? -1 : 100)
        guard ready > 0 else { continue }
        let count = Foundation.read(descriptor, &buffer, buffer.count)
        if count < 0 && errno == EINTR { continue }
        if count > 0, output.add(buffer[..<count]) { end = deadline() }
        isOpen = count > 0
      } else if let ending = child.endingIfOver() {
        return CapturedProcess(output: output.finish(), ending: Ending(ending))
      } else {
        // It has closed its streams and goes on.
        usleep(2_000)
      }
    }
    child.kill()
    _ = child.wait()
    return CapturedProcess(output: output.finish(), ending: .silence)
  }

  /// Ends a child as Ctrl-C would, and kills it where that takes long: a build that is interrupted ends
  /// its compilers, and is whole when it is begun again.
  private static func interrupt(_ child: ChildProgram) {
    _ = kill(-child.identifier, SIGINT)
    for _ in 0..<300 {
      if child.endingIfOver() != nil {
        // What it has started may not heed the signal, and belongs to its group all the same.
        child.kill()
        return
      }
      usleep(10_000)
    }
    child.kill()
    _ = child.wait()
  }

  /// A line that is the check's own; nil for what the learner's code prints.
  private static func sign(_ line: [UInt8]) -> CheckProgram.Line? {
    guard line.first == UInt8(ascii: "{"), line.count < 1 << 16 else { return nil }
    return try? JSONDecoder().decode(CheckProgram.Line.self, from: Data(line))
  }
}

extension CapturedProcess.Ending {
  init(_ ending: ChildProgram.Ending) {
    switch ending {
    case .exit(let status): self = .exit(status)
    case .signal(let number): self = .signal(number)
    }
  }
}
