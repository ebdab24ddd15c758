import ExerciseKit
import Foundation
import Groundwork
import TestSupport
import XCTest

final class ExerciseCaseTests: XCTestCase {
  private let double = Exercise<@Sendable (Double) throws -> Double>(
    check: { double in
      try Expect.close(try double(3), 6, relative: 1e-9, "twice 3")
    }, observe: { [try $0(3), try $0(-2)] })

  private func judged(_ learner: @escaping @Sendable (Double) throws -> Double) -> Verdict {
    ExerciseCase(
      "1.9", double, learner: learner, solution: { 2 * $0 },
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
