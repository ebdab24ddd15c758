import Foundation
import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// The best mixture against slow searches: a fine grid for few domains, a long random search for many.
final class MixtureMinimizerTests: XCTestCase {
  private func law(_ truth: inout SyntheticMixtures) throws -> FittedMixtureLaw {
    let mixtures = 3 * truth.domains.count + 8
    return try MixtureFitter(truth.laws[0].form).fit(
      try truth.table(mixtures: mixtures), resamples: 0, holdOut: .share(0.2))
  }

  private func value(_ law: FittedMixtureLaw, _ weights: [Double], _ shares: [Double]) -> Double {
    zip(weights, law.laws).reduce(0) { $0 + $1.0 * $1.1.loss(shares) }
  }

  private func request(
    _ law: FittedMixtureLaw, _ weights: [Double], atLeast: [String: Double] = [:],
    atMost: [String: Double] = [:]
  ) -> MixturePlan.Request {
    MixturePlan.Request(
      weights: Dictionary(uniqueKeysWithValues: zip(law.table.texts, weights)), atLeast: atLeast,
      atMost: atMost)
  }

  func testTheNearestAllowedMixture() throws {
    var stream = RandomStream(seed: 3)
    for count in [2, 3, 7, 40] {
      let names = (0..<count).map { "d\($0)" }
      for _ in 0..<30 {
        let cap = min(1, 1.5 / Double(count) + 0.3 * stream.uniform())
        let bounds = try ShareBounds(
          domains: names, atLeast: ["d0": 0.2 / Double(count)],
          atMost: Dictionary(uniqueKeysWithValues: names.dropFirst().map { ($0, cap) }))
        let point = names.map { _ in 3 * stream.normal() }
        let nearest = bounds.nearest(to: point)
        XCTAssertEqual(nearest.reduce(0, +), 1, accuracy: 1e-12)
        for (place, share) in nearest.enumerated() {
          XCTAssertGreaterThanOrEqual(share, bounds.least[place])
          XCTAssertLessThanOrEqual(share, bounds.most[place])
        }
        // No other allowed mixture is nearer: the angle to each is not sharp.
        for _ in 0..<20 {
          let other = bounds.nearest(to: names.map { _ in stream.normal() })
          let product = nearest.indices.reduce(0.0) {
            $0 + (point[$1] - nearest[$1]) * (other[$1] - nearest[$1])
          }
          XCTAssertLessThanOrEqual(product, 1e-7)
        }
      }
    }
  }

  func testLimitsThatNothingSatisfies() {
    let names = ["a", "b"]
    assertThrows(
      try ShareBounds(domains: names, atMost: ["c": 1]), MixtureLawError.self,
      "no domain \"c\"", "a, b")
    assertThrows(
      try ShareBounds(domains: names, atMost: ["a": 0.4, "b": 0.5]), MixtureLawError.self,
      "sums to 0.9, less than a whole")
    assertThrows(
      try ShareBounds(domains: names, atLeast: ["a": 0.7, "b": 0.5]), MixtureLawError.self,
      "sum to 1.2, more than a whole")
    assertThrows(
      try ShareBounds(domains: names, atLeast: ["a": 0.7], atMost: ["a": 0.5]),
      MixtureLawError.self, "at least 0.7 and at most 0.5")
    assertThrows(
      try ShareBounds(domains: names, atMost: ["a": .nan]), MixtureLawError.self,
      "limit of a is nan")
    assertThrows(
      try ShareBounds(domains: names, atMost: ["a": -0.1]), MixtureLawError.self,
      "limit of a is -0.1")
  }

  func testAgainstAFineGridOfTwoAndThreeDomains() throws {
    for form in MixtureForm.allCases {
      for (count, seed) in [(2, UInt64(1)), (2, 2), (3, 3), (3, 4)] {
        var truth = SyntheticMixtures(count, form: form, seed: seed)
        let law = try law(&truth)
        let weights = count == 2 ? [0.7, 0.3] : [0.5, 0.2, 0.3]
        for limit in [1, 0.4] {
          let plan = try MixturePlan(law, request(law, weights, atMost: ["d0": limit]))
          var lowest = (value: Double.infinity, shares: [Double]())
          let steps = 500
          for i in 0...steps {
            for j in count == 2 ? (steps - i)...(steps - i) : 0...(steps - i) {
              let shares = [i, j, steps - i - j].prefix(count).map { Double($0) / Double(steps) }
              guard shares[0] <= limit + 1e-12 else { continue }
              let value = value(law, weights, shares)
              if value < lowest.value { lowest = (value, shares) }
            }
          }
          XCTAssertLessThanOrEqual(plan.best.loss, lowest.value + 1e-9, "\(form) \(count)")
          XCTAssertGreaterThan(plan.best.loss, lowest.value - 1e-3, "\(form) \(count)")
          XCTAssertEqual(plan.best.loss, value(law, weights, plan.best.shares), accuracy: 1e-12)
          if form == .exponential {
            for (found, grid) in zip(plan.best.shares, lowest.shares) {
              XCTAssertEqual(found, grid, accuracy: 0.01, "\(count) domains at most \(limit)")
            }
          }
        }
      }
    }
  }

  /// Fifteen domains and more: a long random walk downhill finds nothing lower.
  func testAgainstASlowRandomSearch() throws {
    for (count, form) in [(15, MixtureForm.exponential), (20, .exponential), (17, .power)] {
      var truth = SyntheticMixtures(count, form: form, seed: UInt64(100 + count))
      let law = try law(&truth)
      let weights = (0..<count).map { Double(1 + $0 % 3) / Double(2 * count) }
      let sum = weights.reduce(0, +)
      let plan = try MixturePlan(
        law, request(law, weights, atLeast: ["d1": 0.02], atMost: ["d0": 0.03]))
      XCTAssertEqual(plan.best.shares.reduce(0, +), 1, accuracy: 1e-12)
      XCTAssertLessThanOrEqual(plan.best.shares[0], 0.03 + 1e-12)
      XCTAssertGreaterThanOrEqual(plan.best.shares[1], 0.02 - 1e-12)
      var stream = RandomStream(seed: 8)
      var lowest = Double.infinity
      for _ in 0..<3 {
        var shares = plan.bounds.nearest(to: truth.mixture())
        var current = value(law, weights, shares) / sum
        var reach = 0.2
        for _ in 0..<12_000 {
          let (from, to) = (stream.index(below: count), stream.index(below: count))
          let room = min(shares[from] - plan.bounds.least[from], plan.bounds.most[to] - shares[to])
          let moved = min(reach * stream.uniform(), room)
          guard from != to, moved > 0 else { continue }
          var next = shares
          next[from] -= moved
          next[to] += moved
          let value = value(law, weights, next) / sum
          if value < current {
            (shares, current) = (next, value)
          } else {
            reach = max(reach * 0.999, 1e-3)
          }
        }
        lowest = min(lowest, current)
      }
      XCTAssertLessThanOrEqual(plan.best.loss, lowest + 1e-9, "\(count) domains")
      XCTAssertEqual(plan.best.loss, lowest, accuracy: 2e-3, "\(count) domains")
    }
  }

  /// What costs no more than the tolerance: the ends of a grid of one share.
  func testHowFlatTheBestIs() throws {
    var truth = SyntheticMixtures(3, seed: 6)
    let law = try law(&truth)
    var asked = request(law, [1, 1, 1])
    asked.tolerance = 0.02
    let plan = try MixturePlan(law, asked)
    let steps = 400
    var ranges = (0..<3).map { _ in (low: 1.0, high: 0.0) }
    for i in 0...steps {
      for j in 0...(steps - i) {
        let shares = [i, j, steps - i - j].map { Double($0) / Double(steps) }
        guard value(law, [1, 1, 1], shares) / 3 <= plan.best.loss + 0.02 else { continue }
        for (place, share) in shares.enumerated() {
          ranges[place] = (min(ranges[place].low, share), max(ranges[place].high, share))
        }
      }
    }
    for (domain, range) in zip(plan.domains, ranges) {
      XCTAssertEqual(domain.flat.lowerBound, range.low, accuracy: 0.005)
      XCTAssertEqual(domain.flat.upperBound, range.high, accuracy: 0.005)
      XCTAssertTrue(domain.flat.contains(domain.share))
    }
  }
}
