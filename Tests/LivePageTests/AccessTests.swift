import Foundation
import LivePage
import XCTest

/// Who is answered, and who is not.
final class AccessTests: XCTestCase {
  func testTheAddressThatWasPrintedIsAnswered() throws {
    let house = try SmallHouse()
    let reply = try house.visitor.get("")
    XCTAssertEqual(reply.status, 200)
    XCTAssertTrue(reply.body.contains("<h2>Chapters</h2>"), reply.body)
    XCTAssertEqual(
      try house.visitor.raw(
        house.visitor.request(
          "GET", "/\(house.visitor.token)/", ["Host": "localhost:\(house.visitor.port)"])
      ).status, 200)
  }

  func testItListensOnLoopbackAlone() throws {
    let house = try SmallHouse()
    XCTAssertTrue(house.page.address.hasPrefix("http://127.0.0.1:"), house.page.address)
    // The kernel's own list of listening sockets, with the port in hexadecimal.
    let port = String(house.visitor.port, radix: 16, uppercase: true)
    let name = ":" + String(repeating: "0", count: 4 - port.count) + port
    let listening = try ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { path in
      guard FileManager.default.fileExists(atPath: path) else { return [Substring]() }
      return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap {
        let fields = $0.split(separator: " ")
        return fields.count > 3 && fields[1].hasSuffix(name) && fields[3] == "0A" ? fields[1] : nil
      }
    }
    XCTAssertEqual(listening.map(String.init), ["0100007F" + name])
  }

  func testATokenIsAskedFor() throws {
    let house = try SmallHouse()
    let (visitor, token) = (house.visitor, house.visitor.token)
    XCTAssertEqual(token.count, 32)
    let wrong = String(token.dropLast()) + (token.hasSuffix("0") ? "1" : "0")
    for target in [
      "/", "/run", "/live.js", "/\(wrong)/", "/\(token)", "/\(token.dropLast())/", "/\(token)0/",
      "/\(token.uppercased())X/", "//\(token)/", "/?token=\(token)", "/live.js?\(token)/",
    ] {
      let reply = try visitor.raw(visitor.request("GET", target))
      XCTAssertEqual(reply.status, 403, target)
      XCTAssertFalse(reply.body.contains(token), target)
    }
    let second = try SmallHouse()
    XCTAssertNotEqual(second.visitor.token, token, "each start has a key of its own")
  }

  func testOtherNamesOfThisMachineAreRefused() throws {
    let house = try SmallHouse()
    let (visitor, port) = (house.visitor, house.visitor.port)
    for host in [
      "evil.example", "evil.example:\(port)", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil:\(port)",
      "localhost.evil:\(port)", "",
    ] {
      let reply = try visitor.get("", ["Host": host])
      XCTAssertEqual(reply.status, 421, host)
    }
    let twice = "GET /\(visitor.token)/ HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nHost: evil\r\n\r\n"
    XCTAssertEqual(try visitor.raw(twice).status, 400)
  }

  func testOtherPagesAreRefused() throws {
    let house = try SmallHouse()
    let visitor = house.visitor
    for origin in [
      "http://evil.example", "null", "https://127.0.0.1:\(visitor.port)", "http://127.0.0.1:1",
      "http://127.0.0.1:\(visitor.port).evil", "http://localhost:\(visitor.port)", "file://",
    ] {
      XCTAssertEqual(try visitor.get("", ["Origin": origin]).status, 403, origin)
      XCTAssertEqual(try visitor.post("api/run/stop", "{}", ["Origin": origin]).status, 403, origin)
    }
    XCTAssertEqual(try visitor.post("api/run/stop", "{}", ["Origin": ""]).status, 403)
    XCTAssertEqual(try visitor.post("api/run/stop", "{}").status, 200)
    XCTAssertEqual(
      try visitor.post("api/run/stop", "{}", ["Sec-Fetch-Site": "cross-site"]).status, 403)
    XCTAssertEqual(
      try visitor.get(
        "live.js", ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"]
      ).status, 403)
    // What an HTML form can send without asking is no JSON.
    for type in ["text/plain", "application/x-www-form-urlencoded", ""] {
      XCTAssertEqual(
        try visitor.post("api/run/stop", "{}", ["Content-Type": type]).status, 415, type)
    }
  }

  func testOnlyGetAndPost() throws {
    let house = try SmallHouse()
    let visitor = house.visitor
    for method in ["PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH", "CONNECT", "get"] {
      XCTAssertEqual(
        try visitor.raw(visitor.request(method, "/\(visitor.token)/")).status, 405, method)
    }
    // Nothing is changed by reading.
    let before = try String(contentsOfFile: try house.answer("1.1"), encoding: .utf8)
    for path in ["api/run", "api/run/stop", "api/exercise/save", "api/exercise/reset", "api/next"] {
      XCTAssertEqual(try visitor.get(path).status, 404, path)
    }
    XCTAssertEqual(try String(contentsOfFile: try house.answer("1.1"), encoding: .utf8), before)
  }

  func testAnswersKeepThemselvesToThemselves() throws {
    let house = try SmallHouse()
    for path in ["", "run", "exercises", "exercise/1.1", "play", "runs", "advice", "live.js", "no"]
    {
      let reply = try house.visitor.get(path)
      let policy = reply.headers["content-security-policy"] ?? ""
      XCTAssertTrue(policy.contains("default-src 'none'"), path)
      XCTAssertTrue(policy.contains("script-src 'self'"), path)
      XCTAssertFalse(policy.contains("unsafe") || policy.contains("http"), "\(path): \(policy)")
      XCTAssertEqual(reply.headers["x-content-type-options"], "nosniff", path)
      XCTAssertEqual(reply.headers["cache-control"], "no-store", path)
      XCTAssertEqual(reply.headers["referrer-policy"], "no-referrer", path)
      XCTAssertNil(reply.headers["access-control-allow-origin"], path)
      XCTAssertFalse(reply.body.contains(house.visitor.token), "\(path) tells the key")
      // What the policy would not let run is not there.
      let inLine = try Regex("<script(?! src=)|<style| style=| on[a-z]+=|https?://")
      if reply.headers["content-type"]?.hasPrefix("text/html") == true {
        XCTAssertNil(reply.body.firstMatch(of: inLine), path)
      }
    }
  }
}
