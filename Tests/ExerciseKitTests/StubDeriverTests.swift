import ExerciseKit
import Foundation
import XCTest

final class StubDeriverTests: XCTestCase {
  func testARegionBecomesATodoAndAThrow() throws {
    let solution = """
      func f(_ d: Int) throws -> Double {
        // exercise begin 2.1: divide by √d
        let root = Double(d).squareRoot()
        return 1 / root
        // exercise end
      }

      """
    XCTAssertEqual(
      try StubDeriver.derive(from: solution),
      """
      func f(_ d: Int) throws -> Double {
        // TODO 2.1: divide by √d
        throw NotAttempted("2.1")
      }

      """)
  }

  func testHelpIsTheSolutionsAlone() throws {
    let solution = """
      func f(_ d: Int) throws -> Double {
        // exercise begin 2.6: divide by √d
        1 / root(d)
        // exercise end
      }

      // exercise help
      private func root(_ d: Int) -> Double { Double(d).squareRoot() }
      // exercise end

      """
    XCTAssertEqual(
      try StubDeriver.derive(from: solution),
      """
      func f(_ d: Int) throws -> Double {
        // TODO 2.6: divide by √d
        throw NotAttempted("2.6")
      }

      """)
    XCTAssertThrowsError(try StubDeriver.derive(from: "// exercise help\n")) {
      XCTAssertEqual("\($0)", "line 1: this exercise never ends")
    }
  }

  func testABugIsLiveInTheStub() throws {
    let solution = """
      func f() throws -> Int {
        // exercise begin 2.3: one line is wrong
        return 1
        // exercise broken
        // | for i in 0..<1 {
        // |   print(i)
        // | }
        // |
        // | return 2
        // exercise end
      }
      """
    XCTAssertEqual(
      try StubDeriver.derive(from: solution),
      """
      func f() throws -> Int {
        // TODO 2.3: one line is wrong
        try attempt("2.3")
        for i in 0..<1 {
          print(i)
        }

        return 2
      }
      """)
  }

  func testBadMarksAreNamedByLine() {
    for (text, line) in [
      ("// exercise begin 1.1: a", 1), ("x\n// exercise end", 2), ("// exercise broken", 1),
      ("// exercise begin 1.1: a\n// exercise begin 1.2: b", 2), ("// exercise begin one: a", 1),
      ("// exercise begin 1.1: a\n// exercise broken\nlive\n// exercise end", 3),
    ] {
      XCTAssertThrowsError(try StubDeriver.derive(from: text), text) {
        XCTAssertEqual(($0 as? StubDeriver.Problem)?.line, line, text)
      }
    }
  }
}
