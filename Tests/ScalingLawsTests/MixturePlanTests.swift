import Foundation
import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// What a plan says besides the best mixture: intervals, what was tried, what to keep in mind.
final class MixturePlanTests: XCTestCase {
  /// Two domains of which each helps its own text.
  private let laws = [
    MixtureLaw(.exponential, floor: 1, scale: 1, rates: [-3, 0]),
    MixtureLaw(.exponential, floor: 2, scale: 0.8, rates: [0, -2]),
  ]

  private func table(
    shares: [Double], noise: Double = 0, change: (inout MixtureRun) -> Void = { _ in }
  ) throws -> MixtureTable {
    var stream = RandomStream(seed: 12)
    let runs = shares.map { share in
      var run = MixtureRun(
        "r\(share)", shares: [share, 1 - share],
        losses: laws.map { $0.loss([share, 1 - share]) + noise * stream.normal() })
      change(&run)
      return run
    }
    return try MixtureTable(domains: ["law", "web"], texts: ["law", "web"], runs: runs)
  }

  private func plan(
    _ table: MixtureTable, _ request: MixturePlan.Request = .init(), resamples: Int = 60,
    form: MixtureForm = .exponential
  ) throws -> MixturePlan {
    try MixturePlan(try MixtureFitter(form).fit(table, resamples: resamples), request)
  }

  func testABestMixtureInsideWhatWasTriedNeedsNoCaution() throws {
    let plan = try plan(
      try table(shares: [0.1, 0.2, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9], noise: 0.001))
    let exact = MixturePlan.Choice.best(laws)
    XCTAssertEqual(plan.best.shares[0], exact[0], accuracy: 0.02)
    let interval = try XCTUnwrap(plan.domains[0].interval)
    XCTAssertTrue(interval.contains(exact[0]), "\(interval)")
    XCTAssertLessThan(interval.upperBound - interval.lowerBound, 0.1)
    XCTAssertEqual(plan.cautions.filter { !$0.contains("best tried") }, [])
    XCTAssertNil(plan.withinTried)
    XCTAssertEqual(plan.distance, 0, accuracy: 1e-4)
    XCTAssertEqual(plan.weights, [0.5, 0.5])
    let tried = try XCTUnwrap(plan.bestTried)
    XCTAssertEqual(tried.measured, tried.choice.loss, accuracy: 0.01)
    XCTAssertGreaterThan(try XCTUnwrap(plan.gain).value, -1e-12)
    for score in [plan.score, plan.score(of: 0), plan.score(of: 1)] {
      XCTAssertGreaterThan(try XCTUnwrap(score?.rSquared), 0.98)
    }
    XCTAssertGreaterThan(try XCTUnwrap(plan.score(of: 0)?.rankCorrelation), 0.99)
    XCTAssertGreaterThan(plan.law.closeness[0].rSquared, 0.999)
  }

  /// The more a text counts, the larger its domain's share.
  func testWeights() throws {
    let law = try MixtureFitter().fit(
      try table(shares: [0.1, 0.3, 0.5, 0.7, 0.9, 0.95]), resamples: 0)
    let shares = try [0.2, 0.5, 0.8].map { weight in
      try MixturePlan(law, .init(weights: ["law": weight, "web": 1 - weight])).best.shares[0]
    }
    XCTAssertLessThan(shares[0] + 0.1, shares[1])
    XCTAssertLessThan(shares[1] + 0.1, shares[2])
    // A text that is not named counts nothing: all goes to the other.
    let alone = try MixturePlan(law, .init(weights: ["law": 3]))
    XCTAssertEqual(alone.best.shares[0], 1, accuracy: 1e-12)
    XCTAssertEqual(alone.weights, [1, 0])
    for (weights, words) in [
      (["code": 1.0], "no measured text \"code\"; there is law, web"),
      (["law": -1], "weight of law is -1"), (["law": 0], "weights sum to 0"),
      (["law": .nan], "weight of law is nan"), (["law": .infinity], "weight of law is inf"),
    ] {
      assertThrows(try MixturePlan(law, .init(weights: weights)), MixtureLawError.self, words)
    }
    for tolerance in [0, -1, .nan, .infinity] {
      assertThrows(
        try MixturePlan(law, .init(tolerance: tolerance)), MixtureLawError.self, "tolerance is")
    }
  }

  func testABestMixtureBeyondWhatWasTriedIsSaidToBe() throws {
    let tried = try table(shares: [0.02, 0.05, 0.08, 0.12, 0.16, 0.2], noise: 0.000_1)
    let outside = try plan(tried)
    XCTAssertGreaterThan(outside.best.shares[0], 0.3)
    XCTAssertTrue(
      outside.cautions.contains { $0.contains("outside what was tried: law at") },
      "\(outside.cautions)")
    let within = try XCTUnwrap(outside.withinTried)
    XCTAssertEqual(within.shares[0], 0.2, accuracy: 1e-9)
    XCTAssertGreaterThan(within.loss, outside.best.loss)
    XCTAssertGreaterThan(outside.distance, 0.1)
    // With a limit there it lies at the edge, by the limit's doing.
    let limited = try plan(tried, .init(atMost: ["law": 0.2]))
    XCTAssertEqual(limited.best.shares[0], 0.2, accuracy: 1e-9)
    XCTAssertFalse(limited.cautions.contains { $0.contains("outermost") }, "\(limited.cautions)")
  }

  /// Each share was tried, but not together: the best lies in a corner that no run was near.
  func testABestMixtureOutsideTheHullIsSaidToBe() throws {
    let law = MixtureLaw(.exponential, floor: 1, scale: 1, rates: [-3, 0.5, -1])
    let shares = [
      [0.6, 0.3, 0.1], [0.1, 0.6, 0.3], [0.3, 0.1, 0.6], [0.4, 0.3, 0.3], [0.3, 0.4, 0.3],
      [0.3, 0.3, 0.4], [0.35, 0.25, 0.4], [0.25, 0.4, 0.35], [0.4, 0.35, 0.25],
    ]
    let table = try MixtureTable(
      domains: ["a", "b", "c"], texts: ["t"],
      runs: shares.map { MixtureRun(shares: $0, losses: [law.loss($0)]) })
    let far = try plan(table, .init(atLeast: ["b": 0.1], atMost: ["a": 0.6]))
    for (found, share) in zip(far.best.shares, [0.6, 0.1, 0.3]) {
      XCTAssertEqual(found, share, accuracy: 1e-9)
    }
    XCTAssertNil(far.withinTried)
    XCTAssertGreaterThan(far.distance, 0.05)
    XCTAssertTrue(
      far.cautions.contains { $0.contains("each share was tried, but not together") },
      "\(far.cautions)")
    let near = try plan(table, .init(atLeast: ["b": 0.3], atMost: ["a": 0.4, "b": 0.3]))
    XCTAssertEqual(near.distance, 0, accuracy: 1e-3)
    XCTAssertFalse(near.cautions.contains { $0.contains("not together") })
  }

  func testWhatTheRunsLeaveOpenIsSaid() throws {
    // Four mixtures are the fewest, and noise hides the bend.
    let few = try plan(try table(shares: [0.4, 0.45, 0.5, 0.55], noise: 0.05))
    for words in [
      "4 mixtures are few for 3 constants", "missed by more than 10 %", "leave open: law on law",
    ] {
      XCTAssertTrue(few.cautions.contains { $0.contains(words) }, "\(few.cautions) lack \(words)")
    }
    // Losses that fall ever faster have no floor that a law could tell.
    let bent = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map { share in
      MixtureRun(
        "r\(share)", shares: [share, 1 - share],
        losses: [3 - share * share, laws[1].loss([share, 1 - share])])
    }
    let noFloor = try plan(
      try MixtureTable(domains: ["law", "web"], texts: ["law", "web"], runs: bent))
    XCTAssertTrue(
      noFloor.cautions.contains { $0.contains("the floor of law would lie below zero") })
    // One run that went wrong among many.
    let spiked = try table(shares: (1...14).map { Double($0) / 15 }, noise: 0.002) { run in
      if run.name == "r0.4" { run.losses[1] += 0.2 }
    }
    XCTAssertTrue(
      try plan(spiked).cautions.contains {
        $0.contains("lie off the law") && $0.contains("r0.4 by")
      })
    // Shares in the wrong columns.
    let swapped = try MixtureTable(
      domains: ["web", "law"], texts: ["law", "web"],
      runs: try table(shares: [0.1, 0.3, 0.5, 0.7, 0.9, 0.95]).runs)
    XCTAssertEqual(
      try plan(swapped).cautions.count { $0.contains("are the domains in the right order?") }, 2)
    // Runs that did not read as much.
    var tokens = 1e9
    let uneven = try table(shares: [0.1, 0.3, 0.5, 0.7, 0.9, 0.95]) { run in
      run.tokens = tokens
      tokens *= 1.1
    }
    XCTAssertTrue(try plan(uneven).cautions.contains { $0.contains("read between 1e+09 and") })
  }

  func testAHeldDomainStaysWhereItWas() throws {
    let runs = try table(shares: [0.1, 0.3, 0.5, 0.7, 0.9, 0.95]).runs.map { run in
      MixtureRun(run.name, shares: run.shares.map { 0.8 * $0 } + [0.2], losses: run.losses)
    }
    let table = try MixtureTable(
      domains: ["law", "web", "code"], texts: ["law", "web"], runs: runs)
    let plan = try plan(table)
    XCTAssertEqual(plan.best.shares[2], 0.2, accuracy: 1e-12)
    XCTAssertTrue(plan.domains[2].isHeld)
    XCTAssertTrue(plan.cautions.contains { $0.contains("code was 20 % in every run") })
    assertThrows(
      try self.plan(table, .init(atMost: ["code": 0.1])), MixtureLawError.self,
      "code was 0.2 in every run")
  }
}

extension MixturePlanTests {
  /// Hundreds of small runs, as a regression over mixtures takes them.
  func testHundredsOfMixtures() throws {
    var truth = SyntheticMixtures(6, seed: 21)
    let law = try MixtureFitter().fit(
      try truth.table(mixtures: 500, noise: 0.01), resamples: 20)
    XCTAssertEqual(law.test?.basis, .folds(10))
    let plan = try MixturePlan(law)
    for (found, exact) in zip(plan.best.shares, MixturePlan.Choice.best(truth.laws)) {
      XCTAssertEqual(found, exact, accuracy: 0.03)
    }
    XCTAssertLessThan(plan.distance, 0.15)
  }
}
