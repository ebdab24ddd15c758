import Foundation

/// One connection at the gate: a request in, its answer out.
struct GateConnection {
  private let descriptor: Int32
  private let behind: String
  private let accessGuard: AccessGuard
  private let limits: Limits

  init(_ descriptor: Int32, behind: String, _ accessGuard: AccessGuard, _ limits: Limits) {
    self.descriptor = descriptor
    self.behind = behind
    self.accessGuard = accessGuard
    self.limits = limits
  }

  func serve() {
    var patience = timeval(tv_sec: Int(limits.secondsToWrite), tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    do throws(RequestHead.Refusal) {
      guard let request = try readRequest() else { return }
      guard let inner = connectBehind() else {
        throw .init(503, "the page is closing")
      }
      defer { close(inner) }
      guard Self.send(request, to: inner) else { throw .init(503, "the page is closing") }
      relay(from: inner)
    } catch {
      refuse(error)
    }
  }

  // MARK: In

  /// The request as it is handed on: what was understood of it, written anew. Nil where the other side
  /// has gone.
  private func readRequest() throws(RequestHead.Refusal) -> [UInt8]? {
    let deadline = ContinuousClock.now + .seconds(limits.secondsToRead)
    let end = Array("\r\n\r\n".utf8)
    var bytes: [UInt8] = []
    var searched = 0
    var headEnd: Int?
    while headEnd == nil {
      guard bytes.count < limits.headByteCount else {
        throw .init(431, "the request's head is too long")
      }
      guard try read(into: &bytes, atMost: limits.headByteCount - bytes.count, deadline) else {
        return nil
      }
      if bytes.count >= end.count {
        headEnd = (searched...(bytes.count - end.count)).first {
          bytes[$0..<$0 + end.count].elementsEqual(end)
        }
      }
      searched = max(0, bytes.count - end.count + 1)
    }
    guard let headEnd else { return nil }
    let head = try RequestHead(bytes[..<headEnd])
    let target = try accessGuard.admit(head)
    let count = try head.bodyByteCount()
    guard count <= limits.bodyByteCount else { throw .init(413, "the request's body is too long") }
    guard count == 0 || head.method == "POST" else {
      throw .init(400, "a request that only reads has no body")
    }
    var body = Array(bytes[(headEnd + end.count)...].prefix(count))
    while body.count < count {
      guard try read(into: &body, atMost: count - body.count, deadline) else { return nil }
    }
    var lines = ["\(head.method) \(target) HTTP/1.1", "Host: localhost", "Connection: close"]
    for name in ["last-event-id", "content-type"] {
      if let value = head.headers[name] { lines.append("\(name): \(value)") }
    }
    lines += ["Content-Length: \(count)", "", ""]
    return Array(lines.joined(separator: "\r\n").utf8) + body
  }

  /// Reads what is there, at least a byte.
  ///
  /// - Returns: false where the other side has ended.
  /// - Throws: `RequestHead.Refusal` where nothing has come until the deadline.
  private func read(
    into bytes: inout [UInt8], atMost limit: Int, _ deadline: ContinuousClock.Instant
  ) throws(RequestHead.Refusal) -> Bool {
    var wanted = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    guard Self.wait(for: &wanted, until: deadline) else {
      throw .init(408, "the request took too long to come in")
    }
    var buffer = [UInt8](repeating: 0, count: min(limit, 1 << 16))
    let count = Self.receive(descriptor, &buffer)
    if count > 0 { bytes += buffer[..<count] }
    return count > 0
  }

  // MARK: Out

  private func connectBehind() -> Int32? {
    let inner = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array(behind.utf8)
    guard inner >= 0, path.count < MemoryLayout.size(ofValue: address.sun_path) else {
      close(inner)
      return nil
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let isOpen = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(inner, $0, size) == 0 }
    }
    guard isOpen else {
      close(inner)
      return nil
    }
    return inner
  }

  /// Passes the answer on until it ends, or until its reader goes.
  private func relay(from inner: Int32) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var both = [
        pollfd(fd: inner, events: Int16(POLLIN), revents: 0),
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      ]
      guard Self.wait(for: &both, until: .now + .seconds(limits.secondsToAnswer)) else { return }
      if both[0].revents != 0 {
        let count = Self.receive(inner, &buffer)
        guard count > 0, Self.send(buffer[..<count], to: descriptor) else { return }
      }
      if both[1].revents != 0 {
        // One request a connection: whatever else comes is dropped, and an end is an end.
        guard Self.receive(descriptor, &buffer) > 0 else { return }
      }
    }
  }

  private func refuse(_ refusal: RequestHead.Refusal) {
    let lines = [
      "HTTP/1.1 \(refusal.status) Refused", "Content-Type: text/plain; charset=utf-8",
      "Content-Length: \(refusal.text.utf8.count + 1)", "Connection: close",
      "Cache-Control: no-store", "X-Content-Type-Options: nosniff",
      "Content-Security-Policy: default-src 'none'", "", refusal.text + "\n",
    ]
    guard Self.send(Array(lines.joined(separator: "\r\n").utf8), to: descriptor) else { return }
    // What is still on its way in would make the system drop the answer with the connection.
    shutdown(descriptor, Int32(SHUT_WR))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let deadline = ContinuousClock.now + .seconds(1)
    var wanted = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    while Self.wait(for: &wanted, until: deadline), Self.receive(descriptor, &buffer) > 0 {}
  }

  /// Waits until one of the descriptors has something, whatever signals come meanwhile.
  ///
  /// - Returns: false where nothing has come in time.
  private static func wait(
    for wanted: inout [pollfd], until deadline: ContinuousClock.Instant
  ) -> Bool {
    while true {
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { return false }
      let ready = poll(&wanted, nfds_t(wanted.count), Int32(min(left.rounded(.up), 1e9)))
      if ready > 0 { return true }
      if ready < 0, errno != EINTR { return false }
    }
  }

  private static func receive(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count >= 0 || errno != EINTR { return count }
    }
  }

  private static func send(_ bytes: some RandomAccessCollection<UInt8>, to descriptor: Int32)
    -> Bool
  {
    let bytes = Array(bytes)
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Foundation.send(
          descriptor, buffer.baseAddress.map { $0 + sent }, bytes.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
