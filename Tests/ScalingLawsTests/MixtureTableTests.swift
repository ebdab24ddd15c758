import Foundation
import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// Tables of runs on mixtures, of both kinds: what is read, and what is refused where.
final class MixtureTableTests: XCTestCase {
  private func problem(_ csv: String, _ reading: MixtureTable.Reading = .init()) -> String {
    do {
      return
        "read \(try MixtureTable(csv: Array(csv.utf8), path: "t.csv", reading).runs.count) runs"
    } catch {
      XCTAssertFalse(error.description.contains("\n"))
      return error.description
    }
  }

  private func table(
    _ csv: String, _ reading: MixtureTable.Reading = .init()
  ) throws -> MixtureTable {
    try MixtureTable(csv: Array(csv.utf8), path: "t.csv", reading)
  }

  private let header = "name,share.web,share.law,loss.law,seed\n"

  // MARK: - A row a run

  func testATidyTable() throws {
    let read = try table(
      """
      note,loss.law,share.web,name,share.law,seed,tokens,held_out,loss.general
      "x, y",1.5,0.25,a,0.75,3,1e9,,3.5
      ,1.4,0.3333,b,0.6667,,2e9,yes,3.4

      """)
    XCTAssertEqual(read.domains, ["web", "law"])
    XCTAssertEqual(read.texts, ["law", "general"])
    XCTAssertEqual(read.runs.map(\.name), ["a", "b"])
    XCTAssertEqual(read.runs[0].shares, [0.25, 0.75])
    XCTAssertEqual(read.runs[0].losses, [1.5, 3.5])
    XCTAssertEqual(read.runs[0].seed, 3)
    XCTAssertEqual(read.runs.map(\.tokens), [1e9, 2e9])
    XCTAssertEqual(read.runs.map(\.isHeldOut), [false, true])
    XCTAssertNil(read.stepName)
    XCTAssertEqual(read.seen.runs.count, 1)
    XCTAssertEqual(read.heldOut.runs.count, 1)
    var truth = SyntheticMixtures(5)
    let made = try truth.table(mixtures: 7)
    let again = try table(made.csv())
    XCTAssertEqual(again.domains, made.domains)
    for (run, other) in zip(again.runs, made.runs) {
      XCTAssertEqual(run.losses, other.losses)
      for (a, b) in zip(run.shares, other.shares) { XCTAssertEqual(a, b, accuracy: 1e-12) }
    }
  }

  /// Shares that were rounded to three decimals are brought back to a whole; others are not.
  func testSharesSumToOne() throws {
    let third = try table(header + "a,0.334,0.667,2,1\n").runs[0].shares
    XCTAssertEqual(third.reduce(0, +), 1, accuracy: 1e-15)
    for (row, words) in [
      ("a,0.3,0.6,2,1", "t.csv:2: the shares sum to 0.9, not to 1"),
      ("a,0.5,0.502,2,1", "t.csv:2: the shares sum to 1.002, not to 1"),
      ("a,-0.1,1.1,2,1", "t.csv:2:2: share.web is -0.1; a share lies between 0 and 1"),
      (
        "a,25,75,2,1", "t.csv:2:2: share.web is 25.0; a share lies between 0 and 1: write a quarter"
      ),
      ("a,nan,0.5,2,1", "t.csv:2:2: share.web is nan; a share lies"),
      ("a,inf,0.5,2,1", "t.csv:2:2: share.web is inf; a share lies"),
      ("a,,1,2,1", "t.csv:2:2: share.web is empty"),
      ("a,half,0.5,2,1", "t.csv:2:2: share.web is \"half\", not a number"),
      ("a,0.5,0.5,0,1", "t.csv:2:4: loss.law is 0; it must be positive"),
      ("a,0.5,0.5,nan,1", "t.csv:2:4: loss.law is nan; it must be positive"),
      ("a,0.5,0.5,1e9,1", "t.csv:2:4: loss.law is 1000000000.0; losses are nats a token or"),
      ("a,0.5,0.5,,1", "t.csv:2:4: loss.law is empty"),
      ("a,0.5,0.5,2,x", "t.csv:2:5: seed is \"x\", not a whole number"),
      ("a,0.5,0.5,2", "t.csv:2:5: 4 fields where the header has 5"),
      ("a,0.5,0.5,2,1\na,0.5,0.5,2.1,1", "t.csv:3: the run of line 2 once more"),
    ] {
      XCTAssertTrue(problem(header + row + "\n").hasPrefix(words), problem(header + row + "\n"))
    }
  }

  func testHeadersThatAreNone() {
    XCTAssertEqual(problem(""), "t.csv:1: empty; expected a header of column names")
    XCTAssertEqual(problem(header), "t.csv:1: the table has no runs")
    XCTAssertTrue(
      problem("share.web,loss.law\n1,2\n").hasPrefix(
        "t.csv:1:3: the header has 1 column share.NAME; it needs at least 2"))
    XCTAssertTrue(
      problem("share.web,share.law\n0.5,0.5\n").hasPrefix(
        "t.csv:1:3: the header has 0 columns loss.NAME"))
    XCTAssertEqual(
      problem("share.,share.law,loss.law\n0.5,0.5,2\n"),
      "t.csv:1:1: the column share. lacks its name")
    XCTAssertEqual(
      problem("share.a,share.a,loss.law\n0.5,0.5,2\n"),
      "t.csv:1:2: the column share.a stands twice in the header")
  }

  func testTheLastStepThatAllRunsHave() throws {
    let csv = """
      name,share.a,share.b,loss.t,step
      x,0.5,0.5,3,100
      x,0.5,0.5,2,200
      y,0.3,0.7,3.1,100
      y,0.3,0.7,2.1,200
      y,0.3,0.7,1.9,300

      """
    let last = try table(csv)
    XCTAssertEqual(last.stepName, "200")
    XCTAssertEqual(last.runs.map(\.losses), [[2], [2.1]])
    XCTAssertEqual(
      last.notes, ["some runs go on to the step 300; the last that all have is 200"])
    XCTAssertEqual(try table(csv, .init(step: 100)).runs.map(\.losses), [[3], [3.1]])
    XCTAssertEqual(
      problem(csv, .init(step: 300)),
      "not every run was measured at the step 300; the last at which every one was is 200")
    XCTAssertTrue(problem(csv.replacing(",200\ny", with: ",\ny")).hasPrefix("some rows say a step"))
    XCTAssertEqual(
      problem("name,share.a,share.b,loss.t,step\nx,0.5,0.5,3,1\ny,0.5,0.5,3,2\n"),
      "there is no step at which every run has all its losses")
    XCTAssertEqual(problem(header + "a,0.5,0.5,2,1\n", .init(step: 5)), "the table says no steps")
    XCTAssertTrue(problem(csv.replacing(",300", with: ",-1")).contains("t.csv:6:5: step is \"-1\""))
  }

  func testOneSizeAtATime() throws {
    let csv = """
      share.a,share.b,loss.t,parameters
      0.5,0.5,3,7e7
      0.3,0.7,2,1.6e8
      0.2,0.8,2,1.6e8

      """
    XCTAssertEqual(
      problem(csv), "the runs have 7e+07, 1.6e+08 parameters: a law of mixtures is of one size")
    XCTAssertEqual(try table(csv, .init(parameters: 1.6e8)).runs.count, 2)
    XCTAssertEqual(
      problem(csv, .init(parameters: 1e9)),
      "no run has 1e+09 parameters; there is 7e+07, 1.6e+08")
  }

  // MARK: - A row a loss

  /// Losses as Ye et al. 2024 print theirs, of made-up laws.
  private func published(
    _ names: [String], texts: [String], steps: [String] = ["10000", "20000"],
    loss: (_ shares: [Double], _ text: Int) -> Double
  ) -> String {
    var csv = "model_mixture,step,valid_domain,loss_nats_per_token\n"
    for name in names {
      let shares = name.split(separator: "-").dropFirst().compactMap { Double($0) }
      for (number, step) in steps.enumerated() {
        for (place, text) in texts.enumerated() {
          csv += "\(name),\(step),\(text),\(loss(shares, place) - 0.1 * Double(number))\n"
        }
      }
    }
    return csv
  }

  private let two = (1...5).map {
    "160M_base2_\($0)-\(0.125 + 0.125 * Double($0))-\(0.875 - 0.125 * Double($0))"
  }

  /// The number before the shares counts the mixtures, and the losses tell which share is whose.
  func testNamesOfTwoDomains() throws {
    let csv = published(two, texts: ["Github", "Pile-CC"]) { shares, text in
      2 + exp(-shares[text])
    }
    let read = try table(csv)
    XCTAssertEqual(read.domains, ["Github", "Pile-CC"])
    XCTAssertEqual(read.texts, ["Github", "Pile-CC"])
    XCTAssertEqual(read.runs.count, 5)
    XCTAssertEqual(read.runs[0].shares, [0.25, 0.75])
    XCTAssertEqual(read.runs[0].parameters, 160e6)
    XCTAssertEqual(read.stepName, "20000")
    XCTAssertTrue(read.notes[0].contains("the shares of Github, Pile-CC, in this order"))
    let other = published(two, texts: ["Github", "Pile-CC"]) { shares, text in
      2 + exp(-shares[1 - text])
    }
    XCTAssertEqual(try table(other).domains, ["Pile-CC", "Github"])
    // Whoever knows better may say so.
    let named = try table(csv, .init(domains: ["code", "web"]))
    XCTAssertEqual(named.domains, ["code", "web"])
    XCTAssertTrue(problem(csv, .init(domains: ["code"])).hasPrefix("1 name for the 2 shares"))
  }

  func testNamesOfThreeDomainsAndOfMoreTexts() throws {
    let names = [
      "70M_13-0.25-0.125-0.625", "70M_14-0.25-0.25-0.5", "70M_8-0.125-0.25-0.625",
      "70M_1-0.5-0.25-0.25", "70M_2-0.2-0.6-0.2",
    ]
    let three = published(names, texts: ["CC", "Books", "Git"], steps: ["500", "last"]) {
      2 + exp(-2 * $0[[2, 1, 0][$1]])
    }
    let read = try table(three)
    XCTAssertEqual(read.domains, ["Git", "Books", "CC"])
    XCTAssertEqual(read.stepName, "last")
    XCTAssertEqual(try table(three, .init(step: 500)).stepName, "500")
    let many = published(two, texts: ["a", "b", "c"]) { 2 + exp(-$0[$1 % 2]) }
    XCTAssertEqual(
      problem(many),
      "the names of the mixtures list 2 shares, and the losses on a, b, c do not say of which domains"
    )
    XCTAssertEqual(try table(many, .init(domains: ["x", "y"])).texts, ["a", "b", "c"])
    // Losses that say nothing of the order.
    let alike = published(two, texts: ["a", "b"]) { shares, _ in 2 + exp(-shares[0]) }
    XCTAssertTrue(problem(alike).contains("do not say of which domains"))
  }

  func testRowsThatAreNoneOfAMixture() throws {
    let csv = published(two, texts: ["a", "b"]) { 2 + exp(-$0[$1]) }
    // The model that others went on from has neither a step nor shares.
    let base = try table(csv + "pythia_70m_step20000,,a,3\npythia_70m_step20000,,b,3\n")
    XCTAssertEqual(base.runs.count, 5)
    XCTAssertTrue(base.notes[0].hasPrefix("pythia_70m_step20000 names no shares"), "\(base.notes)")
    for (row, words) in [
      ("pythia,5,a,3", "t.csv:22:1: model_mixture is \"pythia\", which does not end in shares"),
      ("x_9-0.5-0.4,5,a,3", "in which the shares sum to 0.9, not to 1"),
      ("x_9-0.5-0.25-0.25,5,a,3", "with 3 shares where others have 2"),
      ("x_9-1e-1-0.9,5,a,3", "t.csv:22:1: model_mixture"),
      ("\(two[0]),,a,3", "t.csv:22:2: step is \"\""),
      (",,a,3", "t.csv:22:1: model_mixture is \"\""),
      ("\(two[0]),10000,a,3", "t.csv:22: a second loss of \(two[0]) on a at this step"),
      ("\(two[0]),30000,a,3", "t.csv:22: \(two[0]) has no loss on b at its last step"),
      ("\(two[0]),30000,,3", "t.csv:22:3: valid_domain is empty"),
      ("\(two[0]),30000,a,-3", "t.csv:22:4: loss_nats_per_token is -3"),
    ] {
      XCTAssertTrue(problem(csv + row + "\n").contains(words), problem(csv + row + "\n"))
    }
    // A step along the way may lack one.
    let partial = try table(csv + "\(two[0]),15000,a,3\n")
    XCTAssertEqual(partial.stepName, "20000")
    XCTAssertTrue(partial.notes.contains("1 step along the way had not every loss"))
  }

  func testTablesMadeByHand() {
    func make(_ runs: [MixtureRun], domains: [String] = ["a", "b"]) -> String {
      do {
        return "\(try MixtureTable(domains: domains, texts: ["t"], runs: runs).runs.count)"
      } catch { return error.description }
    }
    XCTAssertEqual(make([MixtureRun(shares: [0.5, 0.5], losses: [2])]), "1")
    for (run, words) in [
      (MixtureRun("x", shares: [1], losses: [2]), "run 1 x has 1 share and 1 loss for 2 domains"),
      (MixtureRun(shares: [.nan, 1], losses: [2]), "run 1: the share of a is nan"),
      (MixtureRun(shares: [0.5, 0.4], losses: [2]), "run 1: the shares sum to 0.9"),
      (MixtureRun(shares: [0.5, 0.5], losses: [.infinity]), "run 1: the loss on t is inf"),
    ] {
      XCTAssertTrue(make([run]).hasPrefix(words), make([run]))
    }
    XCTAssertEqual(make([], domains: ["a"]), "a law of mixtures needs at least 2 domains")
    XCTAssertEqual(make([], domains: ["a", "a"]), "the domain a stands twice")
  }
}
