import ExerciseKit
import XCTest

/// Where a learner is sent for what an exercise takes from elsewhere.
final class GivenTests: XCTestCase {
  /// A mistake or a solution may have a shorter name of its own for what is given; nobody is to look there.
  func testWhatIsGivenIsShownInNoMistakeAndNoSolution() throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/")
    let workspace = try ExerciseWorkspace(root: root)
    var count = 0
    for info in try ExerciseCatalog(root: root).all {
      for given in try workspace.given(info) {
        count += 1
        XCTAssertFalse(
          given.file.hasSuffix("-Mistakes.swift") || given.file.hasSuffix("-Solution.swift"),
          "\(info.id): \(given.name) is in \(given.file)")
      }
    }
    XCTAssertGreaterThan(count, 10)
  }
}
