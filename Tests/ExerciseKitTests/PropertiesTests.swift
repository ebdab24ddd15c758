import ExerciseKit
import XCTest

/// What names an answer that nobody foresaw: laws, inputs that it does not mind, other questions that it
/// answers, kinds of questions that it gets wrong. Each is said of an answer of which it is true, and of
/// no other.
final class PropertiesTests: XCTestCase {
  private typealias Share = @Sendable ([Double], Double) throws -> [Double]
  private typealias Question = (weights: [Double], power: Double)

  private static let right: Share = { weights, power in
    let raised = weights.map { $0 * power }
    let sum = raised.reduce(0, +)
    return raised.map { $0 / sum * power }
  }

  private static let questions: [Question] = [
    ([1, 2, 5], 2), ([3, 1], 3), ([0.5, 4, 2, 2], 1.5), ([7, 2], 0.5), ([1, 1, 6], 4),
    ([8, 3, 1], 5),
    ([2, 9], 2.5),
  ]

  private static let sums = Law<Question, [Double]>("the shares add up to the power") {
    question, shares in
    let sum = shares.reduce(0, +)
    return abs(sum - question.power) < 1e-9
      ? nil : "shares add up to \(written(sum)), not to \(written(question.power))"
  }

  /// What is said of a wrong answer, `right` being the solution.
  private func said(
    _ wrong: @escaping Share, laws: [Law<Question, [Double]>] = [],
    variations: [Variation<Question>] = [], outcomes: [Outcome<[Double]>] = [],
    traits: [Trait<Question>] = [], edges: [Question] = [],
    mistakes: [KnownMistake<([Double], Double) throws -> [Double]>] = []
  ) -> String? {
    let (questions, isPrinted) = (Self.questions, !mistakes.isEmpty)
    let exercise = Exercise<([Double], Double) throws -> [Double]>(
      properties: Properties(
        of: questions, edges: edges, ask: { try $0($1.weights, $1.power) },
        inputs: [.list("the weights", \.weights, in: 0...100), .number("the power", \.power)],
        laws: laws, variations: variations, outcomes: outcomes, traits: traits),
      check: { _ in throw CheckFailure("wrong") },
      // Without a fingerprint the properties alone speak.
      observe: { share in
        isPrinted ? try questions.flatMap { try share($0.weights, $0.power) } : []
      })
    let judge = ExerciseCase(
      "1.1", exercise, learner: wrong, solution: Self.right, mistakes: mistakes)
    XCTAssertNil(judge.sentenceForSolution())
    XCTAssertEqual(judge.lawsBrokenBySolution(), [])
    guard case .failed("wrong", let sentence) = judge.judgeLearner() else {
      XCTFail("it passed")
      return nil
    }
    return sentence
  }

  func testAnAnswerToAnotherQuestionIsToldWhich() {
    let right = Self.right
    XCTAssertEqual(
      said { try right($0.sorted(), $1) },
      "your answers are the right ones sorted, the smallest first")
    XCTAssertEqual(
      said { try right($0.map { $0 * $0 }, $1) },
      "your answers are the right ones for the weights squared")
    XCTAssertEqual(
      said { try right($0, $1 + 1) }, "your answers are the right ones for the power + 1")
    XCTAssertEqual(
      said { try right($0.map { $0 + 2 }, $1) },
      "with the weights doubled the answer should stay as it is; yours changes",
      "no such change is known, and none is made up")
    XCTAssertEqual(
      said(
        { try right($0.map { $0 + 2 }, $1) },
        variations: [
          Variation("every weight 2 higher") { ($0.weights.map { $0 + 2 }, $0.power) }
        ]), "your answers are the right ones for every weight 2 higher")
  }

  func testWhatWasDoneToTheRightAnswerIsTold() {
    let right = Self.right
    XCTAssertEqual(
      said { try right($0, $1).map { $0 * $0 } }, "your answers are the right ones squared")
    XCTAssertEqual(
      said { try right($0.sorted(), $1).map { $0 * $0 } },
      "your answers are the right ones for the weights sorted, the smallest first, and those squared"
    )
    XCTAssertEqual(
      said(
        { try right($0, $1).map { $0 > 1 ? 1 : $0 } },
        outcomes: [Outcome("at most 1 each") { $0.map { $0 > 1 ? 1 : $0 } }]),
      "your answers are the right ones, at most 1 each")
  }

  func testALawThatIsBrokenIsTold() {
    let unnormalised: Share = { weights, power in weights.map { $0 * power / 7.5 + 0.1 } }
    XCTAssertNotNil(said(unnormalised, laws: [Self.sums]))
    XCTAssertTrue(
      (said(unnormalised, laws: [Self.sums]) ?? "").hasPrefix("shares add up to 2.433, not to 2"))
    // Another law that it keeps is not told.
    let isNumber = Law<Question, [Double]>("no share is below 0") { _, shares in
      (shares.min() ?? 0) < 0 ? "a share is below 0" : nil
    }
    XCTAssertFalse((said(unnormalised, laws: [isNumber]) ?? "").contains("below 0"))
  }

  func testAnInputThatChangesNothingIsTold() {
    let even: Share = { weights, power in weights.map { _ in power / 2 + power * power } }
    XCTAssertEqual(said(even), "your answer does not change with the weights")
    let plain: Share = { weights, _ in weights.map { $0 * $0 + 0.3 } }
    XCTAssertEqual(said(plain), "your answer does not change with the power")
  }

  func testWhatAChangeShouldDoIsTold() {
    let extra: Share = { weights, power in
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum * power + 0.1 * power * power + 0.01 * $0 }
    }
    XCTAssertEqual(
      said(extra),
      "with the weights doubled the answer should stay as it is; yours changes; and "
        + "with twice the power the answer should become 2 times as large; yours changes in another way"
    )
  }

  func testTheKindOfQuestionsThatGoWrongIsTold() {
    let right = Self.right
    let large = Trait<Question>("the power is above 3") { $0.power > 3 }
    let wrong: Share = { weights, power in
      let answer = try right(weights, power)
      return power > 3 ? answer.map { 3 * $0 * $0 + 0.2 } : answer
    }
    XCTAssertEqual(
      said(wrong, traits: [large]), "your answers are right, but where the power is above 3")
    // The number says it by itself, where there are questions enough on both sides of it.
    let later: Share = { weights, power in
      let answer = try right(weights, power)
      return power > 2.2 ? answer.map { 3 * $0 * $0 + 0.2 } : answer
    }
    XCTAssertEqual(
      said(later),
      "your answers are right where the power is at most 2, and wrong where it is 2.5 or more")
  }

  /// The numbers of the questions come to it by chance: moved alone, the power changes nothing.
  func testABoundThatIsNotTheCauseIsNotTold() {
    let right = Self.right
    let wrong: Share = { weights, power in
      let isChosen = [[3, 1], [1, 1, 6], [8, 3, 1], [2, 9]].contains(weights)
      let answer = try right(weights, power)
      return isChosen ? answer.map { 3 * $0 * $0 + 0.2 } : answer
    }
    XCTAssertFalse((said(wrong) ?? "").contains("at most"), said(wrong) ?? "")
  }

  func testTheNumbersOfAnAnswerThatAreWrongAreTold() {
    let right = Self.right
    XCTAssertEqual(
      said { weights, power in
        var answer = try right(weights, power)
        answer[answer.count - 1] += 0.3 * weights[0]
        return answer
      }, "all numbers are right but the last of each answer")
  }

  func testEdgesAreAskedOnlyOfWhoIsRightElsewhere() {
    let right = Self.right
    let isEmpty = Trait<Question>("there are no weights") { $0.weights.isEmpty }
    // It would trap on no weights, and is not asked.
    let early: Share = { weights, power in [weights[0] * power] }
    XCTAssertNotNil(said(early, traits: [isEmpty], edges: [([], 1)]))
    let late: Share = { weights, power in weights.isEmpty ? [5] : try right(weights, power) }
    XCTAssertEqual(
      said(late, traits: [isEmpty], edges: [([], 1)]),
      "your answers are right, but where there are no weights")
  }

  func testKnownMistakesComeFirst() {
    let right = Self.right
    let wrong: Share = { try right($0.sorted(), $1) }
    XCTAssertEqual(
      said(wrong, mistakes: [KnownMistake("you sorted") { try right($0.sorted(), $1) }]),
      "you sorted")
  }

  private typealias Box = @Sendable (Double) throws -> (area: Double, edge: Double?, codes: [Int])

  private func said(ofBox wrong: @escaping Box) -> String? {
    let right: Box = { ($0 * $0, $0 > 2 ? 4 * $0 : nil, [Int($0), 2]) }
    let exercise = Exercise<(Double) throws -> (area: Double, edge: Double?, codes: [Int])>(
      properties: Properties(
        of: [1, 1.5, 2, 3, 4.5, 7, 8], parts: ["codes": "the codes"], ask: { try $0($1) },
        inputs: [.number("the side", \.self)]),
      check: { _ in throw CheckFailure("wrong") }, observe: { _ in [] })
    let judge = ExerciseCase("1.1", exercise, learner: wrong, solution: right, mistakes: [])
    XCTAssertNil(judge.sentenceForSolution())
    guard case .failed(_, let sentence) = judge.judgeLearner() else { return "it passed" }
    return sentence
  }

  func testPartsAreNamedByThemselves() {
    XCTAssertEqual(
      said(ofBox: { ($0 * $0 * $0 * $0, $0 > 2 ? 4 * $0 : nil, [Int($0), 2]) }),
      "in area your answers are the right ones squared")
    XCTAssertEqual(
      said(ofBox: { ($0 * $0, $0 > 2 ? 4 * $0 : nil, [2, Int($0)]) }),
      "in the codes your answers are the right ones turned round")
    XCTAssertEqual(
      said(ofBox: { ($0 * $0, 4 * $0, [Int($0), 2]) }),
      "in edge your answers are right where the side is at least 3, and wrong where it is 2 or less"
    )
    XCTAssertEqual(
      said(ofBox: { (5, $0 > 2 ? 4 * $0 : nil, [Int($0), 2]) }),
      "in area you give 5, whatever is asked")
    // Both are the right ones doubled, and are named together.
    XCTAssertEqual(
      said(ofBox: { (2 * $0 * $0, $0 > 2 ? 8 * $0 : nil, [Int($0), 2]) }),
      "in area and edge your answers are the right ones doubled")
  }
}
