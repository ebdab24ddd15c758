import Corpora
import Foundation
import Groundwork
import TestSupport
import XCTest

/// From the bytes of files to documents: encodings, frames around texts, JSON.
final class TextReadingTests: XCTestCase {
  private func decode(_ bytes: [UInt8]) throws -> DecodedText {
    try bytes.withUnsafeBufferPointer { try DecodedText($0, path: "f") }
  }

  private func documents(_ bytes: [UInt8]) throws -> [String] {
    var reader = TextFileReader()
    var texts: [String] = []
    try bytes.withUnsafeBufferPointer { try reader.read($0, path: "f") { texts.append($0.text) } }
    return texts
  }

  // MARK: Encodings

  func testEncodingsAreToldFromTheBytes() throws {
    let text = "Dvořák’s “Čárka” – 5 €, café, naïve 𝄞\n"
    XCTAssertEqual(try decode(Array(text.utf8)).bytes, Array(text.utf8))
    XCTAssertEqual(try decode([0xEF, 0xBB, 0xBF] + Array(text.utf8)).bytes, Array(text.utf8))
    for (encoding, mark, isLittle) in [
      (TextEncoding.utf16LittleEndian, [0xFF, 0xFE] as [UInt8], true),
      (.utf16BigEndian, [0xFE, 0xFF], false),
    ] {
      let units = text.utf16.flatMap { unit -> [UInt8] in
        isLittle ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      }
      let decoded = try decode(mark + units)
      XCTAssertEqual(decoded.bytes, Array(text.utf8))
      XCTAssertEqual(decoded.encoding, encoding)
    }
  }

  /// Every byte that Windows-1252 knows, against Foundation.
  func testWindows1252() throws {
    let undefined: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
    for byte in UInt8(0x80)...0xFF {
      let bytes = Array("plain text ".utf8) + [byte] + Array(" and more".utf8)
      if undefined.contains(byte) {
        XCTAssertThrowsError(try decode(bytes)) {
          XCTAssertEqual(($0 as? TextDecodingError)?.byte, 11)
        }
      } else {
        let decoded = try decode(bytes)
        XCTAssertEqual(decoded.encoding, .windows1252)
        XCTAssertEqual(
          String(decoding: decoded.bytes, as: UTF8.self),
          String(data: Data(bytes), encoding: .windowsCP1252))
      }
    }
  }

  func testDamagedUTF8IsRepairedWhereLittleIsWrong() throws {
    let long = String(repeating: "naïve café society\n", count: 200)
    var bytes = Array(long.utf8)
    // In place of an ASCII letter.
    bytes[bytes[4_000...].firstIndex { $0 < 0x80 } ?? 0] = 0xFF
    let decoded = try decode(bytes)
    XCTAssertEqual(decoded.encoding, .damagedUTF8)
    XCTAssertEqual(decoded.replacedByteCount, 1)
    XCTAssertEqual(decoded.bytes, Array(String(decoding: bytes, as: UTF8.self).utf8))
    // Too much is wrong for repair, and the first of it is named.
    for place in stride(from: 3_000, to: 4_000, by: 40) { bytes[place] = 0xFF }
    XCTAssertThrowsError(try decode(bytes)) {
      XCTAssertEqual(($0 as? TextDecodingError)?.byte, 3_000)
    }
  }

  func testWhatIsNoTextIsRefusedWithTheOffset() throws {
    let cases: [(bytes: [UInt8], byte: Int)] = [
      ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], 0), ([0, 0, 0xFE, 0xFF], 0),
      ([0xFF, 0xFE, 0x61, 0, 0x62], 4), ([0xFE, 0xFF, 0, 0x61, 0xD8, 0], 4),
      ([0x61, 0x62, 0, 0x63], 2),
      // Russian in KOI8-R: letters above 0x7F nearly alone.
      ([0x61, 0x20, 0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4], 2),
    ]
    for (bytes, byte) in cases {
      XCTAssertThrowsError(try decode(bytes), "\(bytes)") {
        XCTAssertEqual(($0 as? TextDecodingError)?.byte, byte, "\(bytes)")
      }
    }
  }

  /// Whatever the bytes: valid UTF-8 or an error.
  func testDecodedTextIsAlwaysUTF8() throws {
    var stream = RandomStream(seed: 5)
    let edges: [UInt8] = [
      0, 0x09, 0x0A, 0x20, 0x41, 0x61, 0x7F, 0x80, 0x9D, 0xBF, 0xC3, 0xE2, 0xED, 0xF0, 0xFE, 0xFF,
    ]
    for _ in 0..<3_000 {
      let bytes = (0..<stream.index(below: 12)).map { _ in edges[stream.index(below: edges.count)] }
      if let decoded = try? decode(bytes) {
        XCTAssertNotNil(String(validating: decoded.bytes, as: UTF8.self), "\(bytes)")
      }
    }
  }

  // MARK: Frames around texts

  func testProjectGutenbergsHeaderAndLicenceGo() throws {
    let header = "\u{FEFF}The Project Gutenberg EBook of X\r\n\r\nTitle: X\r\n\r\n"
    let start = "*** START OF THIS PROJECT GUTENBERG EBOOK X ***\r\n\r\n\r\n"
    let credits = "Produced by A. Volunteer\r\nand others\r\n\r\n"
    let body = "CHAPTER I\r\n\r\nIt was a night.\r\n*** a line of stars\r\n"
    let sentence = "End of the Project Gutenberg EBook of X,\r\nby Y\r\n\r\n"
    let end = "*** END OF THIS PROJECT GUTENBERG EBOOK X ***\r\n\r\nlicence\r\n"
    func trimmed(_ text: String) -> String {
      text.replacingOccurrences(of: "\r\n", with: "\n").trimmingCharacters(in: .newlines)
    }
    for parts in [
      [header, start, credits, body, sentence, end], [header, start, body, sentence, end],
      [header, start, credits, body, end], [start, credits, body],
    ] {
      XCTAssertEqual(
        try documents(Array(parts.joined().utf8)).map(trimmed), [trimmed(body)], "\(parts.count)")
    }
    // A title over two lines; a newer wording.
    let long = "*** START OF THE PROJECT GUTENBERG EBOOK A LONG\r\nTITLE ***\r\n"
    XCTAssertEqual(try documents(Array((long + body).utf8)).map(trimmed), [trimmed(body)])
    // Who only speaks of it keeps every word.
    let talk = "*** Project Gutenberg starts here ***\nProduced by nobody\n"
    XCTAssertEqual(try documents(Array(talk.utf8)), [talk])
  }

  func testMarksOfFilingsGo() throws {
    let text = """
      <PAGE>
      AGREEMENT
      <TABLE>
      <CAPTION>
      Name   Amount
      <S>    <C>
      Smith  5
      </TABLE>
         12
      <PAGE>   13
      if a < b and b > c <PAGE> stays

      """
    XCTAssertEqual(
      try documents(Array(text.utf8)),
      ["AGREEMENT\nName   Amount\nSmith  5\n   12\nif a < b and b > c <PAGE> stays\n"])
  }

  func testFilesAreReadAsCorporaReadThem() throws {
    let folder = NSTemporaryDirectory() + "reading-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.write("a\n<|endoftext|>\r\n \n<|endoftext|>\nb", to: folder + "/1.txt")
    try AtomicFile.write([0x63, 0x61, 0x66, 0xE9], to: folder + "/2.txt")
    try AtomicFile.write([0, 1, 2, 3], to: folder + "/3.bin")
    try AtomicFile.write([], to: folder + "/4.txt")
    var reader = TextFileReader()
    var texts: [String] = []
    try reader.read(paths: [folder]) { texts.append($0.text) }
    XCTAssertEqual(texts, ["a\n", "b", "café"])
    XCTAssertEqual(reader.notes.map(\.encoding), [.windows1252, nil])
    assertThrows(
      try reader.read(paths: [folder + "/3.bin"]) { _ in }, TextDecodingError.self, "3.bin",
      "zero bytes, the first at byte 0")
    XCTAssertThrowsError(try reader.read(paths: [folder + "/4.txt"]) { _ in }) {
      XCTAssertEqual($0 as? CorpusError, .empty(path: folder + "/4.txt"))
    }
    assertThrows(try reader.read(paths: []) { _ in }, CorpusError.self, "no text was given")
  }

  // MARK: JSON

  func testParagraphsAndAbstracts() throws {
    let reports = """
      [{"paragraphs": [{"order": 2, "text": "second"}, {"order": 1, "text": "first é"}]},
       {"paragraphs": [{"order": 1, "text": "other"}]}]
      """
    XCTAssertEqual(
      try DataSetJSON.reportParagraphs(Array(reports.utf8), name: "r").map(\.text),
      ["first é\n\nsecond\n", "other\n"])
    let papers = """
      {"1": {"CONTEXTS": ["aim", "method"], "LONG_ANSWER": "yes"}}
      """
    let abstracts = try DataSetJSON.abstracts(Array(papers.utf8), name: "p")
    XCTAssertEqual(abstracts.map(\.text), ["aim\n\nmethod\n\nyes\n"])
    XCTAssertEqual(abstracts.map(\.name), ["p#1"])
    for bad in ["", "{}", "[{}]", "[{\"paragraphs\": [{\"text\": \"x\"}]}]", "[", "[1,]"] {
      XCTAssertThrowsError(try DataSetJSON.reportParagraphs(Array(bad.utf8), name: "r"), bad) {
        guard case .malformed(path: "r", _)? = $0 as? DataSetError else { return XCTFail("\($0)") }
      }
    }
    for bad in ["[]", "{\"1\": {}}", "{\"1\": {\"CONTEXTS\": 1, \"LONG_ANSWER\": \"\"}}", "nul"] {
      assertThrows(
        try DataSetJSON.abstracts(Array(bad.utf8), name: "p"), DataSetError.self, "p: ", note: bad)
    }
  }
}
