import Corpora
import Foundation
import Groundwork
import TestSupport
import XCTest

/// Folders that cleaning made are known by their report, and their parts stay apart.
final class CleanedFolderTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "cleaned-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  /// Cleans thirty texts into a folder, and returns the texts of each part.
  private func clean(
    _ name: String = "clean", validation: Double = 0.2, test: Double = 0.1
  ) throws -> [[String]] {
    var options = CleaningOptions()
    options.rules = nil
    options.split = DocumentSplit(validation: validation, test: test, seed: 4)
    var pipeline = CleaningPipeline(options: options)
    for number in 0..<30 {
      var stream = RandomStream(seed: UInt64(number))
      let words = (0..<40).map { _ in "w\(stream.index(below: 3_000))" }
      pipeline.add(Document(name: "\(number)", text: words.joined(separator: " ")))
    }
    let cleaned = pipeline.finish()
    try cleaned.write(to: "\(folder)/\(name)")
    return cleaned.parts.map { $0.documents.map(\.text) }
  }

  private func read(
    _ names: [String], for purpose: TextFileReader.Purpose
  ) throws -> (corpus: Corpus, notices: [String]) {
    var notices: [String] = []
    let corpus = try Corpus.read(paths: names.map { "\(folder)/\($0)" }, for: purpose) {
      notices.append($0.summary)
    }
    return (corpus, notices)
  }

  private func texts(_ corpus: Corpus, _ part: DocumentSplit.Part?) -> [String] {
    corpus.documents.filter { $0.part == part }.map(\.text)
  }

  func testEachPurposeReadsItsParts() throws {
    let parts = try clean()
    XCTAssertFalse(parts.contains { $0.isEmpty })
    for paths in [
      ["clean"], ["clean/training.txt"], ["clean/validation.txt", "clean/training.txt"],
    ] {
      let (corpus, notices) = try read(paths, for: .division)
      XCTAssertEqual(texts(corpus, .training), parts[0], "\(paths)")
      XCTAssertEqual(texts(corpus, .validation), parts[1], "\(paths)")
      XCTAssertEqual(corpus.documents.count, parts[0].count + parts[1].count, "\(paths)")
      XCTAssertEqual(
        notices,
        [
          "\(folder)/clean: cleaned by data clean; its parts stay as they are (training.txt, "
            + "validation.txt, test.txt)"
        ])
    }
    let vocabulary = try read(["clean"], for: .vocabulary)
    XCTAssertEqual(vocabulary.corpus.documents.map(\.text), parts[0])
    XCTAssertEqual(
      vocabulary.notices, ["\(folder)/clean: cleaned by data clean; training.txt read alone"])
    let measured = try read(["clean"], for: .measurement)
    XCTAssertEqual(measured.corpus.documents.map(\.text), parts[1])
    let all = try read(["clean"], for: .everything)
    XCTAssertEqual(all.corpus.documents.map(\.text), parts.flatMap { $0 })
    XCTAssertEqual(texts(all.corpus, nil).count, 30)
    // A part that is named by itself, and is not divided, is read as it stands.
    let named = try read(["clean/training.txt"], for: .measurement)
    XCTAssertEqual(named.corpus.documents.map(\.text), parts[0])
    XCTAssertEqual(
      texts(try read(["clean/validation.txt"], for: .division).corpus, nil), parts[1])
  }

  func testTheSplitIsTheCleanedOne() throws {
    let parts = try clean()
    for seed in UInt64(1)...3 {
      let (corpus, _) = try read(["clean"], for: .division)
      let (training, validation) = corpus.split(validationFraction: 0.5, seed: seed)
      XCTAssertEqual(training.documents.map(\.text), parts[0])
      XCTAssertEqual(validation.documents.map(\.text), parts[1])
      XCTAssertTrue(training.documents.allSatisfy { $0.part == nil })
    }
    // Beside other text, that alone is divided.
    for number in 0..<12 { try AtomicFile.write("other \(number)", to: "\(folder)/raw/\(number)") }
    let (corpus, _) = try read(["raw", "clean"], for: .division)
    let (training, validation) = corpus.split(validationFraction: 0.25, seed: 1)
    XCTAssertEqual(training.documents.count { $0.text.hasPrefix("other") }, 9)
    XCTAssertTrue(Set(validation.documents.map(\.text)).isSuperset(of: parts[1]))
    XCTAssertTrue(Set(training.documents.map(\.text)).isDisjoint(with: parts[1] + parts[2]))
    // A copy of a held-out text stays held out.
    try AtomicFile.write(parts[1][0], to: "\(folder)/raw/copy")
    let again = try read(["raw", "clean"], for: .division).corpus.split(validationFraction: 0.25)
    XCTAssertFalse(again.training.documents.contains { $0.text == parts[1][0] })
    XCTAssertEqual(again.validation.documents.count { $0.text == parts[1][0] }, 2)
  }

  func testAFolderWithoutValidationIsDividedAnew() throws {
    let parts = try clean(validation: 0, test: 0)
    let (corpus, notices) = try read(["clean"], for: .division)
    XCTAssertEqual(texts(corpus, nil), parts[0])
    XCTAssertEqual(
      notices,
      [
        "\(folder)/clean: cleaned by data clean; it has no validation part, and training.txt is "
          + "divided anew"
      ])
    let (training, validation) = corpus.split(validationFraction: 0.2)
    XCTAssertEqual(training.documents.count + validation.documents.count, 30)
    XCTAssertFalse(validation.documents.isEmpty)
  }

  func testCleanedFoldersBelowAFolderAreKnown() throws {
    let parts = try clean("all/law")
    try AtomicFile.write("a note", to: "\(folder)/all/note.txt")
    let (corpus, notices) = try read(["all"], for: .division)
    XCTAssertEqual(texts(corpus, .training), parts[0])
    XCTAssertEqual(texts(corpus, .validation), parts[1])
    XCTAssertEqual(texts(corpus, nil), ["a note"])
    XCTAssertEqual(notices.count, 1)
  }

  /// Names alone mean nothing: without the report, or with another one, these are texts like others.
  func testNamesAreNoProof() throws {
    for name in ["training.txt", "validation.txt"] {
      try AtomicFile.write("text of \(name)", to: "\(folder)/plain/\(name)")
    }
    for report in [nil, "{}", "no JSON", #"{"parts": [], "dropped": [], "groupsKeptTogether": 0}"#]
    {
      if let report { try AtomicFile.write(report, to: "\(folder)/plain/report.json") }
      let (corpus, notices) = try read(["plain"], for: .division)
      XCTAssertEqual(corpus.documents.count, report == nil ? 2 : 3)
      XCTAssertTrue(corpus.documents.allSatisfy { $0.part == nil })
      XCTAssertEqual(notices, [])
    }
  }

  func testMissingAndChangedPartsAreTold() throws {
    let parts = try clean()
    let text = try AtomicFile.read("\(folder)/clean/training.txt")
    try AtomicFile.write(text + Array("more\n".utf8), to: "\(folder)/clean/training.txt")
    let notices = try read(["clean"], for: .division).notices
    XCTAssertTrue(notices[0].contains("; changed since: training.txt"), "\(notices)")
    try FileManager.default.removeItem(atPath: "\(folder)/clean/validation.txt")
    for purpose in [TextFileReader.Purpose.division, .vocabulary, .measurement, .everything] {
      assertThrows(
        try read(["clean"], for: purpose), CorpusError.self, "validation.txt: no such file",
        "counts \(parts[1].count) documents")
    }
  }

  func testFoldersOfShardsAreNoText() throws {
    try TokenShardWriter.write(to: "\(folder)/shards/training.tokens", vocabularySize: 9) {
      try $0.add([1, 2])
    }
    try AtomicFile.write("{}", to: "\(folder)/shards/tokenizer.json")
    assertThrows(
      try read(["shards"], for: .division), CorpusError.self, "shards: holds token shards")
    // A shard among texts is left out and named.
    try AtomicFile.write("words", to: "\(folder)/mixed/a.txt")
    try FileManager.default.copyItem(
      atPath: "\(folder)/shards/training.tokens", toPath: "\(folder)/mixed/b.tokens")
    let (corpus, notices) = try read(["mixed"], for: .division)
    XCTAssertEqual(corpus.documents.map(\.text), ["words"])
    XCTAssertTrue(notices[0].contains("b.tokens: is a token shard"), "\(notices)")
  }

  func testASinglePartIsTold() {
    XCTAssertNil(DocumentSplit.notice(part: "validation", documents: 1, of: 9))
    XCTAssertNil(DocumentSplit.notice(part: "validation", documents: 2, of: 40))
    XCTAssertEqual(
      DocumentSplit.notice(part: "test", documents: 1, of: 40)?.summary,
      "the test part is one document of 40: a loss on it says little about other text; a larger share "
        + "takes more")
  }
}
