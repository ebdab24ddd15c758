import Corpora
import Foundation
import Groundwork
import TestSupport
import XCTest

/// Folders as they are found: links, pipes, names of any bytes, and files that are no text.
final class FolderReadingTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "folder-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ text: String, _ name: String) throws {
    try AtomicFile.write(text, to: "\(folder)/\(name)")
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/\(name)", withDestinationPath: target)
  }

  private func read(_ name: String = "") throws -> (texts: [String], notices: [String]) {
    var notices: [String] = []
    let path = name.isEmpty ? folder : "\(folder)/\(name)"
    let corpus = try Corpus.read(paths: [path]) { notices.append($0.summary) }
    return (corpus.documents.map(\.text), notices)
  }

  // MARK: Links

  func testLinksAreFollowedAndRingsEnd() throws {
    for number in 0..<3 { try write("text \(number)", "store/\(number).txt") }
    try write("far away", "elsewhere/far.txt")
    try write("own", "in/own.txt")
    try link("alias", to: "store")
    XCTAssertEqual(try read("alias").texts, ["text 0", "text 1", "text 2"])
    try link("in/far.txt", to: "../elsewhere/far.txt")
    try link("in/linked", to: "../store")
    // Rings: to itself, to what holds it, and over two corners.
    try link("in/self", to: "self")
    try link("in/ring", to: "..")
    try link("store/back", to: "../in")
    let found = try read("in")
    XCTAssertEqual(found.texts.sorted(), ["far away", "own", "text 0", "text 1", "text 2"])
    XCTAssertEqual(
      found.notices, ["left out \(folder)/in/self: a link that leads nowhere"])
  }

  func testWhatALinkLeadsToIsReadOnce() throws {
    try write("one", "a/one.txt")
    try link("a/again.txt", to: "one.txt")
    try link("0-before", to: "a")
    XCTAssertEqual(try read().texts, ["one"])
    try link("gone", to: "nowhere")
    try link("lost", to: "nowhere")
    XCTAssertEqual(
      try read().notices, ["left out 2 links that lead nowhere: \(folder)/gone, \(folder)/lost"])
  }

  // MARK: What is no text

  func testWhatIsNoTextIsCountedByKind() throws {
    try write("words", "a.txt")
    try write("%PDF-1.4\n1 0 obj\n<< >>\nendobj\n", "b.pdf")
    try write("%PDF-1.7\n", "deep/c.PDF")
    try AtomicFile.write([0x50, 0x4B, 3, 4, 20, 0, 0, 0], to: folder + "/d.docx")
    try AtomicFile.write([0, 1, 2, 3], to: folder + "/e")
    let found = try read()
    XCTAssertEqual(found.texts, ["words"])
    XCTAssertEqual(
      found.notices, ["left out 4 files that are no text: 2 .pdf, 1 without extension, 1 .docx"])
    // One is named, with what it is; by itself it is refused.
    try FileManager.default.removeItem(atPath: folder + "/deep")
    for name in ["d.docx", "e"] { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
    XCTAssertEqual(
      try read().notices,
      [
        "left out \(folder)/b.pdf: is a PDF document, not text; extract its text first, for example "
          + "with pdftotext or pandoc"
      ])
    assertThrows(try read("b.pdf"), TextDecodingError.self, "b.pdf: is a PDF document, not text")
    try FileManager.default.removeItem(atPath: folder + "/a.txt")
    assertThrows(
      try read(), CorpusError.self, "holds no text (left out", "b.pdf: is a PDF document")
  }

  func testEncodingsAreToldInALineEach() throws {
    for number in 0..<5 {
      try AtomicFile.write(
        [0x63, 0x61, 0x66, 0xE9, 0x30 + UInt8(number)], to: "\(folder)/\(number)")
    }
    try AtomicFile.write([0xFF, 0xFE, 0x68, 0, 0x69, 0], to: folder + "/wide")
    try AtomicFile.write([0x61, 0x20, 0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4], to: folder + "/x")
    let found = try read()
    XCTAssertEqual(found.texts, (0..<5).map { "café\($0)" } + ["hi"])
    XCTAssertEqual(
      Array(found.notices.prefix(2)),
      [
        "\(folder)/wide: read as UTF-16 (little-endian)",
        "5 files read as Windows-1252: \(folder)/0, \(folder)/1, \(folder)/2 and 2 more",
      ])
    XCTAssertTrue(found.notices[2].hasPrefix("left out \(folder)/x: "), "\(found.notices)")
  }

  func testSpecialFilesAreLeftOutAndSaid() throws {
    try write("words", "a.txt")
    XCTAssertEqual(mkfifo(folder + "/pipe", 0o600), 0)
    let found = try read()
    XCTAssertEqual(found.texts, ["words"])
    XCTAssertEqual(found.notices, ["left out \(folder)/pipe: no regular file"])
  }

  // MARK: Names

  /// A name in Latin-1, from an old archive: the text is read, and the name shown with its byte.
  func testNamesThatAreNoUTF8AreRead() throws {
    try write("words", "a.txt")
    let name = Array(folder.utf8) + Array("/caf".utf8) + [0xE9] + Array(".txt".utf8) + [0]
    let descriptor = name.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { path in
        path.baseAddress.map { open($0, O_WRONLY | O_CREAT, 0o644) } ?? -1
      }
    }
    guard descriptor >= 0 else { throw XCTSkip("this disk takes no such names") }
    XCTAssertEqual(Foundation.write(descriptor, "coffee", 6), 6)
    close(descriptor)
    let corpus = try Corpus.read(paths: [folder])
    XCTAssertEqual(corpus.documents.map(\.text), ["words", "coffee"])
    XCTAssertEqual(corpus.documents.last?.name, "\(folder)/caf\\xE9.txt#1")
    assertThrows(
      try Corpus.read(paths: ["\(folder)/caf\u{FFFD}.txt"]), CorpusError.self,
      "a name that is not UTF-8 cannot be given: name the folder")
  }

  // MARK: Pipes

  /// What a shell makes of `<(cat …)`, and /dev/stdin: a name that leads to a pipe.
  func testPipesAreReadToTheirEnd() throws {
    let text = String(repeating: "words through a pipe\n", count: 20_000)
    let pipe = Pipe()
    let writer = pipe.fileHandleForWriting
    let thread = Thread {
      try? writer.write(contentsOf: Data(text.utf8))
      try? writer.close()
    }
    thread.start()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    XCTAssertEqual(try Corpus.read(paths: [path]).documents.map(\.text), [text])
    assertThrows(
      try Corpus.requireRepeatable([folder, path]), CorpusError.self, "can be read once, as pipes")
    XCTAssertNoThrow(try Corpus.requireRepeatable([folder]))
  }

  func testTheSystemsReasonIsTold() {
    // A device without a driver behind it.
    let path = "\(folder)/device"
    guard mknod(path, S_IFCHR | 0o600, 0xFFF << 8 | 0xFF) == 0 else { return }
    assertThrows(try Corpus.read(paths: [path]), CorpusError.self, "cannot be read (no such device")
  }

  // MARK: Encodings without a mark

  func testUTF16WithoutItsMark() throws {
    let texts = [
      "Plain words, a line\r\nand café – “quotes”\n", "Да, это обычный текст.\nИ ещё строка.\n",
      "第一章\n我们在清晨等到船闸。第二 2024\n", "שלום עולם\nטקסט\n",
    ]
    for text in texts {
      for isLittle in [true, false] {
        let bytes = text.utf16.flatMap { unit -> [UInt8] in
          isLittle
            ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        }
        let decoded = try bytes.withUnsafeBufferPointer { try DecodedText($0, path: "f") }
        XCTAssertEqual(String(decoding: decoded.bytes, as: UTF8.self), text)
        XCTAssertEqual(decoded.encoding, isLittle ? .utf16LittleEndian : .utf16BigEndian)
      }
    }
    // Text with a zero byte in it stays what it is, or is refused: UTF-16 of it would be ideographs.
    let long = Array((String(repeating: "ordinary text\n", count: 100) + "\0").utf8)
    let decoded = try long.withUnsafeBufferPointer { try DecodedText($0, path: "f") }
    XCTAssertEqual(decoded.encoding, .utf8)
    XCTAssertEqual(decoded.zeroByteCount, 1)
    let short = Array("ab\0cd\0".utf8)
    assertThrows(
      try short.withUnsafeBufferPointer { try DecodedText($0, path: "f") }, TextDecodingError.self,
      "zero bytes, the first at byte 2")
  }

  func testZeroBytesInTextAreTold() throws {
    try write(String(repeating: "ordinary text\n", count: 100) + "\0", "a.txt")
    XCTAssertEqual(try read().notices, ["\(folder)/a.txt: 1 zero byte in it"])
  }

  func testAStreamIsProbedInPartsOfAnySize() {
    for (bytes, isPlain) in [
      (Array("é 漢 🙂 plain".utf8), true), ([], true), ([0x61, 0xE9], false), ([0x61, 0], false),
      ([0xE6, 0xBC], false), ([0xED, 0xA0, 0x80], false), (Array("🙂".utf8) + [0xFF, 0x41], false),
    ] {
      for size in 1...5 {
        var probe = UTF8Probe()
        for start in stride(from: 0, to: bytes.count, by: size) {
          Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBufferPointer {
            probe.append($0)
          }
        }
        XCTAssertEqual(probe.finish(), isPlain, "\(bytes) in parts of \(size)")
      }
    }
  }

  // MARK: Marks

  func testMarksCountWhateverEndsLines() throws {
    for end in ["\n", "\r\n", "\r"] {
      let text = ["one", "<|endoftext|>", "two", " <|endoftext|>", "<|endoftext|>"]
      try write(text.joined(separator: end), "m.txt")
      XCTAssertEqual(
        try read("m.txt").texts, ["one\(end)", "two\(end) <|endoftext|>\(end)"],
        end.debugDescription)
    }
  }
}
