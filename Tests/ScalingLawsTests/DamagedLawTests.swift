import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// Laws and tables from a damaged disk: a typed error, or numbers that a plan can be made of.
final class DamagedLawTests: XCTestCase {
  func testDamagedLaws() throws {
    var fitter = LawFitter(.chinchilla)
    fitter.starts = .few
    var runs = SyntheticRuns.grid(sizes: 4, lengths: 4, noise: 0.002)
    for index in runs.indices { runs[index].vocabularySize = 4_096 }
    runs[15].isHeldOut = true
    let law = try fitter.fit(
      RunTable(runs), resamples: 12,
      formTests: [FormTest(form: .kaplan, holdOuts: fitter.holdOuts(RunTable(runs)))])
    let file = Array(law.json.encodedText.utf8)
    XCTAssertEqual(try FittedLaw(json: try StrictJSON.parse(file)).constants, law.constants)
    var read = 0
    for (damage, bytes) in damaged(file, count: 600, seed: 11) {
      do {
        let damagedLaw = try FittedLaw(json: try StrictJSON.parse(bytes))
        read += 1
        _ = damagedLaw.objections.map(\.description)
        _ = try FittedLaw(json: damagedLaw.json)
        var request = ScalingPlan.Request(
          law: try PlanningLaw(damagedLaw, name: "damaged"), budget: try .operations(1e20))
        request.uniqueTokens = 1e9
        request.inferenceTokens = 1e12
        let plan = try ScalingPlan(request)
        XCTAssertTrue(plan.sized.parameters.isFinite && plan.sized.tokens.isFinite, damage)
        XCTAssertTrue(plan.sized.loss?.isFinite ?? true, damage)
        _ = plan.warnings
      } catch {
        XCTAssertTrue(error is any UserFacingError || error is JSONError, "\(damage): \(error)")
        XCTAssertFalse("\(error)".contains("\n"), damage)
      }
    }
    XCTAssertGreaterThan(read, 20, "no copy could be read at all")
  }

  func testDamagedTables() throws {
    var runs = SyntheticRuns.grid(sizes: 3, lengths: 4)
    for index in runs.indices {
      (runs[index].uniqueTokens, runs[index].vocabularySize) = (1e9, 512)
      runs[index].seed = UInt64(index)
    }
    runs[11].isHeldOut = true
    let file = Array(RunTable(runs).csv.utf8)
    XCTAssertEqual(try RunTable(csv: file).runs, runs)
    var fitter = LawFitter(.chinchilla)
    fitter.starts = .few
    for (damage, bytes) in damaged(file, count: 600, seed: 12) {
      do {
        for run in try RunTable(csv: bytes).runs {
          XCTAssertTrue(
            [run.parameters, run.tokens, run.compute, run.loss].allSatisfy {
              $0 > 0 && $0.isFinite
            },
            damage)
        }
      } catch {
        XCTAssertFalse("\(error)".contains("\n"), damage)
      }
      do {
        let table = try RunTable(csv: bytes, for: .isoflop)
        _ = LawForm.allCases.map { table.lack(for: $0) }
        _ = try LawFitter(.isoflop).fit(table, resamples: 4)
      } catch {
        XCTAssertFalse("\(error)".contains("\n"), damage)
      }
    }
    // A fit takes longer: fewer copies.
    for (damage, bytes) in damaged(file, count: 40, seed: 13) {
      do {
        let law = try fitter.fit(try RunTable(csv: bytes, for: .chinchilla), resamples: 2)
        XCTAssertTrue(law.constants.values.allSatisfy(\.isFinite), damage)
        XCTAssertTrue(law.holdOuts.allSatisfy { $0.meanError.isFinite }, damage)
      } catch {
        XCTAssertFalse("\(error)".contains("\n"), damage)
      }
    }
  }
}
