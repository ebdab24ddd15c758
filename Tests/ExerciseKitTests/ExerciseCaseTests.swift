import ExerciseKit
import Foundation
import Groundwork
import TestSupport
import XCTest

final class ExerciseCaseTests: XCTestCase {
  private let double = Exercise<@Sendable (Double) throws -> Double>(
    ExerciseInfo(
      id: "1.9", title: "Double", kind: .function, minutes: 1, task: "Double it.", hints: ["2x"]),
    check: { double in
      try Expect.close(try double(3), 6, relative: 1e-9, "twice 3")
    }, observe: { [try $0(3), try $0(-1)] })

  private func judged(_ learner: @escaping @Sendable (Double) throws -> Double) -> Verdict {
    ExerciseCase(
      double, learner: learner, solution: { 2 * $0 },
      mistakes: [.init("you squared it", { $0 * $0 }), .init("you halved it", { $0 / 2 })]
    ).judgeLearner()
  }

  func testVerdicts() {
    XCTAssertEqual(judged { $0 + $0 }, .passed)
    XCTAssertEqual(judged { _ in throw NotAttempted("1.9") }, .open)
    guard case .failed(let message, "you squared it") = judged({ pow($0, 2) }) else {
      return XCTFail("a known mistake was not recognised")
    }
    XCTAssertEqual(message, "twice 3: expected 6.0 within 1e-07 %, got 9.0")
    guard case .failed(_, nil) = judged({ _ in .nan }) else {
      return XCTFail("no number is no known mistake")
    }
  }

  func testAnInfiniteAnswerIsNoKnownMistake() {
    guard case .failed(_, nil) = judged({ _ in .infinity }) else {
      return XCTFail("infinity was taken for a finite answer")
    }
  }

  func testFailuresSayWhereAndHowMuchIsRight() {
    XCTAssertThrowsError(
      try Expect.close([1, 2, 3.5], [1, 2, 3], absolute: 0.1, "the row")
    ) {
      XCTAssertEqual(
        "\($0)",
        "the row: 2 of 3 values are right; the worst is number 2: expected 3.0, got 3.5")
    }
    assertThrows(
      try Expect.close([1], [1, 2], absolute: 0.1, "the row"), CheckFailure.self,
      "the row: expected 2 elements, got 1")
    assertThrows(
      try Expect.close([.nan], [1], absolute: 0.1, "the row"), CheckFailure.self,
      "the row: 0 of 1 values are right")
    XCTAssertNoThrow(try Expect.close([], [], absolute: 0, "nothing"))
  }
}

final class WorkspaceTests: XCTestCase {
  private var root = ""

  override func setUpWithError() throws {
    root = NSTemporaryDirectory() + "workspace-\(UUID().uuidString)"
    let solution = """
      func countPairs() throws -> Int {
        // exercise begin 1.1: count
        1
        // exercise end
      }

      """
    try AtomicFile.write(solution, to: "\(root)/Exercises/Solutions/01-Tokenizer/1.1-X.swift")
    try AtomicFile.write(
      try StubDeriver.derive(from: solution), to: "\(root)/Exercises/01-Tokenizer/1.1-X.swift")
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: root) }

  func testResetRestoresTheStubAndDriftSeesEdits() throws {
    let workspace = ExerciseWorkspace(root: root)
    func drifted() -> Bool { workspace.drift().contains { $0.contains("1.1-X") } }
    XCTAssertFalse(drifted())
    try AtomicFile.write("edited", to: "\(root)/Exercises/01-Tokenizer/1.1-X.swift")
    XCTAssertTrue(drifted())
    let reset = try workspace.reset("1.1")
    XCTAssertEqual(reset.file, "Exercises/01-Tokenizer/1.1-X.swift")
    let backup = try XCTUnwrap(reset.backup)
    XCTAssertEqual(try String(contentsOfFile: "\(root)/\(backup)", encoding: .utf8), "edited")
    let again = try workspace.reset("1.1")
    XCTAssertFalse(again.isChanged)
    XCTAssertNil(again.backup)
    XCTAssertFalse(drifted())
  }

  func testHintsComeInTiersAndSolutionsAfterAPass() throws {
    let workspace = ExerciseWorkspace(root: root)
    let count = try workspace.exercise("1.1").hints.count
    for number in 1...(count + 1) {
      XCTAssertEqual(try workspace.hint("1.1").number, min(number, count))
    }
    assertThrows(
      try workspace.solution("1.1", anyway: false), ExerciseError.self,
      "exercise 1.1 is not passed yet")
    XCTAssertTrue(try workspace.solution("1.1", anyway: true).contains("  1\n"))
    var progress = Progress.read(root: root)
    progress["1.1"].status = .passed
    try progress.write(root: root)
    XCTAssertFalse(try workspace.solution("1.1", anyway: false).contains("exercise"))
    assertThrows(try workspace.hint("99.1"), ExerciseError.self, "there is no exercise 99.1")
  }

  func testADamagedProgressFileMeansNothingDone() throws {
    try AtomicFile.write("{", to: "\(root)/.workbook/progress.json")
    XCTAssertEqual(Progress.read(root: root), Progress())
  }
}
