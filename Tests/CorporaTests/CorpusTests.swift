import Corpora
import Foundation
import Groundwork
import TestSupport
import XCTest

final class CorpusTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "corpus-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ bytes: [UInt8], _ name: String = "text.txt") throws -> String {
    try AtomicFile.write(bytes, to: "\(folder)/\(name)")
    return "\(folder)/\(name)"
  }

  private func texts(_ text: String) throws -> [String] {
    try Corpus.read(paths: [write(Array(text.utf8))]).documents.map(\.text)
  }

  func testDocumentsEndAtLinesOfTheMarkerAlone() throws {
    XCTAssertEqual(try texts("a\n<|endoftext|>\nb"), ["a\n", "b"])
    XCTAssertEqual(try texts("a\r\n<|endoftext|>\r\nb\r\n"), ["a\r\n", "b\r\n"])
    XCTAssertEqual(try texts("<|endoftext|>\n\n<|endoftext|>\na\n<|endoftext|>"), ["a\n"])
    XCTAssertEqual(
      try texts("say <|endoftext|>\n <|endoftext|>"), ["say <|endoftext|>\n <|endoftext|>"])
    XCTAssertEqual(try texts("\u{FEFF}a"), ["a"])
  }

  func testFoldersAreReadInOrderWithoutHiddenAndBinaryFiles() throws {
    _ = try write(Array("second".utf8), "b/2.txt")
    _ = try write(Array("first".utf8), "a.md")
    _ = try write([0x89, 0x50, 0xFF], "c.png")
    _ = try write(Array("hidden".utf8), ".d")
    XCTAssertEqual(try Corpus.read(paths: [folder]).documents.map(\.text), ["first", "second"])
  }

  func testBadInputIsNamed() throws {
    let missing = "\(folder)/none"
    XCTAssertThrowsError(try Corpus.read(paths: [missing])) {
      XCTAssertEqual($0 as? CorpusError, .missing(path: missing))
    }
    let empty = try write([])
    XCTAssertThrowsError(try Corpus.read(paths: [empty])) {
      XCTAssertEqual($0 as? CorpusError, .empty(path: empty))
    }
    assertThrows(try Corpus.read(paths: []), CorpusError.self, "no text was given")
    // 0x81 has no character in Windows-1252 either.
    let invalid = try write(Array("a\nb".utf8) + [0x81, 0x28])
    XCTAssertThrowsError(try Corpus.read(paths: [invalid])) {
      let error = $0 as? TextDecodingError
      XCTAssertEqual(error?.path, invalid)
      XCTAssertEqual(error?.byte, 3)
    }
    try AtomicFile.createFolder("\(folder)/void")
    assertThrows(
      try Corpus.read(paths: ["\(folder)/void"]), CorpusError.self, "void: holds no text")
  }

  /// UTF-8 is read byte for byte, whatever stands in it; other encodings are read too, and noted.
  func testDocumentsStandAsInTheirFilesWhateverTheEncoding() throws {
    let framed = """
      *** START OF THE PROJECT GUTENBERG EBOOK OF NOTHING ***\r
      <PAGE>
      text\u{0}
      \(String(repeating: "more text\n", count: 200))
      """
    let marked = try write([0xFF, 0xFE, 0x68, 0, 0x69, 0], "marked.txt")
    let western = try write([0x63, 0x61, 0x66, 0xE9], "western.txt")
    var notes: [TextNotice] = []
    let corpus = try Corpus.read(paths: [write(Array(framed.utf8)), marked, western]) {
      notes.append($0)
    }
    XCTAssertEqual(corpus.documents.map(\.text), [framed, "hi", "café"])
    XCTAssertEqual(corpus.name, "text.txt + marked.txt + western.txt")
    XCTAssertEqual(
      notes.map(\.summary),
      [
        "\(folder)/text.txt: 1 zero byte in it", "\(marked): read as UTF-16 (little-endian)",
        "\(western): read as Windows-1252",
      ])
    let body = try Corpus.read(paths: [folder + "/text.txt"], frames: .removed)
    XCTAssertTrue(body.documents[0].text.hasPrefix("text"), body.documents[0].text)
  }

  /// The validator against the standard library's, on all sequences that could trip it.
  func testUTF8ValidationAgreesWithTheStandardLibrary() throws {
    let edges: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
      0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    var stream = RandomStream(seed: 3)
    for _ in 0..<2_000 {
      let bytes = (0..<5).map { _ in edges[stream.index(below: edges.count)] }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      let text = try? ([0x41] + bytes).withUnsafeBufferPointer { try DecodedText($0, path: "f") }
      XCTAssertEqual(text?.encoding == .utf8, isValid, "\(bytes)")
    }
  }

  func testSplitByDocumentNeverTearsCopiesApart() throws {
    let documents = (0..<60).map {
      Document(name: "\($0)", text: "document number \($0 % 20), again and again")
    }
    let corpus = Corpus(name: "c", documents: documents)
    for seed in 1...5 {
      let (training, validation) = corpus.split(validationFraction: 0.2, seed: UInt64(seed))
      XCTAssertEqual(training.documents.count + validation.documents.count, 60)
      XCTAssertTrue(Set(training.texts).isDisjoint(with: validation.texts))
      let share = Double(validation.byteCount) / Double(corpus.byteCount)
      XCTAssertEqual(share, 0.2, accuracy: 0.06)
      XCTAssertEqual(
        corpus.split(validationFraction: 0.2, seed: UInt64(seed)).1.texts, validation.texts)
    }
  }

  func testTheRuleOfSplits() {
    for count in [0, 1, 9] { XCTAssertEqual(SplitRule(documentCount: count), .atTheEnd) }
    for count in [10, 11, 1_000] { XCTAssertEqual(SplitRule(documentCount: count), .byDocument) }
    let split = DocumentSplit(validation: 0.1, test: 0.25)
    XCTAssertEqual(split.stretches(of: 1_000), [0..<650, 650..<750, 750..<1_000])
    XCTAssertEqual(DocumentSplit(validation: 0).stretches(of: 3), [0..<3, 3..<3, 3..<3])
    XCTAssertEqual(split.stretches(of: 0), [0..<0, 0..<0, 0..<0])
  }

  func testSplitOfOneTextTakesTheEndFromALineOn() {
    let text = (0..<100).map { "line \($0)\n" }.joined()
    let corpus = Corpus(name: "c", documents: [Document(name: "d", text: text)])
    let (training, validation) = corpus.split(validationFraction: 0.1)
    XCTAssertEqual(training.documents[0].text + validation.documents[0].text, text)
    XCTAssertTrue(validation.documents[0].text.hasPrefix("line 90\n"))
    let short = Corpus(name: "c", documents: [Document(name: "d", text: "é")])
    XCTAssertEqual(
      short.split(validationFraction: 0.1).0.byteCount
        + short.split(validationFraction: 0.1).1.byteCount, 2)
  }

  private func corpus(lengths: [Int]) -> Corpus {
    Corpus(
      name: "c",
      documents: lengths.enumerated().map { index, length in
        Document(name: "\(index)", bytes: (0..<length).map { UInt8(0x61 + ($0 + index) % 26) })
      })
  }

  func testASampleIsDrawnFromManyDocuments() {
    let all = corpus(lengths: [Int](repeating: 1_000, count: 20) + [50_000])
    let sample = all.sample(byteCount: 8_000, seed: 3)
    XCTAssertEqual(sample.byteCount, 8_000)
    XCTAssertGreaterThanOrEqual(sample.documents.count, 8)
    XCTAssertEqual(sample.texts, all.sample(byteCount: 8_000, seed: 3).texts)
    XCTAssertNotEqual(sample.texts, all.sample(byteCount: 8_000, seed: 4).texts)
    // However the long document is drawn, it gives no more than its eighth.
    for seed in 1...40 {
      let lengths = all.sample(byteCount: 8_000, seed: UInt64(seed)).documents.map(\.bytes.count)
      XCTAssertLessThanOrEqual(lengths.max() ?? 0, 1_000, "\(seed)")
    }
    // In the order of the corpus, each document once, each a beginning.
    let places = sample.documents.compactMap { Int($0.name) }
    XCTAssertEqual(places, Set(places).sorted())
    for document in sample.documents {
      XCTAssertLessThanOrEqual(document.bytes.count, 1_000)
      let whole = all.documents[Int(document.name) ?? 0].bytes
      XCTAssertTrue(whole.starts(with: document.bytes))
    }
  }

  func testASampleTakesLongDocumentsWhereThereAreNoOthers() {
    XCTAssertEqual(corpus(lengths: [9_000]).sample(byteCount: 4_000).byteCount, 4_000)
    XCTAssertEqual(corpus(lengths: [10, 9_000]).sample(byteCount: 4_000).byteCount, 4_000)
    let all = corpus(lengths: [100, 200])
    XCTAssertEqual(all.sample(byteCount: 300).texts, all.texts)
    XCTAssertEqual(all.sample(byteCount: 1_000).texts, all.texts)
    XCTAssertEqual(all.sample(byteCount: 0).documents.count, 0)
    XCTAssertEqual(corpus(lengths: []).sample(byteCount: 5).documents.count, 0)
  }

  func testASampleTearsNoCharacter() {
    let text = String(repeating: "aé東🧮", count: 100)
    let all = Corpus(name: "c", documents: [Document(name: "d", text: text)])
    for count in 1...30 {
      for bytes in all.sample(byteCount: count).texts + all.prefix(byteCount: count).texts {
        XCTAssertNotNil(String(validating: bytes, as: UTF8.self), "\(count)")
        XCTAssertGreaterThan(bytes.count, count - 4)
      }
    }
  }

  func testFingerprintSeesBytesAndBoundaries() {
    func corpus(_ texts: [String]) -> Corpus {
      Corpus(name: "n", documents: texts.map { Document(name: "x", text: $0) })
    }
    XCTAssertEqual(corpus(["ab", "c"]).fingerprint, corpus(["ab", "c"]).fingerprint)
    XCTAssertNotEqual(corpus(["ab", "c"]).fingerprint, corpus(["a", "bc"]).fingerprint)
  }
}
