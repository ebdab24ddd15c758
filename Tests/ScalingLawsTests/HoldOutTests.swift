import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// What a law foretells of runs that it was not shown.
final class HoldOutTests: XCTestCase {
  private let grid = SyntheticRuns.grid(noise: 0.001)

  private var dearest: Int {
    grid.indices.max { grid[$0].compute < grid[$1].compute } ?? 0
  }

  /// A run that the table marks tests the law, and moves none of its constants.
  func testAMarkedRunIsForetoldAndNotFitted() throws {
    var runs = grid
    runs[dearest].isHeldOut = true
    var fitter = LawFitter(.chinchilla)
    fitter.starts = .few
    let others = RunTable(runs.filter { !$0.isHeldOut })
    let law = try fitter.fit(RunTable(runs), resamples: 20)
    XCTAssertEqual(law.constants, try fitter.minimum(for: others).constants)
    XCTAssertEqual(law.points, 35)
    let test = try XCTUnwrap(law.test)
    XCTAssertEqual(test.basis, .marked)
    XCTAssertEqual([test.fitted, test.heldOut], [35, 1])
    XCTAssertLessThan(test.meanError, 0.01)
    XCTAssertEqual(law.objections, [])
    // A run that came out a fifth worse than foretold is a failed test, whatever the fit looks like.
    runs[dearest].loss *= 1.2
    let failed = try fitter.fit(RunTable(runs), resamples: 20)
    XCTAssertEqual(failed.constants, law.constants)
    guard case .missed(let miss, ofLosses: true)? = failed.objections.first else {
      return XCTFail("\(failed.objections)")
    }
    XCTAssertEqual(miss.meanError, log(1.2), accuracy: 0.01)
    XCTAssertTrue(
      "\(failed.objections[0])".contains("missed the loss of a run"), "\(failed.objections)")
    // A loss that is only a little off is said, and is no reason to refuse.
    runs[dearest].loss *= 1.08 / 1.2
    let doubtful = try fitter.fit(RunTable(runs), resamples: 20)
    XCTAssertEqual(doubtful.objections, [])
    XCTAssertTrue(
      try XCTUnwrap(doubtful.warnings.first).hasPrefix("a misfit: "), "\(doubtful.warnings)")
    for index in runs.indices { runs[index].isHeldOut = true }
    assertThrows(try fitter.fit(RunTable(runs)), ScalingError.self, "all runs are held out")
  }

  /// Without a mark the dearest tenth is foretold, by whole budgets, and the law is that of all runs.
  func testWithoutAMarkTheDearestRunsTestTheLaw() throws {
    var fitter = LawFitter(.chinchilla)
    fitter.starts = .few
    let table = RunTable(grid)
    let law = try fitter.fit(table, resamples: 0)
    XCTAssertEqual(law.constants, try fitter.minimum(for: table).constants)
    let test = try XCTUnwrap(law.test)
    XCTAssertEqual(test.basis, .automatic)
    XCTAssertGreaterThanOrEqual(test.heldOut, 4)
    XCTAssertEqual(test.fitted + test.heldOut, 36)
    let asked = try fitter.holdOut(table, above: test.above)
    XCTAssertEqual([asked.meanError, asked.bias], [test.meanError, test.bias])
    // Who asks for a test gets that one.
    let limits = try fitter.fit(table, resamples: 0, holdOutsAbove: [1e20]).holdOuts
    XCTAssertEqual(limits.map(\.basis), [.asked])
    // Eleven runs leave none to spare.
    let few = try fitter.fit(RunTable(Array(grid.prefix(10))), resamples: 0)
    XCTAssertEqual(few.holdOuts, [])
    XCTAssertTrue(
      few.warnings.contains { $0.hasPrefix("nothing has tested it") }, "\(few.warnings)")
  }

  /// The form is taken that foretells best, and the file tells of the others.
  func testTheFormThatForetellsBestIsTaken() throws {
    // A law without a floor, steep in both: Chinchilla's form finds one where there is none.
    let truth = KaplanLaw(N_c: 2e12, D_c: 4e12, alpha_N: 0.3, alpha_D: 0.24)
    var stream = RandomStream(seed: 5)
    let runs = grid.map { run in
      var run = run
      run.loss =
        truth.loss(parameters: run.parameters, tokens: run.tokens) * (1 + 0.001 * stream.normal())
      return run
    }
    let law = try LawFitter.fitBest(RunTable(runs), resamples: 20)
    XCTAssertEqual(law.form, .kaplan)
    XCTAssertEqual(try XCTUnwrap(law.value("alpha_N")), 0.3, accuracy: 0.02)
    XCTAssertEqual(Set(law.formTests.map(\.form)).intersection([.chinchilla, .kaplan]).count, 2)
    let other = try LawFitter.fitBest(RunTable(grid), resamples: 20)
    XCTAssertEqual(other.form, .chinchilla)
    // Who insists is told.
    let insisted = try LawFitter(.chinchilla).fit(
      RunTable(runs), resamples: 0, formTests: law.formTests)
    XCTAssertTrue(
      insisted.warnings.contains {
        $0.hasPrefix("the form kaplan foretold the held-out runs better")
      },
      "\(insisted.warnings)")
  }

  func testFormsAreRankedByWhatTheyForetold() {
    func test(_ form: LawForm, _ error: Double) -> FormTest {
      FormTest(
        form: form,
        holdOuts: [
          HoldOut(
            above: 1, fitted: 9, heldOut: 1, meanError: error, bias: error, largestError: error)
        ])
    }
    let tests = [
      test(.chinchilla, 0.104), test(.kaplan, 0.0105), test(.isoflop, 0.001),
      FormTest(form: .dataConstrained, holdOuts: []),
    ]
    XCTAssertEqual(FormTest.ranked(tests).map(\.form), [.kaplan, .chinchilla])
    // As good to a tenth: the first in the list of forms.
    XCTAssertEqual(
      FormTest.ranked([test(.chinchilla, 0.0108), test(.kaplan, 0.0105)]).map(\.form),
      [.chinchilla, .kaplan])
  }

  func testATableSaysWhatItLacksForAForm() {
    let table = RunTable(grid)
    XCTAssertNil(table.lack(for: .chinchilla))
    XCTAssertNil(table.lack(for: .kaplan))
    XCTAssertEqual(table.lack(for: .dataConstrained), "no numbers of unique tokens")
    XCTAssertEqual(table.lack(for: .continuedPretraining), "no shares of a domain in what was read")
    var unique = grid
    for index in unique.indices {
      unique[index].uniqueTokens = unique[index].tokens / (index < 3 ? 2 : 1)
      unique[index].share = index < 3 ? 0.5 : 1
    }
    XCTAssertEqual(
      RunTable(unique).lack(for: .dataConstrained),
      "3 runs that read a text more than once, and it takes at least 4")
    XCTAssertEqual(
      RunTable(unique).lack(for: .continuedPretraining),
      "2 shares of a domain, and it takes at least 3")
    XCTAssertEqual(table.lack(for: .envelope), "no losses along the training of each run")
    XCTAssertEqual(
      RunTable(Array(grid.prefix(6))).lack(for: .chinchilla), "1 size, and it takes at least 3")
    XCTAssertEqual(
      RunTable(Array(grid.prefix(3))).lack(for: .kaplan), "3 runs, and it takes at least 4")
    XCTAssertTrue(
      RunTable(Array(grid.prefix(6))).lack(for: .isoflop)?.contains("budget(s) with a valley")
        ?? false)
    var read = table
    for index in read.runs.indices { read.runs[index].uniqueTokens = 3e9 }
    XCTAssertNil(read.lack(for: .dataConstrained))
  }
}
