import XCTest

/// Names of verbs, help and usage errors.
final class VerbTests: XCTestCase {
  /// Every verb that --help lists, read from that list.
  private func listedVerbs() throws -> [String] {
    let help = try CommandLineRun.workbook("--help")
    XCTAssertEqual(help.status, 0)
    let list = help.output.components(separatedBy: "SUBCOMMANDS:").last ?? ""
    return list.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
      let word = line.split(separator: " ").first.map(String.init)
      return word == "See" ? nil : word
    }
  }

  func testEveryListedVerbHasHelpWithAnExample() throws {
    let verbs = try listedVerbs()
    XCTAssertGreaterThanOrEqual(verbs.count, 7)
    for verb in verbs {
      let help = try CommandLineRun.workbook(verb, "--help")
      XCTAssertEqual(help.status, 0, verb)
      XCTAssertTrue(help.output.contains("Example: ./workbook \(verb)"), verb)
      XCTAssertTrue(help.errors.isEmpty, verb)
    }
  }

  func testAnUnknownVerbIsUsageAndSuggestsTheNearest() throws {
    assertFails(
      try CommandLineRun.workbook("pretrian"), status: 2,
      saying: "no verb 'pretrian'", "did you mean 'pretrain'?")
    assertFails(try CommandLineRun.workbook("eval"), status: 2, saying: "'evaluate'")
    let nothing = try CommandLineRun.workbook("xyzzy")
    assertFails(nothing, status: 2, saying: "no verb 'xyzzy'")
    XCTAssertFalse(nothing.errors.contains("did you mean"))
  }

  /// A folder that somebody names and that is none is said, whichever verb asks for it.
  func testAFolderOfTheWorkbookThatIsNotThereIsNotReplaced() throws {
    let folder = NSTemporaryDirectory() + "no-workbook-\(UUID().uuidString)"
    for arguments in [
      ["list"], ["run", "1"], ["plots"], ["weave"], ["book"], ["doctor"], ["runs"],
    ] {
      assertFails(
        try CommandLineRun.program(
          try CommandLineRun.executable(), arguments, environment: ["WORKBOOK_ROOT": folder]),
        status: 1, saying: "WORKBOOK_ROOT is \(folder)", "unset it")
    }
  }

  func testBadOptionsAreUsage() throws {
    assertFails(
      try CommandLineRun.workbook("run", "--fast"), status: 2, saying: "--fast", "run --help")
    assertFails(try CommandLineRun.workbook("run", "--tier", "huge"), status: 2, saying: "huge")
    assertFails(try CommandLineRun.workbook("run", "five"), status: 2, saying: "five")
    for dollars in ["0", "-1", "inf", "many"] {
      assertFails(
        try CommandLineRun.workbook("run", "9", "--budget=" + dollars), status: 2,
        saying: "'\(dollars)'", "--budget", "plain number")
    }
    assertFails(
      try CommandLineRun.workbook("run", "1", "2", "--price", "3"), status: 2,
      saying: "--price is for chapter 9")
    assertFails(
      try CommandLineRun.workbook("pretrain", "--out", "m"), status: 2, saying: "--corpus")
    assertFails(
      try CommandLineRun.workbook("generate", "--model", "m"), status: 2,
      saying: "--prompt or --ids")
    assertFails(
      try CommandLineRun.workbook("evaluate", "--model", "m"), status: 2, saying: "--corpus, --ids")
  }

  /// The help that says what was wrong is that of the verb itself, however deep it lies.
  func testUsageErrorsPointToTheVerbsOwnHelp() throws {
    for verbs in [
      ["check"], ["data", "get"], ["data"], ["tokenizer", "train"], ["scaling", "plan"],
      ["bench", "gemm"],
    ] {
      let run = try CommandLineRun.program(
        try CommandLineRun.executable(), verbs + ["--bogus"])
      assertFails(
        run, status: 2, saying: "; see ./workbook \(verbs.joined(separator: " ")) --help"
      )
    }
    assertFails(
      try CommandLineRun.workbook("--bogus"), status: 2, saying: "; see ./workbook --help")
  }

  func testCompletionScriptsKnowTheVerbs() throws {
    for shell in ["bash", "zsh", "fish"] {
      let run = try CommandLineRun.workbook("--generate-completion-script", shell)
      XCTAssertEqual(run.status, 0, run.errors)
      XCTAssertTrue(run.output.contains("pretrain"), run.output)
    }
  }

  func testNoArgumentsGiveHelp() throws {
    let run = try CommandLineRun.workbook()
    XCTAssertEqual(run.status, 0)
    XCTAssertTrue(run.output.contains("SUBCOMMANDS"))
  }

  func testHelpSaysWhatTheLauncherDoes() throws {
    assertFails(try CommandLineRun.workbook("setup"), status: 1, saying: "launcher")
    assertFails(try CommandLineRun.workbook("test"), status: 1, saying: "launcher")
  }
}
