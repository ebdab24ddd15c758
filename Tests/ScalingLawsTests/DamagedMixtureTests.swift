import Foundation
import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// Damaged tables of mixtures: one error that names the place, or numbers that stand in the table and a
/// plan that is one.
final class DamagedMixtureTests: XCTestCase {
  private func tidy() throws -> [UInt8] {
    var truth = SyntheticMixtures(3, seed: 5)
    let table = try truth.table(mixtures: 8, noise: 0.01)
    // As people write them, with three decimals.
    let rounded = try MixtureTable(
      domains: table.domains, texts: table.texts,
      runs: table.runs.map { run in
        var run = run
        let (a, b) = ((run.shares[0] * 1_000).rounded(), (run.shares[1] * 1_000).rounded())
        run.shares = [a / 1_000, b / 1_000, (1_000 - a - b) / 1_000]
        run.losses = run.losses.map { ($0 * 10_000).rounded() / 10_000 }
        return run
      })
    return Array(rounded.csv(extra: [("seed", { "\($0)" }), ("step", { _ in "500" })]).utf8)
  }

  private func published() -> [UInt8] {
    var csv = "model_mixture,step,valid_domain,loss_nats_per_token\n"
    for number in 1...5 {
      let share = 0.125 + 0.125 * Double(number)
      for step in [1_000, 2_000] {
        for (text, own) in [("Github", share), ("Pile-CC", 1 - share)] {
          let loss = 1.2 + exp(-2 * own) + 100 / Double(step)
          csv += "70M_base2_\(number)-\(share)-\(1 - share),\(step),\(text),"
          csv += "\((loss * 1e5).rounded() / 1e5)\n"
        }
      }
    }
    return Array(csv.utf8)
  }

  /// Every number of the table stands in the text; shares are those of the text or its parts of a sum.
  private func check(_ table: MixtureTable, _ text: String, _ note: String) {
    let numbers = Set(
      text.split(whereSeparator: { $0.isNewline || ",;\"\t -".contains($0) })
        .compactMap { Double($0) })
    for run in table.runs {
      XCTAssertEqual(run.shares.reduce(0, +), 1, accuracy: 1e-12, note)
      XCTAssertTrue(run.shares.allSatisfy { $0 >= 0 && $0 <= 1 }, note)
      for loss in run.losses {
        XCTAssertTrue(numbers.contains(loss), "\(note): the loss \(loss) stands nowhere")
      }
      for share in run.shares {
        XCTAssertTrue(
          numbers.contains { abs($0 - share) <= 0.002 * share + 1e-9 },
          "\(note): the share \(share) stands nowhere")
      }
    }
  }

  private func damage(_ original: [UInt8], count: Int, seed: UInt64) throws {
    let whole = try MixtureTable(csv: original, path: "t")
    XCTAssertGreaterThan(try MixtureFitter().fit(whole, resamples: 3).draws.count, 0)
    var (read, planned) = (0, 0)
    for (note, bytes) in damaged(original, count: count, seed: seed) {
      do {
        let table = try MixtureTable(csv: bytes, path: "t")
        read += 1
        check(table, String(decoding: bytes, as: UTF8.self), note)
        for form in [MixtureForm.exponential, .power] {
          let law = try MixtureFitter(form).fit(table, resamples: 3)
          let plan = try MixturePlan(law)
          planned += 1
          XCTAssertEqual(plan.best.shares.reduce(0, +), 1, accuracy: 1e-9, note)
          XCTAssertTrue(plan.best.shares.allSatisfy { $0 >= 0 && $0 <= 1 }, note)
          XCTAssertTrue(plan.best.loss.isFinite, note)
          for law in law.laws {
            XCTAssertTrue(([law.floor, law.scale] + law.rates).allSatisfy(\.isFinite), note)
          }
          for caution in plan.cautions { XCTAssertFalse(caution.contains("\n"), note) }
        }
      } catch {
        XCTAssertFalse("\(error)".contains("\n"), note)
        if case .badTable(let place) = error {
          XCTAssertTrue("\(place)".hasPrefix("t:"), "\(note): \(place)")
        }
      }
    }
    XCTAssertGreaterThan(read, count / 50, "hardly any copy could be read")
    XCTAssertLessThan(read, count * 3 / 4, "damage was hardly ever seen")
    XCTAssertGreaterThan(planned, 0)
  }

  func testTablesWithARowARun() throws { try damage(try tidy(), count: 400, seed: 31) }

  func testTablesWithARowALoss() throws { try damage(published(), count: 400, seed: 32) }
}
