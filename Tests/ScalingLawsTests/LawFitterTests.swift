import ScalingLaws
import TestSupport
import XCTest

final class LawFitterTests: XCTestCase {
  func testTheObjectiveIsTheSumOfHuberPenalties() {
    let runs = SyntheticRuns.grid(noise: 0.002, seed: 3)
    let objective = LawObjective(.chinchilla(runs))
    var sum = 0.0
    for run in runs {
      let predicted = SyntheticRuns.law.loss(parameters: run.parameters, tokens: run.tokens)
      let r = abs(log(predicted) - log(run.loss))
      sum += r <= 1e-3 ? r * r / 2 : 1e-3 * (r - 0.5e-3)
    }
    let vector = objective.residuals.vector(SyntheticRuns.law.constants)
    XCTAssertEqual(objective(vector).value * 1e-6, sum, accuracy: 1e-12)
  }

  func testConstantsAreRecoveredFromExactRuns() throws {
    for law in [SyntheticRuns.law, .hoffmann, .epoch] {
      let fit = try ChinchillaMinimum(SyntheticRuns.grid(law))
      XCTAssertEqual(fit.law.irreducibleLoss, law.irreducibleLoss, accuracy: 1e-4)
      XCTAssertEqual(fit.law.alpha, law.alpha, accuracy: 1e-4)
      XCTAssertEqual(fit.law.beta, law.beta, accuracy: 1e-4)
      XCTAssertEqual(fit.law.parameterScale / law.parameterScale, 1, accuracy: 2e-3)
      XCTAssertEqual(fit.law.tokenScale / law.tokenScale, 1, accuracy: 2e-3)
      XCTAssertLessThan(fit.objective, 1e-10)
      XCTAssertEqual(fit.weaknesses, [])
      XCTAssertEqual(fit.minimum.residuals.count, 36)
    }
  }

  /// Two runs that went wrong hardly move the law; least squares would be far off.
  func testOutliersHardlyCount() throws {
    var runs = SyntheticRuns.grid(noise: 0.0005)
    runs[3].loss *= 1.3
    runs[20].loss *= 1.2
    let fit = try ChinchillaMinimum(runs)
    XCTAssertEqual(fit.law.alpha, SyntheticRuns.law.alpha, accuracy: 0.02)
    XCTAssertEqual(fit.law.beta, SyntheticRuns.law.beta, accuracy: 0.02)
    XCTAssertEqual(fit.law.irreducibleLoss, SyntheticRuns.law.irreducibleLoss, accuracy: 0.03)
    XCTAssertLessThan(fit.minimum.residuals[3], -0.2)
    let squares = try ChinchillaMinimum(runs, delta: 100)
    XCTAssertGreaterThan(
      abs(squares.law.irreducibleLoss - SyntheticRuns.law.irreducibleLoss)
        + abs(squares.law.alpha - SyntheticRuns.law.alpha),
      4
        * (abs(fit.law.irreducibleLoss - SyntheticRuns.law.irreducibleLoss)
          + abs(fit.law.alpha - SyntheticRuns.law.alpha)))
  }

  func testTheNumberOfThreadsChangesNothing() throws {
    let runs = SyntheticRuns.grid(sizes: 4, lengths: 4, noise: 0.004)
    let one = try ChinchillaMinimum(runs, threads: 1)
    let five = try ChinchillaMinimum(runs, threads: 5)
    XCTAssertEqual(one.law, five.law)
    XCTAssertEqual(one.minimum.residuals, five.minimum.residuals)
    XCTAssertEqual(one.weaknesses, five.weaknesses)
    let draws = try one.draws(12, seed: 4)
    XCTAssertEqual(draws, try five.draws(12, seed: 4))
    XCTAssertNotEqual(draws, try one.draws(12, seed: 5))
  }

  func testAKnownIrreducibleLossIsHeld() throws {
    let runs = SyntheticRuns.grid(noise: 0.001)
    let fit = try ChinchillaMinimum(runs, E: 1.8)
    XCTAssertEqual(fit.law.irreducibleLoss, 1.8, accuracy: 1e-12)
    XCTAssertEqual(fit.law.alpha, SyntheticRuns.law.alpha, accuracy: 0.01)
    for law in try fit.draws(5) {
      XCTAssertEqual(law.irreducibleLoss, 1.8, accuracy: 1e-12)
    }
    let free = try ChinchillaMinimum(runs)
    let held = try XCTUnwrap(fit.minimum.standardErrors)
    XCTAssertEqual(held["E"], 0)
    XCTAssertLessThan(held["alpha"], try XCTUnwrap(free.minimum.standardErrors)["alpha"])
    XCTAssertFalse(fit.minimum.isFree("E"))
    XCTAssertTrue(free.minimum.isFree("E"))
  }

  func testWhatCannotBeKnownIsSaid() throws {
    let oneSize = try ChinchillaMinimum(SyntheticRuns.grid(sizes: 1, lengths: 8))
    XCTAssertTrue(oneSize.weaknesses.contains(.fewSizes(1)), "\(oneSize.weaknesses)")
    let noisy = try ChinchillaMinimum(SyntheticRuns.grid(sizes: 3, lengths: 3, noise: 0.1))
    XCTAssertTrue(noisy.weaknesses.contains(.fewPoints(9)))
    for weakness in noisy.weaknesses + oneSize.weaknesses {
      XCTAssertFalse(weakness.description.contains("\n"))
    }
  }

  /// Runs far above their floor: E goes to zero, which is said, and the bootstrap does not take it
  /// for certain.
  func testAFloorThatIsOutOfSightIsSaid() throws {
    let law = ChinchillaLaw(E: 0.4, A: 900, B: 900, alpha: 0.3, beta: 0.26)
    var seen = 0
    for seed in 1...12 as ClosedRange<UInt64> {
      let runs = SyntheticRuns.grid(law, sizes: 4, lengths: 4, noise: 0.03, seed: seed)
      let fit = try ChinchillaMinimum(runs)
      let lowest = runs.map(\.loss).min() ?? 0
      let isGone = fit.law.irreducibleLoss < 0.01 * lowest
      XCTAssertEqual(
        fit.weaknesses.contains(.noFloor(irreducibleLoss: fit.law.irreducibleLoss)), isGone)
      guard isGone else { continue }
      seen += 1
      let floors = try fit.draws(60).map(\.irreducibleLoss)
      XCTAssertGreaterThan(Interval(floors, level: 0.98)?.high ?? 0, 0.01 * lowest)
    }
    XCTAssertGreaterThan(seen, 0, "no floor was out of sight")
    let held = try ChinchillaMinimum(SyntheticRuns.grid(law), E: 1e-6)
    XCTAssertFalse(held.weaknesses.contains { if case .noFloor = $0 { true } else { false } })
  }

  func testImpossibleRunsAreErrors() {
    let runs = SyntheticRuns.grid()
    func message(_ body: () throws -> ChinchillaMinimum) -> String {
      do { return "fitted \(try body().law)" } catch { return "\(error)" }
    }
    XCTAssertEqual(
      message { try ChinchillaMinimum(Array(runs.prefix(4))) },
      "4 points are too few for a law of 5 constants; give at least 5")
    var broken = runs
    broken[2].loss = .nan
    XCTAssertEqual(
      message { try ChinchillaMinimum(broken) },
      "run 3 0/2: loss is nan; it must be a positive number")
    XCTAssertTrue(message { try ChinchillaMinimum(runs, delta: 0) }.contains("delta"))
    XCTAssertTrue(
      message { try ChinchillaMinimum(runs, E: -1) }.contains("not a positive number"))
  }

  /// Of many sweeps with noise, about nine in ten have the truth in their 90 % interval.
  func testTheBootstrapCoversTheTruthAsOftenAsItSays() throws {
    let truth = SyntheticRuns.law
    let quantities: [(String, (ChinchillaLaw) -> Double)] = [
      ("alpha", { $0.alpha }), ("beta", { $0.beta }), ("E", { $0.irreducibleLoss }),
      ("N*", { $0.computeOptimal(compute: 1e21).parameters }),
    ]
    let sweeps = 40
    var hits = [Int](repeating: 0, count: quantities.count)
    for sweep in 0..<sweeps {
      let runs = SyntheticRuns.grid(sizes: 7, lengths: 7, noise: 0.003, seed: UInt64(sweep))
      let draws = try ChinchillaMinimum(runs).draws(60)
      XCTAssertEqual(draws.count, 60)
      for (index, quantity) in quantities.enumerated() {
        let interval = try XCTUnwrap(Interval(draws.map(quantity.1), level: 0.9))
        XCTAssertTrue((interval.low...interval.high).contains(interval.median), quantity.0)
        if (interval.low...interval.high).contains(quantity.1(truth)) { hits[index] += 1 }
      }
    }
    for (index, quantity) in quantities.enumerated() {
      // 36 are expected; fewer than 30 hardly ever come by chance.
      XCTAssertGreaterThanOrEqual(hits[index], 30, quantity.0)
    }
  }
}
