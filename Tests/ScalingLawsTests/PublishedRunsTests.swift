import Foundation
import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// Fits to runs that papers published; skipped where the data are not beside the repository.
final class PublishedRunsTests: XCTestCase {
  /// A file in `../shared/data/scaling`.
  private func path(_ name: String) throws -> String {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    let path = root.joined(separator: "/") + "/../shared/data/scaling/" + name
    guard FileManager.default.fileExists(atPath: path) else {
      throw XCTSkip("no ../shared/data beside the repository")
    }
    return path
  }

  /// Rows of a CSV file, by column name.
  private func rows(_ name: String) throws -> [[String: String]] {
    let path = try path(name)
    let table = try CSVTable(
      path: path, bytes: [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    return table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.names, $0.fields)) }
  }

  /// The 245 points of Besiroglu et al. 2024, with D = C/6N.
  private func chinchillaPoints() throws -> RunTable {
    let path = try path("epoch_chinchilla/svg_extracted_data.csv")
    return try RunTable(
      chinchillaPoints: [UInt8](Data(contentsOf: URL(fileURLWithPath: path))), path: path)
  }

  private func number(_ row: [String: String], _ name: String) throws -> Double {
    try XCTUnwrap(Double(try XCTUnwrap(row[name])))
  }

  /// Besiroglu et al. 2024, notebook: 240 points, all 4,500 starts.
  func testTheReplicationOfChinchilla() throws {
    let table = try chinchillaPoints()
    XCTAssertEqual(table.runs.count, 245)
    let fitter = LawFitter(.chinchilla)
    let fit = try fitter.minimum(for: table.droppingLargestLosses(5))
    XCTAssertEqual(fit.residuals.count, 240)
    for (name, value) in [
      ("E", 1.81724), ("A", 477.84), ("B", 2_143.86), ("alpha", 0.347313), ("beta", 0.367183),
    ] {
      XCTAssertEqual(fit[name] / value, 1, accuracy: 0.0005, name)
    }
    XCTAssertEqual(fit.objective, 0.00101827403, accuracy: 1e-8)
    // With the five points that the chart shows badly the law is another one.
    let all = try fitter.minimum(for: table)
    XCTAssertEqual(all.objective, 0.00182601, accuracy: 1e-7)
    XCTAssertEqual(all["E"], 1.8913, accuracy: 0.001)
    XCTAssertEqual(all["beta"], 0.4530, accuracy: 0.001)
  }

  /// Besiroglu et al. 2024, table of standard errors, from 4,000 resamples.
  func testStandardErrorsOfTheReplication() throws {
    let fit = try LawFitter(.chinchilla).minimum(for: chinchillaPoints().droppingLargestLosses(5))
    let draws = fit.bootstrap(resamples: 4_000)
    for (name, error, share) in [
      ("E", 0.0257, 0.15), ("A", 124.52, 0.25), ("B", 1_293.28, 0.25), ("alpha", 0.0154, 0.15),
      ("beta", 0.0206, 0.15),
    ] {
      let values = draws.map { $0[name] }
      let mean = values.reduce(0, +) / 4_000
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3_999).squareRoot()
      XCTAssertEqual(deviation / error, 1, accuracy: share, name)
    }
  }

  private func repeatedRuns() throws -> RunTable {
    RunTable(
      try rows("datablations/fit_182.csv").map {
        var run = TrainingRun(
          try XCTUnwrap($0["name"]), parameters: try number($0, "params"),
          tokens: try number($0, "tokens"), loss: try number($0, "val_loss"))
        run.uniqueTokens = try number($0, "unique_tokens")
        return run
      })
  }

  /// Muennighoff et al. 2023 publish (15.39, 5.31), which is a minimum of their objective but not the
  /// lowest: there are others, and the valley hardly ends.
  func testTheDecayOfRepeatedDataIsWeaklyIdentified() throws {
    let table = try repeatedRuns()
    XCTAssertEqual(table.runs.count, 182)
    let fit = try LawFitter(.dataConstrained).minimum(for: table)
    XCTAssertEqual(fit["R*_D"], 15.387756, accuracy: 0.03)
    XCTAssertEqual(fit["R*_N"], 5.309743, accuracy: 0.01)
    XCTAssertEqual(fit.objective, 0.0158259, accuracy: 1e-7)
    for (decay, excess, objective) in [(47.0, 2.33, 0.0158074), (95.4, 1.71, 0.0158047)] {
      let there = fit.candidates.first { abs($0.constants["R*_D"] - decay) < 0.1 }
      XCTAssertEqual(try XCTUnwrap(there).constants["R*_N"], excess, accuracy: 0.01)
      XCTAssertEqual(try XCTUnwrap(there).objective, objective, accuracy: 1e-7)
    }
    let profile = try XCTUnwrap(fit.profile("R*_D"))
    XCTAssertNil(profile.high)
    XCTAssertTrue(try XCTUnwrap(profile.weakness).contains("R*_D is weakly identified"))
    // From 12 to 1,000 the objective moves by less than half a hundredth.
    let valley = profile.points.filter { (12...1_000).contains($0.value) }.map(\.objective)
    XCTAssertGreaterThan(valley.count, 3)
    XCTAssertLessThan((valley.max() ?? 1) / (valley.min() ?? 1), 1.005)
    let law = try LawFitter(.dataConstrained).fit(table, resamples: 100)
    XCTAssertTrue(law.warnings.contains { $0.contains("R*_D is weakly identified") })
    XCTAssertTrue(law.warnings.contains { $0.contains("another minimum is lower: R*_D 95.37") })
    XCTAssertEqual(law.held, ["E", "A", "B", "alpha", "beta"])
    XCTAssertNil(law.intervals["E"])
  }

  /// Ye et al. 2024, two domains, models of 70 and 160 million parameters: the law through all
  /// mixtures but one predicts that one's loss.
  func testMixturesOfTwoDomains() throws {
    for file in ["2Mix_70M.csv", "2Mix_160M.csv"] {
      let last = try rows("mixinglaws/" + file).filter { $0["step"] == "20000" }
      for domain in ["Github", "Pile-CC"] {
        let rows = last.filter { $0["valid_domain"] == domain }
        XCTAssertEqual(rows.count, 5)
        let shares = try rows.map { row in
          try XCTUnwrap(
            XCTUnwrap(row["model_mixture"]).split(separator: "-").last.flatMap { Double($0) })
        }
        let losses = try rows.map { try number($0, "loss_nats_per_token") }
        for hidden in 1...3 {
          let seen = rows.indices.filter { $0 != hidden }
          let law = try MixingLaw.fit(
            shares: seen.map { shares[$0] }, losses: seen.map { losses[$0] })
          XCTAssertEqual(law.loss(shares[hidden]) / losses[hidden], 1, accuracy: 0.015, domain)
        }
      }
    }
  }
}
