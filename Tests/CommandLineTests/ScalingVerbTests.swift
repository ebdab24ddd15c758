import Foundation
import WorkbookCore
import XCTest

/// `scaling fit` as a user meets it.
final class ScalingVerbTests: XCTestCase {
  private func runs(_ law: ChinchillaLaw = .epoch) -> String {
    var stream = RandomStream(seed: 3)
    var csv = "name,loss,tokens,parameters,flops,unique_tokens\n"
    for compute in [1e18, 4e18, 1.6e19, 6.4e19] {
      let best = law.computeOptimal(compute: compute).parameters
      for size in -3...3 {
        let n = best * pow(1.6, Double(size))
        let d = compute / 6 / n
        let loss = law.loss(parameters: n, tokens: d) * (1 + 0.001 * stream.normal())
        csv += "\"run, \(size)\",\(loss),\(d),\(n),\(compute),\(d / 2)\n"
      }
    }
    return csv
  }

  private func lastLine(_ run: CommandLineRun) throws -> JSONValue {
    XCTAssertEqual(run.status, 0, run.errors)
    let line = try XCTUnwrap(run.output.split(separator: "\n").last)
    return try StrictJSON.parse(Array(line.utf8))
  }

  func testAFitIsALawThatCanBeReadAgain() throws {
    let folder = try TemporaryFolder()
    try folder.write(runs(), to: "runs.csv")
    let path = folder.path + "/runs.csv"
    let run = try CommandLineRun.workbook(
      "scaling", "fit", "--runs", path, "--form", "chinchilla", "--json", "--bootstrap", "50",
      "--hold-out-above", "2e19", "1e19")
    let json = try lastLine(run)
    let law = try FittedLaw(json: json)
    XCTAssertEqual(law.form, .chinchilla)
    XCTAssertEqual(law.points, 28)
    XCTAssertEqual(law.level, 0.9)
    XCTAssertEqual(Set(law.intervals.keys), Set(law.form.constantNames))
    XCTAssertEqual(try XCTUnwrap(law.value("alpha")), ChinchillaLaw.epoch.alpha, accuracy: 0.1)
    XCTAssertEqual(law.holdOuts.map(\.heldOut), [7, 14])
    for name in ["E", "A", "B", "alpha", "beta", "objective", "draws", "warnings"] {
      XCTAssertNotNil(json.object?[name], name)
    }
    // The same seed gives the same object.
    let again = try CommandLineRun.workbook(
      "scaling", "fit", "--runs", path, "--json", "--bootstrap", "50", "--hold-out-above", "2e19",
      "1e19")
    XCTAssertEqual(again.output, run.output)
    try folder.write(run.output, to: "law.json")
    XCTAssertEqual(try FittedLaw.read(folder.path + "/law.json"), law)
    let repeated = try CommandLineRun.workbook(
      "scaling", "fit", "--runs", path, "--form", "data-constrained", "--base",
      folder.path + "/law.json", "--json", "--bootstrap", "20")
    XCTAssertEqual(try FittedLaw(json: try lastLine(repeated)).value("E"), law.value("E"))
  }

  func testEveryFormFits() throws {
    let folder = try TemporaryFolder()
    try folder.write(runs(), to: "runs.csv")
    for (form, names) in [
      ("kaplan", ["N_c", "D_c", "alpha_N", "alpha_D"]), ("isoflop", ["a", "k_N", "b", "k_D"]),
      ("data-constrained", ["R*_D", "R*_N"]),
    ] {
      let run = try CommandLineRun.workbook(
        "scaling", "fit", "--runs", folder.path + "/runs.csv", "--form", form, "--json",
        "--bootstrap", "20")
      let object = try XCTUnwrap(try lastLine(run).object)
      for name in names { XCTAssertNotNil(object[name]?.number, "\(form): \(name)") }
      XCTAssertNotNil(object["objective"]?.number, form)
      let level = object["intervals"]?.object?["level"]?.number
      XCTAssertEqual(level, 0.9, form)
    }
    let words = try CommandLineRun.workbook(
      "scaling", "fit", "--runs", folder.path + "/runs.csv", "--bootstrap", "0",
      "--drop-largest-losses", "2", "--hold-out-above", "2e19")
    XCTAssertEqual(words.status, 0)
    XCTAssertTrue(words.output.hasPrefix("chinchilla, 26 runs"), words.output)
    // What it foretold stands before its constants, and the next step last.
    let test = try XCTUnwrap(
      words.output.range(of: "up to 2e+19 operations it missed the loss of 7 runs above by"))
    let constants = try XCTUnwrap(words.output.range(of: "\nE "))
    XCTAssertLessThan(test.lowerBound, constants.lowerBound)
    let last = try XCTUnwrap(words.output.split(separator: "\n").last)
    XCTAssertTrue(
      last.contains("--out law.json, then ./workbook scaling plan --law law.json"), words.output)
  }

  /// A law that misses the run that its table holds out says so first, in words and in its file, and no
  /// plan takes it.
  func testALawThatFailsItsTestIsNotPlannedWith() throws {
    let folder = try TemporaryFolder()
    let law = ChinchillaLaw.epoch
    func table(lastLoss factor: Double) -> String {
      let lines = runs().split(separator: "\n").map(String.init)
      let (n, d) = (2e9, 1e11)
      let loss = factor * law.loss(parameters: n, tokens: d)
      return
        (["held_out," + lines[0]] + lines.dropFirst().map { "," + $0 }
        + ["yes,last,\(loss),\(d),\(n),\(6 * n * d),\(d)"]).joined(separator: "\n")
    }
    let (csv, file) = (folder.path + "/runs.csv", folder.path + "/law.json")
    func fit() throws -> CommandLineRun {
      try CommandLineRun.workbook(
        "scaling", "fit", "--runs", csv, "--bootstrap", "50", "--out", file)
    }
    func plan(_ more: String...) throws -> CommandLineRun {
      try CommandLineRun.program(
        try CommandLineRun.executable(),
        ["scaling", "plan", "--law", file, "--flops", "1e21"] + more)
    }
    try folder.write(table(lastLoss: 1.15), to: "runs.csv")
    let bad = try fit()
    XCTAssertEqual(bad.status, 0, bad.errors)
    let lines = bad.output.split(separator: "\n")
    XCTAssertTrue(lines[1].hasPrefix("!! fitted to 28 runs"), bad.output)
    XCTAssertTrue(lines[1].contains("a run that it was not shown"), bad.output)
    XCTAssertTrue(try XCTUnwrap(lines.last).hasPrefix("No plan takes this law."), bad.output)
    let written = try String(contentsOfFile: file, encoding: .utf8)
    XCTAssertTrue(written.contains(#""objections":["fitted to 28 runs"#), written)
    assertFails(
      try plan(), status: 1, saying: "law.json is no law to plan this budget with", "--anyway")
    let anyway = try plan("--anyway")
    XCTAssertEqual(anyway.status, 0, anyway.errors)
    XCTAssertTrue(anyway.output.hasPrefix("! Objection: fitted to 28 runs"), anyway.output)
    // The same with a loss as the law foretells it.
    try folder.write(table(lastLoss: 1), to: "runs.csv")
    let good = try fit()
    XCTAssertEqual(good.status, 0, good.errors)
    XCTAssertFalse(good.output.contains("!!"), good.output)
    let next = try XCTUnwrap(good.output.split(separator: "\n").last)
    XCTAssertTrue(
      next.hasPrefix("Next: ./workbook scaling plan --law \(file) --flops"), good.output)
    let fine = try plan()
    XCTAssertEqual(fine.status, 0, fine.errors)
    XCTAssertTrue(fine.output.hasPrefix("! The budget lies"), fine.output)
    // Beyond any run's reach it is refused, with what to do instead.
    assertFails(
      try CommandLineRun.workbook("scaling", "plan", "--law", file, "--flops", "1e26"), status: 1,
      saying: "orders of magnitude above the largest of its runs", "--law replication")
    // A table is not overwritten by its law.
    assertFails(
      try CommandLineRun.workbook("scaling", "fit", "--runs", csv, "--out", csv), status: 2,
      saying: "--out is the table itself")
  }

  /// A form that says nothing about sizes is fitted all the same, and refused by a plan.
  func testALawOfContinuedPretrainingIsFittedButPlansNoSize() throws {
    let folder = try TemporaryFolder()
    let law = try ContinuedPretrainingLaw([
      "E": 1.5, "A": 300, "B": 900, "C": 0.05, "alpha": 0.31, "beta": 0.29, "eta": 0.4,
      "epsilon": 0.1, "gamma": 0.6,
    ])
    var csv = "share,loss,tokens,parameters\n"
    for n in [1e8, 5e8, 2e9] {
      for d in [1e8, 1e9, 1e10] {
        for r in [0.02, 0.1, 0.3, 1] {
          csv += "\(r),\(law.loss(parameters: n, tokens: d, share: r)),\(d),\(n)\n"
        }
      }
    }
    try folder.write(csv, to: "runs.csv")
    let run = try CommandLineRun.workbook(
      "scaling", "fit", "--runs", folder.path + "/runs.csv", "--form", "continued-pretraining",
      "--json", "--bootstrap", "5")
    let fitted = try FittedLaw(json: try lastLine(run))
    XCTAssertEqual(fitted.form, .continuedPretraining)
    XCTAssertEqual(
      try ContinuedPretrainingLaw(fitted.constants).loss(parameters: 3e8, tokens: 3e9, share: 0.2),
      law.loss(parameters: 3e8, tokens: 3e9, share: 0.2), accuracy: 5e-3)
    try folder.write(run.output, to: "law.json")
    assertFails(
      try CommandLineRun.workbook(
        "scaling", "plan", "--flops", "1e20", "--law", folder.path + "/law.json"), status: 1,
      saying: "law.json", "says nothing about the size")
  }

  /// Besiroglu et al. 2024, by the product's own manifest; skipped without a mirror.
  func testPublishedPointsByTheirManifest() throws {
    let mirror = CommandLineRun.root + "/../shared/data/mirror"
    guard FileManager.default.fileExists(atPath: mirror) else {
      throw XCTSkip("no mirror at ../shared/data/mirror")
    }
    let folder = try TemporaryFolder()
    let cache = folder.path + "/cache"
    let early = try CommandLineRun.workbook(
      "scaling", "fit", "--set", "chinchilla", "--cache", cache)
    XCTAssertEqual(early.status, 1)
    XCTAssertTrue(early.errors.contains("data get chinchilla"), early.errors)
    let get = try CommandLineRun.workbook(
      "data", "get", "chinchilla", "--cache", cache,
      environment: ["WORKBOOK_DATA_MIRROR": mirror])
    XCTAssertEqual(get.status, 0, get.errors)
    let run = try CommandLineRun.workbook(
      "scaling", "fit", "--set", "chinchilla", "--cache", cache, "--drop-largest-losses", "5",
      "--bootstrap", "0", "--json")
    let law = try FittedLaw(json: try lastLine(run))
    XCTAssertEqual(law.points, 240)
    XCTAssertEqual(try XCTUnwrap(law.value("E")), 1.8172, accuracy: 0.001)
    XCTAssertEqual(try XCTUnwrap(law.objective), 1.01827e-3, accuracy: 1e-8)
  }

  func testBadTablesAreOneLineWithLineAndColumn() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/runs.csv"
    func assertFails(
      _ csv: String, _ arguments: [String] = [], saying text: String, line: UInt = #line
    ) throws {
      try folder.write(csv, to: "runs.csv")
      let run = try CommandLineRun.program(
        try CommandLineRun.executable(), ["scaling", "fit", "--runs", path] + arguments)
      XCTAssertEqual(run.status, 1, csv, line: line)
      XCTAssertEqual(run.output, "", line: line)
      XCTAssertTrue(run.errorLines.last?.contains(path) == true, run.errors, line: line)
      XCTAssertTrue(run.errorLines.last?.contains(text) == true, run.errors, line: line)
    }
    try assertFails("", saying: ":1: empty")
    try assertFails("a,b\n1,2\n", saying: ":1:3: the header lacks the column parameters")
    try assertFails("parameters,tokens,loss\n1,2,x\n", saying: ":2:3: loss is \"x\", not a number")
    try assertFails("parameters,tokens,loss\n1,2\n", saying: ":2:3: 2 fields where")
    try assertFails("parameters,tokens,loss\n1,0,3\n", saying: ":2:2: tokens is 0; it must be")
    try assertFails("parameters,tokens,loss\n1,2,3\n", saying: "1 run is too few")
    try assertFails(
      runs(), ["--drop-largest-losses", "25"], saying: "too few are left for a law of 5")
    try assertFails(runs(), ["--hold-out-above", "1e30"], saying: "nothing is held out")
    let header = "parameters,tokens,loss,flops\n"
    try assertFails(
      header + "1,2,3,4\n1,2,3,4\n1,2,3,4\n1,2,3,4\n", ["--form", "isoflop"],
      saying: "0 budget(s) with a valley are too few")
    let missing = try CommandLineRun.workbook("scaling", "fit", "--runs", folder.path + "/none.csv")
    XCTAssertEqual(missing.status, 1)
    XCTAssertTrue(missing.errors.contains("no such file"))
  }

  func testBadOptionsAreUsage() throws {
    for arguments in [
      ["scaling", "fit"], ["scaling", "fit", "--runs", "r", "--set", "chinchilla"],
      ["scaling", "fit", "--set", "gopher"], ["scaling", "fit", "--runs", "r", "--form", "line"],
      ["scaling", "fit", "--runs", "r", "--bootstrap", "-1"],
      ["scaling", "fit", "--runs", "r", "--hold-out-above", "-1"],
      ["scaling", "fit", "--runs", "r", "--hold-out-above", "nan"],
    ] {
      let run = try CommandLineRun.program(try CommandLineRun.executable(), arguments)
      XCTAssertEqual(run.status, 2, "\(arguments): \(run.errors)")
    }
  }
}
