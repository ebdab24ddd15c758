import WorkbookCore
import XCTest

/// The verbs on exercises, apart from `check` and `watch`.
final class ExerciseVerbTests: XCTestCase {
  func testAFreshWorkbookIsAllOpen() throws {
    let house = try ExerciseHouse()
    let status = try ExerciseHouse.json(house.run("status", "--json"))
    XCTAssertEqual(status["passed"] as? Int, 0)
    XCTAssertEqual(status["failed"] as? Int, 0)
    XCTAssertEqual(status["next"] as? String, "1.1")
    XCTAssertEqual((status["chapters"] as? [Any])?.count, 9)
    let text = try house.run("status")
    XCTAssertEqual(text.status, 0)
    XCTAssertTrue(text.output.contains("01-Tokenizer"), text.output)
    XCTAssertTrue(text.output.contains("next: 1.1"), text.output)
  }

  func testNextSaysWhatToDoAndWhere() throws {
    let house = try ExerciseHouse()
    let text = try house.run("next")
    XCTAssertTrue(text.output.hasPrefix("1.1  Count the pairs"), text.output)
    XCTAssertTrue(text.output.contains(house.file), text.output)
    let json = try ExerciseHouse.json(house.run("next", "--json"))
    XCTAssertEqual((json["next"] as? [String: Any])?["file"] as? String, house.file)
    XCTAssertNotNil(json["task"] as? String)
  }

  func testAnyTaskCanBeReadWithWhatItsCodeNames() throws {
    let house = try ExerciseHouse()
    let text = try house.run("next", "2.4")
    XCTAssertTrue(text.output.hasPrefix("2.4  A square that nobody writes down"), text.output)
    XCTAssertTrue(
      text.output.contains(
        "given  Chapter02.BlockSummary in Exercises/Tasks/02-Attention/2.4-MergeBlocks/2.4-Task.swift"
      ),
      text.output)
    try house.write("// streams", to: "Sources/Groundwork/RandomStream.swift")
    let json = try ExerciseHouse.json(house.run("next", "9.4", "--json"))
    XCTAssertEqual((json["next"] as? [String: Any])?["id"] as? String, "9.4")
    XCTAssertEqual(
      (json["given"] as? [[String: String]])?.first,
      ["name": "RandomStream", "file": "Sources/Groundwork/RandomStream.swift"])
    assertFails(try house.run("next", "9.99"), status: 1, saying: "no exercise 9.99", "list")
  }

  func testTheStubSaysItsTask() throws {
    let house = try ExerciseHouse()
    let stub = try house.read(house.file)
    XCTAssertTrue(
      stub.hasPrefix(
        """
        import ExerciseKit

        // 1.1 Count the pairs (a function, about 10 minutes)
        //
        // Byte pair encoding merges the most frequent pair of neighbours.
        """), stub)
    XCTAssertFalse(
      stub.split(separator: "\n").contains { $0.hasPrefix("// ") && $0.count > 100 }, stub)
  }

  func testASolutionStandsBesideOnesOwnCodeWithItsReason() throws {
    let house = try ExerciseHouse()
    let untouched = try ExerciseHouse.json(house.run("solution", "1.1", "--anyway", "--json"))
    XCTAssertNil(untouched["difference"] as? String)
    let stub = try house.read(house.file)
    try house.write(
      stub.replacingOccurrences(
        of: "  throw NotAttempted(\"1.1\")",
        with: "  var counts: [[Int]: Int] = [:]\n  return counts"),
      to: house.file)
    let shown = try house.run("solution", "1.1", "--anyway")
    XCTAssertTrue(shown.output.contains("\n+     for (left, right) in zip("), shown.output)
    XCTAssertTrue(
      shown.output.contains("\n    return counts") || shown.output.contains("\n    var counts"),
      shown.output)
    XCTAssertTrue(shown.output.contains("\n- "), shown.output)
    XCTAssertTrue(shown.output.contains("why: A word that occurs 7 times"), shown.output)
  }

  func testListIsOneLineAnExercise() throws {
    let house = try ExerciseHouse()
    let list = try house.run("list", "1")
    XCTAssertEqual(
      list.output.split(separator: "\n").count,
      try ExerciseCatalog(root: CommandLineRun.root).exercises(ofChapter: 1).count, list.output)
    let all = try ExerciseHouse.json(house.run("list", "--json"))
    XCTAssertGreaterThanOrEqual((all["exercises"] as? [Any])?.count ?? 0, 3)
    let one = try ExerciseHouse.json(house.run("list", "1.2", "--json"))
    let exercise = try XCTUnwrap((one["exercises"] as? [[String: Any]])?.first)
    XCTAssertEqual(exercise["id"] as? String, "1.2")
    XCTAssertEqual(exercise["status"] as? String, "open")
  }

  func testHintsComeOneByOneUntilAllAreAsked() throws {
    let house = try ExerciseHouse()
    XCTAssertTrue(try house.run("hint", "1.1").output.hasPrefix("hint 1 of 3: "))
    XCTAssertTrue(try house.run("hint", "1.1").output.hasPrefix("hint 2 of 3: "))
    let third = try ExerciseHouse.json(house.run("hint", "1.1", "--json"))
    XCTAssertEqual(third["first"] as? Int, 3)
    XCTAssertTrue(try house.run("hint", "1.1").output.contains("That was the last one"))
    let all = try ExerciseHouse.json(house.run("hint", "1.2", "--all", "--json"))
    XCTAssertEqual((all["hints"] as? [String])?.count, 3)
  }

  func testTheSolutionShowsAfterAPassOrWhenInsistedOn() throws {
    let house = try ExerciseHouse()
    assertFails(
      try house.run("solution", "1.1"), status: 1, saying: "not passed yet", "--anyway")
    let anyway = try house.run("solution", "1.1", "--anyway")
    XCTAssertTrue(anyway.output.contains("public func countPairs"), anyway.output)
    XCTAssertFalse(anyway.output.contains("// exercise"), anyway.output)
    XCTAssertEqual(try house.run("check", "1.1").status, 0)
    let passed = try ExerciseHouse.json(house.run("solution", "1.1", "--json"))
    XCTAssertEqual(passed["id"] as? String, "1.1")
  }

  func testResetPutsTheStubBackAndKeepsTheText() throws {
    let house = try ExerciseHouse()
    let stub = try house.read(house.file)
    XCTAssertTrue(stub.contains("throw NotAttempted(\"1.1\")"), stub)
    XCTAssertEqual(try house.run("check", "1.1").status, 0)
    // Twice: the second backup must not replace the first.
    for text in ["my first answer", "my second answer"] {
      try house.write(text, to: house.file)
      let reset = try ExerciseHouse.json(house.run("reset", "1.1", "--json"))
      XCTAssertEqual(reset["changed"] as? Bool, true)
      XCTAssertEqual(try house.read(house.file), stub)
      XCTAssertEqual(try house.read(try XCTUnwrap(reset["backup"] as? String)), text)
    }
    XCTAssertEqual(try house.read(".workbook/backups/\(house.file).1"), "my first answer")
    let status = try ExerciseHouse.json(house.run("status", "--json"))
    XCTAssertEqual(status["passed"] as? Int, 0)
    let again = try house.run("reset", "1.1")
    XCTAssertTrue(again.output.contains("original already"), again.output)
  }

  func testResetBringsAChapterBackFromGit() throws {
    let house = try ExerciseHouse()
    let folder = "Chapters/02-Attention"
    let chapter = "\(folder)/main.swift"
    try house.write("// as shipped, ä\n", to: chapter)
    try house.write("// a section\n", to: "\(folder)/1-Heads.swift")
    try house.write("// another\n", to: "\(folder)/2-Masks.swift")
    try house.commit()
    let untouched = try house.run("reset", "02")
    XCTAssertTrue(untouched.output.contains("original already"), untouched.output)
    try house.write("// my experiment\n", to: chapter)
    try house.write("// my heads\n", to: "\(folder)/1-Heads.swift")
    try house.write("// my section\n", to: "\(folder)/3-Mine.swift")
    try FileManager.default.removeItem(atPath: house.path("\(folder)/2-Masks.swift"))
    let reset = try house.run("reset", "02")
    XCTAssertEqual(reset.status, 0, reset.errors)
    XCTAssertTrue(reset.output.contains(".workbook/backups/\(chapter).1"), reset.output)
    for (name, text, backup) in [
      ("main.swift", "// as shipped, ä\n", "// my experiment\n"),
      ("1-Heads.swift", "// a section\n", "// my heads\n"),
    ] {
      XCTAssertEqual(try house.read("\(folder)/\(name)"), text)
      XCTAssertEqual(try house.read(".workbook/backups/\(folder)/\(name).1"), backup)
    }
    XCTAssertEqual(try house.read("\(folder)/2-Masks.swift"), "// another\n")
    // A section of the learner's own is no part of the original, and is not lost.
    XCTAssertFalse(FileManager.default.fileExists(atPath: house.path("\(folder)/3-Mine.swift")))
    XCTAssertEqual(
      try house.read(".workbook/backups/\(folder)/3-Mine.swift.1"), "// my section\n")
  }

  /// The opening has no exercises, and is a chapter to edit like any other.
  func testTheOpeningIsResetAndHasNothingToCheck() throws {
    let house = try ExerciseHouse()
    assertFails(try house.run("reset", "0"), status: 1, saying: "no chapter 0")
    let file = "Chapters/00-Small/main.swift"
    try house.write("// as shipped\n", to: file)
    try house.commit()
    try house.write("// mine\n", to: file)
    for name in ["0", "00"] {
      let reset = try house.run("reset", name)
      XCTAssertEqual(reset.status, 0, reset.errors)
      XCTAssertEqual(try house.read(file), "// as shipped\n")
    }
    XCTAssertEqual(try house.read(".workbook/backups/\(file).1"), "// mine\n")
    assertFails(try house.run("check", "0"), status: 1, saying: "chapter 0 has no exercises")
    assertFails(try house.run("list", "0"), status: 1, saying: "chapter 0 has no exercises")
  }

  func testResetSaysWhereThereIsNoOriginal() throws {
    let house = try ExerciseHouse()
    // Nothing above may answer in this folder's place.
    let alone = ["GIT_CEILING_DIRECTORIES": "/"]
    assertFails(
      try house.run(
        "reset", "3", environment: alone.merging(["GIT_DIR": house.path("none")]) { $1 }),
      status: 1, saying: "Chapters/03-Transformer/main.swift", "git")
    assertFails(try house.run("reset", "10"), status: 1, saying: "no chapter 10")
    try FileManager.default.removeItem(
      atPath: house.path("Exercises/Tasks/01-Tokenizer/1.1-CountPairs/1.1-Solution.swift"))
    assertFails(try house.run("reset", "1.1"), status: 1, saying: "1.1", "restore it with git")
  }

  /// As an author would: from one folder to a verdict.
  func testAnExerciseMoreIsAFolderMore() throws {
    let house = try ExerciseHouse()
    let (old, new) = ("1.2-EmbeddingCost/1.2", "1.7-Again/1.7")
    for file in ["Task", "Solution", "Mistakes"] {
      let place = "Exercises/Tasks/01-Tokenizer/"
      let text = try house.read("\(place)\(old)-\(file).swift")
      try house.write(
        text.replacingOccurrences(of: "begin 1.2", with: "begin 1.7"),
        to: "\(place)\(new)-\(file).swift")
    }
    XCTAssertTrue(try house.run("list", "1").output.contains("\n1.7  open    estimate"))
    let unlisted = try house.run("check", "1.7")
    XCTAssertEqual(unlisted.status, 1)
    XCTAssertEqual(
      unlisted.errorLines.last?.contains("./workbook reset 1.7 writes it"), true, unlisted.errors)
    let reset = try house.run("reset", "1.7")
    XCTAssertEqual(
      reset.output,
      """
      Exercises/Checks/01-Tokenizer/Cases.swift lists the exercises as they are now.
      Exercises/01-Tokenizer/1.7-Again.swift is the original again.

      """)
    let stub = try house.read("Exercises/01-Tokenizer/1.7-Again.swift")
    XCTAssertTrue(stub.contains("throw NotAttempted(\"1.7\")"), stub)
    try house.verdicts(#"echo "{\"id\":\"$id\",\"status\":\"passed\"}""#)
    XCTAssertEqual(
      try house.run("check", "1.7").output, "1.7  passed  What a large vocabulary costs\n")
  }

  func testAFolderThatIsNotAsItShouldBeIsOneLine() throws {
    let house = try ExerciseHouse()
    let task = "Exercises/Tasks/02-Attention/2.3-ScaledScores/2.3-Task.swift"
    try house.write("import ExerciseKit\n", to: task)
    for verb in ["list", "next", "status", "check"] {
      assertFails(try house.run(verb), status: 1, saying: task, "line 1", "# Title")
    }
    try FileManager.default.removeItem(atPath: house.path("Exercises"))
    assertFails(try house.run("list"), status: 1, saying: "Exercises/Tasks", "git")
  }

  func testUnknownExercisesAreOneLine() throws {
    let house = try ExerciseHouse()
    for verb in ["check", "hint", "reset", "solution", "list", "watch"] {
      for id in ["9.99", "abc", ""] {
        assertFails(try house.run(verb, id), status: 1, saying: "no exercise \(id)", "list")
      }
    }
    for verb in ["hint", "solution", "reset"] {
      assertFails(try house.run(verb), status: 2, saying: "\(verb) --help")
    }
  }

  func testProgressThatCannotBeWrittenIsOneLine() throws {
    let house = try ExerciseHouse()
    try FileManager.default.removeItem(atPath: house.path(".workbook"))
    try house.write("a file where the folder should be", to: ".workbook")
    assertFails(try house.run("hint", "1.1"), status: 1, saying: ".workbook")
    let check = try house.run("check", "1.1")
    XCTAssertEqual(check.status, 1)
    XCTAssertTrue(check.errors.contains(".workbook"), check.errors)
    try house.write("kept", to: house.file)
    assertFails(try house.run("reset", "1.1"), status: 1, saying: ".workbook")
    XCTAssertEqual(try house.read(house.file), "kept", "a text without a backup must stay")
  }

  func testDamagedProgressCountsAsNone() throws {
    let house = try ExerciseHouse()
    try house.write("{ no json", to: ".workbook/progress.json")
    XCTAssertEqual(try house.run("status").status, 0)
    XCTAssertEqual(try house.run("check", "1.1").status, 0)
    let status = try ExerciseHouse.json(house.run("status", "--json"))
    XCTAssertEqual(status["passed"] as? Int, 1)
  }
}
