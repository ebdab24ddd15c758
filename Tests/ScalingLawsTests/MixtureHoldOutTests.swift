import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// Mixtures that a law must foretell without having been shown them.
final class MixtureHoldOutTests: XCTestCase {
  private func test(
    _ table: MixtureTable, _ holdOut: MixtureHoldOut, seed: UInt64 = 1
  ) throws -> MixtureTest {
    try XCTUnwrap(
      try MixtureFitter().fit(table, resamples: 0, seed: seed, holdOut: holdOut).test)
  }

  /// Runs of one mixture are held out together: shown some of them, a law would know the rest.
  func testWholeMixturesAreHeldOut() throws {
    var truth = SyntheticMixtures(3)
    let table = try truth.table(mixtures: 9, noise: 0.2, seeds: 3)
    let each = try test(table, .automatic)
    XCTAssertEqual(each.basis, .each)
    XCTAssertEqual(each.count, 27)
    XCTAssertEqual(Set(each.shares).count, 9)
    // Each mixture's three runs are foretold alike: by one law that had seen none of them.
    for mixture in Set(each.shares) {
      let places = each.shares.indices.filter { each.shares[$0] == mixture }
      XCTAssertEqual(places.count, 3)
      XCTAssertEqual(Set(places.map { each.predicted[0][$0] }).count, 1)
      let seen = try MixtureFitter().laws(
        table.subset(table.runs.indices.filter { table.runs[$0].shares != mixture }))
      XCTAssertEqual(each.predicted[0][places[0]], seen[0].loss(mixture), accuracy: 1e-12)
    }
  }

  func testPartsAndShares() throws {
    var truth = SyntheticMixtures(2)
    let table = try truth.table(mixtures: 30, noise: 0.01)
    XCTAssertEqual(try test(table, .automatic).basis, .folds(10))
    XCTAssertEqual(try test(table, .automatic).count, 30)
    XCTAssertEqual(try test(table, .folds(4)).basis, .folds(4))
    XCTAssertEqual(try test(table, .folds(.max)).basis, .each)
    let part = try test(table, .share(0.2))
    XCTAssertEqual(part.basis, .share)
    XCTAssertEqual(part.count, 6)
    XCTAssertEqual(try test(table, .share(0.2)), part)
    XCTAssertNotEqual(try test(table, .share(0.2), seed: 2).shares, part.shares)
    for (holdOut, words) in [
      (MixtureHoldOut.share(1), "held-out share of the mixtures is 1"),
      (.folds(1), "2 parts at least"), (.marked, "marks no mixture"),
    ] {
      assertThrows(
        try MixtureFitter().fit(table, resamples: 0, holdOut: holdOut), MixtureLawError.self, words)
    }
  }

  func testMarkedMixturesAreNotFittedTo() throws {
    var truth = SyntheticMixtures(2)
    let whole = try truth.table(mixtures: 12)
    var runs = whole.runs
    for place in [3, 8, 11] {
      runs[place].isHeldOut = true
      // What a fit that saw it would be led astray by.
      runs[place].losses = runs[place].losses.map { $0 + 0.5 }
    }
    let table = try MixtureTable(domains: whole.domains, texts: whole.texts, runs: runs)
    let law = try MixtureFitter().fit(table, resamples: 0)
    XCTAssertEqual(law.table.runs.count, 9)
    let test = try XCTUnwrap(law.test)
    XCTAssertEqual(test.basis, .marked)
    let score = test.score(of: 0, spread: 1)
    XCTAssertEqual(score.error, 0.5, accuracy: 1e-4)
    XCTAssertEqual(score.largestError, 0.5, accuracy: 1e-4)
    XCTAssertEqual(score.relativeError, 0.5, accuracy: 1e-4)
    XCTAssertEqual(try XCTUnwrap(score.rankCorrelation), 1, accuracy: 1e-12)
    XCTAssertLessThan(try XCTUnwrap(score.rSquared), 1)
    for place in runs.indices { runs[place].isHeldOut = true }
    assertThrows(
      try MixtureFitter().fit(
        try MixtureTable(domains: whole.domains, texts: whole.texts, runs: runs), resamples: 0),
      MixtureLawError.self, "all runs are held out")
  }

  /// Each form is tested by the same mixtures, and losses that one of them made up are foretold best
  /// by it.
  func testTheFormThatMadeTheLossesForetellsThemBest() throws {
    for form in MixtureForm.allCases {
      var truth = SyntheticMixtures(3, form: form, seed: 2)
      let table = try truth.table(mixtures: 16)
      let law = try MixtureFitter(form).fit(table, resamples: 0)
      XCTAssertEqual(law.formTests.map(\.form), MixtureForm.allCases)
      let errors = law.formTests.map {
        $0.score(weights: [1, 1, 1], spread: 1).error
      }
      let own = try XCTUnwrap(law.formTests.firstIndex { $0.form == form })
      XCTAssertLessThan(errors[own], 1e-5, "\(form)")
      for (place, error) in errors.enumerated() where place != own && form != .linear {
        XCTAssertGreaterThan(error, 1e-5, "\(form) by \(MixtureForm.allCases[place])")
      }
    }
  }
}
