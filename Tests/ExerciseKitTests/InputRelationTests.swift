import ExerciseKit
import Foundation
import XCTest

/// Wrong answers that are explained by their inputs, or by where in an answer they are wrong.
final class InputRelationTests: XCTestCase {
  private typealias Three = @Sendable (_ size: Double, _ rate: Double, _ count: Int) -> Double
  private static let questions: [(Double, Double, Int)] = [
    (7, 0.3, 2), (11, 0.25, 5), (3.5, 0.8, 3), (19, 0.45, 11),
  ]

  private func named(_ right: @escaping Three, _ wrong: @escaping Three) -> String? {
    let exercise = Exercise<(Double, Double, Int) throws -> Double>(
      check: { _ in throw CheckFailure("wrong") },
      observe: { answer in try Self.questions.map { try answer($0.0, $0.1, $0.2) } })
    return mistake(
      ExerciseCase(
        "1.1", exercise, learner: asking(wrong), solution: right, mistakes: [],
        inputs: ["size", "rate", "count"]))
  }

  private func mistake(_ exercise: ExerciseCase) -> String? {
    guard case .failed("wrong", let mistake) = exercise.judgeLearner() else {
      XCTFail("it passed")
      return nil
    }
    return mistake
  }

  private let product: Three = { $0 * $1 * Double($2) }

  func testAFactorTooMuchOrMissingIsNamed() {
    XCTAssertEqual(
      named(product) { size, _, count in size * Double(count) },
      "every answer is the right one times 1 / rate")
    XCTAssertEqual(
      named(product) { 2 * $0 * $0 * $1 * Double($2) },
      "every answer is the right one times 2 · size")
    XCTAssertEqual(
      named(product) { size, rate, count in size / rate / Double(count) },
      "every answer is the right one times 1 / rate² / count²")
    XCTAssertEqual(
      named(product) { -2 * $0 * $0 * $1 * Double($2) },
      "every answer is the right one times −2 · size")
    XCTAssertEqual(
      named({ size, rate, _ in size / (1 - rate) }) { size, _, _ in size },
      "every answer is the right one times (1 − rate)")
  }

  func testADifferenceAndASignAreNamed() {
    let sum: Three = { $0 * $1 + Double($2) }
    XCTAssertEqual(named(sum) { $0 * $1 + 3 * Double($2) }, "every answer is 2 · count too large")
    XCTAssertEqual(named(sum) { size, rate, _ in size * rate }, "every answer is count too small")
    XCTAssertEqual(
      named({ 1_000 * $1 + $0 * Double($2) }) { 1_000 * $1 - $0 * Double($2) },
      "every answer is 2 · size · count too small")
    XCTAssertEqual(
      named({ size, rate, _ in size + sin(rate) }) { size, rate, _ in size - sin(rate) },
      "every answer is 2 · size less the right one: has a part of the sum the wrong sign?")
    XCTAssertEqual(
      named(sum) { size, rate, count in count > 4 ? size * rate : size * rate + Double(count) },
      "where your answers are wrong, each is count too small")
  }

  func testSharesAndFractionsAreNamed() {
    let share: Three = { size, _, count in size / (size + Double(count)) }
    XCTAssertEqual(
      named(share) { size, rate, count in size * rate / (size * rate + Double(count)) },
      "one side of the share is off: against the rest it is the right one times rate")
    XCTAssertEqual(
      named(share) { size, _, count in 144 * size / (144 * size + Double(count)) },
      "one side of the share is off: against the rest it is 144 times what it should be")
    XCTAssertEqual(
      named(share) { size, _, count in 1 - Double(count) / (size + Double(count)) / 2 },
      "what your answers leave of 1 is 1/2 times what it should be")
  }

  func testWhatNoInputExplainsIsNotNamed() {
    XCTAssertNil(named(product) { $0 * $1 * Double($2) + sin($0) })
    // One question proves nothing.
    XCTAssertNil(named(product) { $0 == 7 ? $0 : $0 * $1 * Double($2) })
  }

  private typealias List = @Sendable ([Double]) throws -> [Double]

  private func named(_ right: @escaping List, _ wrong: @escaping List) -> String? {
    let exercise = Exercise<([Double]) throws -> [Double]>(
      check: { _ in throw CheckFailure("wrong") },
      observe: { answer in try [[1, 2, 5], [3, 0.5, 2, 0], [7, 4]].flatMap { try answer($0) } })
    return mistake(
      ExerciseCase(
        "1.1", exercise, learner: asking(wrong), solution: right, mistakes: [], inputs: ["row"]))
  }

  func testPatternsWithinAnAnswerAreNamed() {
    let square: List = { $0.map { $0 * $0 } }
    func changed(_ change: @escaping @Sendable ([Double]) -> [Double]) -> String? {
      named(square) { change(try square($0)) }
    }
    XCTAssertEqual(
      changed { Array($0.reversed()) }, "your answers stand the wrong way round, last number first")
    XCTAssertEqual(
      changed { Array($0.dropFirst() + $0.prefix(1)) }, "your numbers stand one place off")
    XCTAssertEqual(
      changed { row in row.map { $0 / row.reduce(0, +) } },
      "in each answer all numbers are off by one factor, another one each time: look at what you "
        + "divide by, or multiply with, at the end")
    XCTAssertEqual(
      changed { row in row.map { $0 - row.reduce(0, +) } },
      "in each answer all numbers are off by the same amount, another one each time")
    XCTAssertEqual(
      changed { $0.map { $0 == 0 ? 1 : $0 } }, "all is right but what should be 0: there you give 1"
    )
    XCTAssertEqual(
      changed { $0.map { $0 == 0 ? -1 : $0 } },
      "all is right but what should be 0: there you give −1")
    // One step for all answers is no other one each time.
    XCTAssertEqual(
      changed { row in row.map { row.count == 4 ? $0 : $0 + 3 } },
      "where your answers are wrong, each number is 3 too large")
    XCTAssertEqual(
      changed { row in row.map { row.count == 4 ? $0 : -2 * $0 } },
      "where your answers are wrong, each number is −2 times the right one")
    XCTAssertEqual(changed { $0.map { _ in 1 } }, "you gave the same answer to every question")
    XCTAssertEqual(changed { _ in [4] }, "you gave the same answer to every question")
    XCTAssertNil(changed { $0.map { sin($0) } })
  }
}
