import Groundwork
import ScalingLaws
import XCTest

final class CurveTests: XCTestCase {
  private func message<Value>(_ body: () throws -> Value) -> String {
    do { return "gave \(try body())" } catch { return "\(error)" }
  }

  func testAPowerLawIsRecoveredWithItsErrors() throws {
    let x = (0..<40).map { pow(1.7, Double($0)) }
    let exact = try PowerLaw.fit(x: x, y: x.map { 3 * pow($0, 0.49) })
    XCTAssertEqual(exact.exponent, 0.49, accuracy: 1e-12)
    XCTAssertEqual(exact.scale, 3, accuracy: 1e-9)
    XCTAssertEqual(exact.predict(100), 3 * pow(100, 0.49), accuracy: 1e-9)
    XCTAssertLessThan(exact.exponentError, 1e-12)
    // Over many draws of noise the slopes spread as their standard error says.
    var stream = RandomStream(seed: 8)
    var slopes: [Double] = []
    var errors: [Double] = []
    for _ in 0..<400 {
      let law = try PowerLaw.fit(x: x, y: x.map { 3 * pow($0, 0.49) * exp(0.1 * stream.normal()) })
      slopes.append(law.exponent)
      errors.append(law.exponentError)
    }
    let spread = (slopes.reduce(0) { $0 + pow($1 - 0.49, 2) } / 400).squareRoot()
    XCTAssertEqual(errors.reduce(0, +) / 400 / spread, 1, accuracy: 0.12)
    let law = try PowerLaw.fit(x: x, y: x.map { 3 * pow($0, 0.49) * exp(0.1 * stream.normal()) })
    XCTAssertGreaterThan(law.logError(at: 1e30), law.logError(at: 1e4))
    XCTAssertEqual(try PowerLaw.fit(x: [1, 2], y: [3, 4]).exponentError, .infinity)
  }

  func testImpossiblePowerLaws() {
    XCTAssertEqual(
      message { try PowerLaw.fit(x: [1], y: [1]) },
      "1 points are too few for a power law; give at least 2")
    XCTAssertTrue(message { try PowerLaw.fit(x: [2, 2], y: [1, 3]) }.contains("alike"))
    XCTAssertTrue(message { try PowerLaw.fit(x: [2, 0], y: [1, 3]) }.contains("positive"))
    XCTAssertTrue(message { try PowerLaw.fit(x: [2, 3], y: [1]) }.contains("do not go with"))
  }

  func testAProfileFindsTheLawsOptimum() throws {
    let law = ChinchillaLaw.epoch
    let compute = 1e19
    let best = law.computeOptimal(compute: compute)
    let runs = [0.4, 0.6, 0.8, 1, 1.3, 1.7, 2.4].map { factor in
      let n = best.parameters * factor
      let tokens = compute / 6 / n
      return TrainingRun(
        parameters: n, tokens: tokens, loss: law.loss(parameters: n, tokens: tokens))
    }
    let profile = try IsoFLOPProfile(compute: compute, runs: runs)
    let optimum = try XCTUnwrap(profile.optimum)
    // The law is not quite a parabola in ln N.
    XCTAssertEqual(optimum.parameters / best.parameters, 1, accuracy: 0.03)
    XCTAssertEqual(optimum.loss, best.loss, accuracy: 0.003)
    XCTAssertTrue(optimum.isInside)
    XCTAssertLessThan(optimum.logError, 0.05)
    XCTAssertEqual(profile.loss(parameters: optimum.parameters), optimum.loss, accuracy: 1e-12)
    // Sizes all on one side: the optimum is a guess beyond them.
    let side = try IsoFLOPProfile(compute: compute, runs: Array(runs.prefix(3)))
    XCTAssertEqual(side.optimum?.isInside, false)
    XCTAssertEqual(side.optimum?.logError, .infinity)
  }

  func testImpossibleProfiles() throws {
    let run = TrainingRun("a", parameters: 10, tokens: 10, loss: 3)
    XCTAssertEqual(
      message { try IsoFLOPProfile(compute: 600, runs: [run, run, run]) },
      "1 points are too few for a parabola; give at least 3")
    XCTAssertTrue(
      message { try IsoFLOPProfile(compute: 900, runs: [run]) }.contains("not 900.0"))
    let hill = [(5.0, 1.0), (10, 2), (20, 1)].map {
      TrainingRun(parameters: $0.0, tokens: 100 / $0.0, loss: $0.1)
    }
    XCTAssertNil(try IsoFLOPProfile(compute: 600, runs: hill).optimum)
  }

  func testAMixingLawIsRecovered() throws {
    let shares = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]
    for law in [
      MixingLaw(floor: 2.1, scale: 1.4, rate: -6), MixingLaw(floor: 3, scale: 0.2, rate: 1.5),
      MixingLaw(floor: 1, scale: -0.5, rate: -0.7),
    ] {
      let fit = try MixingLaw.fit(shares: shares, losses: shares.map(law.loss))
      XCTAssertEqual(fit.rate, law.rate, accuracy: 1e-3)
      XCTAssertEqual(fit.floor, law.floor, accuracy: 1e-3)
      for share in [0.05, 0.33, 0.95] {
        XCTAssertEqual(fit.loss(share), law.loss(share), accuracy: 1e-6)
      }
    }
    // A straight line is the limit of small rates.
    let line = try MixingLaw.fit(shares: shares, losses: shares.map { 3 - $0 })
    XCTAssertEqual(line.loss(0.6), 2.4, accuracy: 1e-5)
  }

  func testImpossibleMixtures() {
    XCTAssertTrue(
      message { try MixingLaw.fit(shares: [0, 0.5, 1], losses: [3, 2, 1]) }.contains("too few"))
    XCTAssertTrue(
      message { try MixingLaw.fit(shares: [0, 0, 1, 1], losses: [3, 3, 1, 1]) }
        .contains("different shares"))
    XCTAssertTrue(
      message { try MixingLaw.fit(shares: [0, 0.5, 1, 2], losses: [3, 2, 1, 1]) }
        .contains("between 0 and 1"))
  }

  func testIntervals() throws {
    let interval = try XCTUnwrap(Interval((0...100).map(Double.init).shuffled(), level: 0.9))
    XCTAssertEqual(interval.low, 5, accuracy: 1e-9)
    XCTAssertEqual(interval.median, 50, accuracy: 1e-9)
    XCTAssertEqual(interval.high, 95, accuracy: 1e-9)
    XCTAssertNil(Interval([.nan, .infinity]))
    XCTAssertEqual(Interval([2, .nan])?.high, 2)
  }
}
