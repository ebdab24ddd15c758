import Foundation
import LivePage
import XCTest

/// Chapters that are run from the page, as children, one at a time.
final class RunTests: XCTestCase {
  /// What a chapter prints, and then a wait for Ctrl-C or for a key.
  private let chapter = """
    echo "$@" >> "$WORKBOOK_ROOT/calls"
    trap 'echo "kept a checkpoint" >&2; exit 1' INT
    echo "## The first section"
    echo "  ✓ two is more than one: 2 (expected 1 … 3)"
    echo "  ✗ three is even"
    echo "  · four is asked elsewhere"
    echo "  ○ times faster: 29.6 observed (usually 2 … 100)"
    echo "training: 5/20, 768 tokens/s, 3 s left" >&2
    echo "  chart: A line"
    mkdir -p "$WORKBOOK_ROOT/.workbook/smoke-1/charts"
    touch "$WORKBOOK_ROOT/.workbook/smoke-1/charts/01-line.narrow.svg"
    echo "         $WORKBOOK_ROOT/.workbook/smoke-1/charts/01-line.svg"
    echo "  schematic: Two parts"
    echo "             $WORKBOOK_ROOT/.workbook/smoke-1/charts/01-parts.svg"
    echo "some <b>text</b>"
    if [[ $* == *--step* ]]; then
      printf -- "— Return goes on, c shows the code —"
      read -r line
      printf "\\n## The second section\\n"
      exit 0
    fi
    while [[ ! -e $WORKBOOK_ROOT/go ]]; do sleep 0.05; done
    """

  private func events(_ house: SmallHouse, until wanted: String, after id: Int = 0) throws -> String
  {
    let line = try house.visitor.line()
    line.send(
      house.visitor.request(
        "GET", "/\(house.visitor.token)/events", id > 0 ? ["Last-Event-ID": "\(id)"] : [:]))
    return line.read(until: wanted)
  }

  private func run(_ house: SmallHouse, _ more: String = "") throws -> Visitor.Reply {
    try house.visitor.post("api/run", "{\"chapter\": 1, \"tier\": \"smoke\"\(more)}")
  }

  func testARunIsSeenLineByLineAndEnds() throws {
    let house = try SmallHouse(script: chapter)
    XCTAssertEqual(try run(house).status, 202)
    // Two pipes: a message may come before a result that was printed later, or after it.
    let seen = try events(house, until: "<b>text") + events(house, until: "768 tokens")
    for part in [
      #"event: run"#, #""state":"running""#, #""kind":"heading","text":"The first section""#,
      #""kind":"claim","text":"two is more than one: 2 (expected 1 … 3)","holds":true"#,
      #""text":"three is even","holds":false"#, #""text":"four is asked elsewhere","holds":null"#,
      #""text":"times faster: 29.6 observed (usually 2 … 100)","isUsual":true"#,
      #""kind":"progress","title":"training","done":0.25,"text":"768 tokens\/s, 3 s left""#,
      #""kind":"chart","text":"A line""#, #""address":"chart\/smoke-1\/charts\/01-line.svg""#,
      #""narrow":"chart\/smoke-1\/charts\/01-line.narrow.svg""#,
      #""kind":"chart","text":"Two parts""#,
      #""address":"chart\/smoke-1\/charts\/01-parts.svg","narrow":null"#,
    ] {
      // The encoder need not escape slashes.
      XCTAssertTrue(
        seen.contains(part) || seen.contains(part.replacingOccurrences(of: "\\/", with: "/")),
        "\(part) is missing in \(seen)")
    }
    try SmallHouse.write("", to: house.root + "/go")
    XCTAssertTrue(try events(house, until: "\"finished\"").contains("\"finished\""))
    let calls = try String(contentsOfFile: house.root + "/calls", encoding: .utf8)
    XCTAssertEqual(calls, "run 1 --tier smoke\n")
  }

  func testOneRunAtATimeAndStopped() throws {
    let house = try SmallHouse(script: chapter)
    XCTAssertEqual(try run(house).status, 202)
    XCTAssertTrue(try events(house, until: "<b>text").contains("<b>text"))
    let second = try run(house)
    XCTAssertEqual(second.status, 409)
    XCTAssertTrue(second.body.contains("one at a time"), second.body)
    XCTAssertTrue(try house.visitor.get("state").body.contains("running"))
    XCTAssertEqual(try house.visitor.post("api/run/stop", "").status, 200)
    let seen = try events(house, until: "\"stopped\"")
    XCTAssertTrue(seen.contains("kept a checkpoint"), seen)
    XCTAssertTrue(seen.contains("\"stopped\""), seen)
    XCTAssertTrue(try house.visitor.get("state").body.contains("idle"))
    // Run again, it goes on.
    XCTAssertEqual(try run(house).status, 202)
    try SmallHouse.write("", to: house.root + "/go")
    XCTAssertTrue(try events(house, until: "\"finished\"").contains("\"finished\""))
  }

  /// Also one whose program is only being started.
  func testARunIsStoppedAtOnce() throws {
    let house = try SmallHouse(script: chapter)
    XCTAssertEqual(try run(house).status, 202)
    XCTAssertEqual(try house.visitor.post("api/run/stop", "{}").status, 200)
    let seen = try events(house, until: "\"stopped\"")
    XCTAssertTrue(seen.contains("\"stopped\""), seen)
  }

  func testSectionBySectionItWaits() throws {
    let house = try SmallHouse(script: chapter)
    XCTAssertEqual(try run(house, ", \"bySections\": true").status, 202)
    let seen = try events(house, until: "\"pause\"")
    XCTAssertTrue(seen.contains(#""kind":"pause","text":"Return goes on, c shows the code""#), seen)
    XCTAssertFalse(seen.contains("The second section"))
    XCTAssertEqual(try house.visitor.post("api/run/go", "{}").status, 200)
    XCTAssertTrue(try events(house, until: "\"finished\"").contains("The second section"))
    let calls = try String(contentsOfFile: house.root + "/calls", encoding: .utf8)
    XCTAssertEqual(calls, "run 1 --tier smoke --step\n")
  }

  /// A page that was cut off asks for what it has not seen, and gets no line twice.
  func testEventsGoOnWhereAReaderWas() throws {
    let house = try SmallHouse(script: chapter)
    XCTAssertEqual(try run(house).status, 202)
    let seen = try events(house, until: "<b>text")
    let ids = seen.matches(of: #/id: (\d+)\r?\n/#).compactMap { Int($0.output.1) }
    XCTAssertEqual(ids, Array(1...ids.count))
    let rest = try events(house, until: "<b>text", after: 3)
    XCTAssertFalse(rest.contains("id: 3\n"), rest)
    XCTAssertTrue(rest.contains("id: 4\n"), rest)
    try SmallHouse.write("", to: house.root + "/go")
  }

  func testBadRunsAreRefused() throws {
    let house = try SmallHouse(script: chapter)
    for body in [
      "{\"chapter\": 7, \"tier\": \"smoke\"}", "{\"chapter\": 1, \"tier\": \"huge\"}",
      "{\"chapter\": \"1; true\", \"tier\": \"smoke\"}", "{\"chapter\": 1}", "[]", "{", "null",
    ] {
      let reply = try house.visitor.post("api/run", body)
      XCTAssertTrue([404, 422].contains(reply.status), "\(body): \(reply.status)")
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: house.root + "/calls"))
  }

  func testARunThatFailsIsSaid() throws {
    let house = try SmallHouse(script: "echo 'workbook: no such thing' >&2; exit 1")
    XCTAssertEqual(try run(house).status, 202)
    let seen = try events(house, until: "\"failed\"")
    XCTAssertTrue(seen.contains("no such thing") && seen.contains("\"failed\""), seen)
  }

  /// What a chapter leaves behind may hold its streams for hours; the run is over all the same.
  func testARunEndsWithItsProgramWhateverHoldsItsStreams() throws {
    let house = try SmallHouse(
      script: "sleep 300 & echo $! > \"$WORKBOOK_ROOT/left\"; echo at \"$WORKBOOK_ROOT/x\"; exit 0")
    defer {
      let left = try? String(contentsOfFile: house.root + "/left", encoding: .utf8)
      if let number = left.flatMap({ pid_t($0.trimmingCharacters(in: .newlines)) }) {
        kill(number, SIGKILL)
      }
    }
    let begin = Date()
    XCTAssertEqual(try run(house).status, 202)
    let seen = try events(house, until: "\"finished\"")
    XCTAssertTrue(seen.contains("\"finished\""), seen)
    XCTAssertLessThan(Date().timeIntervalSince(begin), 100)
    XCTAssertTrue(
      seen.contains("\"text\":\"at x\""), "paths are told from the workbook's folder: \(seen)")
    // Who hears of the end may begin another run at once.
    XCTAssertEqual(try run(house).status, 202)
    _ = try events(house, until: "\"finished\"")
  }

  /// Who closes the page interrupts its run, so that what it made is kept.
  func testClosingInterruptsTheRun() throws {
    var house: SmallHouse? = try SmallHouse(
      script: chapter.replacingOccurrences(
        of: "exit 1' INT", with: "touch \"$WORKBOOK_KEPT\"; exit 1' INT"))
    let kept = NSTemporaryDirectory() + "kept-\(UUID().uuidString)"
    setenv("WORKBOOK_KEPT", kept, 1)
    defer {
      unsetenv("WORKBOOK_KEPT")
      try? FileManager.default.removeItem(atPath: kept)
    }
    if let house {
      XCTAssertEqual(try run(house).status, 202)
      _ = try events(house, until: "<b>text")
    }
    house = nil
    XCTAssertTrue(FileManager.default.fileExists(atPath: kept))
  }
}
