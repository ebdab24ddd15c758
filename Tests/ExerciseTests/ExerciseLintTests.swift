import ExerciseKit
import Foundation
import Solutions01
import Solutions02
import Solutions03
import Solutions04
import Solutions05
import Solutions06
import Solutions07
import Solutions08
import Solutions09
import XCTest

/// The exercises themselves under test: solutions pass, and every known mistake fails with its own
/// sentence.
final class ExerciseLintTests: XCTestCase {
  private let all: [[ExerciseCase]] = [
    Solutions01.cases, Solutions02.cases, Solutions03.cases, Solutions04.cases, Solutions05.cases,
    Solutions06.cases, Solutions07.cases, Solutions08.cases, Solutions09.cases,
  ]

  func testCasesAndCatalogAgree() {
    XCTAssertEqual(all.flatMap { $0.map(\.info.id) }, ExerciseCatalog.all.map(\.id))
    for (index, cases) in all.enumerated() {
      XCTAssertGreaterThanOrEqual(cases.count, 5, "chapter \(index + 1)")
      XCTAssertEqual(
        Set(cases.map(\.info.kind)), [.function, .estimate, .bug], "chapter \(index + 1)")
      for exercise in cases {
        XCTAssertEqual(exercise.info.chapter, index + 1)
        XCTAssertGreaterThanOrEqual(exercise.info.hints.count, 3, exercise.info.id)
      }
    }
  }

  func testEverySolutionPasses() {
    for exercise in all.joined() {
      XCTAssertEqual(exercise.judgeSolution(), .passed, "exercise \(exercise.info.id)")
    }
  }

  func testEveryKnownMistakeFailsWithItsOwnSentence() {
    for exercise in all.joined() {
      let mistakes = exercise.judgeMistakes()
      XCTAssertGreaterThanOrEqual(mistakes.count, 3, "exercise \(exercise.info.id)")
      XCTAssertEqual(Set(mistakes.map(\.sentence)).count, mistakes.count, exercise.info.id)
      for (sentence, verdict) in mistakes {
        guard case .failed(_, let recognised) = verdict else {
          XCTFail("exercise \(exercise.info.id): \"\(sentence)\" is judged \(verdict)")
          continue
        }
        XCTAssertEqual(recognised, sentence, "exercise \(exercise.info.id)")
      }
    }
  }

  /// Only on a fresh checkout: a learner's edits are no drift.
  func testEveryShippedFileIsTheStubOfItsSolution() throws {
    guard ProcessInfo.processInfo.environment["WORKBOOK_LINT"] == "1" else {
      throw XCTSkip("the lint of a fresh checkout runs with WORKBOOK_LINT=1")
    }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    XCTAssertEqual(ExerciseWorkspace(root: root).drift(), [])
    for exercise in all.joined() {
      XCTAssertEqual(exercise.judgeLearner(), .open, "exercise \(exercise.info.id) as shipped")
    }
  }
}
