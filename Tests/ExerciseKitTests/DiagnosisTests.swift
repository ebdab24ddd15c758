import ExerciseKit
import Foundation
import XCTest

/// What names a wrong answer beside the known mistakes: parts, two at once, and what sets wrong numbers
/// apart from right ones.
final class DiagnosisTests: XCTestCase {
  private typealias One = @Sendable (Double) -> Double

  /// What is said of a wrong answer to `right` at 1.5, 2, 4 and 7.
  private func named(
    _ right: @escaping One, _ wrong: @escaping One, mistakes: [(String, One)] = []
  ) -> String? {
    let exercise = Exercise<One>(
      check: { _ in throw CheckFailure("wrong") }, observe: { one in [1.5, 2, 4, 7].map(one) })
    let verdict = ExerciseCase(
      "1.1", exercise, learner: wrong, solution: right,
      mistakes: mistakes.map { KnownMistake($0.0, $0.1) }
    ).judgeLearner()
    guard case .failed("wrong", let mistake) = verdict else {
      XCTFail("\(verdict)")
      return nil
    }
    return mistake
  }

  func testFactorsAreSaid() {
    let square: One = { $0 * $0 }
    XCTAssertEqual(named(square) { 2 * $0 * $0 }, "every answer is 2 times the right one")
    XCTAssertEqual(named(square) { $0 * $0 / 8 }, "every answer is the right one divided by 8")
    XCTAssertEqual(named(square) { $0 * $0 * 2 / 3 }, "every answer is 2/3 of the right one")
    XCTAssertEqual(named(square) { -$0 * $0 }, "every sign is turned round")
    XCTAssertEqual(
      named(square) { $0 * $0 * 1e6 },
      "every answer is 1,000,000 times the right one (another unit?)")
    XCTAssertEqual(
      named(square) { $0 * $0 * log(2) },
      "every answer is 0.6931 times the right one (nats and bits mixed up?)")
    // Right for some questions and wrong for others: nothing holds for all.
    XCTAssertNil(named(square) { $0 > 3 ? 2 * $0 * $0 : $0 * $0 })
  }

  func testOtherRelationsAreSaid() {
    let square: One = { $0 * $0 }
    XCTAssertEqual(named(square) { $0 * $0 + 3 }, "every answer is 3 too large")
    XCTAssertEqual(
      named(square) { 1 / ($0 * $0) },
      "a fraction is turned over: every answer is 1 divided by the right one")
    XCTAssertEqual(
      named(square) { $0 }, "a square is missing: every answer is the right one's root")
    XCTAssertEqual(
      named({ $0 / 10 }) { 1 - $0 / 10 },
      "you gave what is left of 1: every answer is 1 less the right one")
    XCTAssertEqual(
      named({ 1e6 * ($0 + 0.25) }) { 1e6 * ($0 + 0.25).rounded(.up) },
      "you rounded up to whole multiples of 1,000,000")
    XCTAssertEqual(
      named({ $0 * 10.3 }) { ($0 * 10.3).rounded() }, "you rounded to whole numbers")
    XCTAssertEqual(named(square) { _ in 5 }, "you gave the same answer to every question")
    XCTAssertNil(named(square) { $0 > 3 ? .infinity : $0 })
    XCTAssertEqual(
      named({ $0 + 1 }) { pow($0 + 1, 1.5) }, "every answer is the right one to the power 1.5")
    XCTAssertEqual(
      named(square) { min($0 * $0, 4) == 4 ? 4 : $0 * $0 },
      "your answers are right up to 4, and never larger")
    XCTAssertEqual(
      named(square) { $0 > 3 ? -$0 * $0 : $0 * $0 }, "some signs are turned round")
    // Shares of nearly nothing are whole multiples of no million.
    XCTAssertNil(named({ $0 * 1e-3 }) { $0 > 3 ? 1e-9 : 2e-9 })
  }

  func testTwoKnownMistakesAtOnce() {
    let mistakes: [(String, One)] = [
      ("you forgot the square", { $0 + 1 }), ("you forgot the 1", { $0 * $0 }),
      ("you added 2", { $0 * $0 + 3 }),
    ]
    let right: One = { $0 * $0 + 1 }
    XCTAssertEqual(
      named(right, { $0 }, mistakes: mistakes),
      "your answers are what two mistakes together give: you forgot the square; and you forgot the 1"
    )
    // Two pairs come to the same: neither is named.
    let more: [(String, One)] = [("again the square", { $0 + 1 }), ("once more", { $0 * $0 })]
    XCTAssertNil(named(right, { $0 }, mistakes: mistakes + more))
    // One too large and one too small, which nearly make up for each other, may be a third by itself.
    XCTAssertNil(
      named(
        right, { ($0 * $0 + 1) * ($0 + 1) / ($0 + 2) },
        mistakes: [
          ("you multiplied", { ($0 * $0 + 1) * ($0 + 1) }),
          ("you divided", { ($0 * $0 + 1) / ($0 + 2) }),
        ]))
  }

  func testAPartIsNamedWhateverTheOthersAre() {
    typealias Two = @Sendable (Double) -> (area: Double, edge: Double)
    let exercise = Exercise<Two>(
      parts: ["area", "edge"], check: { _ in throw CheckFailure("wrong") },
      observe: { two in
        [1.0, 2, 5].flatMap {
          let (area, edge) = two($0)
          return [area, edge]
        }
      })
    func named(_ wrong: @escaping Two) -> String? {
      let verdict = ExerciseCase(
        "1.1", exercise, learner: wrong, solution: { ($0 * $0, 4 * $0) },
        mistakes: [
          .init("you doubled the sides", { (4 * $0 * $0, 8 * $0) }),
          .init("you cubed the side", { ($0 * $0 * $0, 4 * $0) }),
        ]
      ).judgeLearner()
      guard case .failed(_, let mistake) = verdict else { return "\(verdict)" }
      return mistake
    }
    XCTAssertEqual(named { (4 * $0 * $0, 8 * $0) }, "you doubled the sides")
    // Who doubles the sides has another area, too: the factor is all that is known.
    XCTAssertEqual(named { ($0 * $0, 8 * $0) }, "in edge every answer is 2 times the right one")
    XCTAssertEqual(
      named { ($0 * $0 * $0, 8 * $0) },
      "you cubed the side; and in edge every answer is 2 times the right one")
    XCTAssertEqual(
      named { ($0 * $0, 2 * $0) }, "in edge every answer is the right one divided by 2")
    XCTAssertNil(named { ($0 * $0 + sin($0), 8 * $0) })
  }
}
