import FlyingFox
import Foundation
// FlyingFox has a type of this name, too.
import enum Groundwork.JSONValue

/// What a request is answered with, always with the headers that keep a page to itself.
struct Answer: Sendable {
  enum Body: Sendable {
    case bytes([UInt8])
    case events(EventBytes)
  }

  var status = 200
  var type: String
  var body: Body
  var policy = Self.ownPolicy
  /// A picture of the book may be kept for a while; nothing else is.
  var isKept = false

  /// Scripts, styles and pictures of this server alone; nothing in line, no frames around it.
  static let ownPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    + "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; "
    + "frame-ancestors 'none'"
  /// Of what was made elsewhere: it may have styles of its own, and runs nothing.
  static let picturePolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"

  static func page(_ html: String) -> Answer {
    Answer(type: "text/html; charset=utf-8", body: .bytes(Array(html.utf8)))
  }

  static func json(_ value: JSONValue, status: Int = 200) -> Answer {
    Answer(status: status, type: "application/json", body: .bytes(value.encoded()))
  }

  /// A line about what went wrong.
  static func problem(_ status: Int, _ text: String) -> Answer {
    .json(["problem": .text(text)], status: status)
  }

  /// A file of the project, by the ending of its name; nil for endings that are not served.
  static func file(_ bytes: [UInt8], name: String) -> Answer? {
    let types = [
      ".svg": "image/svg+xml", ".png": "image/png", ".css": "text/css; charset=utf-8",
      ".js": "text/javascript; charset=utf-8", ".html": "text/html; charset=utf-8",
    ]
    guard let type = types.first(where: { name.hasSuffix($0.key) })?.value else { return nil }
    var answer = Answer(type: type, body: .bytes(bytes))
    if name.hasSuffix(".svg") || name.hasSuffix(".html") { answer.policy = Self.picturePolicy }
    return answer
  }

  var response: HTTPResponse {
    var headers: HTTPHeaders = [.contentType: type]
    headers[HTTPHeader("Content-Security-Policy")] = policy
    headers[HTTPHeader("X-Content-Type-Options")] = "nosniff"
    headers[HTTPHeader("Referrer-Policy")] = "no-referrer"
    headers[HTTPHeader("Cross-Origin-Resource-Policy")] = "same-origin"
    headers[HTTPHeader("Cross-Origin-Opener-Policy")] = "same-origin"
    headers[.cacheControl] = isKept ? "private, max-age=300" : "no-store"
    headers[.connection] = "close"
    let code = HTTPStatusCode(status, phrase: status == 200 ? "OK" : "See Body")
    switch body {
    case .bytes(let bytes):
      return HTTPResponse(statusCode: code, headers: headers, body: Data(bytes))
    case .events(let events):
      return HTTPResponse(
        statusCode: code, headers: headers, body: HTTPBodySequence(from: events))
    }
  }
}
