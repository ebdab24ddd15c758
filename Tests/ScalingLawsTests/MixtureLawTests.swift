import Foundation
import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// Laws of mixtures: known ones are found again, and what cannot be known is said.
final class MixtureLawTests: XCTestCase {
  /// A law's constants as a fit to these runs writes them: the mean mixture's exponent is 0.
  private func normalized(_ law: MixtureLaw, _ table: MixtureTable) -> MixtureLaw {
    guard !law.form.takesLogarithms else { return law }
    let means = table.domains.indices.map { domain in table.runs.map { $0.shares[domain] }.mean }
    let shift = zip(law.rates, means).reduce(0) { $0 + $1.0 * $1.1 }
    var law = law
    law.rates = law.rates.map { $0 - shift }
    if law.form.hasFloor { law.scale *= exp(shift) } else { law.floor += shift }
    return law
  }

  private func assertEqual(
    _ found: MixtureLaw, _ truth: MixtureLaw, accuracy: Double, _ note: String
  ) {
    XCTAssertEqual(found.floor, truth.floor, accuracy: accuracy, "floor, \(note)")
    XCTAssertEqual(found.scale, truth.scale, accuracy: accuracy, "scale, \(note)")
    for (a, b) in zip(found.rates, truth.rates) {
      XCTAssertEqual(a, b, accuracy: 10 * accuracy, "rate, \(note)")
    }
  }

  func testTheFormula() {
    let law = MixtureLaw(.exponential, floor: 1, scale: 0.5, rates: [-2, 0.4])
    XCTAssertEqual(law.loss([0.3, 0.7]), 1 + 0.5 * exp(-0.32), accuracy: 1e-15)
    // The law of one share is that of two domains whose second has no rate.
    let single = MixingLaw(floor: 1, scale: 0.5, rate: -2)
    let double = MixtureLaw(.exponential, floor: 1, scale: 0.5, rates: [-2, 0])
    XCTAssertEqual(double.loss([0.3, 0.7]), single.loss(0.3), accuracy: 1e-15)
    let power = MixtureLaw(.power, floor: 1, scale: 0.5, rates: [-0.2, 0.1])
    XCTAssertEqual(
      power.loss([0.3, 0.7]), 1 + 0.5 * pow(0.31, -0.2) * pow(0.71, 0.1), accuracy: 1e-15)
  }

  /// Without noise every form's constants come back, for any number of domains: more than the fifteen
  /// that one vector of the other minimiser holds.
  func testKnownConstantsAreFound() throws {
    for form in MixtureForm.allCases {
      for count in [2, 3, 6, 20] {
        var truth = SyntheticMixtures(count, form: form, seed: UInt64(count))
        let table = try truth.table(mixtures: 3 * count + 6)
        let laws = try MixtureFitter(form).laws(table)
        XCTAssertEqual(laws.count, count)
        for (found, law) in zip(laws, truth.laws) {
          assertEqual(found, normalized(law, table), accuracy: 1e-4, "\(form), \(count) domains")
          for _ in 0..<20 {
            let shares = truth.mixture()
            XCTAssertEqual(found.loss(shares), law.loss(shares), accuracy: 1e-5, "\(form) \(count)")
          }
        }
      }
    }
  }

  /// More texts than domains and fewer: the two are different things.
  func testTextsNeedNotBeDomains() throws {
    var truth = SyntheticMixtures(3)
    let whole = try truth.table(mixtures: 12)
    for texts in [1, 5] {
      let table = try MixtureTable(
        domains: whole.domains, texts: (0..<texts).map { "t\($0)" },
        runs: whole.runs.map { run in
          var run = run
          run.losses = (0..<texts).map { run.losses[$0 % 3] + Double($0 / 3) }
          return run
        })
      let laws = try MixtureFitter().laws(table)
      XCTAssertEqual(laws.count, texts)
      XCTAssertEqual(
        laws[texts - 1].loss([0.2, 0.3, 0.5]),
        truth.laws[(texts - 1) % 3].loss([0.2, 0.3, 0.5]) + Double((texts - 1) / 3), accuracy: 1e-5)
    }
  }

  /// One run that went wrong moves the law no further than its neighbours' noise would.
  func testAnOutlierIsHeldBack() throws {
    var truth = SyntheticMixtures(3, seed: 4)
    let table = try truth.table(mixtures: 20, noise: 0.003)
    var runs = table.runs
    runs[7].losses[0] += 3
    let damaged = try MixtureTable(domains: table.domains, texts: table.texts, runs: runs)
    let (clean, robust) = (try MixtureFitter().laws(table), try MixtureFitter().laws(damaged))
    for _ in 0..<20 {
      let shares = truth.mixture(least: 0.1)
      XCTAssertEqual(robust[0].loss(shares), clean[0].loss(shares), accuracy: 0.04)
    }
  }

  /// A domain that is the same in all runs has no rate, and the others' are as without it.
  func testAHeldDomainHasNoRate() throws {
    var truth = SyntheticMixtures(2, seed: 9)
    let whole = try truth.table(mixtures: 8)
    let runs = whole.runs.map { run in
      MixtureRun(run.name, shares: run.shares.map { 0.75 * $0 } + [0.25], losses: run.losses)
    }
    let table = try MixtureTable(domains: ["a", "b", "code"], texts: whole.texts, runs: runs)
    XCTAssertEqual(table.variedDomains, [0, 1])
    let laws = try MixtureFitter().laws(table)
    for (found, law) in zip(laws, truth.laws) {
      XCTAssertEqual(found.rates[2], 0)
      XCTAssertEqual(found.loss([0.375, 0.375, 0.25]), law.loss([0.5, 0.5]), accuracy: 1e-6)
    }
  }

  func testWhatCannotBeFittedSaysWhy() throws {
    func run(_ shares: [Double], _ loss: Double) -> MixtureRun {
      MixtureRun(shares: shares, losses: [loss])
    }
    func fit(_ runs: [MixtureRun], form: MixtureForm = .exponential) throws -> FittedMixtureLaw {
      try MixtureFitter(form).fit(
        try MixtureTable(domains: ["a", "b", "c"], texts: ["t"], runs: runs), resamples: 10)
    }
    let four = [
      run([0.2, 0.3, 0.5], 3), run([0.3, 0.3, 0.4], 2.9), run([0.1, 0.5, 0.4], 3.2),
      run([0.6, 0.2, 0.2], 2.7),
    ]
    // As many mixtures as constants, repeated as often as one likes.
    assertThrows(
      try fit(four + four), MixtureLawError.self, "4 different mixtures are too few",
      "4 constants a text", "takes 5 mixtures")
    assertThrows(try fit([four[0]]), MixtureLawError.self, "1 different mixture is too few")
    assertThrows(try fit([]), MixtureLawError.self, "none is left to fit to")
    // b and c always share what a leaves alike.
    let together = [0.1, 0.2, 0.3, 0.5, 0.7, 0.8].map { a in
      run([a, (1 - a) / 2, (1 - a) / 2], 3 - a / 2)
    }
    assertThrows(
      try fit(together), MixtureLawError.self, "cannot be told apart", "move together")
    let flat = (four + [run([0.4, 0.4, 0.2], 3)]).map { run($0.shares, 3) }
    assertThrows(try fit(flat), MixtureLawError.self, "the loss on t is the same in every run")
  }

  func testTheSameResultForAnyNumberOfThreads() throws {
    var truth = SyntheticMixtures(4)
    let table = try truth.table(mixtures: 14, noise: 0.01)
    var results: [[[MixtureLaw]]] = []
    for threads in [1, 3] {
      var fitter = MixtureFitter()
      fitter.threads = threads
      results.append(try fitter.fit(table, resamples: 30, seed: 5).draws)
    }
    XCTAssertEqual(results[0], results[1])
    XCTAssertEqual(results[0].count, 30)
    XCTAssertNotEqual(try MixtureFitter().fit(table, resamples: 30, seed: 6).draws, results[0])
  }

  /// Intervals of nine tenths hold the truth about as often: of the loss at the mean mixture, off it,
  /// and of the best share, from few mixtures and from more.
  func testIntervalsHoldTheTruthAsOftenAsTheySay() throws {
    for (mixtures, count) in [(7, 2), (16, 3)] {
      var (inside, asked) = ([0, 0, 0], 0)
      for seed in 1...40 {
        var truth = SyntheticMixtures(count, seed: 77)
        truth.stream = RandomStream(seed: UInt64(seed))
        let table = try truth.table(mixtures: mixtures, noise: 0.008, least: 0.03)
        let law = try MixtureFitter().fit(table, resamples: 80, seed: UInt64(seed))
        let exact = MixturePlan.Choice.best(truth.laws)
        let plan = try MixturePlan(law)
        let off = [0.15] + Array(repeating: 0.85 / Double(count - 1), count: count - 1)
        let even = [Double](repeating: 1 / Double(count), count: count)
        asked += 1
        for (place, shares) in [even, off].enumerated() {
          let interval = try XCTUnwrap(law.interval(of: 0) { $0.loss(shares) })
          inside[place] += interval.contains(truth.laws[0].loss(shares)) ? 1 : 0
        }
        let best = try XCTUnwrap(plan.domains[0].interval)
        inside[2] += best.contains(exact[0]) ? 1 : 0
      }
      for (place, count) in inside.enumerated() {
        let share = Double(count) / Double(asked)
        XCTAssertGreaterThanOrEqual(share, 0.75, "\(mixtures) mixtures, \(place)")
      }
    }
  }
}

extension MixturePlan.Choice {
  /// The best mixture by laws that are known, by small steps downhill from the even one: slow, plain,
  /// and for convex laws right.
  static func best(_ laws: [MixtureLaw]) -> [Double] {
    func loss(_ shares: [Double]) -> Double { laws.reduce(0) { $0 + $1.loss(shares) } }
    let count = laws[0].rates.count
    var shares = [Double](repeating: 1 / Double(count), count: count)
    var step = 0.1
    while step > 1e-6 {
      var isBetter = false
      for from in 0..<count {
        for to in 0..<count where from != to {
          let moved = min(step, shares[from])
          var next = shares
          next[from] -= moved
          next[to] += moved
          if loss(next) < loss(shares) - 1e-14 { (shares, isBetter) = (next, true) }
        }
      }
      if !isBetter { step /= 2 }
    }
    return shares
  }
}
