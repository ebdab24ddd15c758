import Foundation
import WorkbookCore
import XCTest

/// `scaling mix` as a user meets it.
final class ScalingMixVerbTests: XCTestCase {
  private let domains = ["web", "law", "a code of a very long name"]

  /// Losses that known laws make up, with a little noise.
  private func csv(_ count: Int = 12, domains names: [String]? = nil) -> String {
    let names = names ?? domains
    var stream = RandomStream(seed: 5)
    let laws = names.indices.map { own in
      MixtureLaw(
        .exponential, floor: 1.5 + 0.3 * Double(own), scale: 0.8,
        rates: names.indices.map { $0 == own ? -2.5 : 0.1 * Double($0) })
    }
    var text =
      (["name"] + names.map { "share." + $0 } + names.map { "loss." + $0 }).joined(separator: ",")
    for number in 0..<count {
      let parts = names.map { _ in -log(1 - stream.uniform()) }
      let shares = parts.map { $0 / parts.reduce(0, +) }
      let losses = laws.map { $0.loss(shares) + 0.002 * stream.normal() }
      text += "\nm\(number)," + (shares + losses).map { "\($0)" }.joined(separator: ",")
    }
    return text + "\n"
  }

  private func mix(_ arguments: [String]) throws -> CommandLineRun {
    try CommandLineRun.program(try CommandLineRun.executable(), ["scaling", "mix"] + arguments)
  }

  private func object(_ run: CommandLineRun) throws -> JSONObject {
    XCTAssertEqual(run.status, 0, run.errors)
    let line = try XCTUnwrap(run.output.split(separator: "\n").last)
    return try XCTUnwrap(try StrictJSON.parse(Array(line.utf8)).object)
  }

  func testTheBestMixtureInWords() throws {
    let folder = try TemporaryFolder()
    let table = try folder.write(csv(), to: "mixtures.csv")
    let run = try mix([table, "--bootstrap", "40"])
    XCTAssertEqual(run.status, 0, run.errors)
    XCTAssertTrue(
      run.output.hasPrefix("exponential law: 3 domains, 3 texts, 12 mixtures\n"), run.output)
    for words in [
      "BEST MIXTURE", "90% interval", "within 0.010", "Weighted loss ", "Best tried, m", "LOSSES",
      "Held out: each mixture in turn, 12 runs", "Each form missed", "CONSTANTS of L = c + k exp",
    ] {
      XCTAssertTrue(run.output.contains(words), "\(run.output) lacks \(words)")
    }
    for line in run.output.split(separator: "\n") {
      XCTAssertLessThanOrEqual(line.count, 80, String(line))
    }
    let next = try XCTUnwrap(run.errorLines.last)
    XCTAssertTrue(next.hasPrefix("next: ./workbook pretrain --shards web="), next)
    XCTAssertTrue(next.contains("'a code of a very long name="), next)
    // The same seed gives the same words; another one other intervals.
    XCTAssertEqual(try mix([table, "--bootstrap", "40"]).output, run.output)
    XCTAssertNotEqual(try mix([table, "--bootstrap", "40", "--seed", "2"]).output, run.output)
  }

  func testTheObject() throws {
    let folder = try TemporaryFolder()
    let table = try folder.write(csv(), to: "mixtures.csv")
    let run = try mix([
      table, "--json", "--bootstrap", "40", "--weights", "law=3", "web=1", "--at-most", "law=0.4",
      "--held-out", "4", "--tolerance", "0.02",
    ])
    let object = try object(run)
    XCTAssertEqual(run.output.split(separator: "\n").count, 1)
    XCTAssertEqual(object["form"]?.text, "exponential")
    XCTAssertEqual(object["tolerance"]?.number, 0.02)
    let best = try XCTUnwrap(object["best"]?.object)
    let shares = try XCTUnwrap(best["shares"]?.object)
    XCTAssertEqual(shares.members.map(\.name), domains)
    XCTAssertEqual(shares.members.compactMap(\.value.number).reduce(0, +), 1, accuracy: 1e-9)
    XCTAssertEqual(try XCTUnwrap(shares["law"]?.number), 0.4, accuracy: 1e-9)
    // Nothing counts the third text, so nothing is read for it.
    XCTAssertEqual(try XCTUnwrap(shares[domains[2]]?.number), 0, accuracy: 1e-6)
    let texts = try XCTUnwrap(object["texts"]?.array).compactMap(\.object)
    XCTAssertEqual(texts.compactMap { $0["weight"]?.number }, [0.25, 0.75, 0])
    for text in texts {
      XCTAssertGreaterThan(try XCTUnwrap(text["r2"]?.number), 0.99)
      XCTAssertGreaterThan(try XCTUnwrap(text["heldOut"]?.object?["r2"]?.number), 0.98)
      XCTAssertEqual(text["constants"]?.object?["t"]?.object?.members.count, 3)
      XCTAssertEqual(text["intervals"]?.object?["c"]?.array?.count, 2)
    }
    XCTAssertEqual(object["heldOut"]?.object?["basis"]?.text, "folds")
    XCTAssertEqual(object["heldOut"]?.object?["parts"]?.integer, 4)
    XCTAssertEqual(object["forms"]?.array?.count, 4)
    for name in ["gain", "bestTried", "cautions", "notes", "distanceFromTried", "domains"] {
      XCTAssertNotNil(object[name], name)
    }
    // Without refits there are no intervals, and the answer is the same.
    let bare = try self.object(
      try mix([
        table, "--json", "--bootstrap", "0", "--weights", "law=3", "web=1", "--at-most", "law=0.4",
      ]))
    XCTAssertEqual(bare["best"]?.object?["shares"], best["shares"])
    XCTAssertEqual(bare["best"]?.object?["interval"], .null)
  }

  func testEveryFormAndTwentyDomains() throws {
    let folder = try TemporaryFolder()
    let table = try folder.write(csv(), to: "mixtures.csv")
    for form in ["exponential", "power", "logarithmic", "linear"] {
      let object = try object(try mix([table, "--json", "--bootstrap", "5", "--form", form]))
      XCTAssertEqual(object["form"]?.text, form)
    }
    let names = (0..<20).map { "domain-\($0)" }
    let many = try folder.write(csv(48, domains: names), to: "many.csv")
    let words = try mix([many, "--bootstrap", "5"])
    XCTAssertEqual(words.status, 0, words.errors)
    XCTAssertTrue(words.output.contains("20 domains, 20 texts, 48 mixtures"), words.output)
    XCTAssertTrue(words.output.contains("in the object of --json"), words.output)
    for line in words.output.split(separator: "\n") {
      XCTAssertLessThanOrEqual(line.count, 80, String(line))
    }
  }

  func testCharts() throws {
    let folder = try TemporaryFolder()
    for names in [["web", "law"], domains] {
      let table = try folder.write(csv(domains: names), to: "mixtures.csv")
      let charts = "\(folder.path)/charts-\(names.count)"
      let run = try mix([table, "--bootstrap", "20", "--out", charts])
      XCTAssertEqual(run.status, 0, run.errors)
      XCTAssertTrue(run.output.hasSuffix("chart: \(charts)/mixture.svg\n"), run.output)
      for end in ["svg", "csv", "gp"] {
        XCTAssertTrue(FileManager.default.fileExists(atPath: "\(charts)/mixture.\(end)"), end)
      }
    }
    let table = try folder.write(csv(), to: "mixtures.csv")
    assertFails(
      try mix([table, "--out", table]), status: 1, saying: "is a file, not a folder")
  }

  /// The published kind of table, and what the verb adds to the library's words.
  func testTablesWithARowALoss() throws {
    let folder = try TemporaryFolder()
    func table(_ texts: [String], sizes: [String] = ["70M"]) throws -> String {
      var text = "model_mixture,step,valid_domain,loss_nats_per_token\n"
      for size in sizes {
        for number in 1...5 {
          let share = 0.125 + 0.125 * Double(number)
          for (place, name) in texts.enumerated() {
            let own = place == 0 ? share : 1 - share
            let name = "\(size)_\(number)-\(share)-\(1 - share),100,\(name)"
            text += "\(name),\(1 + exp(-2 * own))\n"
          }
        }
      }
      return try folder.write(text, to: "long.csv")
    }
    let two = try mix([try table(["code", "web"]), "--bootstrap", "20"])
    XCTAssertEqual(two.status, 0, two.errors)
    XCTAssertTrue(two.output.contains("2 texts, 5 mixtures, step 100, 70M parameters"), two.output)
    XCTAssertTrue(two.output.contains("- the names of the mixtures list"), two.output)
    assertFails(
      try mix([try table(["code", "web", "law"])]), status: 1, saying: "long.csv: the names of",
      "name them with --domains")
    XCTAssertEqual(
      try mix([try table(["code", "web", "law"]), "--domains", "code", "web", "--bootstrap", "0"])
        .status,
      0)
    let sizes = try table(["code", "web"], sizes: ["70M", "1B"])
    assertFails(
      try mix([sizes]), status: 1, saying: "7e+07, 1e+09 parameters", "choose one with --parameters"
    )
    XCTAssertEqual(try mix([sizes, "--parameters", "1e9", "--bootstrap", "0"]).status, 0)
  }

  func testBadTablesAndRequestsAreOneLine() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(csv(), to: "good.csv")
    func fails(_ text: String, saying words: String..., line: UInt = #line) throws {
      let table = try folder.write(text, to: "bad.csv")
      let run = try mix([table])
      XCTAssertEqual(run.status, 1, run.errors, line: line)
      XCTAssertEqual(run.output, "", line: line)
      XCTAssertEqual(run.errorLines.count, 1, run.errors, line: line)
      for word in [table] + words {
        XCTAssertTrue(run.errorLines.last?.contains(word) == true, run.errors, line: line)
      }
      XCTAssertEqual(run.errors.ranges(of: table).count, 1, run.errors, line: line)
    }
    let header = "share.a,share.b,loss.t\n"
    try fails("", saying: ":1: empty")
    try fails("a,b\n1,2\n", saying: ":1:3: the header has 0 columns share.NAME")
    try fails(header + "0.5,0.4,2\n", saying: ":2: the shares sum to 0.9, not to 1")
    try fails(header + "1.5,-0.5,2\n", saying: ":2:1: share.a is 1.5; a share lies")
    try fails(header + "0.5,0.5\n", saying: ":2:3: 2 fields where the header has 3")
    try fails(header + "0.5,0.5,nan\n", saying: ":2:3: loss.t is nan")
    try fails(
      header + "0.5,0.5,2\n0.4,0.6,2.1\n0.3,0.7,2.2\n",
      saying: "3 different mixtures are too few", "takes 4 mixtures",
      "train more, with other shares")
    for (arguments, words) in [
      (["--weights", "physics=1"], "no measured text \"physics\"; there is web, law"),
      (["--weights", "law=-1"], "weight of law is -1"),
      (["--at-most", "physics=1"], "no domain \"physics\""),
      (["--at-most", "law=1.5"], "limit of law is 1.5"),
      (["--at-most", "law=0.1", "web=0.1", "a code of a very long name=0.1"], "less than a whole"),
      (["--held-out", "column"], "marks no mixture"), (["--step", "5"], "says no steps"),
      (["--parameters", "5"], "no run has 5 parameters"),
      (["--domains", "x"], "names its domains"),
    ] {
      let run = try mix([good] + arguments)
      XCTAssertEqual(run.status, 1, run.errors)
      XCTAssertEqual(run.errorLines.count, 1, run.errors)
      XCTAssertTrue(run.errorLines.last?.contains(words) == true, run.errors)
      XCTAssertTrue(run.errorLines.last?.contains("good.csv: ") == true, run.errors)
    }
    assertFails(try mix([folder.path + "/none.csv"]), status: 1, saying: "no such file")
  }

  func testBadOptionsAreUsage() throws {
    for arguments in [
      [], ["t", "--weights", "law"], ["t", "--weights", "=1"], ["t", "--weights", "law=many"],
      ["t", "--weights", "law=1", "law=2"], ["t", "--tolerance", "0"], ["t", "--level", "1"],
      ["t", "--bootstrap", "-1"], ["t", "--held-out", "1"], ["t", "--held-out", "some"],
      ["t", "--step", "-1"], ["t", "--form", "cubic"], ["t", "--at-least", "law=nan"],
    ] {
      let run = try mix(arguments)
      XCTAssertEqual(run.status, 2, "\(arguments): \(run.errors)")
    }
  }
}
