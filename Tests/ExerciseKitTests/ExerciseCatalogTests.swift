import ExerciseKit
import XCTest

/// What the folders of exercises say, and what is said where they are not as they should be.
final class ExerciseCatalogTests: XCTestCase {
  func testTheProseSaysWhatIsAsked() throws {
    let text = ExerciseFolders.prose.replacingOccurrences(
      of: "//:\n//: ## Hints", with: "//:\n//: 2. is no hint\n//:\n//: ## Hints")
    XCTAssertEqual(
      try ExerciseInfo(id: "2.7", prose: text + "import Foundation\n//: # no prose any more\n"),
      ExerciseInfo(
        id: "2.7", title: "A title", kind: .estimate, minutes: 5,
        task: "What to do, in two lines.\n\n2. is no hint",
        hints: ["A nudge in two lines.", "The answer."]))
  }

  func testProseThatIsNotAsItShouldBeIsNamedByItsLine() {
    func problem(replacing old: String, by new: String) -> String {
      let text = ExerciseFolders.prose.replacingOccurrences(of: old, with: new)
      do {
        return "\(try ExerciseInfo(id: "2.7", prose: text))"
      } catch {
        return "\(error)"
      }
    }
    XCTAssertEqual(problem(replacing: "# A", by: "A"), "line 1: expected \"//: # Title\"")
    let kinds = "line 2: expected \"//: function, 10 minutes\" (or estimate, bug, capstone)"
    XCTAssertEqual(problem(replacing: "estimate", by: "guess"), kinds)
    XCTAssertEqual(problem(replacing: "5 minutes", by: "five minutes"), kinds)
    XCTAssertEqual(
      problem(replacing: "## Hints", by: "Hints"),
      "line 11: expected \"//: ## Hints\" behind the task")
    XCTAssertEqual(
      problem(replacing: "//: What to do,\n//: in two lines.\n", by: ""),
      "line 3: expected what to do")
    XCTAssertEqual(
      problem(replacing: "2. The", by: "3. The"), "line 11: expected \"//: 2. a hint\"")
    XCTAssertEqual(problem(replacing: "1. A", by: "A"), "line 9: expected \"//: 1. a hint\"")
  }

  func testExercisesAreInTheOrderOfTheirNumbers() throws {
    let folders = ExerciseFolders()
    for name in ["1.10-Ten", "1.9-Nine", "1.1-One"] { try folders.add(name) }
    try folders.add("2.1-One", to: "02-Attention")
    // Neither files nor hidden folders are exercises.
    try folders.write("", to: "Exercises/Tasks/01-Tokenizer/Chapter01.swift")
    try folders.write("", to: "Exercises/Tasks/01-Tokenizer/.hidden/x")
    let catalog = try folders.workspace().catalog
    XCTAssertEqual(catalog.folders, ["01-Tokenizer", "02-Attention"])
    XCTAssertEqual(catalog.all.map(\.id), ["1.1", "1.9", "1.10", "2.1"])
    XCTAssertEqual(try catalog.ids(["2", "1.9", "01"]), ["1.1", "1.9", "1.10", "2.1"])
    XCTAssertThrowsError(try catalog.ids(["3"])) {
      XCTAssertEqual($0 as? ExerciseError, .noChapter("3", count: 2))
    }
    for name in ["0", "00"] {
      XCTAssertThrowsError(try catalog.ids([name]), name) {
        XCTAssertEqual($0 as? ExerciseError, .noExercises(chapter: 0))
      }
    }
    XCTAssertThrowsError(try catalog.ids(["1.2"])) {
      XCTAssertEqual($0 as? ExerciseError, .unknown(id: "1.2"))
    }
  }

  func testAFolderThatIsNotAsItShouldBeIsOneLine() throws {
    func message(_ change: (ExerciseFolders) throws -> Void) throws -> String {
      let folders = ExerciseFolders()
      try folders.add("1.1-One")
      try change(folders)
      do {
        return "\(try folders.workspace().catalog.all.map(\.id))"
      } catch {
        return "\(error)"
      }
    }
    let place = "Exercises/Tasks/01-Tokenizer"
    XCTAssertEqual(
      try message { try $0.remove("Exercises") },
      "there are no exercises under Exercises/Tasks; restore it with git")
    for name in ["2.2-Two", "1.02-Two", "1.2", "1.x-Two", "1.0-None"] {
      XCTAssertEqual(
        try message { try $0.add(name) }, "\(place)/\(name): exercises here are named 1.1-Name on")
    }
    XCTAssertEqual(
      try message { try $0.add("1.1-Other") }, "\(place)/1.1-Other: there is another exercise 1.1")
    XCTAssertEqual(
      try message { try $0.add("3.1-One", to: "03-Transformer") },
      "Exercises/Tasks/03-Transformer: chapters are named 01-Name on")
    XCTAssertEqual(
      try message { try $0.remove("\(place)/1.1-One/1.1-Task.swift") },
      "\(place)/1.1-One/1.1-Task.swift: it is missing, or cannot be read")
    XCTAssertEqual(
      try message { try $0.add("1.2-Two", task: "import Foundation\n") },
      "\(place)/1.2-Two/1.2-Task.swift: line 1: expected \"//: # Title\"")
  }
}
