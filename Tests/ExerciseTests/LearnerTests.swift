import ExerciseKit
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

/// The learner's answers: passed, skipped where nobody has begun, or failed with the message.
class LearnerTests: XCTestCase {
  func judge(_ cases: [ExerciseCase]) throws {
    XCTAssertFalse(cases.isEmpty, "the chapter has no exercises")
    var open: [String] = []
    var isFailed = false
    for exercise in cases {
      switch exercise.judgeLearner() {
      case .passed: break
      case .open: open.append(exercise.id)
      case .failed(let message, let mistake):
        isFailed = true
        XCTFail("exercise \(exercise.id): \(message)" + (mistake.map { "; \($0)" } ?? ""))
      }
    }
    // A test that failed is not skipped as well.
    guard !open.isEmpty && !isFailed else { return }
    throw XCTSkip(
      "\(open.count) of \(cases.count) exercises are open: \(open.joined(separator: ", "))")
  }
}

final class Exercises01Tests: LearnerTests {
  func testAnswers() throws { try judge(check_01.cases) }
}

final class Exercises02Tests: LearnerTests {
  func testAnswers() throws { try judge(check_02.cases) }
}

final class Exercises03Tests: LearnerTests {
  func testAnswers() throws { try judge(check_03.cases) }
}

final class Exercises04Tests: LearnerTests {
  func testAnswers() throws { try judge(check_04.cases) }
}

final class Exercises05Tests: LearnerTests {
  func testAnswers() throws { try judge(check_05.cases) }
}

final class Exercises06Tests: LearnerTests {
  func testAnswers() throws { try judge(check_06.cases) }
}

final class Exercises07Tests: LearnerTests {
  func testAnswers() throws { try judge(check_07.cases) }
}

final class Exercises08Tests: LearnerTests {
  func testAnswers() throws { try judge(check_08.cases) }
}

final class Exercises09Tests: LearnerTests {
  func testAnswers() throws { try judge(check_09.cases) }
}
