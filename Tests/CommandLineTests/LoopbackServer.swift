import Foundation
import XCTest

/// An HTTP server on 127.0.0.1 that answers as badly as a test wants.
///
/// One connection at a time, one request each; it ends with the test, at the latest after a minute.
final class LoopbackServer: @unchecked Sendable {
  // Safe: what threads share is read and written under `lock` alone.
  /// How a request is answered.
  enum Answer {
    /// The file, or its rest where a range is asked for.
    case file([UInt8])
    /// The whole file, whatever is asked for.
    case wholeFile([UInt8])
    /// A part that begins elsewhere.
    case otherRange([UInt8])
    case status(Int)
    /// Some bytes of what was promised, then the end of the connection.
    case truncated([UInt8], after: Int)
    /// Some bytes of what was promised, then nothing.
    case stalled([UInt8], after: Int)
    /// Nothing, not even a head.
    case silent
  }

  /// A request: its path, without escapes, and the first byte of the range.
  struct Request: Equatable {
    let path: String
    let start: Int?
  }

  let port: UInt16
  private let listener: Int32
  private let lock = NSLock()
  private var answers: [Answer]
  private var seen: [Request] = []
  private var isStopped = false

  var address: String { "http://127.0.0.1:\(port)" }

  var requests: [Request] { lock.withLock { seen } }

  /// Answers the first request with the first answer, and so on; all further ones with the last.
  init(_ answers: Answer...) throws {
    self.answers = answers
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    listener = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard bound else { throw XCTSkip("no port on 127.0.0.1 can be opened") }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in serve() }
  }

  func stop() {
    lock.withLock { isStopped = true }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func serve() {
    let end = Date().addingTimeInterval(300)
    while Date() < end {
      let connection = accept(listener, nil, nil)
      if lock.withLock({ isStopped }) || connection < 0 {
        if connection >= 0 { close(connection) }
        return
      }
      // Each on a thread of its own: one that is stalled must not hold up the next attempt.
      Thread.detachNewThread { [self] in
        answer(connection, until: end)
        close(connection)
      }
    }
  }

  private func answer(_ connection: Int32, until end: Date) {
    guard let request = readRequest(connection) else { return }
    let answer = lock.withLock {
      seen.append(request)
      return answers.count > 1 ? answers.removeFirst() : answers[0]
    }
    switch answer {
    case .status(let status):
      send(connection, "HTTP/1.1 \(status) X\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")
    case .file(let bytes): sendFile(connection, bytes, from: request.start, limit: .max)
    case .wholeFile(let bytes): sendFile(connection, bytes, from: nil, limit: .max)
    case .otherRange(let bytes): sendFile(connection, bytes, from: 1, limit: .max)
    case .truncated(let bytes, let count):
      sendFile(connection, bytes, from: request.start, limit: count)
    case .stalled(let bytes, let count):
      sendFile(connection, bytes, from: request.start, limit: count)
      idle(until: end)
    case .silent: idle(until: end)
    }
  }

  private func idle(until end: Date) {
    while Date() < end && !lock.withLock({ isStopped }) { usleep(20_000) }
  }

  private func readRequest(_ connection: Int32) -> Request? {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while !text.contains("\r\n\r\n") {
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { return nil }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    let lines = text.components(separatedBy: "\r\n")
    let path = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? ""
    let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
    return Request(
      path: path.removingPercentEncoding ?? path,
      start: range.flatMap { Int($0.dropFirst(13).prefix { $0 != "-" }) })
  }

  private func sendFile(_ connection: Int32, _ bytes: [UInt8], from start: Int?, limit: Int) {
    let from = min(start ?? 0, bytes.count)
    let range = start.map { "Content-Range: bytes \($0)-\(bytes.count - 1)/\(bytes.count)\r\n" }
    send(
      connection,
      "HTTP/1.1 \(start == nil ? "200 OK" : "206 Partial Content")\r\n\(range ?? "")"
        + "Content-Length: \(bytes.count - from)\r\nConnection: close\r\n\r\n")
    send(connection, Array(bytes[from...].prefix(limit)))
  }

  private func send(_ connection: Int32, _ text: String) { send(connection, Array(text.utf8)) }

  private func send(_ connection: Int32, _ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      let sent = bytes.withUnsafeBytes {
        Foundation.send(
          connection, $0.baseAddress.map { $0 + offset }, bytes.count - offset,
          Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return }
      offset += sent
    }
  }
}
