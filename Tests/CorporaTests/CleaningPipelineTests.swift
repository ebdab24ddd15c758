import Corpora
import Foundation
import Groundwork
import XCTest

/// The whole way from raw documents to parts.
final class CleaningPipelineTests: XCTestCase {
  /// A word of its own for each number: digits make no difference between lines.
  private func word(_ number: Int) -> String {
    String(number, radix: 17).map { String(UnicodeScalar(UInt8($0.hexDigitValue ?? 16) + 97)) }
      .joined() + "ing"
  }

  private func prose(_ stream: inout RandomStream, lines: Int = 8) -> String {
    (0..<lines).map { _ in
      "the "
        + (0..<9).map { _ in word(stream.index(below: 2_000)) }.joined(separator: " ")
        + " and that\n"
    }.joined()
  }

  private func clean(
    _ texts: [String], _ change: (inout CleaningOptions) -> Void = { _ in }
  ) -> CleanedCorpus {
    var options = CleaningOptions()
    change(&options)
    var pipeline = CleaningPipeline(options: options)
    for (index, text) in texts.enumerated() {
      pipeline.add(Document(name: "d\(index)", text: text))
    }
    return pipeline.finish()
  }

  func testWhatIsDroppedIsReported() {
    var stream = RandomStream(seed: 1)
    let good = (0..<30).map { _ in prose(&stream) }
    let similar = String(good[5].dropLast(60)) + "one more ending\n"
    let texts =
      good + [good[3].replacingOccurrences(of: "\n", with: " \r\n"), similar, " \u{0}\n", "short"]
    let cleaned = clean(texts)
    XCTAssertEqual(
      cleaned.report.drops.map { "\($0.rule) \($0.documents)" },
      ["identical 1", "empty 1", "too few words 1", "nearly identical 1"])
    XCTAssertEqual(cleaned.report.drops[0].examples[0].detail, "the same text as d3")
    XCTAssertTrue(cleaned.report.drops[3].examples[0].detail.hasSuffix(" to d5"))
    XCTAssertEqual(cleaned.report.keptDocuments, 30)
    let dropped = cleaned.report.drops.reduce(0) { $0 + $1.documents }
    XCTAssertEqual(cleaned.report.inputDocuments, cleaned.report.keptDocuments + dropped)
    XCTAssertEqual(Set(cleaned.parts.flatMap(\.texts)), Set(good.map { Array($0.utf8) }))
  }

  func testLinesOfManyDocumentsGo() {
    var stream = RandomStream(seed: 2)
    let texts = (0..<40).map { index in
      prose(&stream) + "Page \(index) of 40, all rights reserved\n"
        + (index % 10 == 0 ? "A line that four documents share\n" : "") + "Notices.\n"
    }
    let cleaned = clean(texts)
    XCTAssertEqual(cleaned.report.removedLines, 40)
    XCTAssertEqual(cleaned.report.documentsWithBoilerplate, 40)
    XCTAssertEqual(cleaned.report.removedLineExamples.first?.documents, 40)
    let text = cleaned.parts.flatMap(\.documents).map(\.text).joined()
    XCTAssertFalse(text.contains("all rights reserved"))
    XCTAssertTrue(text.contains("A line that four documents share"))
    XCTAssertTrue(text.contains("Notices."))
    XCTAssertEqual(clean(texts) { $0.boilerplate = nil }.report.removedLines, 0)
    // Nine documents are too few to tell.
    XCTAssertEqual(clean(Array(texts.prefix(9))).report.removedLines, 0)
  }

  /// A line counts once a document: a refrain is no boilerplate.
  func testALineThatOneDocumentRepeatsStays() {
    var stream = RandomStream(seed: 5)
    let refrain = String(repeating: "And so the old song ended\n", count: 15)
    let texts = (0..<12).map { prose(&stream) + ($0 == 4 ? refrain : "") }
    let cleaned = clean(texts) { $0.rules = nil }
    XCTAssertEqual(cleaned.report.removedLines, 0)
    let text = cleaned.parts.flatMap(\.documents).map(\.text).joined()
    XCTAssertTrue(text.contains(refrain))
  }

  /// Families of similar texts, none torn apart by the split, whatever the seed.
  func testNoPartHoldsWhatIsNearlyInAnother() {
    var stream = RandomStream(seed: 3)
    var texts: [String] = []
    for _ in 0..<25 {
      let original = prose(&stream, lines: 12)
      texts.append(original)
      // Two thirds alike: below what is dropped, above what may leak.
      texts.append(String(original.prefix(original.count * 5 / 6)) + prose(&stream, lines: 2))
    }
    for seed in UInt64(1)...8 {
      let cleaned = clean(texts) {
        $0.split = DocumentSplit(validation: 0.2, test: 0.1, seed: seed)
      }
      XCTAssertEqual(cleaned.report.keptDocuments, 50)
      XCTAssertEqual(cleaned.report.kinGroups, 25)
      let sets = cleaned.parts.map { $0.documents.map { Shingles.of($0.bytes) } }
      for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        for left in sets[a] {
          for right in sets[b] { XCTAssertLessThan(Shingles.jaccard(left, right), 0.5) }
        }
      }
      for (part, share) in [(1, 0.2), (2, 0.1)] {
        let bytes = Double(cleaned.parts[part].byteCount) / Double(cleaned.report.keptBytes)
        XCTAssertEqual(bytes, share, accuracy: 0.05, "part \(part), seed \(seed)")
      }
    }
  }

  func testTheSplitDependsOnTextsAndSeedAlone() {
    var stream = RandomStream(seed: 4)
    let texts = (0..<40).map { _ in prose(&stream) }
    func validation(_ texts: [String], seed: UInt64) -> Set<[UInt8]> {
      Set(clean(texts) { $0.split.seed = seed }.parts[1].texts)
    }
    let first = validation(texts, seed: 1)
    XCTAssertEqual(first.count, 4)
    XCTAssertEqual(validation(texts.reversed(), seed: 1), first)
    XCTAssertNotEqual(validation(texts, seed: 2), first)
    XCTAssertEqual(clean([texts[0]]).parts.map(\.documents.count), [1, 0, 0])
    XCTAssertEqual(clean([texts[0], texts[1]]).parts.map(\.documents.count), [1, 1, 0])
  }

  func testWhatIsWrittenReadsBackAsItWas() throws {
    let folder = NSTemporaryDirectory() + "cleaned-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var stream = RandomStream(seed: 5)
    let texts = (0..<20).map { index in
      prose(&stream) + (index == 7 ? "<|endoftext|> \nmore\n" : "no end")
    }
    let cleaned = clean(texts) { $0.split.test = 0.1 }
    try cleaned.write(to: folder)
    for part in cleaned.parts {
      XCTAssertEqual(
        try Corpus.read(paths: ["\(folder)/\(part.name).txt"]).texts, part.texts, part.name)
    }
    let json = try StrictJSON.parse(try AtomicFile.read(folder + "/report.json"))
    XCTAssertEqual(json.object?["kept"]?.object?["documents"]?.integer, 20)
    XCTAssertEqual(json, cleaned.report.json)
    // A part that a later run does not have is gone.
    try clean(texts) { $0.split = DocumentSplit(validation: 0) }.write(to: folder)
    XCTAssertFalse(FileManager.default.fileExists(atPath: folder + "/validation.txt"))
  }
}
