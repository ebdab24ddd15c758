import Foundation
import Groundwork
import Synchronization

/// What stands on 127.0.0.1: it reads each request whole, within its limits, and hands on what may pass.
///
/// FlyingFox, which answers, waits without end for a head and reads one of any length. So it listens on
/// a socket in a folder of this user alone, and everything that a stranger may send in is read here first:
/// a thread a connection, one request each.
final class Gate: Sendable {
  let accessGuard: AccessGuard
  private let listener: Int32
  private let limits: Limits
  /// The path of the socket behind.
  private let behind: String
  private let isStopped = Atomic<Bool>(false)
  private let room: DispatchSemaphore

  /// Binds a port of 127.0.0.1 and of nothing else.
  ///
  /// - Parameter port: 0 for any that is free.
  /// - Throws: `LivePageError.portTaken`.
  init(port: UInt16, behind: String, limits: Limits) throws(LivePageError) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    var isOn: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 256) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else {
      let reason = String(cString: strerror(errno)).lowercased()
      close(descriptor)
      throw .portTaken(port, reason: reason)
    }
    listener = descriptor
    self.behind = behind
    self.limits = limits
    // One that is made with room, and goes while somebody has some of it, traps.
    room = DispatchSemaphore(value: 0)
    for _ in 0..<limits.connectionCount { room.signal() }
    let own = UInt16(bigEndian: address.sin_port)
    accessGuard = AccessGuard(port: own)
  }

  /// Serves on threads of its own.
  func start() {
    let thread = Thread { [self] in acceptAll() }
    thread.name = "gate"
    thread.start()
  }

  /// Takes no further connection; those that are open end with their answers.
  func stop() {
    guard !isStopped.exchange(true, ordering: .relaxed) else { return }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func acceptAll() {
    while true {
      room.wait()
      let descriptor = accept(listener, nil, nil)
      if isStopped.load(ordering: .relaxed) {
        if descriptor >= 0 { close(descriptor) }
        close(listener)
        return
      }
      guard descriptor >= 0 else {
        // No descriptor is left, or the other side has gone already.
        room.signal()
        usleep(10_000)
        continue
      }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      let thread = Thread { [self] in
        GateConnection(descriptor, behind: behind, accessGuard, limits).serve()
        close(descriptor)
        room.signal()
      }
      thread.stackSize = 256 << 10
      thread.start()
    }
  }
}
