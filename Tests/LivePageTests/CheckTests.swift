import ExerciseKit
import Foundation
import LivePage
import XCTest

/// Checks of exercises from the page: a job whose news are events, and which can be stopped.
final class CheckTests: XCTestCase {
  private var tools = ""
  private var path = ""

  /// A folder before all others on the PATH, in which a test puts a `swift` of its own.
  override func setUpWithError() throws {
    tools = NSTemporaryDirectory() + "check-tools-\(UUID().uuidString)"
    path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
    setenv("PATH", tools + ":" + path, 1)
  }

  override func tearDown() {
    setenv("PATH", path, 1)
    try? FileManager.default.removeItem(atPath: tools)
  }

  private func program(_ script: String, at path: String) throws {
    try SmallHouse.write("#!/bin/bash\n\(script)\n", to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  private func events(_ house: SmallHouse, until wanted: String) throws -> String {
    let line = try house.visitor.line()
    line.send(house.visitor.request("GET", "/\(house.visitor.token)/checks"))
    return line.read(until: wanted)
  }

  private func check(_ house: SmallHouse, _ id: String = "1.1") throws -> Visitor.Reply {
    try house.visitor.post("api/exercise/check", "{\"id\": \"\(id)\"}")
  }

  func testAVerdictComesAsAnEventAndIsWrittenDown() throws {
    let house = try SmallHouse()
    try program("exit 0", at: tools + "/swift")
    try program(
      """
      echo '{"id":"1.1","status":"started"}'
      echo "at \(house.root)/Exercises/mine"
      echo '{"id":"1.1","status":"passed"}'
      """, at: house.root + "/.build/release/check-01")
    let begun = try check(house)
    XCTAssertEqual(begun.status, 202, begun.body)
    XCTAssertEqual(begun.body, "{\"number\":1}")
    let seen = try events(house, until: "\"done\"")
    XCTAssertTrue(seen.contains("checking the exercises of chapter 1"), seen)
    XCTAssertTrue(seen.contains("\"status\":\"passed\""), seen)
    XCTAssertTrue(seen.contains("at Exercises"), seen)
    XCTAssertFalse(seen.contains(house.root), "a page tells nobody where the workbook lies")
    XCTAssertEqual(Progress.read(root: house.root)["1.1"].status, .passed)
    XCTAssertTrue(try house.visitor.get("state").body.contains("\"check\":null"))
    XCTAssertEqual(try check(house).body, "{\"number\":2}", "who hears of the end may go on")
    XCTAssertTrue(try events(house, until: "\"done\"").contains("\"number\":2"))
    XCTAssertEqual(try check(house, "9.9").status, 404)
  }

  func testOneAtATimeAndStoppedWithAllThatItStarted() throws {
    let house = try SmallHouse()
    let mark = tools + "/started"
    try program(
      "sleep 600 & echo $! > \(mark).part; mv \(mark).part \(mark); wait", at: tools + "/swift")
    XCTAssertEqual(try check(house).status, 202)
    let second = try check(house, "1.2")
    XCTAssertEqual(second.status, 409)
    XCTAssertTrue(second.body.contains("exercise 1.1 is being checked"), second.body)
    let state = try house.visitor.get("state").body
    XCTAssertTrue(state.contains("\"check\":{\"id\":\"1.1\",\"number\":1}"), state)
    let deadline = Date().addingTimeInterval(60)
    while !FileManager.default.fileExists(atPath: mark), Date() < deadline { usleep(10_000) }
    let text = try String(contentsOfFile: mark, encoding: .utf8)
    let child = try XCTUnwrap(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    XCTAssertEqual(try house.visitor.post("api/exercise/stop", "{}").status, 200)
    let seen = try events(house, until: "\"stopped\"")
    XCTAssertTrue(seen.contains("\"state\":\"stopped\""), seen)
    XCTAssertEqual(Progress.read(root: house.root)["1.1"].status, .open)
    while isAlive(child), Date() < deadline { usleep(10_000) }
    XCTAssertFalse(isAlive(child), "the build's own child goes with it")
    XCTAssertEqual(try check(house, "1.2").status, 202)
  }

  /// Whether a process runs, and is no mere remainder that nobody has waited for.
  private func isAlive(_ identifier: pid_t) -> Bool {
    let stat = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
    return stat.map { !$0.contains(") Z ") } ?? false
  }

  /// A page that goes leaves its check; the server that goes ends it.
  func testClosingEndsTheCheck() throws {
    try program("sleep 600", at: tools + "/swift")
    var house: SmallHouse? = try SmallHouse()
    if let house { XCTAssertEqual(try check(house).status, 202) }
    let begin = Date()
    house = nil
    XCTAssertLessThan(Date().timeIntervalSince(begin), 60)
  }
}
