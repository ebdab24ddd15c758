import ExerciseKit
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

/// The learner's answers: passed, skipped where nobody has begun, or failed with the message.
class LearnerTests: XCTestCase {
  func judge(_ cases: [ExerciseCase], _ number: Int) throws {
    let exercise = try XCTUnwrap(
      cases.indices.contains(number) ? cases[number] : nil, "the chapter has no such exercise")
    switch exercise.judgeLearner() {
    case .passed: break
    case .open: throw XCTSkip("exercise \(exercise.info.id) is open: \(exercise.info.title)")
    case .failed(let message, let mistake):
      XCTFail("exercise \(exercise.info.id): \(message)" + (mistake.map { "; \($0)" } ?? ""))
    }
  }
}

final class Exercises01Tests: LearnerTests {
  func testFirst() throws { try judge(Solutions01.cases, 0) }
  func testSecond() throws { try judge(Solutions01.cases, 1) }
  func testThird() throws { try judge(Solutions01.cases, 2) }
  func testFourth() throws { try judge(Solutions01.cases, 3) }
  func testFifth() throws { try judge(Solutions01.cases, 4) }
}

final class Exercises02Tests: LearnerTests {
  func testFirst() throws { try judge(Solutions02.cases, 0) }
  func testSecond() throws { try judge(Solutions02.cases, 1) }
  func testThird() throws { try judge(Solutions02.cases, 2) }
  func testFourth() throws { try judge(Solutions02.cases, 3) }
  func testFifth() throws { try judge(Solutions02.cases, 4) }
}

final class Exercises03Tests: LearnerTests {
  func testFirst() throws { try judge(Solutions03.cases, 0) }
  func testSecond() throws { try judge(Solutions03.cases, 1) }
  func testThird() throws { try judge(Solutions03.cases, 2) }
  func testFourth() throws { try judge(Solutions03.cases, 3) }
  func testFifth() throws { try judge(Solutions03.cases, 4) }
}

final class Exercises04Tests: LearnerTests {
  func testFirst() throws { try judge(Solutions04.cases, 0) }
  func testSecond() throws { try judge(Solutions04.cases, 1) }
  func testThird() throws { try judge(Solutions04.cases, 2) }
  func testFourth() throws { try judge(Solutions04.cases, 3) }
  func testFifth() throws { try judge(Solutions04.cases, 4) }
}

final class Exercises05Tests: LearnerTests {
  func testFirst() throws { try judge(Solutions05.cases, 0) }
  func testSecond() throws { try judge(Solutions05.cases, 1) }
  func testThird() throws { try judge(Solutions05.cases, 2) }
  func testFourth() throws { try judge(Solutions05.cases, 3) }
  func testFifth() throws { try judge(Solutions05.cases, 4) }
}

final class Exercises06Tests: LearnerTests {
  func testFirst() throws { try judge(Solutions06.cases, 0) }
  func testSecond() throws { try judge(Solutions06.cases, 1) }
  func testThird() throws { try judge(Solutions06.cases, 2) }
  func testFourth() throws { try judge(Solutions06.cases, 3) }
  func testFifth() throws { try judge(Solutions06.cases, 4) }
}

final class Exercises07Tests: LearnerTests {
  func testFirst() throws { try judge(Solutions07.cases, 0) }
  func testSecond() throws { try judge(Solutions07.cases, 1) }
  func testThird() throws { try judge(Solutions07.cases, 2) }
  func testFourth() throws { try judge(Solutions07.cases, 3) }
  func testFifth() throws { try judge(Solutions07.cases, 4) }
}

final class Exercises08Tests: LearnerTests {
  func testFirst() throws { try judge(Solutions08.cases, 0) }
  func testSecond() throws { try judge(Solutions08.cases, 1) }
  func testThird() throws { try judge(Solutions08.cases, 2) }
  func testFourth() throws { try judge(Solutions08.cases, 3) }
  func testFifth() throws { try judge(Solutions08.cases, 4) }
}

final class Exercises09Tests: LearnerTests {
  func testFirst() throws { try judge(Solutions09.cases, 0) }
  func testSecond() throws { try judge(Solutions09.cases, 1) }
  func testThird() throws { try judge(Solutions09.cases, 2) }
  func testFourth() throws { try judge(Solutions09.cases, 3) }
  func testFifth() throws { try judge(Solutions09.cases, 4) }
}
