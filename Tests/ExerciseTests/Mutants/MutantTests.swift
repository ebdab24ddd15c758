import ExerciseKit
import Foundation
import XCTest

/// The exercises judged by wrong answers that no author had in mind when they were written: of ten an
/// exercise, nearly all fail, and most are told by name what is wrong, by now.
final class MutantTests: XCTestCase {
  /// - Parameter wanted: the share that has to be named.
  private func assertBounds(
    _ sets: [Mutants], named wanted: Double = 0.6, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    for set in sets {
      XCTAssertGreaterThanOrEqual(set.judged.count, 10, set.id, file: file, line: line)
      XCTAssertEqual(
        Set(set.judged.map(\.name)).count, set.judged.count, set.id, file: file, line: line)
    }
    let all = sets.map(\.judged.count).reduce(0, +)
    let (caught, named) = (sets.map(\.caught).reduce(0, +), sets.map(\.named).reduce(0, +))
    func share(_ count: Int) -> Double { Double(count) / Double(all) }
    if ProcessInfo.processInfo.environment["WORKBOOK_MUTANTS"] == "1" {
      for set in sets {
        for (name, verdict) in set.judged {
          print("\(set.id) \(name): \(Self.text(verdict))")
        }
      }
    }
    let misses = sets.flatMap { set in
      set.judged.filter { $0.verdict.isPassed }.map { "\(set.id) \($0.name)" }
    }
    XCTAssertGreaterThanOrEqual(share(caught), 0.95, "\(misses)", file: file, line: line)
    XCTAssertGreaterThanOrEqual(
      share(named), wanted, "\(named) of \(all) are named", file: file, line: line)
  }

  private static func text(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: "PASSED"
    case .open: "OPEN"
    case .failed(let message, let mistake): "\(mistake.map { "NAMED " + $0 } ?? "—") | \(message)"
    }
  }

  func testChapter01() { assertBounds(mutants01) }
  func testChapter02() { assertBounds(mutants02) }
  func testChapter03() { assertBounds(mutants03) }
  func testChapter04() { assertBounds(mutants04) }
  func testChapter05() { assertBounds(mutants05) }
  func testChapter06() { assertBounds(mutants06) }
  func testChapter07() { assertBounds(mutants07) }
  func testChapter08() { assertBounds(mutants08) }
  func testChapter09() { assertBounds(mutants09) }

  private var all: [Mutants] {
    mutants01 + mutants02 + mutants03 + mutants04 + mutants05 + mutants06 + mutants07 + mutants08
      + mutants09
  }

  /// Three in five of all are named.
  func testOverAllChapters() { assertBounds(all) }

  /// A law that no wrong answer breaks says nothing.
  func testEveryLawIsBrokenBySomeWrongAnswer() {
    for set in all {
      XCTAssertEqual(set.laws.filter { !set.brokenLaws.contains($0) }, [], set.id)
    }
  }
}
