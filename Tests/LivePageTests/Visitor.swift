import Foundation
import LivePage
import XCTest

/// Somebody who asks the page over a socket, as politely or as badly as a test wants.
struct Visitor {
  /// An answer as it came: status, headers with names in lower case, body.
  struct Reply {
    var status = 0
    var headers: [String: String] = [:]
    var body = ""
  }

  let port: UInt16
  let token: String

  init(_ page: LivePage) throws {
    let parts = page.address.split(separator: "/").map(String.init)
    port = try XCTUnwrap(parts[1].split(separator: ":").last.flatMap { UInt16($0) })
    token = parts[2]
  }

  var origin: String { "http://127.0.0.1:\(port)" }

  /// A connection that is closed when it goes.
  final class Line: Sendable {
    let descriptor: Int32

    init(port: UInt16) throws {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isOpen = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, size) == 0
        }
      }
      guard isOpen else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
      var patience = timeval(tv_sec: 60, tv_usec: 0)
      setsockopt(
        descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// False where the other side does not take it.
    @discardableResult
    func send(_ text: String) -> Bool {
      let bytes = Array(text.utf8)
      var sent = 0
      while sent < bytes.count {
        let count = bytes.withUnsafeBytes { buffer in
          Foundation.send(
            descriptor, buffer.baseAddress.map { $0 + sent }, bytes.count - sent,
            Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }

    /// What comes until a text stands in it, or until the end; a stream that never says it is left.
    func read(until wanted: String? = nil) -> String {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let deadline = Date().addingTimeInterval(120)
      while Date() < deadline {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        // A child of this process has ended.
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        bytes += buffer[..<count]
        if let wanted, String(decoding: bytes, as: UTF8.self).contains(wanted) { break }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  func line() throws -> Line { try Line(port: port) }

  /// Sends bytes as they are and reads to the end.
  func raw(_ text: String) throws -> Reply {
    let line = try line()
    line.send(text)
    return Self.parsed(line.read())
  }

  func get(_ path: String, _ headers: [String: String] = [:]) throws -> Reply {
    try raw(request("GET", "/\(token)/\(path)", headers))
  }

  func post(_ path: String, _ body: String, _ headers: [String: String] = [:]) throws -> Reply {
    let own = ["Origin": origin, "Content-Type": "application/json"].merging(headers) { $1 }
    return try raw(request("POST", "/\(token)/\(path)", own, body))
  }

  /// A request as it is sent; a header with an empty value is left out.
  func request(
    _ method: String, _ target: String, _ headers: [String: String] = [:], _ body: String = ""
  ) -> String {
    var all = ["Host": "127.0.0.1:\(port)"].merging(headers) { $1 }
    if method == "POST" { all["Content-Length"] = all["Content-Length"] ?? "\(body.utf8.count)" }
    let lines = all.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)\r\n" }.sorted()
    return "\(method) \(target) HTTP/1.1\r\n\(lines.joined())\r\n\(body)"
  }

  private static func parsed(_ text: String) -> Reply {
    guard let end = text.range(of: "\r\n\r\n") else { return Reply() }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    var reply = Reply(body: String(text[end.upperBound...]))
    reply.status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      reply.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    return reply
  }
}
