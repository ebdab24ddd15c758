import Foundation
import Groundwork

/// A program run as a child whose words are caught.
///
/// It stays in this process's group, so that Ctrl-C ends it too.
struct CapturedProcess {
  /// How a child ended.
  enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)
    /// It said nothing for longer than it may, and was killed.
    case silence
  }

  /// What it wrote.
  let output: String
  let ending: Ending

  /// Runs a program of the PATH, or of a path, to its end.
  ///
  /// - Parameters:
  ///   - silence: seconds without a word after which the child is killed; nil for never.
  ///   - withErrors: whether what it writes to standard error counts as output; else it is dropped.
  ///   - environment: what is set beside this process's own.
  /// - Throws: `ExerciseError.cannotBuild` where the program cannot be started.
  static func run(
    _ program: String, _ arguments: [String], silence: Int32? = nil, withErrors: Bool = true,
    environment: [String: String] = [:]
  ) throws(ExerciseError) -> CapturedProcess {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .cannotBuild("no pipe is left") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    if withErrors {
      posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    // Unless somebody reads it, nobody waits for a backtrace.
    let environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { _, new in new }
      .merging(environment) { _, new in new }.map { "\($0.key)=\($0.value)" }
    var child: pid_t = 0
    let status = CStringList.with([program] + arguments) { arguments in
      CStringList.with(environment) { posix_spawnp(&child, program, &actions, nil, arguments, $0) }
    }
    close(ends[1])
    defer { close(ends[0]) }
    guard status == 0 else {
      let reason = String(cString: strerror(status)).lowercased()
      throw .cannotBuild("\(program) cannot be started (\(reason))")
    }
    let (bytes, isSilent) = read(ends[0], silence: silence)
    if isSilent { kill(child, SIGKILL) }
    var result: Int32 = 0
    while waitpid(child, &result, 0) < 0 && errno == EINTR {}
    let signal = result & 0x7F
    return CapturedProcess(
      output: String(decoding: bytes, as: UTF8.self),
      ending: isSilent ? .silence : signal == 0 ? .exit((result >> 8) & 0xFF) : .signal(signal))
  }

  /// Reads until the other end closes, or until nothing came for too long.
  private static func read(
    _ descriptor: Int32, silence: Int32?
  ) -> (bytes: [UInt8], isSilent: Bool) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wanted, 1, silence.map { $0 * 1_000 } ?? -1)
      if ready == 0 { return (bytes, true) }
      if ready < 0 && errno == EINTR { continue }
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return (bytes, false) }
      bytes += buffer[..<count]
    }
  }
}
