import Foundation
import WorkbookCore
import XCTest

/// `data clean` as a user meets it.
final class DataCleanTests: XCTestCase {
  /// Sentences enough to pass the rules, different for each number.
  private func text(_ number: Int) -> String {
    var stream = RandomStream(seed: UInt64(number))
    let words = [
      "the", "bond", "market", "of", "and", "with", "yield", "rose", "that", "court", "held", "to",
      "a", "patient", "have", "culture", "sample", "river", "morning", "letter",
    ]
    return (0..<12).map { _ in
      (0..<9).map { _ in words[stream.index(below: words.count)] }.joined(separator: " ") + ".\n"
    }.joined()
  }

  private func clean(_ folder: TemporaryFolder, _ options: String...) throws -> CommandLineRun {
    try CommandLineRun.program(
      try CommandLineRun.executable(),
      ["data", "clean", "--out", folder.path + "/out"] + options)
  }

  func testPartsAndReport() throws {
    let folder = try TemporaryFolder()
    let texts = (0..<20).map(text)
    for (index, text) in texts.enumerated() { try folder.write(text, to: "in/\(index).txt") }
    try folder.write(texts[3].replacingOccurrences(of: "\n", with: "\r\n"), to: "in/copy.txt")
    try folder.write("too short", to: "in/short.txt")
    try folder.write("\u{0}\u{1}\u{2}binary", to: "in/picture.png")
    let run = try clean(folder, folder.path + "/in", "--validation", "0.2", "--json")
    XCTAssertEqual(run.status, 0, run.errors)
    let report = try ExerciseHouse.json(run)
    let dropped = try XCTUnwrap(report["dropped"] as? [[String: Any]])
    XCTAssertEqual(dropped.map { $0["rule"] as? String }, ["identical", "too few words"])
    XCTAssertEqual(
      (report["files"] as? [[String: Any]])?.compactMap { $0["problem"] as? String }.count, 1)
    let parts = try ["training", "validation"].map {
      try Corpus.read(paths: ["\(folder.path)/out/\($0).txt"]).documents.map(\.text)
    }
    XCTAssertEqual(Set(parts[0] + parts[1]), Set(texts))
    XCTAssertEqual(parts[0].count + parts[1].count, 20)
    XCTAssertEqual(parts[1].count, 4)
    let written = try String(contentsOfFile: folder.path + "/out/report.txt", encoding: .utf8)
    XCTAssertTrue(written.contains("too few words: 1 document,"), written)
    XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path + "/out/test.txt"))
    // A second run does not write over the first.
    let again = try clean(folder, folder.path + "/in")
    assertFails(again, status: 1, saying: "training.txt is there already", "--overwrite")
    XCTAssertEqual(try clean(folder, folder.path + "/in", "--overwrite").status, 0)
  }

  func testBadInputIsOneLine() throws {
    let folder = try TemporaryFolder()
    let binary = folder.path + "/binary"
    try Data([0x61, 0xFF, 0x62, 0x81, 0x0A]).write(to: URL(fileURLWithPath: binary))
    let short = try folder.write("too short", to: "short.txt")
    for (options, words) in [
      ([folder.path + "/none"], ["none: no such file"]),
      ([binary], ["binary", "at byte"]),
      ([short], ["of 1 document none is left", "too few words"]),
      (["--set", "chinchilla", "--cache", folder.path], ["chinchilla", "holds numbers"]),
      (
        ["--set", "contracts", "--cache", folder.path], ["163 of 163 files", "data get contracts"]
      ),
    ] {
      let run = try CommandLineRun.program(
        try CommandLineRun.executable(),
        ["data", "clean", "--out", folder.path + "/out"] + options)
      XCTAssertEqual(run.status, 1, "\(options)")
      for word in words {
        XCTAssertTrue(run.errorLines.last?.contains(word) == true, "\(run.errors): \(word)")
      }
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path + "/out"))
    assertFails(
      try clean(folder), status: 2, saying: "paths or --set", "data clean --help")
    assertFails(
      try clean(folder, short, "--validation", "1"), status: 2, saying: "leave something")
  }

  /// Real text of three domains, through the mirror.
  func testDataSetsThroughTheirReaders() throws {
    let mirror = try Mirror.folder()
    let folder = try TemporaryFolder()
    let sets = ["gutenberg", "contracts", "tatqa", "fomc", "pubmedqa"]
    let options = ["--cache", folder.path + "/cache"]
    let got = try CommandLineRun.program(
      try CommandLineRun.executable(), ["data", "get"] + sets + options,
      environment: ["WORKBOOK_DATA_MIRROR": mirror])
    XCTAssertEqual(got.status, 0, got.errors)
    let run = try CommandLineRun.program(
      try CommandLineRun.executable(),
      ["data", "clean", "--out", folder.path + "/out", "--json"]
        + sets.flatMap { ["--set", $0] } + options)
    XCTAssertEqual(run.status, 0, run.errors)
    let input = try XCTUnwrap(try ExerciseHouse.json(run)["input"] as? [String: Any])
    XCTAssertEqual(input["documents"] as? Int, 11 + 163 + 555 + 115 + 1_000)
    let text = try ["training", "validation"].map {
      try String(contentsOfFile: "\(folder.path)/out/\($0).txt", encoding: .utf8)
    }.joined()
    // Each book begins and ends with itself.
    XCTAssertFalse(text.contains("START OF THIS PROJECT GUTENBERG"))
    XCTAssertFalse(text.contains("START: FULL LICENSE"))
    XCTAssertFalse(text.contains("<PAGE>"))
    XCTAssertFalse(text.contains("\r"))
    XCTAssertTrue(text.contains("It was the best of times"))
    // Dracula and Sherlock Holmes are in Latin-1.
    XCTAssertTrue(text.contains("fiancée"))
  }
}
