import Foundation
import WorkbookCore
import XCTest

/// Text and tables as people have them, through the verbs that read them.
final class TextAsFoundTests: XCTestCase {
  private var folder: TemporaryFolder!

  override func setUpWithError() throws { folder = try TemporaryFolder() }
  override func tearDown() { folder = nil }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  private func run(_ arguments: String...) throws -> CommandLineRun {
    try CommandLineRun.program(try CommandLineRun.executable(), arguments)
  }

  @discardableResult
  private func succeed(_ arguments: [String]) throws -> CommandLineRun {
    let run = try CommandLineRun.program(try CommandLineRun.executable(), arguments)
    XCTAssertEqual(run.status, 0, run.errors)
    return run
  }

  /// A command line of a shell, where `$0` is the program.
  private func shell(_ line: String) throws -> CommandLineRun {
    try CommandLineRun.program(
      "/bin/bash", ["-c", line, try CommandLineRun.executable()], folder: folder.path)
  }

  /// Thirty texts, one of them a near copy of another.
  private func writeTexts() throws {
    for number in 0..<30 {
      var stream = RandomStream(seed: UInt64(number))
      let words = (0..<80).map { _ in "w\(stream.index(below: 2_000))" }.joined(separator: " ")
      try folder.write(words + "\n", to: "texts/\(number).txt")
    }
  }

  private let small = [
    "--tokenizer", "bytes", "--layers", "1", "--heads", "2", "--width", "16", "--context", "16",
    "--batch", "4", "--steps", "2", "--replicas", "1",
  ]

  // MARK: A cleaned folder

  func testACleanedFolderKeepsItsPartsInEveryVerb() throws {
    try writeTexts()
    let clean = path("clean")
    try succeed([
      "data", "clean", "--rules", "none", "--validation", "0.2", "--test", "0.1", "--out", clean,
      path("texts"),
    ])
    let counts = try ["training", "validation", "test"].map {
      try Corpus.read(paths: ["\(clean)/\($0).txt"]).documents.count
    }
    let bytes = try Corpus.read(paths: ["\(clean)/validation.txt"]).byteCount
    let stay = "\(clean): cleaned by data clean; its parts stay as they are"
    for source in [clean, clean + "/training.txt"] {
      let model = path("model-\(source.count)")
      let trained = try succeed(
        ["pretrain", "--corpus", source, "--out", model, "--json"] + small)
      XCTAssertTrue(trained.errors.contains(stay), trained.errors)
      let held = try ExerciseHouse.json(trained)["validationTokens"] as? Int
      XCTAssertEqual(held, bytes + counts[1])
      let out = path("shards-\(source.count)")
      let sharded = try succeed([
        "data", "shard", "--tokenizer", model, "--validation", "0.5", "--out", out, "--json",
        source,
      ])
      XCTAssertTrue(sharded.errors.contains(stay), sharded.errors)
      let parts = try XCTUnwrap(try ExerciseHouse.json(sharded)["parts"] as? [[String: Any]])
      XCTAssertEqual(parts.map { $0["documents"] as? Int }, counts)
      // And the folder of shards is no text.
      assertFails(
        try run("pretrain", "--corpus", out, "--out", path("no")), status: 1,
        saying: "holds token shards", "name it with --shards")
      let evaluated = try succeed(["evaluate", "--model", model, "--corpus", clean, "--json"])
      XCTAssertTrue(evaluated.errors.contains("validation.txt read"), evaluated.errors)
      XCTAssertEqual(try ExerciseHouse.json(evaluated)["documents"] as? Int, counts[1])
    }
    let vocabulary = try succeed([
      "tokenizer", "train", "--vocabulary-size", "300", "--out", path("t.json"), clean, "--json",
    ])
    XCTAssertTrue(vocabulary.errors.contains("training.txt read alone"), vocabulary.errors)
    XCTAssertEqual(try ExerciseHouse.json(vocabulary)["documents"] as? Int, counts[0])
  }

  func testAPartOfOneDocumentIsTold() throws {
    try writeTexts()
    let clean = try succeed([
      "data", "clean", "--rules", "none", "--validation", "0.02", "--out", path("clean"),
      path("texts"),
    ])
    let line = "the validation part is one document of 30"
    XCTAssertTrue(clean.errors.contains(line), clean.errors)
    XCTAssertTrue(clean.output.contains("validation: 1 document, "), clean.output)
    let trained = try succeed(
      ["pretrain", "--corpus", path("texts"), "--validation-fraction", "0.02", "--out", path("m")]
        + small)
    XCTAssertTrue(trained.errors.contains(line), trained.errors)
    let sharded = try succeed([
      "data", "shard", "--tokenizer", path("m"), "--validation", "0.02", "--out", path("s"),
      path("texts"),
    ])
    XCTAssertTrue(sharded.errors.contains(line), sharded.errors)
  }

  /// Whoever loses most of the text to one step is told the option that keeps it.
  func testTheOptionThatKeepsTextIsNamed() throws {
    let records = (0..<20).map {
      "Towpath section \($0) runs from milestone \(3 * $0) to milestone \(3 * $0 + 2).\n"
    }
    let marked = records.joined(separator: "<|endoftext|>\n")
    try folder.write(marked, to: "roads.txt")
    let kept = try succeed(
      ["data", "clean", "--rules", "none", "--out", path("o"), path("roads.txt"), "--json"])
    let input = try XCTUnwrap(try ExerciseHouse.json(kept)["kept"] as? [String: Any])
    XCTAssertEqual(input["documents"] as? Int, 20)
    let short = try run("data", "clean", "--out", path("p"), path("roads.txt"))
    assertFails(short, status: 1, saying: "of 20 documents none is left", "try --rules none")
    for number in 0..<12 {
      let shared = Array(repeating: "A line that they all share", count: 1 + number)
      try folder.write(shared.joined(separator: "\n") + "\n", to: "shared/\(number).txt")
    }
    assertFails(
      try run("data", "clean", "--rules", "none", "--out", path("q"), path("shared")), status: 1,
      saying: "none is left", "--keep-boilerplate keeps them")
  }

  // MARK: Files that are no text, and other encodings

  func testEveryVerbTellsWhatItLeavesOut() throws {
    try writeTexts()
    try folder.write("%PDF-1.5 and more", to: "texts/scan.pdf")
    try Data([0x63, 0x61, 0x66, 0xE9, 0x0A]).write(to: URL(fileURLWithPath: path("texts/old.txt")))
    let model = path("model")
    let verbs = [
      ["pretrain", "--corpus", path("texts"), "--out", model] + small,
      ["evaluate", "--model", model, "--corpus", path("texts")],
      ["tokenizer", "train", "--vocabulary-size", "300", "--out", path("t.json"), path("texts")],
      ["data", "clean", "--rules", "none", "--out", path("c"), path("texts")],
      ["data", "shard", "--tokenizer", model, "--out", path("s"), path("texts")],
      [
        "scaling", "sweep", "--corpus", path("texts"), "--out", path("r.csv"), "--budgets",
        "1e9,2e9", "--sizes", "0,1", "--tokenizer", "bytes", "--plan-only",
      ],
    ]
    for arguments in verbs {
      let run = try succeed(arguments)
      for words in ["left out", "scan.pdf: is a PDF document", "old.txt: read as Windows-1252"] {
        XCTAssertTrue(run.errors.contains(words), "\(arguments[0]): \(run.errors) lacks \(words)")
      }
    }
  }

  // MARK: Marks and pipes

  func testMarksOfWindowsEndDocumentsInShards() throws {
    let lines = (0..<14).flatMap { ["document \($0)", "<|endoftext|>"] }
    for (name, end) in [("lf", "\n"), ("crlf", "\r\n"), ("cr", "\r")] {
      let text = try folder.write(lines.joined(separator: end) + end, to: "\(name).txt")
      try folder.write(#"{"version":"1.0","model":{"type":"WorkbookBytes"}}"#, to: "bytes.json")
      let encoded = try succeed([
        "tokenizer", "encode", "--tokenizer", path("bytes.json"), "--shard", path("x.tokens"), text,
        "--json",
      ])
      XCTAssertEqual(try ExerciseHouse.json(encoded)["documents"] as? Int, 14, name)
    }
  }

  func testPipesAreReadAsFiles() throws {
    try folder.write(String(repeating: "some words of a text\n", count: 300), to: "text.txt")
    let trained = try shell(
      "\"$0\" tokenizer train --vocabulary-size 260 --out t.json <(cat text.txt)")
    XCTAssertEqual(trained.status, 0, trained.errors)
    let fromInput = try shell(
      "cat text.txt | \"$0\" tokenizer train --vocabulary-size 260 --out u.json /dev/stdin")
    XCTAssertEqual(fromInput.status, 0, fromInput.errors)
    XCTAssertEqual(
      try Data(contentsOf: URL(fileURLWithPath: path("t.json"))),
      try Data(contentsOf: URL(fileURLWithPath: path("u.json"))))
    let inspected = try shell("\"$0\" tokenizer inspect --tokenizer <(cat t.json)")
    XCTAssertEqual(inspected.status, 0, inspected.errors)
    let rows = [(1e6, 2e7), (1e6, 6e7), (2e6, 2e7), (2e6, 1e8), (4e6, 3e7), (4e6, 2e8), (8e6, 1e8)]
      .map { "\($0.0),\($0.1),\(1.7 + 400 / pow($0.0, 0.34) + 1_200 / pow($0.1, 0.29))" }
    try folder.write((["parameters,tokens,loss"] + rows).joined(separator: "\n"), to: "runs.csv")
    let fitted = try shell("\"$0\" scaling fit --bootstrap 0 --runs <(cat runs.csv)")
    XCTAssertEqual(fitted.status, 0, fitted.errors)
    assertFails(
      try shell("\"$0\" run 1 --tier smoke --corpus <(cat text.txt)"), status: 1,
      saying: "can be read once")
  }

  // MARK: Escape characters

  func testNothingFromFilesSteersTheTerminal() throws {
    let escape = "\u{1B}]0;owned\u{7}\u{1B}[31m\u{9B}\u{202E}"
    let table = try folder.write("parameters,tokens,loss\n1,2,\(escape)\n", to: "runs.csv")
    try folder.write("a text", to: "texts/\(escape).txt")
    let nameless = try folder.write("{\"model\": {\"type\": \"\\u001b[31m\"}}", to: "t.json")
    try folder.write(String(repeating: "word \(escape)\n", count: 30), to: "raw.txt")
    try folder.write(#"{"version":"1.0","model":{"type":"WorkbookBytes"}}"#, to: "bytes.json")
    let runs = try [
      run("scaling", "fit", "--runs", table),
      run("data", "clean", "--out", path("o\(escape)"), path("texts")),
      run("tokenizer", "inspect", "--tokenizer", nameless),
      run("data", "clean", "--out", path("p"), path("none\(escape)")),
      run("tokenizer", "inspect", "--tokenizer", path("bytes.json"), "--text", escape),
      run("tokenizer", "inspect", "--tokenizer", path("bytes.json"), "--text", escape, "--json"),
      run("tokenizer", "inspect", "--tokenizer", path("bytes.json"), "--" + escape),
      run("data", "clean", "--rules", "gopher", "--out", path("q"), path("raw.txt")),
    ]
    for run in runs {
      for scalar in (run.output + run.errors).unicodeScalars {
        XCTAssertFalse(
          scalar != "\n" && scalar != "\t"
            && (scalar.properties.generalCategory == .control || scalar == "\u{202E}"),
          "U+\(String(scalar.value, radix: 16)): \(run.output)\(run.errors)")
      }
    }
    XCTAssertTrue(runs[0].errors.contains("\\u{1B}"), runs[0].errors)
  }
}
