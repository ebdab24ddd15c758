import ExerciseKit
import XCTest

final class ExerciseWorkspaceTests: XCTestCase {
  private let file = "Exercises/01-Tokenizer/1.1-One.swift"
  private let list = "Exercises/Checks/01-Tokenizer/Cases.swift"

  func testResetRestoresTheStubAndDriftSeesEdits() throws {
    let folders = ExerciseFolders()
    try folders.add("1.1-One")
    let workspace = try folders.workspace()
    XCTAssertEqual(
      workspace.drift(),
      ["\(file) is not the stub of exercise 1.1", "\(list) is not the list of chapter 1"])
    let first = try workspace.reset("1.1")
    XCTAssertEqual(first.file, file)
    XCTAssertTrue(first.isChanged)
    XCTAssertNil(first.backup)
    XCTAssertEqual(first.list, list)
    XCTAssertEqual(
      try folders.read(file),
      """
      import ExerciseKit

      // 1.1 A title (an estimate, about 5 minutes)
      //
      // What to do, in two lines.

      public func answer() throws -> Int {
        // TODO 1.1: count
        throw NotAttempted("1.1")
      }

      """)
    XCTAssertEqual(workspace.drift(), [])
    try folders.write("edited", to: file)
    XCTAssertEqual(workspace.drift(), ["\(file) is not the stub of exercise 1.1"])
    let reset = try workspace.reset("1.1")
    XCTAssertNil(reset.list)
    XCTAssertEqual(try folders.read(try XCTUnwrap(reset.backup)), "edited")
    let again = try workspace.reset("1.1")
    XCTAssertFalse(again.isChanged)
    XCTAssertNil(again.backup)
    XCTAssertEqual(workspace.drift(), [])
  }

  func testTheListBindsEveryExerciseToTheLearnersAnswer() throws {
    let folders = ExerciseFolders()
    try folders.add("1.1-One")
    _ = try folders.workspace().reset("1.1")
    try folders.add(
      "1.2-Two", task: ExerciseFolders.prose + "public static let two = Exercise<Two>(",
      solution: "public func both(\n")
    let workspace = try folders.workspace()
    XCTAssertEqual(
      workspace.drift().last, "\(list) is not the list of chapter 1", "a folder that nobody lists")
    XCTAssertThrowsError(try workspace.check(["1.1"])) {
      XCTAssertEqual($0 as? ExerciseError, .staleList(path: list, id: "1.2"))
    }
    XCTAssertEqual(try workspace.reset("1.2").list, list)
    XCTAssertEqual(
      try folders.read(list),
      """
      // Derived from Exercises/Tasks/01-Tokenizer: a reset of one of its exercises writes it anew.
      import ExerciseKit
      import Exercises01
      import Tasks01

      /// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
      public var cases: [ExerciseCase] {
        [
          ExerciseCase(
            "1.1", Chapter01.exercise,
            learner: asking(Exercises01.answer),
            solution: Tasks01.answer,
            mistakes: Tasks01.exerciseMistakes,
            inputs: []),
          ExerciseCase(
            "1.2", Chapter01.two,
            learner: asking(Exercises01.both),
            solution: Tasks01.both,
            mistakes: Tasks01.twoMistakes,
            inputs: []),
        ]
      }

      """)
  }

  func testWhatCannotBeDerivedIsOneLineAndChangesNothing() throws {
    let folders = ExerciseFolders()
    let folder = try folders.add("1.1-One", task: ExerciseFolders.prose)
    func message() throws -> String {
      let workspace = try folders.workspace()
      do {
        return "\(try workspace.reset("1.1"))"
      } catch {
        return "\(error)"
      }
    }
    XCTAssertEqual(
      try message(),
      "\(folder)/1.1-Task.swift: expected \"public static let name = Exercise<Type>(\"")
    try folders.add("1.1-One", solution: "func answer()")
    XCTAssertEqual(
      try message(), "\(folder)/1.1-Solution.swift: expected \"public func name(\"")
    try folders.add("1.1-One", solution: "// exercise end")
    XCTAssertEqual(
      try message(), "\(folder)/1.1-Solution.swift: line 1: an exercise ends that never began")
    try folders.remove("\(folder)/1.1-Solution.swift")
    XCTAssertEqual(
      try message(),
      "the solution of exercise 1.1 is missing under Exercises/Tasks; restore it with git")
    XCTAssertFalse(folders.exists(file))
    XCTAssertFalse(folders.exists(list))
  }

  /// The solution stands in the module that gives it; the learner's file does not.
  func testAStubThatNamesWhatItsChapterGivesImportsIt() throws {
    let folders = ExerciseFolders()
    try folders.add(
      "1.1-One",
      solution: """
        import ExerciseKit
        import Foundation

        public func answer(_ given: Chapter01.Given) throws {
          // exercise begin 1.1: take it
          // exercise end
        }
        """)
    let workspace = try folders.workspace()
    _ = try workspace.reset("1.1")
    let head = "import ExerciseKit\nimport Foundation\nimport Tasks01\n\n"
    XCTAssertTrue(try folders.read(file).hasPrefix(head + "// 1.1 A title"))
    XCTAssertTrue(try workspace.solution("1.1", anyway: true).hasPrefix(head))
  }

  func testHintsComeInTiersAndSolutionsAfterAPass() throws {
    let folders = ExerciseFolders()
    try folders.add("1.1-One")
    let workspace = try folders.workspace()
    let count = try workspace.exercise("1.1").hints.count
    XCTAssertEqual(count, 2)
    for number in 1...(count + 1) {
      XCTAssertEqual(try workspace.hint("1.1").number, min(number, count))
    }
    XCTAssertThrowsError(try workspace.solution("1.1", anyway: false)) {
      XCTAssertEqual($0 as? ExerciseError, .notYet(id: "1.1"))
    }
    XCTAssertTrue(try workspace.solution("1.1", anyway: true).contains("  1\n"))
    var progress = Progress.read(root: folders.root)
    progress["1.1"].status = .passed
    try progress.write()
    XCTAssertFalse(try workspace.solution("1.1", anyway: false).contains("exercise"))
    XCTAssertThrowsError(try workspace.hint("99.1")) {
      XCTAssertEqual($0 as? ExerciseError, .unknown(id: "99.1"))
    }
  }

  /// The command line and the live page lose nothing of each other's.
  func testChangesAtOnceAreAllKept() throws {
    let folders = ExerciseFolders()
    try folders.add("1.1-One")
    let root = folders.root
    DispatchQueue.concurrentPerform(iterations: 40) { number in
      try? Progress.update(root: root) { progress in
        progress["1.\(number)"].status = .passed
        usleep(1_000)
      }
    }
    XCTAssertEqual(Progress.read(root: root).entries.count, 40)
  }

  func testADamagedProgressFileIsKeptAside() throws {
    let folders = ExerciseFolders()
    try folders.add("1.1-One")
    for number in 1...2 {
      try folders.write("{ \(number)", to: ".workbook/progress.json")
      _ = try folders.workspace().hint("1.1")
      XCTAssertEqual(Progress.read(root: folders.root)["1.1"].hints, 1)
      let kept = folders.root + "/.workbook/progress-damaged-\(number).json"
      XCTAssertEqual(try String(contentsOfFile: kept, encoding: .utf8), "{ \(number)")
    }
  }

  func testADamagedProgressFileMeansNothingDone() throws {
    let folders = ExerciseFolders()
    try folders.add("1.1-One")
    try folders.write("{", to: ".workbook/progress.json")
    let progress = Progress.read(root: folders.root)
    XCTAssertEqual(progress.entries, [:])
    XCTAssertEqual(progress.summary(ofChapter: 1), "Exercises: 0 of 1 passed (1.1 open)")
  }
}
