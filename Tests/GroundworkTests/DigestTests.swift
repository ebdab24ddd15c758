import Foundation
import Groundwork
import XCTest

final class DigestTests: XCTestCase {
  func testChecksumsAreSHA256() throws {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    XCTAssertEqual(Checksum.sha256(""), empty)
    XCTAssertEqual(
      Checksum.sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let path = NSTemporaryDirectory() + "digest-\(UUID().uuidString)"
    try AtomicFile.write("abc", to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    XCTAssertEqual(try Checksum.sha256(file: path), Checksum.sha256("abc"))
    XCTAssertThrowsError(try Checksum.sha256(file: path + "x")) {
      XCTAssertEqual(($0 as? FileError)?.path, path + "x")
    }
  }

  /// Values from the authors' test suite (`test_fnv.c`, FNV-1a of 64 bits).
  func testFNV1a() {
    XCTAssertEqual(FNV1a("").value, 0xCBF2_9CE4_8422_2325)
    XCTAssertEqual(FNV1a("a").value, 0xAF63_DC4C_8601_EC8C)
    XCTAssertEqual(FNV1a("foobar").value, 0x8594_4171_F739_67E8)
    var words = FNV1a()
    words.add(0x7261_626F_6F66 as UInt64)
    var bytes = FNV1a("foobar")
    bytes.add([0, 0])
    XCTAssertEqual(words, bytes)
  }
}
