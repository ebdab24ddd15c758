import Foundation
import LivePage
import Synchronization
import XCTest

/// How much may be asked, how slowly, and by how many at once.
final class LimitTests: XCTestCase {
  func testHugeBodiesAreRefusedBeforeTheyAreRead() throws {
    let house = try SmallHouse()
    let visitor = house.visitor
    let reply = try visitor.post("api/tokens", "", ["Content-Length": "1000000000"])
    XCTAssertEqual(reply.status, 413)
    let large = "{\"text\": \"\(String(repeating: "x", count: 300_000))\"}"
    XCTAssertEqual(try visitor.post("api/tokens", large).status, 413)
    // A body that fits is read whole, and a text in it that is too long is told so.
    let text = String(repeating: "x", count: 200_000)
    let body = "{\"text\": \"\(text)\", \"tokenizer\": \"bytes\"}"
    let long = try visitor.post("api/tokens", body)
    XCTAssertEqual(long.status, 422)
    XCTAssertTrue(long.body.contains("longer than"), long.body)
    for length in ["-1", "1e3", "abc", "99999999999999999999", "+2"] {
      XCTAssertEqual(
        try visitor.post("api/tokens", "{}", ["Content-Length": length]).status, 400, length)
    }
    let chunked = try visitor.raw(
      "POST /\(visitor.token)/api/tokens HTTP/1.1\r\nHost: 127.0.0.1:\(visitor.port)\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")
    XCTAssertEqual(chunked.status, 411)
  }

  func testHugeHeadsAreRefused() throws {
    let house = try SmallHouse()
    let visitor = house.visitor
    let long = String(repeating: "x", count: 40_000)
    XCTAssertEqual(try visitor.get("", ["X-Long": long]).status, 431)
    XCTAssertEqual(try visitor.raw("GET /\(long) HTTP/1.1\r\n\r\n").status, 431)
    for text in [
      "\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
      "GET / HTTP/1.1\r\nA: b\nC: d\r\n\r\n", "GET / HTTP/1.1\r\n folded\r\n\r\n",
      "GET http://127.0.0.1/ HTTP/1.1\r\n\r\n", "\u{0}\u{1}\r\n\r\n",
    ] {
      XCTAssertEqual(try visitor.raw(text).status, 400, text)
    }
    XCTAssertEqual(try visitor.get("").status, 200)
  }

  func testSlowClientsAreDropped() throws {
    let house = try SmallHouse { $0.secondsToRead = 0.5 }
    let visitor = house.visitor
    let silent = try visitor.line()
    XCTAssertTrue(silent.read().hasPrefix("HTTP/1.1 408"), "one that says nothing")
    let trickling = try visitor.line()
    let sender = Thread {
      for _ in 0..<200 where trickling.send("X-More: and more\r\n") { usleep(50_000) }
    }
    trickling.send("GET /\(visitor.token)/ HTTP/1.1\r\nHost: 127.0.0.1:\(visitor.port)\r\n")
    sender.start()
    XCTAssertTrue(trickling.read().hasPrefix("HTTP/1.1 408"), "one that never ends its head")
    let half = try visitor.line()
    half.send(
      visitor.request(
        "POST", "/\(visitor.token)/api/tokens",
        ["Origin": visitor.origin, "Content-Type": "application/json", "Content-Length": "100"],
        "{"))
    XCTAssertTrue(half.read().hasPrefix("HTTP/1.1 408"), "one that never ends its body")
    XCTAssertEqual(try visitor.get("").status, 200)
  }

  /// Idle connections hold no more threads than the limit says, and keep nobody out for long.
  func testManyConnectionsAreBounded() throws {
    let house = try SmallHouse {
      $0.connectionCount = 8
      $0.secondsToRead = 0.5
    }
    let before = try threadCount()
    let lines = try (0..<60).map { _ in try house.visitor.line() }
    usleep(200_000)
    XCTAssertLessThan(try threadCount() - before, 40)
    XCTAssertEqual(try house.visitor.get("").status, 200)
    XCTAssertEqual(lines.count, 60)
  }

  func testTwoHundredRequestsAtOnceLeaveItAlive() throws {
    let house = try SmallHouse()
    let visitor = house.visitor
    let statuses = Mutex<[Int]>([])
    let group = DispatchGroup()
    for number in 0..<200 {
      group.enter()
      let thread = Thread {
        let path = ["", "run", "exercises", "play", "live.js"][number % 5]
        let status = (try? visitor.get(path).status) ?? -1
        statuses.withLock { $0.append(status) }
        group.leave()
      }
      thread.stackSize = 256 << 10
      thread.start()
    }
    XCTAssertEqual(group.wait(timeout: .now() + 120), .success)
    let seen = statuses.withLock { $0 }
    XCTAssertEqual(seen.count, 200)
    XCTAssertEqual(Set(seen), [200])
    XCTAssertEqual(try visitor.get("").status, 200)
  }

  /// A reader that goes, or never reads, takes its stream with it.
  func testStreamsOfEventsAreBounded() throws {
    let house = try SmallHouse {
      $0.streamCount = 3
      $0.secondsBetweenBeats = 0.2
    }
    let visitor = house.visitor
    func open() throws -> Visitor.Line {
      let line = try visitor.line()
      line.send(visitor.request("GET", "/\(visitor.token)/events"))
      XCTAssertTrue(line.read(until: "retry: 1000").hasPrefix("HTTP/1.1 200"))
      return line
    }
    let first = try open()
    let others = try (0..<3).map { _ in try open() }
    let last = first.read()
    XCTAssertTrue(last.hasSuffix("0\r\n\r\n"), "the oldest stream has ended")
    // Told so, its page does not come back, to end the next one.
    XCTAssertTrue(last.contains("event: closed"), last)
    XCTAssertTrue(others[2].read(until: ": beat").contains(": beat"))
  }

  private func threadCount() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
  }
}
