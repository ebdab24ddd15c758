import ExerciseKit
import Foundation
import Groundwork
import LivePage
import XCTest

/// Exercises in the page: the same files, hints and progress as on the command line.
final class ExerciseDeskTests: XCTestCase {
  private func fields(_ text: String, _ digest: String) -> String {
    JSONValue.object(
      JSONObject([("id", "1.1"), ("text", .text(text)), ("digest", .text(digest))])
    ).encodedText
  }

  private func file(_ house: SmallHouse) throws -> String {
    try String(contentsOfFile: try house.answer("1.1"), encoding: .utf8)
  }

  func testThePageShowsTheTaskAndTheFile() throws {
    let house = try SmallHouse()
    let page = try house.visitor.get("exercise/1.1").body
    let info = try XCTUnwrap(try ExerciseCatalog(root: house.root).exercise("1.1"))
    XCTAssertTrue(page.contains("<h1>1.1 \(info.title)</h1>"), page)
    XCTAssertTrue(page.contains("data-digest=\"\(Checksum.sha256(try file(house)))\""), page)
    let shown = try file(house).replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
      .replacingOccurrences(of: "\"", with: "&quot;").replacingOccurrences(of: "'", with: "&#39;")
    XCTAssertTrue(page.contains(shown))
    XCTAssertEqual(try house.visitor.get("exercise/9.9").status, 404)
  }

  /// Who reads in a browser has no file to open: what an exercise is given stands on its page, and the
  /// ways on from it.
  func testThePageShowsWhatIsGivenAndTheWaysOn() throws {
    let house = try SmallHouse()
    let page = try house.visitor.get("exercise/1.6").body
    let file = "Exercises/Tasks/01-Tokenizer/1.6-SmallerText/1.6-Task.swift"
    XCTAssertTrue(
      page.contains(
        "<details><summary><code>Chapter01.OwnTokenizer</code> is in <code>\(file)</code></summary>"
      ),
      page)
    for part in [
      "/// A vocabulary, and how it cuts a text.\npublic struct OwnTokenizer: Sendable {",
      "    self.cut = cut\n  }\n}</pre>", "rel=\"prev\" href=\"1.5\"",
      "href=\"../read/01-tokenizer.html\">Chapter 1: Tokenizer</a>",
    ] {
      XCTAssertTrue(page.contains(part), "\(part) is missing")
    }
    XCTAssertFalse(page.contains("TokenizerFault"), "nothing but the declaration")
    XCTAssertFalse(page.contains("rel=\"next\""), "the last one")
    let first = try house.visitor.get("exercise/1.1").body
    XCTAssertTrue(first.contains("rel=\"next\" href=\"1.2\""), first)
    XCTAssertFalse(first.contains("rel=\"prev\""))
  }

  func testSavingIsAtomicAndNeverOverAnothersChange() throws {
    let house = try SmallHouse()
    let first = Checksum.sha256(try file(house))
    let saved = try house.visitor.post("api/exercise/save", fields("// mine é\n", first))
    XCTAssertEqual(saved.status, 200, saved.body)
    XCTAssertEqual(try file(house), "// mine é\n")
    XCTAssertTrue(saved.body.contains(Checksum.sha256("// mine é\n")))
    // An editor saves meanwhile.
    try SmallHouse.write("// theirs\n", to: try house.answer("1.1"))
    let late = try house.visitor.post(
      "api/exercise/save", fields("// mine again\n", Checksum.sha256("// mine é\n")))
    XCTAssertEqual(late.status, 422)
    XCTAssertTrue(late.body.contains("changed elsewhere"), late.body)
    XCTAssertEqual(try file(house), "// theirs\n")
  }

  func testALinkOutOfTheProjectIsNotFollowed() throws {
    let house = try SmallHouse()
    let path = try house.answer("1.1")
    let outside = house.root + "/../outside.swift"
    try SmallHouse.write("// outside\n", to: outside)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: outside)
    XCTAssertEqual(try house.visitor.get("exercise/1.1").status, 404)
    let digest = Checksum.sha256("// outside\n")
    XCTAssertEqual(
      try house.visitor.post("api/exercise/save", fields("// in\n", digest)).status, 404)
    XCTAssertEqual(try house.visitor.post("api/exercise/reset", "{\"id\": \"1.1\"}").status, 404)
    XCTAssertEqual(try String(contentsOfFile: outside, encoding: .utf8), "// outside\n")
  }

  func testHintsResetAndSolutionAreTheCommandLines() throws {
    let house = try SmallHouse()
    let info = try XCTUnwrap(try ExerciseCatalog(root: house.root).exercise("1.1"))
    let hint = try house.visitor.post("api/exercise/hint", "{\"id\": \"1.1\"}")
    XCTAssertTrue(hint.body.contains("\"number\":1"), hint.body)
    XCTAssertEqual(Progress.read(root: house.root)["1.1"].hints, 1)
    XCTAssertTrue(try house.visitor.get("exercise/1.1").body.contains("<ol id=\"hints\"><li>"))
    let early = try house.visitor.post("api/exercise/solution", "{\"id\": \"1.1\"}")
    XCTAssertEqual(early.status, 422, "not passed yet")
    let solution = try house.visitor.post(
      "api/exercise/solution", "{\"id\": \"1.1\", \"anyway\": true}")
    XCTAssertTrue(solution.body.contains("public func"), solution.body)
    let stub = try file(house)
    try SmallHouse.write("// mine\n", to: try house.answer("1.1"))
    let reset = try house.visitor.post("api/exercise/reset", "{\"id\": \"1.1\"}")
    XCTAssertEqual(reset.status, 200, reset.body)
    XCTAssertEqual(try file(house), stub)
    XCTAssertTrue(reset.body.contains("backups"), reset.body)
    XCTAssertEqual(Progress.read(root: house.root)["1.1"].hints, 0)
    XCTAssertEqual(info.id, "1.1")
  }
}
