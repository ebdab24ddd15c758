import Corpora
import Foundation
import Groundwork
import TestSupport
import XCTest

/// Damaged files of text and tokens: read as what they still are, or one error that names the place.
final class DamagedTextTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "damaged-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private static let text = """
    In the morning the keeper wrote 14 lines about the lock – “naïve”, he said.\r
    Second line, 第一章 and a tab\tand 3.50 €.
    <|endoftext|>
    Another document, of 2 lines.
    Its end.

    """

  private func utf16(_ text: String, mark: Bool) -> [UInt8] {
    (mark ? [0xFF, 0xFE] : []) + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  func testEncodings() throws {
    let long = String(repeating: Self.text, count: 30)
    let western = Self.text.unicodeScalars.map { $0.value < 0x100 ? UInt8($0.value) : 0xB7 }
    let originals: [(String, [UInt8])] = [
      ("UTF-8", Array(Self.text.utf8)), ("a long text", Array(long.utf8)),
      ("with its mark", [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)),
      ("UTF-16", utf16(Self.text, mark: true)), ("without its mark", utf16(Self.text, mark: false)),
      ("Windows-1252", western),
    ]
    for (name, original) in originals {
      for (description, bytes) in damaged(original, count: 300, seed: 11) {
        var reader = TextFileReader(frames: .kept)
        var documents: [[UInt8]] = []
        do {
          try bytes.withUnsafeBufferPointer {
            try reader.read($0, path: "f") { documents.append($0.bytes) }
          }
          for document in documents {
            XCTAssertNotNil(
              String(validating: document, as: UTF8.self), "\(name), \(description)")
          }
          // What is UTF-8 as it stands loses no byte but marks and empty documents.
          if String(validating: bytes, as: UTF8.self) != nil, reader.notes.isEmpty {
            let whole = documents.reduce(0) { $0 + $1.count }
            XCTAssertLessThanOrEqual(whole, bytes.count, "\(name), \(description)")
          }
        } catch let error as TextDecodingError {
          XCTAssertTrue("\(error)".hasPrefix("f: "), "\(name), \(description): \(error)")
          if let byte = error.byte {
            XCTAssertTrue((0..<bytes.count).contains(byte), "\(name), \(description): \(error)")
          }
        }
      }
    }
  }

  func testShards() throws {
    let path = folder + "/a.tokens"
    for vocabularySize in [300, 70_000] {
      try TokenShardWriter.write(to: path, vocabularySize: vocabularySize) { shard in
        for document in [[1, 2, 299], [], [4], [5, 6, 7, 8, 9, 10, 11]] as [[Int32]] {
          try shard.add(document)
        }
      }
      let original = try AtomicFile.read(path)
      for (description, bytes) in damaged(original, count: 300, seed: 12) {
        try AtomicFile.write(bytes, to: path)
        do {
          _ = try TokenShard(path: path)
          XCTFail("believed: \(description)")
        } catch {
          XCTAssertTrue(error is TokenShardError || error is FileError, "\(description): \(error)")
        }
      }
    }
  }

  func testCollectionsInJSON() throws {
    let reports = Array(
      #"[{"paragraphs": [{"order": 2, "text": "second 7"}, {"order": 1, "text": "é"}]}]"#.utf8)
    let papers = Array(#"{"1": {"CONTEXTS": ["aim", "method"], "LONG_ANSWER": "yes, 3.5"}}"#.utf8)
    for (read, original) in [
      (DataSetJSON.reportParagraphs, reports), (DataSetJSON.abstracts, papers),
    ] {
      for (description, bytes) in damaged(original, count: 400, seed: 13) {
        do {
          for document in try read(bytes, "f") {
            XCTAssertNotNil(String(validating: document.bytes, as: UTF8.self), description)
          }
          XCTAssertNotNil(
            try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed),
            "no JSON, but read: \(description)")
        } catch {
          guard case DataSetError.malformed(path: "f", _) = error else {
            XCTFail("\(description): \(error)")
            continue
          }
        }
      }
    }
  }

  /// A report that is damaged makes its folder one like others, or says which part is missing.
  func testReportsOfCleanedFolders() throws {
    var options = CleaningOptions()
    options.rules = nil
    options.split = DocumentSplit(validation: 0.3)
    var pipeline = CleaningPipeline(options: options)
    for number in 0..<12 {
      var words = RandomStream(seed: UInt64(number))
      let text = (0..<60).map { _ in "w\(words.index(below: 4_000))" }.joined(separator: " ")
      pipeline.add(Document(name: "\(number)", text: text))
    }
    try pipeline.finish().write(to: folder)
    let report = try AtomicFile.read(folder + "/report.json")
    let whole = try Corpus.read(paths: [folder], for: .division)
    XCTAssertTrue(whole.documents.allSatisfy { $0.part != nil })
    for (description, bytes) in damaged(report, count: 300, seed: 14) {
      try AtomicFile.write(bytes, to: folder + "/report.json")
      do {
        let read = try Corpus.read(paths: [folder], for: .division)
        if read.documents.contains(where: { $0.part != nil }) {
          XCTAssertNotNil(try? StrictJSON.parse(bytes), description)
          XCTAssertEqual(read.texts.prefix(3), whole.texts.prefix(3), description)
        }
      } catch {
        guard case CorpusError.partMissing = error else {
          XCTFail("\(description): \(error)")
          continue
        }
      }
    }
  }
}
