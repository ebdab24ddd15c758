import Foundation
import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// Losses on mixtures that Ye et al. 2024 published (arXiv 2403.16952); skipped without them.
///
/// They are looked for in the folder that `WORKBOOK_MIXTURES` names, else beside the repository.
final class PublishedMixturesTests: XCTestCase {
  private static let folder: String = {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return ProcessInfo.processInfo.environment["WORKBOOK_MIXTURES"]
      ?? root.joined(separator: "/") + "/../shared/data/scaling/mixinglaws"
  }()

  // Before each test: a skip that is thrown inside an assertion fails it.
  override func setUpWithError() throws {
    guard FileManager.default.fileExists(atPath: Self.folder) else {
      throw XCTSkip("no published mixtures; WORKBOOK_MIXTURES names their folder")
    }
  }

  private func table(
    _ name: String, _ reading: MixtureTable.Reading = .init()
  ) throws -> MixtureTable {
    try MixtureTable.read("\(Self.folder)/\(name)", reading)
  }

  /// Two domains, models of 70 and 160 million parameters: the law explains nearly all of each text's
  /// losses, and each mixture is foretold by the four others.
  func testTwoDomains() throws {
    for (name, steps) in [
      ("2Mix_70M.csv", [10_000.0, 20_000, 30_000]), ("2Mix_160M.csv", [12_000, 20_000, 30_000]),
    ] {
      for step in steps {
        let table = try table(name, .init(step: step))
        XCTAssertEqual(table.domains, ["Github", "Pile-CC"])
        XCTAssertEqual(table.runs.count, 5)
        let law = try MixtureFitter().fit(table, resamples: 200)
        for (text, closeness) in zip(table.texts, law.closeness) {
          XCTAssertGreaterThanOrEqual(closeness.rSquared, 0.99, "\(name) \(step) \(text)")
        }
        let plan = try MixturePlan(law)
        for text in plan.texts.indices {
          let score = try XCTUnwrap(plan.score(of: text))
          XCTAssertGreaterThan(try XCTUnwrap(score.rSquared), 0.95, "\(name) \(step)")
          XCTAssertEqual(score.rankCorrelation, 1, "\(name) \(step)")
        }
        // Half of each: Github falls as steeply as Pile-CC rises.
        let share = plan.domains[0]
        XCTAssertEqual(share.share, 0.47, accuracy: 0.04, "\(name) \(step)")
        XCTAssertTrue(try XCTUnwrap(share.interval).contains(share.share))
        XCTAssertTrue(share.flat.contains(0.5), "\(name) \(step)")
        XCTAssertNil(plan.withinTried)
      }
      XCTAssertEqual(try table(name).stepName, "30000")
    }
  }

  /// A loss that spiked at one step of one of five runs: the plan says that its law foretells nothing.
  func testARunThatWentWrong() throws {
    let law = try MixtureFitter().fit(
      try table("2Mix_160M.csv", .init(step: 10_000)), resamples: 100)
    let plan = try MixturePlan(law)
    XCTAssertTrue(
      plan.cautions.contains {
        $0.contains("held-out mixtures were missed") && $0.contains("Pile-CC by")
      }, "\(plan.cautions)")
    // At the next step it is in its place again.
    let next = try MixturePlan(
      try MixtureFitter().fit(try table("2Mix_160M.csv", .init(step: 12_000)), resamples: 0))
    XCTAssertEqual(plan.best.shares[0], next.best.shares[0], accuracy: 0.15)
  }

  /// Three mixtures of three domains tell which share is whose, and are too few for any law.
  func testThreeMixturesAreTooFew() throws {
    let table = try table("3Mix_70M.csv")
    XCTAssertEqual(table.domains, ["Github", "Books3", "Pile-CC"])
    assertThrows(
      try MixtureFitter().fit(table), MixtureLawError.self, "3 different mixtures are too few",
      "takes 5 mixtures")
  }

  /// A model trained on: of two domains, measured on 23 texts.
  func testContinuedTraining() throws {
    let table = try table("ct_70M.csv", .init(domains: ["Pile", "python"]))
    assertThrows(try self.table("ct_70M.csv"), MixtureLawError.self, "list 2 shares")
    XCTAssertEqual(table.texts.count, 23)
    XCTAssertEqual(table.runs.count, 5)
    let law = try MixtureFitter().fit(table, resamples: 100)
    // Ubuntu's chats, a small text, are measured with much noise.
    XCTAssertGreaterThanOrEqual(law.closeness.count { $0.rSquared > 0.99 }, 20)
    let plan = try MixturePlan(
      law, .init(weights: ["starcoder.python.valid": 0.5, "Pile-CC": 0.5]))
    // More of the new domain helps its own text, at the cost of the old one's.
    XCTAssertLessThan(law.laws[22].rates[1], 0)
    XCTAssertEqual(table.texts[22], "starcoder.python.valid")
    XCTAssertTrue((0.2...0.9).contains(plan.best.shares[1]), "\(plan.best)")
  }
}
