import ExerciseKit
import Foundation
import XCTest
import check_01
import check_02
import check_03
import check_04
import check_05
import check_06
import check_07
import check_08
import check_09

/// The exercises themselves under test: solutions pass, and every known mistake fails with its own
/// sentence.
final class ExerciseLintTests: XCTestCase {
  private let all: [[ExerciseCase]] = [
    check_01.cases, check_02.cases, check_03.cases, check_04.cases, check_05.cases, check_06.cases,
    check_07.cases, check_08.cases, check_09.cases,
  ]

  /// The sixth exercise of each of these is a capstone.
  private let chaptersWithCapstones = 1...9

  private func workspace() throws -> ExerciseWorkspace {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    return try ExerciseWorkspace(root: root)
  }

  /// A folder that no list names is an exercise that nobody judges.
  func testEveryFolderIsListed() throws {
    let catalog = try workspace().catalog
    XCTAssertEqual(all.joined().map(\.id), catalog.all.map(\.id))
    XCTAssertEqual(all.count, catalog.folders.count)
    for chapter in 1...all.count {
      let exercises = catalog.exercises(ofChapter: chapter)
      XCTAssertGreaterThanOrEqual(exercises.count, 5, "chapter \(chapter)")
      let capstones = exercises.filter { $0.kind == .capstone }
      XCTAssertEqual(
        Set(exercises.map(\.kind)).subtracting([.capstone]), [.function, .estimate, .bug],
        "chapter \(chapter)")
      XCTAssertEqual(
        capstones.map(\.id), chaptersWithCapstones.contains(chapter) ? ["\(chapter).6"] : [])
      for capstone in capstones {
        XCTAssertTrue((45...90).contains(capstone.minutes), capstone.id)
      }
      for exercise in exercises {
        XCTAssertGreaterThanOrEqual(exercise.hints.count, 3, exercise.id)
      }
    }
  }

  func testEverySolutionPasses() {
    for exercise in all.joined() {
      XCTAssertEqual(exercise.judgeSolution(), .passed, "exercise \(exercise.id)")
    }
  }

  /// What right answers keep the solution keeps; that wrong ones break it the mutants show.
  func testEveryExerciseHasPropertiesThatItsSolutionKeeps() {
    for exercise in all.joined() where !exercise.id.hasSuffix(".6") {
      XCTAssertTrue(exercise.hasProperties, exercise.id)
      XCTAssertEqual(exercise.lawsBrokenBySolution(), [], exercise.id)
      XCTAssertNil(exercise.sentenceForSolution(), exercise.id)
      XCTAssertEqual(Set(exercise.laws).count, exercise.laws.count, exercise.id)
    }
  }

  func testEveryKnownMistakeFailsWithItsOwnSentence() {
    for exercise in all.joined() {
      let mistakes = exercise.judgeMistakes()
      XCTAssertGreaterThanOrEqual(mistakes.count, 3, "exercise \(exercise.id)")
      XCTAssertEqual(Set(mistakes.map(\.sentence)).count, mistakes.count, exercise.id)
      for (sentence, verdict) in mistakes {
        guard case .failed(_, let recognised) = verdict else {
          XCTFail("exercise \(exercise.id): \"\(sentence)\" is judged \(verdict)")
          continue
        }
        XCTAssertEqual(recognised, sentence, "exercise \(exercise.id)")
      }
    }
  }

  /// Only on a fresh checkout: a learner's edits are no drift.
  func testEveryDerivedFileIsWhatItsFolderMakesIt() throws {
    guard ProcessInfo.processInfo.environment["WORKBOOK_LINT"] == "1" else {
      throw XCTSkip("the lint of a fresh checkout runs with WORKBOOK_LINT=1")
    }
    XCTAssertEqual(try workspace().drift(), [])
    for exercise in all.joined() {
      XCTAssertEqual(exercise.judgeLearner(), .open, "exercise \(exercise.id) as shipped")
    }
  }
}
