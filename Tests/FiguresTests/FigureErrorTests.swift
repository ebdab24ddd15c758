import Figures
import Foundation
import XCTest

/// What cannot be drawn ends in a typed error of one line, and in no file.
final class FigureErrorTests: XCTestCase {
  private func figure(
    name: String = "wrong", x: Axis = Axis("x"), y: Axis = Axis("y"), _ marks: [Mark]
  ) -> Figure {
    Figure(name, title: "T", x: x, y: y, marks: marks)
  }

  private func assert(
    _ figure: Figure, throws expected: FigureError, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    XCTAssertThrowsError(try figure.files(), file: file, line: line) { error in
      XCTAssertEqual(error as? FigureError, expected, file: file, line: line)
      XCTAssertFalse("\(error)".contains("\n"), file: file, line: line)
    }
  }

  func testNonPositiveValueOnALogarithmicAxisNamesTheSeries() {
    assert(
      figure(x: Axis("compute", scale: .log), [.line("runs", x: [1, 0], y: [1, 2])]),
      throws: .nonPositive(figure: "wrong", mark: "line \"runs\"", axis: "compute", value: 0))
    assert(
      figure(
        y: Axis("loss", scale: .log), [.line(x: [1, 2], y: [1, 2]), .horizontal(-1, "floor")]),
      throws: .nonPositive(
        figure: "wrong", mark: "horizontal line \"floor\"", axis: "loss", value: -1))
    assert(
      figure(x: Axis(categories: ["a"]), y: Axis("", scale: .log), [.bars("b", [0])]),
      throws: .nonPositive(figure: "wrong", mark: "bars \"b\"", axis: "y", value: 0))
  }

  func testListsOfUnequalLength() {
    assert(
      figure([.line("a", x: [1, 2], y: [1])]),
      throws: .unequalCounts(
        figure: "wrong", mark: "line \"a\"", what: "values of y", expected: 2, found: 1))
    assert(
      figure(
        x: Axis(categories: ["a", "b"]), y: Axis(categories: ["c"]), [.heatMap(HeatMap([[1]]))]),
      throws: .unequalCounts(
        figure: "wrong", mark: "heat map", what: "columns", expected: 2, found: 1))
  }

  func testNothingToDraw() {
    assert(figure([]), throws: .noData(figure: "wrong", panel: 0))
    assert(
      figure([.line(x: [.nan], y: [1]), .horizontal(1)]),
      throws: .noData(figure: "wrong", panel: 0))
  }

  func testBarsNeedCategories() {
    assert(
      figure([.bars("b", [1])]), throws: .missingCategories(figure: "wrong", mark: "bars \"b\""))
  }

  func testNamesAndRanges() {
    let line = Mark.line(x: [1, 2], y: [1, 2])
    for name in ["", "a/b", "a b", ".hidden", "ä", "a\"b"] {
      assert(figure(name: name, [line]), throws: .invalidName(name))
    }
    assert(
      figure(x: Axis("x", from: 5), [line]), throws: .invalidRange(figure: "wrong", axis: "x"))
    assert(
      figure(x: Axis("x", scale: .log, from: 0), [line]),
      throws: .invalidRange(figure: "wrong", axis: "x"))
  }

  func testDegenerateDataIsDrawn() throws {
    for values in [[3.0, 3], [0, 0], [-2, -2], [1e-300, 1e300]] {
      XCTAssertNoThrow(try figure([.line(x: [1, 1], y: values)]).files())
    }
    XCTAssertNoThrow(
      try figure(x: Axis("x", scale: .log), y: Axis("y", scale: .log2), [.line(x: [1], y: [4])])
        .files())
  }

  func testMissingGnuplot() throws {
    XCTAssertNil(Gnuplot.executable(path: ""))
    XCTAssertNil(Gnuplot.executable(path: "/nonexistent:/proc"))
    XCTAssertThrowsError(try Gnuplot.requireInstalled(path: "/nonexistent")) { error in
      XCTAssertEqual(error as? FigureError, .gnuplotMissing)
      XCTAssertEqual("\(error)", "gnuplot is not on the PATH")
    }
    XCTAssertNoThrow(try Gnuplot.requireInstalled())
  }

  func testAFileInPlaceOfTheFolder() throws {
    let path = NSTemporaryDirectory() + "figure-file-\(getpid())"
    try "x".write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    XCTAssertThrowsError(try FigureFilesTests.everyMark().render(in: path)) { error in
      guard case FigureError.file(path, _) = error else { return XCTFail("\(error)") }
    }
  }
}
