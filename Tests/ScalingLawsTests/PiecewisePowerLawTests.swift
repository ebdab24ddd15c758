import ScalingLaws
import XCTest

/// Curves through points, means over seeds, constants by name, the two approaches.
final class PiecewisePowerLawTests: XCTestCase {
  func testPointsArePartOfTheCurveAndPiecesArePowerLaws() throws {
    let curve = try PiecewisePowerLaw(x: [1, 2, 4], y: [8, 4, 1])
    for (x, y) in zip(curve.x, curve.y) { XCTAssertEqual(curve.value(at: x), y, accuracy: 1e-12) }
    XCTAssertEqual(curve.value(at: 3), 16.0 / 9, accuracy: 1e-12)
    // Beyond its ends a curve goes on as its outer pieces do.
    XCTAssertEqual(curve.value(at: 0.5), 16, accuracy: 1e-12)
    XCTAssertEqual(curve.value(at: 8), 0.25, accuracy: 1e-12)
  }

  func testItReadsBackwardsToo() throws {
    let (x, y) = ([10.0, 40, 90], [5.0, 3, 2])
    let there = try PiecewisePowerLaw(x: x, y: y)
    let back = try PiecewisePowerLaw(x: y, y: x)
    for place in [4.0, 10, 25, 60, 200] {
      XCTAssertEqual(back.value(at: there.value(at: place)), place, accuracy: 1e-9 * place)
    }
  }

  func testWhereALevelIsReached() throws {
    let rising = try PiecewisePowerLaw(x: [32, 64, 128], y: [0.25, 0.5, 2])
    XCTAssertEqual(try XCTUnwrap(rising.place(reaching: 1)), 64 * 2.0.squareRoot(), accuracy: 1e-9)
    XCTAssertEqual(try XCTUnwrap(rising.place(reaching: 8)), 256, accuracy: 1e-9)
    XCTAssertEqual(try XCTUnwrap(rising.place(reaching: 0.125)), 16, accuracy: 1e-9)
    // The first crossing counts, and a curve that leads away never gets there.
    let bumpy = try PiecewisePowerLaw(x: [1, 2, 4, 8], y: [0.5, 2, 0.5, 4])
    XCTAssertEqual(try XCTUnwrap(bumpy.place(reaching: 1)), 2.0.squareRoot(), accuracy: 1e-9)
    XCTAssertNil(try PiecewisePowerLaw(x: [1, 2], y: [0.5, 0.5]).place(reaching: 1))
    XCTAssertNil(try PiecewisePowerLaw(x: [1, 2], y: [0.5, 0.25]).place(reaching: 1))
  }

  func testWhatIsNoCurve() {
    XCTAssertThrowsError(try PiecewisePowerLaw(x: [1], y: [1])) {
      XCTAssertEqual(
        $0 as? ScalingError,
        .tooFewPoints(count: 1, needed: 2, purpose: "a piecewise power law"))
    }
    for bad in [0, -1, .nan, .infinity] as [Double] {
      XCTAssertThrowsError(try PiecewisePowerLaw(x: [1, 2], y: [1, bad])) {
        XCTAssertTrue("\($0)".contains("positive numbers"), "\($0)")
      }
    }
    XCTAssertThrowsError(try PiecewisePowerLaw(x: [1, 2], y: [1])) {
      XCTAssertTrue("\($0)".contains("2 values of x"), "\($0)")
    }
  }

  func testSeedsOfOneRunAreBroughtTogether() {
    func run(_ name: String, _ parameters: Double, _ tokens: Double, _ loss: Double) -> TrainingRun
    {
      TrainingRun(name, parameters: parameters, tokens: tokens, loss: loss)
    }
    let means = TrainingRun.seedMeans([
      run("c", 20, 100, 3), run("a", 10, 100, 5), run("b", 10, 50, 7), run("a again", 10, 100, 6),
    ])
    XCTAssertEqual(means.map(\.name), ["b", "a", "c"])
    XCTAssertEqual(means.map(\.loss), [7, 5.5, 3])
  }

  func testALawIsKeptByName() {
    let law = ChinchillaLaw.epoch
    let kept = Dictionary(
      uniqueKeysWithValues: zip(law.constants.names, law.constants.values).map { ($0, $1) })
    XCTAssertEqual(ChinchillaLaw { kept[$0] }, law)
    for name in kept.keys {
      XCTAssertNil(ChinchillaLaw { $0 == name ? nil : kept[$0] }, name)
      for bad in [0, -1, .nan] as [Double] {
        XCTAssertNil(ChinchillaLaw { $0 == name ? bad : kept[$0] }, name)
      }
    }
  }

  func testBothApproachesOfBloomberg() throws {
    let lines = try BloombergSizing.bothApproaches()
    XCTAssertEqual(lines.map(\.approach.name), ["approach 1", "approach 2"])
    XCTAssertEqual(lines.map(\.approach.tableName), ["table 3", "table A3"])
    for line in lines {
      XCTAssertEqual(line.parameters, line.parameters(BloombergSizing.compute))
      XCTAssertEqual(line.tokens, line.tokens(BloombergSizing.compute))
    }
  }
}
