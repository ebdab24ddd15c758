import Foundation
import WorkbookCore
import XCTest

/// `advise` as a user meets it.
final class AdviseVerbTests: XCTestCase {
  private var folder: TemporaryFolder!

  override func setUpWithError() throws {
    folder = try TemporaryFolder()
    for world in [World.law, .general] {
      let documents = world.corpus(byteCount: 90_000, seed: 1).documents.map(\.text)
      try folder.write(documents.joined(separator: "\n<|endoftext|>\n"), to: "\(world.name).txt")
    }
  }

  override func tearDown() { folder = nil }

  private func advise(_ arguments: [String], out: String = "out") throws -> CommandLineRun {
    try CommandLineRun.program(
      try CommandLineRun.executable(), ["advise"] + arguments + ["--out", "\(folder.path)/\(out)"])
  }

  private var texts: [String] {
    ["--domain", "\(folder.path)/law.txt", "--general", "\(folder.path)/general.txt"]
  }

  private func object(_ run: CommandLineRun) throws -> JSONObject {
    XCTAssertEqual(run.status, 0, run.errors)
    let line = try XCTUnwrap(run.output.split(separator: "\n").last)
    return try XCTUnwrap(try StrictJSON.parse(Array(line.utf8)).object)
  }

  private func writeBase() throws -> String {
    let text = try AdviceText(
      side: "general", World.general.corpus(byteCount: 90_000, seed: 1), segmentCount: 8, seed: 1)
    let tokenizer = try BytePairTokenizer.train(on: text.training.texts, vocabularySize: 300)
    let model = ModelConfiguration(
      family: .llama, vocabularySize: tokenizer.vocabularySize, contextLength: 1_024, width: 16,
      layerCount: 1, headCount: 2, endOfTextID: tokenizer.endOfText.map { Int($0) })
    let store = try ParameterStore<Float>(model)
    store.initialize(seed: 1)
    let path = "\(folder.path)/base"
    try ModelDirectory.write(store, to: path)
    try TokenizerFile.write(tokenizer, to: "\(path)/tokenizer.json")
    return path
  }

  func testTheReportAsJSON() throws {
    let base = try writeBase()
    let report = try object(
      try advise(texts + ["--base", base, "--minutes", "0.2", "--hosted-price", "0.1", "--json"]))
    let recommendation = try XCTUnwrap(report["recommendation"]?.object)
    XCTAssertNotNil(recommendation["option"]?.text)
    let options = try XCTUnwrap(report["options"]?.array).compactMap(\.object)
    XCTAssertEqual(options.compactMap { $0["name"]?.text }, AdviceOption.allCases.map(\.rawValue))
    for option in options {
      for key in ["fieldBitsPerByte", "generalBitsPerByte", "interval", "evidence", "cost"] {
        XCTAssertNotNil(option[key], key)
      }
    }
    let runs = try XCTUnwrap(report["runs"]?.array).compactMap(\.object)
    XCTAssertFalse(runs.isEmpty)
    // Every option's figure is that of a run, or foretold from one.
    let names = Set(runs.compactMap { $0["name"]?.text })
    for option in options {
      if let run = option["run"]?.text { XCTAssertTrue(names.contains(run), run) }
    }
    for file in ["report.md", "report.html", "report.json", "runs.csv", "ladder.svg"] {
      XCTAssertTrue(FileManager.default.fileExists(atPath: "\(folder.path)/out/\(file)"), file)
    }
  }

  /// What the report says is written from the measurements: other measurements, other sentences.
  func testEveryFigureOfTheFirstPageComesFromARun() throws {
    let base = try writeBase()
    _ = try object(try advise(texts + ["--base", base, "--minutes", "0.15", "--json"]))
    let path = "\(folder.path)/out/measurements.json"
    let before = try String(contentsOfFile: "\(folder.path)/out/report.md", encoding: .utf8)
    // Every piece costs twice as much.
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let doubled = text.replacing(/"nats":([0-9.e+-]+)/) { match in
      "\"nats\":\(2 * (Double(match.1) ?? 0))"
    }
    XCTAssertNotEqual(doubled, text)
    try doubled.write(toFile: path, atomically: true, encoding: .utf8)
    let run = try advise(texts + ["--base", base, "--minutes", "0.01"])
    XCTAssertEqual(run.status, 0, run.errors)
    let after = try String(contentsOfFile: "\(folder.path)/out/report.md", encoding: .utf8)
    func bits(_ page: String) -> [Double] {
      let row = page.split(separator: "\n").first { $0.hasPrefix("| 1. use as it is") } ?? ""
      return row.split(separator: "|").dropFirst().prefix(1).compactMap {
        Double($0.trimmingCharacters(in: .whitespaces))
      }
    }
    let (one, two) = (try XCTUnwrap(bits(before).first), try XCTUnwrap(bits(after).first))
    XCTAssertEqual(two, 2 * one, accuracy: 0.01)
    XCTAssertTrue(after.contains("\(two)".prefix(4)))
  }

  /// A base that would recite what it is asked has read it.
  func testABaseThatHasReadTheTextIsSaidToHave() throws {
    let base = try writeBase()
    _ = try object(try advise(texts + ["--base", base, "--minutes", "0.15", "--json"]))
    let path = "\(folder.path)/out/measurements.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    XCTAssertTrue(text.contains("\"recitedShare\":0"), "an untrained model recites nothing")
    let read = text.replacing("\"recitedShare\":0", with: "\"recitedShare\":0.5")
    try read.write(toFile: path, atomically: true, encoding: .utf8)
    let run = try advise(texts + ["--base", base, "--minutes", "0.01"])
    XCTAssertTrue(
      run.output.replacing("\n", with: " ").contains("has evidently read the held-out text"),
      run.output)
    let page = try String(contentsOfFile: "\(folder.path)/out/report.md", encoding: .utf8)
    XCTAssertTrue(page.contains("has evidently read"))
  }

  func testTheFirstPageFitsATerminal() throws {
    let run = try advise(texts + ["--minutes", "0.2"])
    XCTAssertEqual(run.status, 0, run.errors)
    for option in AdviceOption.allCases { XCTAssertTrue(run.output.contains(option.title)) }
    for line in run.output.split(separator: "\n") {
      XCTAssertLessThanOrEqual(line.count, 80, String(line))
    }
    XCTAssertTrue(run.errorLines.last?.hasPrefix("next: open ") ?? false, run.errors)
  }

  func testBadInputIsOneLine() throws {
    try folder.write("", to: "empty.txt")
    try folder.write("A few words only.", to: "tiny.txt")
    try folder.write("{\"question\": 1}", to: "bad.jsonl")
    let law = "\(folder.path)/law.txt"
    let general = "\(folder.path)/general.txt"
    let bad: [(arguments: [String], status: Int32, words: String)] = [
      (["--domain", law, "--general", law], 1, "there is no gap"),
      (["--domain", "\(folder.path)/empty.txt", "--general", general], 1, "empty.txt"),
      (["--domain", "\(folder.path)/tiny.txt", "--general", general], 1, "field text"),
      (["--domain", "\(folder.path)/none", "--general", general], 1, "none"),
      (texts + ["--budget-dollars", "0"], 2, "--budget-dollars"),
      (texts + ["--minutes", "0"], 2, "--minutes"),
      (texts + ["--must", "cheap"], 1, "cheap"),
      (texts + ["--gpu", "abacus"], 1, "abacus"),
      (texts + ["--base", "\(folder.path)/nothing"], 1, "nothing"),
      (texts + ["--tasks", "\(folder.path)/bad.jsonl"], 1, "bad.jsonl:1"),
      (texts + ["--field-weight", "2"], 2, "--field-weight"),
    ]
    for (arguments, status, words) in bad {
      let run = try advise(
        arguments + ["--minutes", "0.01"].filter { _ in !arguments.contains("--minutes") })
      XCTAssertEqual(run.status, status, "\(arguments): \(run.errors)")
      let said = run.errorLines.filter { !$0.hasPrefix("advise: ") }
      XCTAssertTrue(said.contains { $0.contains(words) }, "\(arguments): \(run.errors)")
    }
  }

  /// Without general text the course's is read; where it is not here, one line says how to come by it.
  func testWithoutGeneralTextTheCourseIsAskedFor() throws {
    let arguments = ["advise", "--domain", "\(folder.path)/law.txt", "--minutes", "0.01"]
    let run = try CommandLineRun.program(
      try CommandLineRun.executable(), arguments + ["--out", "\(folder.path)/out"],
      environment: ["XDG_CACHE_HOME": folder.path, "WORKBOOK_DATA_MIRROR": ""])
    XCTAssertEqual(run.status, 1)
    XCTAssertEqual(run.errorLines.count, 1, run.errors)
    XCTAssertTrue(run.errors.contains("--general PATH"), run.errors)
    XCTAssertTrue(run.errors.contains("data get course"), run.errors)
  }

  func testABaseWithoutATokenizerIsRefused() throws {
    let base = try writeBase()
    try FileManager.default.removeItem(atPath: "\(base)/tokenizer.json")
    let run = try advise(texts + ["--base", base, "--minutes", "0.01"])
    XCTAssertEqual(run.status, 1)
    XCTAssertTrue(run.errors.contains("tokenizer"), run.errors)
  }

  func testAFolderOfOtherMeasurementsIsKept() throws {
    XCTAssertEqual(try advise(texts + ["--minutes", "0.01"]).status, 0)
    let path = "\(folder.path)/out/measurements.json"
    let kept = try Data(contentsOf: URL(fileURLWithPath: path))
    let run = try advise(texts + ["--minutes", "0.01", "--seed", "2"])
    XCTAssertEqual(run.status, 1)
    XCTAssertTrue(run.errors.contains("holds measurements of"), run.errors)
    XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: path)), kept)
  }
}
