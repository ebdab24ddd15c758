import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// Budget → parameters and tokens, and how surely.
final class PlanningLawTests: XCTestCase {
  private let bloomberg = BloombergSizing.compute

  /// Wu et al. 2023, section 2.3.
  func testThePublishedDigits() throws {
    let first = try PlanningLaw(.chinchilla1).size(compute: 3.51e23)
    XCTAssertEqual(first.parameters / 1e9, 52.993, accuracy: 0.0005)
    XCTAssertEqual(first.tokens / 1e9, 1_111.1, accuracy: 0.05)
    let second = try PlanningLaw(.chinchilla2).size(compute: 3.51e23)
    XCTAssertEqual(second.parameters / 1e9, 49.75, accuracy: 0.005)
    XCTAssertEqual(second.tokens / 1e9, 1_175.8, accuracy: 0.05)
    for law in PublishedLaw.allCases {
      let sized = try PlanningLaw(law).size(compute: bloomberg)
      let range = try XCTUnwrap(sized.parameterRange)
      XCTAssertTrue(range.contains(sized.parameters), law.rawValue)
      XCTAssertTrue(try XCTUnwrap(sized.tokenRange).contains(sized.tokens), law.rawValue)
      XCTAssertEqual(sized.loss == nil, law == .chinchilla1 || law == .chinchilla2)
      XCTAssertEqual(try PlanningLaw(law).name, law.rawValue)
    }
  }

  func testLawsWithALossPlanAtItsLowestPoint() throws {
    for (law, chinchilla) in [
      (PublishedLaw.chinchilla3, ChinchillaLaw.hoffmann), (.replication, .epoch),
    ] {
      let sized = try PlanningLaw(law).size(compute: 1e22)
      let best = chinchilla.computeOptimal(compute: 1e22)
      XCTAssertEqual(sized.parameters / best.parameters, 1, accuracy: 1e-12)
      XCTAssertEqual(try XCTUnwrap(sized.loss), best.loss, accuracy: 1e-12)
      // No size of the same budget does better, whatever the closed form says.
      for step in -60...60 where step != 0 {
        let n = sized.parameters * pow(1.1, Double(step))
        XCTAssertGreaterThan(
          chinchilla.loss(parameters: n, tokens: 1e22 / 6 / n), best.loss)
      }
    }
  }

  /// Student's quantiles by the tables (7 degrees of freedom, 95th percentile: 1.8946), through the line
  /// of a power law with a known spread.
  func testPredictionIntervalsByStudentsT() throws {
    let x = (0..<9).map { pow(10, Double($0)) }
    let noise = [0.1, -0.1, 0.05, 0.02, -0.07, 0.03, -0.05, 0.08, -0.06]
    let line = try PowerLaw.fit(x: x, y: zip(x, noise).map { 2 * pow($0, 0.5) * exp($1) })
    for (level, t) in [(0.9, 1.8946), (0.95, 2.3646), (0.99, 3.4995)] {
      let error = (pow(line.residualDeviation, 2) + pow(line.logError(at: 1e12), 2)).squareRoot()
      XCTAssertEqual(
        line.predictionReach(at: 1e12, level: level), t * error, accuracy: 1e-4 * error)
    }
    let wide = try PowerLaw.fit(x: [1, 10, 100], y: [1, 3, 11])
    // One degree of freedom: 6.3138.
    XCTAssertEqual(
      wide.predictionReach(at: 10, level: 0.9) / wide.predictionReach(at: 10, level: 0.5), 6.3138,
      accuracy: 1e-3)
    XCTAssertEqual(
      try PowerLaw.fit(x: [1, 10], y: [1, 3]).predictionReach(at: 10, level: 0.9), .infinity)
  }

  /// How often an interval of nominal 90 % holds a further point.
  func testPredictionIntervalsCoverWhatTheySay() throws {
    var stream = SeededNormals(seed: 5)
    var held = 0
    let x = (0..<6).map { pow(10, Double($0)) }
    for _ in 0..<2_000 {
      let line = try PowerLaw.fit(x: x, y: x.map { pow($0, 0.5) * exp(0.2 * stream.next()) })
      let further = 0.5 * log(1e7) + 0.2 * stream.next()
      if abs(further - log(line.predict(1e7))) <= line.predictionReach(at: 1e7, level: 0.9) {
        held += 1
      }
    }
    XCTAssertEqual(Double(held) / 2_000, 0.9, accuracy: 0.025)
  }

  func testThePapersExponentsSetTheInterval() throws {
    // ±.036 and ∓.028 of the exponent over ln(3.51e23/1.34e20), from 80 % to 90 %.
    let sized = try PlanningLaw(.chinchilla2).size(compute: bloomberg, level: 0.8)
    let distance = log(bloomberg / 1.3416e20)
    let own = try BloombergSizing(.isoFLOPProfiles).size.exponent
    let range = try XCTUnwrap(sized.exponentRanges).parameters
    XCTAssertEqual(
      log(range.upperBound / sized.parameters), (0.534 - own) * distance, accuracy: 1e-3)
    XCTAssertEqual(
      log(range.lowerBound / sized.parameters), (0.462 - own) * distance, accuracy: 1e-3)
    let line = try XCTUnwrap(sized.lineRanges).parameters
    let whole = try XCTUnwrap(sized.parameterRange)
    XCTAssertLessThan(whole.lowerBound, min(range.lowerBound, line.lowerBound))
    XCTAssertGreaterThan(whole.upperBound, max(range.upperBound, line.upperBound))
    // Rounded digits in a table: the scatter about the line is a few per cent.
    XCTAssertLessThan(line.upperBound / sized.parameters, 1.1)
    // Wider for a higher level.
    let wider = try PlanningLaw(.chinchilla2).size(compute: bloomberg, level: 0.95)
    XCTAssertLessThan(try XCTUnwrap(wider.parameterRange).lowerBound, whole.lowerBound)
  }

  func testIntervalsGrowWithTheDistanceFromTheRuns() throws {
    for law in PublishedLaw.allCases {
      let plan = try PlanningLaw(law)
      let widths = try [1e21, 1e23, 1e25].map {
        let range = try XCTUnwrap(plan.size(compute: $0).parameterRange)
        return log(range.upperBound / range.lowerBound)
      }
      XCTAssertEqual(widths, widths.sorted(), law.rawValue)
      XCTAssertLessThan(widths[0], widths[2])
      XCTAssertEqual(plan.extrapolation(compute: 1e20), 0)
      XCTAssertGreaterThan(plan.extrapolation(compute: 3.51e23), 1.4)
      XCTAssertLessThan(plan.extrapolation(compute: 1e15), -3)
    }
    XCTAssertEqual(
      try PlanningLaw(.chinchilla1).extrapolation(compute: 3e24), 3, accuracy: 1e-9)
  }

  func testTheParametricPaperIntervalIsNamedForWhatItIs() throws {
    let law = try PlanningLaw(.chinchilla3)
    let sized = law.size(compute: bloomberg)
    XCTAssertEqual(try XCTUnwrap(sized.parameterRange).upperBound, sized.parameters)
    XCTAssertTrue(law.remarks.contains { $0.contains("implausibly narrow") })
    let narrow = try XCTUnwrap(sized.parameterRange)
    let honest = try XCTUnwrap(PlanningLaw(.replication).size(compute: bloomberg).parameterRange)
    XCTAssertGreaterThan(
      log(honest.upperBound / honest.lowerBound), 8 * log(narrow.upperBound / narrow.lowerBound))
  }

  /// The assumed spread of the replication beside a bootstrap of the very points.
  func testTheReplicationsSpreadAgreesWithABootstrap() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let path = root + "/../shared/data/scaling/epoch_chinchilla/svg_extracted_data.csv"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw XCTSkip("no ../shared/data beside the repository")
    }
    let runs = try RunTable(chinchillaPoints: Array(bytes), path: path).droppingLargestLosses(5)
      .runs
    XCTAssertEqual(runs.count, 240)
    let range = try XCTUnwrap(PlanningLaw.replication.computeRange)
    XCTAssertEqual(runs.map(\.compute).min() ?? 0, range.lowerBound, accuracy: 0.05e18)
    XCTAssertEqual(runs.map(\.compute).max() ?? 0, range.upperBound, accuracy: 0.05e22)
    let draws = try ChinchillaMinimum(runs).draws(200, seed: 3)
    for compute in [2e19, 1e22, 3.51e23, 1e25] {
      let drawn = try XCTUnwrap(
        Interval(draws.map { $0.computeOptimal(compute: compute).parameters }))
      let sized = PlanningLaw.replication.size(compute: compute)
      let assumed = try XCTUnwrap(sized.parameterRange)
      XCTAssertEqual(
        log(assumed.upperBound / assumed.lowerBound) / log(drawn.high / drawn.low), 1,
        accuracy: 0.3, "at \(compute)")
      XCTAssertEqual(sized.parameters / drawn.median, 1, accuracy: 0.08)
    }
  }

  func testAFittedLawPlansByItsDraws() throws {
    var stream = SeededNormals(seed: 2)
    var fitted = try FittedLaw(form: .chinchilla, constants: ChinchillaLaw.epoch.constants)
    fitted.draws = (0..<200).map { _ in
      var constants = ChinchillaLaw.epoch.constants
      constants["beta"] *= exp(0.03 * stream.next())
      return constants
    }
    fitted.computeRange = 1e18...1e21
    let law = try PlanningLaw(fitted, name: "law.json")
    let sized = law.size(compute: 1e23, level: 0.8)
    let sizes = try fitted.draws.map { try ChinchillaLaw($0).computeOptimal(compute: 1e23) }
      .map(\.parameters).sorted()
    let range = try XCTUnwrap(sized.parameterRange)
    XCTAssertEqual(
      Double(sizes.count { range.contains($0) }) / 200, 0.8, accuracy: 0.011)
    XCTAssertNotNil(sized.lossRange)
    XCTAssertEqual(law.extrapolation(compute: 1e23), 2, accuracy: 1e-9)
    XCTAssertTrue(law.source.contains("chinchilla"))
  }

  /// Draws of repeats alone leave sizes without an interval, not with one of no width.
  func testAGivenLawOfFreshTokensHasNoIntervalOfSizes() throws {
    func constants(_ tokens: Double, _ parameters: Double) -> LawConstants {
      ChinchillaLaw.muennighoff.constants.appending(
        RepeatedData(tokenDecay: tokens, parameterDecay: parameters).constants)
    }
    var fitted = try FittedLaw(form: .dataConstrained, constants: constants(15, 5))
    fitted.draws = (1...200).map { constants(Double($0), 5) }
    fitted.held = ["E", "A", "B", "alpha", "beta"]
    let law = try PlanningLaw(fitted, name: "f")
    let sized = law.size(compute: 1e20)
    XCTAssertNil(sized.parameterRange)
    XCTAssertNil(sized.tokenRange)
    XCTAssertNil(sized.lossRange)
    XCTAssertTrue(law.remarks.contains { $0.contains("The fit was given E, A, B, alpha, beta") })
    let data = DataPlan(unique: 1e9, sized: sized, law: law)
    let sizes = try XCTUnwrap(data.bestParameterRange)
    XCTAssertLessThan(sizes.lowerBound, 0.9 * sizes.upperBound)
    fitted.held = ["E"]
    XCTAssertNotNil(try PlanningLaw(fitted, name: "f").size(compute: 1e20).parameterRange)
  }

  func testEveryFormOfFitPlans() throws {
    let chinchilla = ChinchillaLaw.epoch
    let best = chinchilla.computeOptimal(compute: 1e21)
    let constrained = try PlanningLaw(
      FittedLaw(
        form: .dataConstrained, constants: chinchilla.constants.appending(["R*_D": 9, "R*_N": 4])),
      name: "f")
    XCTAssertEqual(constrained.size(compute: 1e21).parameters, best.parameters)
    XCTAssertEqual(constrained.repeats, RepeatedData(tokenDecay: 9, parameterDecay: 4))
    for form in [LawForm.isoflop, .envelope] {
      let lines = try PlanningLaw(
        FittedLaw(form: form, constants: ["a": 0.49, "k_N": 0.2, "b": 0.51, "k_D": 0.8]),
        name: "f")
      let sized = lines.size(compute: 1e21)
      XCTAssertEqual(sized.parameters / (0.2 * pow(1e21, 0.49)), 1, accuracy: 1e-9)
      XCTAssertEqual(sized.tokens / (0.8 * pow(1e21, 0.51)), 1, accuracy: 1e-9)
      XCTAssertNil(sized.loss)
      XCTAssertNil(sized.parameterRange)
      XCTAssertTrue(lines.remarks.contains { $0.contains("no bootstrap draws") })
      XCTAssertTrue(lines.remarks.contains { $0.contains("how large its runs were") })
    }
    let continued = try FittedLaw(
      form: .continuedPretraining,
      constants: LawConstants(
        names: LawForm.continuedPretraining.constantNames, values: Array(repeating: 1, count: 9)))
    XCTAssertThrowsError(try PlanningLaw(continued, name: "f")) {
      XCTAssertTrue("\($0)".contains("says nothing about the size"), "\($0)")
    }
    // Kaplan et al. 2020: N_c 8.8e13, D_c 5.4e13, α_N .076, α_D .095.
    let kaplan = try PlanningLaw(
      FittedLaw(
        form: .kaplan,
        constants: ["N_c": 8.8e13, "D_c": 5.4e13, "alpha_N": 0.076, "alpha_D": 0.095]), name: "f")
    let sized = kaplan.size(compute: 1e21)
    func loss(_ n: Double) -> Double {
      pow(pow(8.8e13 / n, 0.076 / 0.095) + 5.4e13 / (1e21 / 6 / n), 0.095)
    }
    XCTAssertEqual(try XCTUnwrap(sized.loss), loss(sized.parameters), accuracy: 1e-12)
    for factor in [0.1, 0.7, 0.98, 1.02, 1.5, 10] {
      XCTAssertGreaterThan(loss(sized.parameters * factor), loss(sized.parameters))
    }
    XCTAssertEqual(kaplan.rule.parameterExponent, 0.095 / (0.076 + 0.095), accuracy: 1e-12)
    XCTAssertEqual(kaplan.counting, .nonEmbedding)
  }

  func testTheComputeOfTheRunsTravelsWithALaw() throws {
    let fit = try LawFitter(.isoflop).fit(
      RunTable(
        [1e18, 1e19, 1e20].flatMap { compute in
          [0.5, 1, 2, 4].map { factor in
            let n = factor * 1e8
            let tokens = compute / 6 / n
            return TrainingRun(
              parameters: n, tokens: tokens,
              loss: SyntheticRuns.law.loss(parameters: n, tokens: tokens))
          }
        }), resamples: 0)
    XCTAssertEqual(fit.computeRange?.lowerBound ?? 0, 1e18, accuracy: 1e6)
    XCTAssertEqual(fit.computeRange?.upperBound ?? 0, 1e20, accuracy: 1e8)
    var law = try FittedLaw(form: .chinchilla, constants: ChinchillaLaw.epoch.constants)
    law.computeRange = 2e13...7e15
    XCTAssertEqual(try FittedLaw(json: law.json), law)
    assertThrows(
      try FittedLaw(
        json: [
          "form": "chinchilla", "E": 1.0, "A": 1.0, "B": 1.0, "alpha": 0.3, "beta": 0.3,
          "flops": [0.0, 1.0],
        ]), ScalingError.self, "flops begins at 0.0")
  }
}

/// Normal deviates.
struct SeededNormals {
  private var stream: RandomStream
  init(seed: UInt64) { stream = RandomStream(seed: seed) }
  mutating func next() -> Double { stream.normal() }
}
