import TestSupport
import XCTest

final class DamagedInputsTests: XCTestCase {
  private let file = [UInt8](#"{"layers": 12, "width": 768, "rate": 0.5, "name": "café"}"#.utf8)

  func testCopiesDifferFromTheOriginalAndFollowFromTheSeed() {
    let copies = Array(damaged(file, count: 500, seed: 1))
    XCTAssertEqual(copies.count, 500)
    XCTAssertFalse(copies.contains { $0.bytes == file })
    XCTAssertEqual(copies.map(\.bytes), damaged(file, count: 500, seed: 1).map(\.bytes))
    XCTAssertNotEqual(copies.map(\.bytes), damaged(file, count: 500, seed: 2).map(\.bytes))
    XCTAssertGreaterThan(Set(copies.map(\.bytes)).count, 400)
  }

  func testEveryKindOfDamageIsThere() {
    let said = damaged(file, count: 500, seed: 1).map(\.description)
    for kind in [
      "empty", "flipped", "cut after", "inserted", "deleted", "repeated", " is ", " are ",
      "the number at", "the numbers at",
    ] {
      XCTAssertTrue(said.contains { $0.contains(kind) }, kind)
    }
  }

  func testFilesWithoutNumbersAndShortOnesAreDamagedToo() {
    for file in [[], [0], [0xFF, 0x80], [UInt8]("words".utf8)] as [[UInt8]] {
      XCTAssertFalse(damaged(file, count: 100, seed: 3).contains { $0.bytes == file })
    }
  }
}
