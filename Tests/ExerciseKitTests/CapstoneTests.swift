import ExerciseKit
import TestSupport
import XCTest

/// Capstones: what is measured beside its bound, and mistakes that the check itself names.
final class CapstoneTests: XCTestCase {
  private typealias Artefact = @Sendable (Int) throws -> Double

  private let capstone = Exercise<Artefact>(capstone: { artefact, bench in
    bench.underWay("running it")
    let value = try artefact(3)
    try Expect.that(value >= 0, "it gave \(value)", otherwise: "you forgot that nothing is below 0")
    try bench.expect("the value", value, .atLeast, 2.5, otherwise: "you halved it")
  })

  private func judged(_ learner: @escaping Artefact) -> Verdict {
    ExerciseCase("1.6", capstone, learner: learner, solution: { Double($0) }, mistakes: [])
      .judgeLearner()
  }

  func testVerdictsAndTheSentencesThatTheCheckKnows() {
    XCTAssertEqual(judged { Double($0) }, .passed)
    XCTAssertEqual(judged { _ in throw NotAttempted("1.6") }, .open)
    XCTAssertEqual(
      judged { Double($0) / 2 },
      .failed(message: "the value: 1.5, to be at least 2.5 ✗", mistake: "you halved it"))
    XCTAssertEqual(
      judged { -Double($0) },
      .failed(message: "it gave -3.0", mistake: "you forgot that nothing is below 0"))
  }

  func testItTellsWhatItIsAtAndWhatItMeasures() throws {
    nonisolated(unsafe) var news: [Workbench.News] = []
    try capstone.check({ Double($0) }, Workbench { news.append($0) })
    XCTAssertEqual(
      news, [.underWay("running it"), .measured(Measurement("the value", 3, .atLeast, 2.5))])
  }

  func testWhatIsNoNumberKeepsToNoBound() {
    XCTAssertFalse(Measurement("x", .nan, .atLeast, 0).holds)
    XCTAssertFalse(Measurement("x", .nan, .atMost, 0).holds)
    XCTAssertTrue(Measurement("x", 2, .atMost, 2).holds)
    XCTAssertFalse(Measurement("x", 2.1, .atMost, 2).holds)
    XCTAssertEqual("\(Measurement("x", 1234.5, .atMost, 2))", "x: 1234, to be at most 2 ✗")
  }
}
