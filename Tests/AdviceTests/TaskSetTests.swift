import Advice
import Foundation
import TestSupport
import XCTest

/// Questions as they are read.
final class TaskSetTests: XCTestCase {
  private var path = ""

  override func setUp() { path = NSTemporaryDirectory() + "tasks-\(UUID().uuidString).jsonl" }
  override func tearDown() { try? FileManager.default.removeItem(atPath: path) }

  private func read(_ text: String) throws -> TaskSet {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return try TaskSet.read(path)
  }

  func testBothKindsOfQuestions() throws {
    let set = try read(
      """
      {"question": "A b", "choices": [" c", " d"], "answer": 1}

      {"prompt": "A b", "choices": [" c", " d"], "answer": " c"}
      {"question": "The party that lends is the", "answer": " lender"}

      """)
    XCTAssertEqual(
      set.questions,
      [
        .init(prompt: "A b", choices: [" c", " d"], answer: 1),
        .init(prompt: "A b", choices: [" c", " d"], answer: 0),
        .init(prompt: "The party that lends is the", choices: [" lender"], answer: 0),
      ])
    XCTAssertFalse(set.isMade)
    XCTAssertNotEqual(set.fingerprint, TaskSet.empty.fingerprint)
  }

  func testEachMistakeIsNamedWithItsLine() {
    let good = #"{"question": "A", "choices": ["b", "c"], "answer": 0}"#
    for (line, problem) in [
      ("nonsense", "is no JSON object"), ("[]", "is no JSON object"),
      (#"{"answer": 0}"#, "has no \"question\""), (#"{"question": "A"}"#, "has no \"answer\""),
      (#"{"question": "A", "answer": 3}"#, "has no \"choices\""),
      (#"{"question": "A", "choices": ["b"], "answer": 0}"#, "not two texts"),
      (#"{"question": "A", "choices": ["b", 2], "answer": 0}"#, "not two texts"),
      (#"{"question": "A", "choices": ["b", "b"], "answer": 0}"#, "are the same"),
      (#"{"question": "A", "choices": ["b", "c"], "answer": 2}"#, "none of the"),
      (#"{"question": "A", "choices": ["b", "c"], "answer": -1}"#, "none of the"),
      (#"{"question": "A", "choices": ["b", "c"], "answer": "d"}"#, "none of the"),
    ] {
      assertThrows(try read(good + "\n" + line), AdviceError.self, problem, "\(path):2: ")
    }
    assertThrows(try read("\n\n"), AdviceError.self, "no question")
  }

  func testDamagedFilesNeverTrap() throws {
    let good = Array(
      (0..<8).map { #"{"question": "Q\#($0)", "choices": ["b", "c", "d"], "answer": \#($0 % 3)}"# }
        .joined(separator: "\n").utf8)
    for (_, bytes) in damaged(good, count: 300, seed: 3) {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      do {
        let set = try TaskSet.read(path)
        XCTAssertTrue(set.questions.allSatisfy { $0.choices.indices.contains($0.answer) })
      } catch let error as AdviceError {
        XCTAssertFalse("\(error)".contains("\n"))
      }
    }
  }

  func testScoresHaveIntervals() {
    let score = TaskScore(
      asked: 40, plain: 10, perToken: 20, calibrated: 30, chance: 0.25, answers: SegmentScores([]))
    XCTAssertEqual(score.accuracy(.calibrated), 0.75)
    XCTAssertEqual(score.accuracy(.plain), 0.25)
    XCTAssertTrue(score.interval(.calibrated).contains(0.75))
    XCTAssertGreaterThan(score.interval(.calibrated).lowerBound, 0.6)
  }
}
