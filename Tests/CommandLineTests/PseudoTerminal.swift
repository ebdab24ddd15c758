import Foundation
import XCTest

/// A program at a terminal: what it writes is read as a person would see it, keys go in as typed.
final class PseudoTerminal {
  /// `POSIX_SPAWN_SETSID`, which Swift does not see.
  private static let newSession: Int16 = 0x80

  private let master: Int32
  private let child: pid_t
  private var seen: [UInt8] = []
  private var status: Int32?

  /// Starts a program whose three streams are a terminal of its own, in a session of its own: Ctrl-C
  /// reaches it and nobody else.
  init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws {
    var (near, far): (Int32, Int32) = (-1, -1)
    guard openpty(&near, &far, nil, nil, nil) == 0, let name = ttyname(far) else {
      throw CocoaError(.fileReadUnknown)
    }
    master = near
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    let terminal = String(cString: name)
    close(far)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in Int32(0)...2 {
      posix_spawn_file_actions_addopen(&actions, descriptor, terminal, O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)
    let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var pointers = ([path] + arguments).map { strdup($0) } + [nil]
    var variables = merged.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in pointers + variables { free(pointer) } }
    var started: pid_t = 0
    let error = posix_spawn(&started, path, &actions, &attributes, &pointers, &variables)
    guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EIO) }
    child = started
  }

  deinit {
    if status == nil { kill(child, SIGKILL) }
    _ = wait()
    close(master)
  }

  /// Everything written so far.
  var text: String { String(decoding: seen, as: UTF8.self).replacing("\r\n", with: "\n") }

  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Reads until some words were written behind those already waited for; false at the end of the
  /// program, or where nothing came for as long as a busy machine may need.
  func wait(for words: String) -> Bool {
    while !text[unread...].contains(words) {
      var wanted = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&wanted, 1, 120_000) > 0 else { return false }
      var buffer = [UInt8](repeating: 0, count: 4_096)
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { return false }
      seen += buffer[..<count]
    }
    return true
  }

  /// Where `wait` begins to look.
  private var unread: String.Index {
    text.index(text.startIndex, offsetBy: min(skipped, text.count))
  }
  private var skipped = 0

  /// From now on only what comes is waited for.
  func forget() { skipped = text.count }

  /// Reads to the end, and gives the exit status; 128 and more for a signal.
  @discardableResult
  func wait() -> Int32 {
    if let status { return status }
    while true {
      var buffer = [UInt8](repeating: 0, count: 4_096)
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      seen += buffer[..<count]
    }
    var result: Int32 = 0
    while waitpid(child, &result, 0) < 0 && errno == EINTR {}
    let signal = result & 0x7F
    let code = signal == 0 ? (result >> 8) & 0xFF : 128 + signal
    status = code
    return code
  }
}
