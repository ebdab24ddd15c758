import Groundwork

/// Who may ask: whoever knows the address that was printed, from a page that came from it.
///
/// A web page anywhere can send requests to 127.0.0.1, and a name that somebody else controls can be made
/// to lead there. So `Host` must be this server's own (against DNS rebinding), `Origin` too where there is
/// one, and a request that changes something must carry one. The token stands in the path, not in a
/// cookie: browsers send cookies to every port of a host.
struct AccessGuard: Sendable {
  let token: String
  let port: UInt16

  init(token: String = AccessGuard.newToken(), port: UInt16) {
    self.token = token
    self.port = port
  }

  /// 128 bits from the system's generator.
  static func newToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(UInt32.random(in: 0 ... .max, using: &generator), radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// The address to open.
  var address: String { "http://127.0.0.1:\(port)/\(token)/" }

  private var hosts: [String] { ["127.0.0.1:\(port)", "localhost:\(port)"] }

  /// The target without the token.
  ///
  /// - Throws: `RequestHead.Refusal` where the request is not to be answered.
  func admit(_ head: RequestHead) throws(RequestHead.Refusal) -> String {
    guard head.method == "GET" || head.method == "POST" else {
      throw .init(405, "only GET and POST are answered")
    }
    guard let host = head.headers["host"]?.lowercased(), hosts.contains(host) else {
      throw .init(421, "this page answers under its own address alone")
    }
    if let origin = head.headers["origin"] {
      guard origin.lowercased() == "http://" + host else {
        throw .init(403, "requests of other pages are not answered")
      }
    } else if head.method == "POST" {
      throw .init(403, "a request that changes something says which page it comes from")
    }
    if let site = head.headers["sec-fetch-site"], site != "same-origin", site != "none" {
      // A link elsewhere that leads here carries no token, unless its author knows it.
      guard head.method == "GET", head.headers["sec-fetch-mode"] == "navigate" else {
        throw .init(403, "requests of other pages are not answered")
      }
    }
    let parts = head.path.dropFirst().split(
      separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard Self.isSame(parts.first ?? "", token), parts.count == 2 else {
      throw .init(403, "open the address that was printed at the start: it holds a key")
    }
    if head.method == "POST" {
      let type = head.headers["content-type"]?.lowercased() ?? ""
      guard type == "application/json" || type.hasPrefix("application/json;") else {
        throw .init(415, "bodies are JSON")
      }
    }
    return String(head.target.dropFirst(1 + token.count))
  }

  /// Compares in a time that does not depend on where two texts begin to differ.
  static func isSame(_ given: Substring, _ secret: String) -> Bool {
    let (given, secret) = (Array(given.utf8), Array(secret.utf8))
    var difference = given.count ^ secret.count
    for index in secret.indices {
      difference |= Int(secret[index] ^ (index < given.count ? given[index] : 0))
    }
    return difference == 0
  }
}
