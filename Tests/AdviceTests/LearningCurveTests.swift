import Advice
import Groundwork
import XCTest

/// Forecasts through a handful of points.
final class LearningCurveTests: XCTestCase {
  private struct Truth {
    let floor, start, scale, exponent: Double
    func value(_ x: Double) -> Double {
      floor + (start - floor) * pow(1 + x / scale, -exponent)
    }
  }

  private func truth(_ stream: inout RandomStream) -> Truth {
    let start = 0.7 + 0.5 * stream.uniform()
    return Truth(
      floor: start * (0.4 + 0.4 * stream.uniform()), start: start,
      scale: 3_000 * pow(30, stream.uniform()), exponent: 0.1 + 0.5 * stream.uniform())
  }

  /// Bands of 80 % hold 70 to 95 % of what comes of curves that do not keep to the form: beyond the last
  /// point more or less is left than it says, by a factor that grows with the distance, as of real runs and of
  /// worlds.
  func testBandsHoldWhatTheySay() {
    var stream = RandomStream(seed: 21)
    for (count, factor) in [(4, 4.0), (5, 4.0), (5, 8.0)] {
      var held = 0
      let cases = 120
      for _ in 0..<cases {
        let truth = truth(&stream)
        let noise = 0.003
        let points = (0..<count).map { index -> LearningCurve.Point in
          let x = 8_192 * pow(2, Double(index))
          return .init(x: x, y: truth.value(x) + noise * stream.normal())
        }
        let curve = LearningCurve(points, start: truth.start, noise: noise)
        let (last, x) = (points[count - 1].x, points[count - 1].x * factor)
        let (left, before) = (truth.value(x) - truth.floor, truth.value(last) - truth.floor)
        let came =
          truth.floor + before * pow(left / before, exp(0.2 * log2(factor) * stream.normal()))
          + noise * stream.normal()
        if curve.forecast(at: x).interval().contains(came) { held += 1 }
      }
      let share = Double(held) / Double(cases)
      XCTAssertTrue((0.70...0.95).contains(share), "\(count) points, factor \(factor): \(share)")
    }
  }

  func testMorePointsNarrowTheBandAndDistanceWidensIt() {
    let truth = Truth(floor: 0.5, start: 0.9, scale: 10_000, exponent: 0.4)
    func curve(_ count: Int) -> LearningCurve {
      LearningCurve(
        (0..<count).map {
          let x = 8_192 * pow(2, Double($0))
          return .init(x: x, y: truth.value(x))
        }, start: 0.9)
    }
    func width(_ curve: LearningCurve, _ x: Double) -> Double {
      let band = curve.forecast(at: x).interval()
      return band.upperBound - band.lowerBound
    }
    XCTAssertLessThan(width(curve(6), 1e6), width(curve(3), 1e6))
    XCTAssertLessThan(width(curve(4), 2e5), width(curve(4), 4e6))
    XCTAssertEqual(curve(5).forecast(at: 3e5).draws, curve(5).forecast(at: 3e5).draws)
  }

  func testBackTestFailsWhereACurveBreaks() throws {
    let falling = (0..<4).map {
      LearningCurve.Point(x: 8_192 * pow(2, Double($0)), y: 0.8 - 0.02 * Double($0))
    }
    XCTAssertTrue(try XCTUnwrap(LearningCurve(falling, start: 0.85).backTest).isPassed)
    var broken = falling
    broken[3].y = 1.2
    let test = try XCTUnwrap(LearningCurve(broken, start: 0.85).backTest)
    XCTAssertFalse(test.isPassed)
    XCTAssertGreaterThan(test.worst, 0.3)
    XCTAssertNil(LearningCurve(Array(falling.prefix(2)), start: 0.85).backTest, "too few")
    XCTAssertFalse(LearningCurve([], start: 0.85).isUsable)
    XCTAssertTrue(LearningCurve([], start: nil).forecast(at: 1).draws.isEmpty)
  }

  /// No forecast lies below what a floor can be: nothing is predicted at less than no bits.
  func testNothingIsForetoldBelowZero() {
    let falling = [0.95, 0.9, 0.7, 0.3].enumerated().map {
      LearningCurve.Point(x: 1_000 * pow(2, Double($0)), y: $1)
    }
    let band = LearningCurve(falling, start: 1, noise: 0.001).forecast(at: 64_000).interval(
      level: 0.98)
    XCTAssertGreaterThanOrEqual(band.lowerBound, 0)
    let runs = [2.0, 1.5, 0.9, 0.4, 0.2].enumerated().map {
      ScratchLaw.Run(
        parameters: 1e5 * pow(2, Double($0)), tokens: 1e6 * pow(2, Double($0)), unique: 1e9,
        bits: $1)
    }
    let far = ScratchLaw(runs).forecast(parameters: 1e8, tokens: 1e9, unique: 1e9)
    XCTAssertGreaterThanOrEqual(far.interval(level: 0.9).lowerBound, 0)
  }

  // MARK: - New models

  private func run(_ parameters: Double, _ tokens: Double, _ noise: Double = 0) -> ScratchLaw.Run {
    let bits = 0.8 + 60 * pow(parameters, -0.33) + 200 * pow(tokens, -0.38) + noise
    return .init(parameters: parameters, tokens: tokens, unique: 1e9, bits: bits)
  }

  func testScratchLawForetellsLargerRuns() throws {
    var stream = RandomStream(seed: 4)
    var held = 0
    for _ in 0..<60 {
      let runs = (0..<4).flatMap { round in
        [1.0, 2.0].map { factor -> ScratchLaw.Run in
          let size = 2e5 * pow(2, Double(round) / 2) * factor
          return run(size, 3e5 * pow(2, Double(round) / 2) * 2 / factor, 0.01 * stream.normal())
        }
      }
      let law = ScratchLaw(runs)
      let truth = run(4e6, 4e6)
      let band = law.forecast(parameters: 4e6, tokens: 4e6, unique: 1e9).interval()
      if band.contains(truth.bits + 0.01 * stream.normal()) { held += 1 }
    }
    XCTAssertGreaterThanOrEqual(held, 42, "of 60 at 80 %")
  }

  func testScratchLawTestsItself() throws {
    let runs = (0..<8).map { run(1e5 * pow(1.6, Double($0)), 4e5 * pow(1.5, Double($0))) }
    XCTAssertTrue(try XCTUnwrap(ScratchLaw(runs).backTest).isPassed)
    let odd =
      runs.dropLast() + [
        .init(parameters: runs[7].parameters, tokens: runs[7].tokens, unique: 1e9, bits: 5)
      ]
    XCTAssertFalse(try XCTUnwrap(ScratchLaw(Array(odd)).backTest).isPassed)
    XCTAssertNil(ScratchLaw(Array(runs.prefix(5))).backTest)
    let best = ScratchLaw(runs).best(compute: 1e15, unique: 1e9)
    XCTAssertEqual(6 * best.parameters * best.tokens, 1e15, accuracy: 1e12)
    // Of little text no more is read than repetitions allow.
    let scarce = ScratchLaw(runs).best(compute: 1e15, unique: 1e5)
    XCTAssertLessThanOrEqual(scarce.tokens, 4e6)
  }
}
