import Foundation
import Notebook
import TestSupport
import XCTest

/// The EPUB file: its container, its package, and that the archive holds what went in.
final class EPUBBookTests: XCTestCase {
  /// A workbook that lives as long as the test.
  private var house: BookHouse!

  override func setUpWithError() throws { house = try BookHouse() }
  override func tearDown() { house = nil }

  private func book() throws -> EPUBBook {
    EPUBBook(
      try house.read([BookHouse.exercise]), modified: Date(timeIntervalSince1970: 1_700_000_000))
  }

  /// The entries of an archive, read from its directory as a reader does.
  private func entries(of archive: [UInt8]) throws -> [(path: String, bytes: [UInt8], at: Int)] {
    func number(_ at: Int, _ count: Int) -> Int {
      archive[at..<at + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let end = archive.count - 22
    XCTAssertEqual(number(end, 4), 0x0605_4B50)
    var place = number(end + 16, 4)
    XCTAssertEqual(place + number(end + 12, 4), end)
    return try (0..<number(end + 10, 2)).map { _ in
      XCTAssertEqual(number(place, 4), 0x0201_4B50)
      let (length, name) = (number(place + 24, 4), number(place + 28, 2))
      let at = number(place + 42, 4)
      XCTAssertEqual(number(at, 4), 0x0403_4B50)
      // What the directory says of an entry, the entry says itself.
      XCTAssertEqual(archive[place + 6..<place + 30], archive[at + 4..<at + 28])
      XCTAssertEqual(number(at + 8, 2), 0, "stored")
      let path = String(decoding: archive[at + 30..<at + 30 + name], as: UTF8.self)
      let bytes = Array(archive[at + 30 + name..<at + 30 + name + length])
      XCTAssertEqual(number(at + 14, 4), Self.slowCRC(bytes), path)
      place += 46 + name
      return try (XCTUnwrap(path), bytes, at)
    }
  }

  /// Bit by bit, as the polynomial is defined.
  private static func slowCRC(_ bytes: [UInt8]) -> Int {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      for bit in 0..<8 {
        let isOdd = (value ^ UInt32(byte >> bit)) & 1 == 1
        value = (value >> 1) ^ (isOdd ? 0xEDB8_8320 : 0)
      }
    }
    return Int(value ^ 0xFFFF_FFFF)
  }

  func testAnArchiveHoldsWhatWentIn() throws {
    XCTAssertEqual(Self.slowCRC(Array("123456789".utf8)), 0xCBF4_3926, "the published check value")
    let files: [(path: String, bytes: [UInt8])] = [
      ("a", []), ("b/ü.txt", Array("123456789".utf8)), ("c", (0..<70_000).map { UInt8($0 % 251) }),
    ]
    let read = try entries(of: ZIPArchive.bytes(of: files))
    XCTAssertEqual(read.map(\.path), files.map(\.path))
    XCTAssertEqual(read.map(\.bytes), files.map(\.bytes))
  }

  func testTheContainerSaysWhatItIs() throws {
    let book = try book()
    let bytes = try book.bytes()
    // A file's kind is seen from its first bytes.
    XCTAssertEqual(String(decoding: bytes[30..<58], as: UTF8.self), "mimetypeapplication/epub+zip")
    let read = try entries(of: bytes)
    XCTAssertEqual(read[0].path, "mimetype")
    XCTAssertEqual(read.map(\.path), try book.files().map(\.path))
    XCTAssertEqual(try book.bytes(), bytes, "the same book is the same file")
    let container = String(decoding: read[1].bytes, as: UTF8.self)
    XCTAssertTrue(container.contains("full-path=\"EPUB/package.opf\""), container)
  }

  func testThePackageListsEveryFile() throws {
    let files = try book().files()
    let package = String(
      decoding: try XCTUnwrap(files.first { $0.path == "EPUB/package.opf" }).bytes, as: UTF8.self)
    let elements = try MarkupParser.parse(
      package.replacing(#/<meta ([^>]*)>([^<]*)<\/meta>/#) {
        "<meta \($0.output.1) c=\"\($0.output.2)\"/>"
      }
    ).elements
    let items = elements.filter { $0.name == "item" }
    let listed = items.compactMap { $0["href"] }.map { "EPUB/" + $0 }
    XCTAssertEqual(listed.count, Set(listed).count)
    XCTAssertEqual(
      Set(listed), Set(files.map(\.path).filter { $0.hasPrefix("EPUB/") && !$0.hasSuffix(".opf") }))
    let ids = items.compactMap { $0["id"] }
    XCTAssertEqual(ids.count, Set(ids).count)
    let spine = elements.filter { $0.name == "itemref" }.compactMap { $0["idref"] }
    let order = spine.compactMap { id in items.first { $0["id"] == id }?["href"] }
    XCTAssertEqual(
      order, ["index.xhtml", "01-toy.xhtml", "02-more-toys.xhtml", "glossary.xhtml"])
    XCTAssertTrue(items.contains { $0["properties"] == "nav" && $0["href"] == "nav.xhtml" })
    XCTAssertTrue(items.contains { $0["properties"] == "cover-image" })
    XCTAssertTrue(package.contains(">2023-11-14T22:13:20Z<"), package)
    XCTAssertTrue(package.contains(#/urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8/#), package)
  }

  func testPagesAreForReadersOfBooks() throws {
    let files = try book().files()
    let page = String(
      decoding: try XCTUnwrap(files.first { $0.path == "EPUB/02-more-toys.xhtml" }).bytes,
      as: UTF8.self)
    XCTAssertTrue(page.contains("href=\"01-toy.xhtml\""), page)
    XCTAssertTrue(page.contains("xmlns=\"http://www.w3.org/1999/xhtml\""), page)
    XCTAssertFalse(page.contains("class=\"anchor\""), page)
    let navigation = String(
      decoding: try XCTUnwrap(files.first { $0.path == "EPUB/nav.xhtml" }).bytes, as: UTF8.self)
    XCTAssertTrue(navigation.contains("01-toy.xhtml#what-a-toy-is"), navigation)
  }
}
