import TestSupport
import XCTest

/// What users get wrong: each ends in one line that says what, where and what to do.
final class BadInputTests: XCTestCase {
  /// A model without a tokenizer.
  private let model = Fixtures.path("models/gpt2-whole-context")

  /// Texts that no verb can work with, and words of the complaint.
  private func badTexts(_ folder: TemporaryFolder) throws -> [(path: String, words: [String])] {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/hollow", withIntermediateDirectories: true)
    let invalid = folder.path + "/invalid.txt"
    try Data("first line\nab".utf8 + [0x81, 0xFE]).write(to: URL(fileURLWithPath: invalid))
    return [
      (folder.path + "/missing.txt", ["missing.txt", "no such file", "check the path"]),
      (try folder.write("", to: "empty.txt"), ["empty.txt", "holds no text"]),
      (try folder.write(" \n\t\n", to: "blank.txt"), ["blank.txt", "holds no text"]),
      (folder.path + "/hollow", ["hollow", "holds no text"]),
      (invalid, ["invalid.txt", "neither UTF-8 nor Windows-1252", "at byte 13", "iconv"]),
    ]
  }

  func testTextsThatCannotBeReadAreOneLineOfEveryVerbThatReadsText() throws {
    let folder = try TemporaryFolder()
    for (path, words) in try badTexts(folder) {
      for run in [
        try CommandLineRun.workbook("pretrain", "--corpus", path, "--out", folder.path + "/out"),
        try CommandLineRun.workbook("evaluate", "--model", model, "--corpus", path),
        try CommandLineRun.workbook("run", "1", "--tier", "smoke", "--corpus", path),
      ] {
        assertFails(run, status: 1, saying: words[0])
        for word in words { XCTAssertTrue(run.errors.contains(word), "\(run.errors): \(word)") }
        XCTAssertEqual(run.output, "")
      }
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path + "/out"))
  }

  func testATextOfOnesOwnNeedsAGeneralOneBesideIt() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write(String(repeating: "a clause of ours\n", count: 900), to: "own.txt")
    let nothingFetched = ["XDG_CACHE_HOME": folder.path, "WORKBOOK_DATA_MIRROR": ""]
    for chapter in ["1", "8", "9"] {
      let run = try CommandLineRun.workbook(
        "run", chapter, "--tier", "smoke", "--corpus", text, environment: nothingFetched)
      assertFails(
        run, status: 1, saying: "a general text to set own against is missing", "--general PATH",
        "./workbook data get course")
      XCTAssertEqual(run.output, "")
    }
    assertFails(
      try CommandLineRun.workbook("run", "1", "--general", text), status: 2,
      saying: "--general goes with --corpus")
    assertFails(
      try CommandLineRun.workbook(
        "run", "1", "--corpus", text, "--general", folder.path + "/none.txt"),
      status: 1, saying: "none.txt", "no such file")
  }

  func testATextShorterThanOneContextSaysHowMuchIsNeeded() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("hello world\n", to: "short.txt")
    assertFails(
      try CommandLineRun.workbook(
        "pretrain", "--corpus", text, "--out", folder.path + "/out", "--tokenizer", "bytes",
        "--context", "64"),
      status: 1, saying: "short.txt", "too few for one context", "at least 65 tokens")
    XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path + "/out"))
  }

  /// Tests may run as root, whom no permission stops: a file where a folder should be does.
  func testAnOutputFolderThatCannotBeWrittenIsFoundBeforeTheTraining() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write(String(repeating: "some words\n", count: 200), to: "text.txt")
    let file = try folder.write("in the way", to: "file")
    for out in [file, file + "/model"] {
      assertFails(
        try CommandLineRun.workbook("pretrain", "--corpus", text, "--out", out), status: 1,
        saying: out, "is a file, not a folder", "--out")
    }
    XCTAssertEqual(try String(contentsOfFile: file, encoding: .utf8), "in the way")
  }

  func testImpossibleShapesAndTrainings() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write(String(repeating: "some words\n", count: 200), to: "text.txt")
    let cases: [(options: [String], words: String)] = [
      (["--heads", "3"], "3 heads of equal width"),
      (["--steps", "0"], "steps is 0"),
      (["--batch", "2", "--replicas", "5"], "5 replicas"),
      (["--learning-rate", "0"], "learning rate"),
      (["--tokenizer", folder.path + "/none.json"], "none.json: no such file"),
      (["--tokenizer", "bpe", "--vocabulary-size", "100"], "100 is too small"),
      (["--from", folder.path + "/none"], "none: no such model directory or GGUF file"),
    ]
    for (options, words) in cases {
      let run = try CommandLineRun.program(
        try CommandLineRun.executable(),
        ["pretrain", "--corpus", text, "--out", folder.path + "/out"] + options)
      assertFails(run, status: 1, saying: words)
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path + "/out"))
  }

  func testARunIsNotWrittenOver() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write(String(repeating: "some words\n", count: 200), to: "text.txt")
    let kept = try folder.write("step\n", to: "out/metrics.csv")
    let run = try CommandLineRun.workbook(
      "pretrain", "--corpus", text, "--out", folder.path + "/out", "--tokenizer", "bytes",
      "--context", "16", "--steps", "1")
    XCTAssertEqual(run.status, 1)
    XCTAssertEqual(run.errorLines.last?.contains("--resume or --overwrite"), true, run.errors)
    XCTAssertEqual(try String(contentsOfFile: kept, encoding: .utf8), "step\n")
  }

  func testModelsThatCannotBeRead() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a file", to: "file")
    let hollow = folder.path + "/hollow"
    try FileManager.default.createDirectory(atPath: hollow, withIntermediateDirectories: true)
    let cut = folder.path + "/cut"
    try FileManager.default.copyItem(atPath: model, toPath: cut)
    let weights = URL(fileURLWithPath: cut + "/model.safetensors")
    try Data(contentsOf: weights).prefix(300).write(to: weights)
    let cases: [(path: String, words: String)] = [
      (folder.path + "/none", "no such model directory"), (file, "is a file"),
      (hollow, "config.json: no such file"), (cut, "model.safetensors: byte 300"),
    ]
    for (path, words) in cases {
      assertFails(
        try CommandLineRun.workbook("generate", "--model", path, "--ids", "1"), status: 1,
        saying: path, words)
      assertFails(
        try CommandLineRun.workbook("evaluate", "--model", path, "--ids", "1,2"), status: 1,
        saying: path, words)
    }
    assertFails(
      try CommandLineRun.workbook("generate", "--model", model, "--prompt", "x"), status: 1,
      saying: "tokenizer.json: no such file", "--ids")
    assertFails(
      try CommandLineRun.workbook("generate", "--model", model, "--ids", "1,2,999"), status: 1,
      saying: "the id 999 at place 2")
    assertFails(
      try CommandLineRun.workbook("generate", "--model", model, "--ids", "1,x"), status: 2,
      saying: "1,x", "generate --help")
  }

  func testAMissingGnuplotIsFoundBeforeAnyChapterRuns() throws {
    let run = try CommandLineRun.program(
      try CommandLineRun.executable(), ["run", "1", "--tier", "smoke"],
      environment: ["PATH": "/nonexistent"])
    assertFails(run, status: 1, saying: "gnuplot is not on the PATH", "./workbook setup")
    XCTAssertEqual(run.output, "")
  }

  func testChaptersThatDoNotExist() throws {
    assertFails(
      try CommandLineRun.workbook("run", "99"), status: 1, saying: "no chapter 99", "1 2 3 4")
  }

  func testDoctorSaysWhatIsMissing() throws {
    let run = try CommandLineRun.program(
      try CommandLineRun.executable(), ["doctor", "--json"], environment: ["PATH": "/nonexistent"])
    assertFails(run, status: 1, saying: "no swift", "no gnuplot", "./workbook setup")
    let report = try ExerciseHouse.json(run)
    XCTAssertEqual((report["problems"] as? [String])?.count, 2)
    XCTAssertNotNil(report["openblas"] as? String)
    let rate = try XCTUnwrap((report["gemm"] as? [[String: Any]])?.first?["gigaflopsOneThread"])
    XCTAssertGreaterThan(try XCTUnwrap(rate as? Double), 0)
    XCTAssertEqual((report["estimatedSeconds"] as? [String: Any])?.count, 3)
  }
}
