import ExerciseKit
import Foundation
import XCTest

/// A sentence that could be false is not said: numbers that come by many ways name none of them.
final class EvidenceTests: XCTestCase {
  private typealias One = @Sendable (Double) -> Double

  private func verdict<Implementation>(_ exercise: ExerciseCase, of _: Implementation.Type)
    -> String?
  {
    guard case .failed("wrong", let mistake) = exercise.judgeLearner() else {
      XCTFail("it passed")
      return nil
    }
    return mistake
  }

  /// What is said of a wrong answer to the root of 1 + x at −0.5, 0, 3, 8 and 14.
  private func named(_ wrong: @escaping One, _ mistakes: KnownMistake<One>...) -> String? {
    let exercise = Exercise<One>(
      check: { _ in throw CheckFailure("wrong") },
      observe: { one in [-0.5, 0, 3, 8, 14].map(one) })
    return verdict(
      ExerciseCase(
        "1.1", exercise, learner: wrong, solution: { (1 + $0).squareRoot() }, mistakes: mistakes),
      of: One.self)
  }

  func testWhatIsNoNumberNamesNoWay() {
    // Here both are no number below 0, and right elsewhere; only what is seen may be said.
    let negative: One = { $0 < 0 ? .nan : (1 + $0).squareRoot() }
    let logarithm: One = { $0 < 0 ? log($0) : (1 + $0).squareRoot() }
    XCTAssertNil(named(logarithm, KnownMistake("you divided 0 by 0", negative)))
    XCTAssertEqual(
      named(logarithm, KnownMistake(answer: "your root of 0.5 is no number", negative)),
      "your root of 0.5 is no number")
    XCTAssertEqual(
      named(logarithm, KnownMistake("your root of 0.5 is no number", negative).ofAnswer),
      "your root of 0.5 is no number")
  }

  func testOneAnswerToEverythingNamesNoWay() {
    let zero: One = { _ in 0 }
    XCTAssertEqual(
      named(zero, KnownMistake("you multiplied by the rest", zero)),
      "you gave the same answer to every question")
    XCTAssertEqual(named(zero, KnownMistake(answer: "you gave 0", zero)), "you gave 0")
    // One odd number may come by chance; two hardly do.
    let late: One = { $0 > 10 ? 5 : (1 + $0).squareRoot() }
    XCTAssertNil(named(late, KnownMistake("you added where you should multiply", late)))
    let later: One = { $0 > 3 ? $0 / 2 : (1 + $0).squareRoot() }
    XCTAssertEqual(named(later, KnownMistake("you halved", later)), "you halved")
  }

  func testAMistakeThatTheQuestionsDoNotShowIsNotNamed() {
    let right: One = { (1 + $0).squareRoot() }
    XCTAssertNil(named(right, KnownMistake(answer: "you sorted", right)))
  }

  func testAShareOfNearlyNothingLeavesNothingToSay() {
    let exercise = Exercise<One>(
      check: { _ in throw CheckFailure("wrong") },
      observe: { one in [1e-8, 2e-7, 3e-8].map(one) })
    let wrong: One = { $0 + 1e-9 * sin(1e9 * $0) }
    XCTAssertNil(
      verdict(
        ExerciseCase("1.1", exercise, learner: wrong, solution: { $0 }, mistakes: []),
        of: One.self))
  }

  private typealias Ratio = @Sendable (_ rows: Double, _ width: Double, _ all: Double) -> Double

  private func named(
    _ questions: [(Double, Double, Double)], _ wrong: @escaping Ratio,
    _ mistakes: [KnownMistake<(Double, Double, Double) throws -> Double>] = []
  ) -> String? {
    let exercise = Exercise<(Double, Double, Double) throws -> Double>(
      check: { _ in throw CheckFailure("wrong") },
      observe: { ratio in try questions.map { try ratio($0.0, $0.1, $0.2) } })
    return verdict(
      ExerciseCase(
        "1.1", exercise, learner: asking(wrong), solution: { $0 * $1 / $2 }, mistakes: mistakes,
        inputs: ["rows", "width", "all"]),
      of: Ratio.self)
  }

  func testAnAnswerThatIsAnInputIsNotTwoMistakes() {
    let questions = [(50_257.0, 768.0, 1.2e8), (32_000, 4_096, 7e9), (131_072, 7_680, 5e10)]
    // Not divided, and the width left out? The input says it more simply.
    XCTAssertEqual(
      named(
        questions, { rows, _, _ in rows },
        [
          KnownMistake("you did not divide") { $0 * $1 + 0 * $2 },
          KnownMistake("you left out the width") { $0 / $2 + 0 * $1 },
        ]),
      "every answer comes to rows, and to nothing else")
  }

  func testTwoQuestionsMakeNoFormula() {
    let wrong: Ratio = { rows, width, all in rows * width / all * (width > 5 ? 3 : 1) * rows / 7 }
    XCTAssertNil(named([(7, 2, 9), (7, 3, 5), (14, 6, 11), (21, 8, 13)], wrong))
  }

  /// A share, or nil where there is none, and the price beside it.
  private typealias Priced = @Sendable (Double) -> (price: Double, share: Double?)

  func testOfSeveralPartsAllMustBeTheMistakes() {
    let exercise = Exercise<Priced>(
      parts: ["price", "share", "the case of nil"], check: { _ in throw CheckFailure("wrong") },
      observe: { priced in
        [2.0, 3, 5, 7, 11].flatMap {
          let (price, share) = priced($0)
          return [price, share ?? 0, share == nil ? 1 : 0]
        }
      })
    let right: Priced = { ($0 * $0, $0 < 6 ? $0 / 10 : nil) }
    let mistakes: [KnownMistake<Priced>] = [
      KnownMistake(answer: "you gave 0 where there is none") {
        (right($0).price, right($0).share ?? 0)
      },
      KnownMistake("you took an hour for a minute") { (60 * $0 * $0, nil) },
    ]
    func named(_ wrong: @escaping Priced) -> String? {
      verdict(
        ExerciseCase("1.1", exercise, learner: wrong, solution: right, mistakes: mistakes),
        of: Priced.self)
    }
    XCTAssertEqual(named { ($0 * $0, right($0).share ?? 0) }, "you gave 0 where there is none")
    // As seldom nil, but with another number.
    XCTAssertNil(named { ($0 * $0, right($0).share ?? 4 + sin($0)) })
    // As often nil, but at another price: an hour has nothing to do with it.
    XCTAssertEqual(
      named { ($0 * $0 + 3, nil) },
      "in price every answer is 3 too large; and in share you gave the same answer to every "
        + "question; and in the case of nil you gave the same answer to every question")
  }
}
