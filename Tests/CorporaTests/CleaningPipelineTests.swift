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

  /// Records that differ in their numbers alone are no boilerplate, also among other texts; what is
  /// word for word the same in all of them is.
  func testRecordsThatDifferInNumbersStay() {
    var stream = RandomStream(seed: 9)
    let records = (0..<25).map {
      "Towpath section \($0) runs from milestone \(3 * $0) to milestone \(3 * $0 + 2) of the canal.\n"
    }
    for others in [0, 12] {
      let texts = records + (0..<others).map { _ in prose(&stream) }
      let cleaned = clean(texts) { $0.rules = nil }
      XCTAssertEqual(cleaned.report.drops, [])
      XCTAssertEqual(
        Set(cleaned.parts.flatMap(\.documents).map(\.text)), Set(texts), "\(others) others")
    }
    let headed = clean(records.map { "Northern canal board, register\n" + $0 }) { $0.rules = nil }
    XCTAssertEqual(Set(headed.parts.flatMap(\.documents).map(\.text)), Set(records))
    // In longer documents such a line is a page's number.
    let pages = (0..<25).map { prose(&stream) + "Page \($0) of 25, all rights reserved\n" }
    XCTAssertEqual(clean(pages).report.removedLines, 25)
    // Nothing but shared lines: the step says so.
    let empty = (0..<12).map {
      "A line that all of these share\n" + String(repeating: "-\n", count: $0 + 1)
    }
    let dropped = clean(empty.map { $0.replacing("-\n", with: "Another line that they share\n") }) {
      $0.rules = nil
    }
    XCTAssertEqual(dropped.report.drops.map(\.step), [.boilerplate])
    XCTAssertEqual(dropped.report.harshestStep?.step, .boilerplate)
    XCTAssertEqual(dropped.report.harshestStep?.documents, 12)
  }

  /// Near copies in scripts that put no spaces between words.
  func testNearCopiesWithoutSpacesAreFound() {
    let scripts: [[Character]] = [
      Array("的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下"),
      Array("กขคงจชซดตถทธนบปผพฟมยรลวสหอ"), Array("あいうえおかきくけこさしすせそたちつてとアイウエオ"),
      Array("កខគឃងចឆជឈញដឋឌឍណតថទធន"),
    ]
    for (number, letters) in scripts.enumerated() {
      var stream = RandomStream(seed: UInt64(number))
      let originals = (0..<15).map { _ in
        (0..<20).map { _ in
          String((0..<25).map { _ in letters[stream.index(below: letters.count)] }) + "。"
        }.joined() + "\n"
      }
      let twins = originals.map { text in
        var characters = Array(text)
        characters[characters.count / 2] = letters[0]
        characters.insert(letters[1], at: characters.count / 3)
        return String(characters)
      }
      let cleaned = clean(originals + twins) {
        $0.rules = nil
        $0.split.validation = 0.3
      }
      XCTAssertEqual(
        cleaned.report.drops.map { "\($0.rule) \($0.documents)" }, ["nearly identical 15"])
      // Kept, they go to one part each.
      let kept = clean(originals + twins) {
        $0.rules = nil
        $0.copyThreshold = nil
        $0.split.validation = 0.3
      }
      XCTAssertEqual(kept.report.kinGroups, 15)
      let training = Set(kept.parts[0].documents.map(\.text))
      for (original, twin) in zip(originals, twins) {
        XCTAssertEqual(training.contains(original), training.contains(twin))
      }
    }
  }

  /// Tables of numbers and lists of sections belong to regulations; lines of signs do not.
  func testTablesAndSectionListsOfRegulationsStay() {
    let table =
      "Annex 3. Charges of the lock and of the towpath that are to be paid with the toll\n"
      + (0..<40).map { "\($0) \($0 * 13) \($0 * 17).50 \($0 * 21) §\($0)\n" }.joined()
    let list =
      "The sections of the regulation that apply to boats and to those with a crew\n"
      + (0..<40).map { "§ \($0 + 3) (\($0 * 5)), \($0 * 13), \($0 * 17 + 2) \(word($0))\n" }
      .joined()
    let signs =
      "The line that follows is of signs and of nothing that one would want to have\n"
      + (0..<12).map { "--- | === \(String(repeating: "*", count: $0 + 1)) + + | ~~~\n" }.joined()
    let cleaned = clean([table, list, signs]) { $0.split.validation = 0 }
    XCTAssertEqual(cleaned.report.drops.map(\.rule), ["words of signs alone"])
    XCTAssertEqual(cleaned.parts[0].documents.map(\.name), ["d0", "d1"])
    XCTAssertEqual(
      clean([table, list]) { $0.rules = .gopher }.report.drops.map(\.rule),
      ["words without letters"])
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
