import ExerciseKit
import Foundation
import XCTest

/// Wrong answers by somebody who had read the tasks and not the known mistakes, ten an exercise.
///
/// When they were first judged, 435 of 450 failed; known mistakes told 337 of them what was wrong, and the
/// properties of right answers, made without a look at these wrong ones, 432. The fifteen that passed have met a
/// question since.
final class UnseenTests: XCTestCase {
  private var all: [Mutants] {
    unseen01 + unseen02 + unseen03 + unseen04 + unseen05 + unseen06 + unseen07 + unseen08
      + unseen09
  }

  func testTenAnExercise() {
    XCTAssertEqual(all.count, 45)
    for set in all {
      XCTAssertEqual(Set(set.judged.map(\.name)).count, 10, set.id)
    }
  }

  func testNearlyAllFailAndMostAreNamed() {
    let count = Double(all.map(\.judged.count).reduce(0, +))
    let missed = all.flatMap { set in
      set.judged.filter { $0.verdict == .passed }.map { "\(set.id) \($0.name)" }
    }
    XCTAssertGreaterThanOrEqual(
      Double(all.map(\.caught).reduce(0, +)) / count, 0.95, "passed: \(missed)")
    XCTAssertGreaterThanOrEqual(Double(all.map(\.named).reduce(0, +)) / count, 0.6)
    if ProcessInfo.processInfo.environment["WORKBOOK_MUTANTS"] == "1" {
      for set in all {
        print("\(set.id): \(set.caught) caught, \(set.named) named")
        for (name, verdict) in set.judged { print(set.id, name, verdict) }
      }
    }
  }
}
