import Foundation
import Groundwork
import TestSupport
import XCTest

final class StrictJSONTests: XCTestCase {
  private func parse(_ text: String) throws -> JSONValue {
    try StrictJSON.parse(Array(text.utf8))
  }

  func testValues() throws {
    let value = try parse(
      #" {"a": [1, -2.5e1, true, null], "b": {"c": "x\n\u00e9\ud83d\ude00\/"}, "a ": -0} "#)
    XCTAssertEqual(
      value.object?["a"]?.array, [.integer(1), .number(-25), .bool(true), .null])
    XCTAssertEqual(value.object?["b"]?.object?["c"]?.text, "x\né😀/")
    XCTAssertEqual(value.object?.members.map(\.name), ["a", "b", "a "])
    XCTAssertEqual(value.object?["a "], .integer(0))
    XCTAssertEqual(try parse("9223372036854775807"), .integer(.max))
    XCTAssertEqual(try parse("9223372036854775808"), .number(0x1p63))
  }

  func testKeysAreToldApartByTheirBytes() throws {
    let object = try parse("{\"\u{E9}\": 1, \"e\u{301}\": 2}").object
    XCTAssertEqual(object?.members.count, 2)
    XCTAssertEqual(object?["\u{E9}"], .integer(1))
    XCTAssertEqual(object?["e\u{301}"], .integer(2))
  }

  func testWhatIsNotJSON() {
    let wrong: [(text: String, byte: Int)] = [
      ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\":1,}", 7), ("{\"a\":1,\"a\":2}", 7),
      ("{\"\\u0061\":1,\"a\":2}", 12), ("[01]", 1), ("[1.]", 3), ("[1e]", 3), ("[.5]", 1),
      ("[+1]", 1), ("[NaN]", 1), ("nul", 0), ("[1] 2", 4), ("\"a", 0), ("\"\\x\"", 1),
      ("\"\\u12g4\"", 1), ("\"\\ud800\"", 1), ("\"\\udc00\"", 1), ("\"\\ud800\\u0041\"", 1),
      ("\"\u{1}\"", 1), ("[1 2]", 3), ("{\"a\" 1}", 5), ("{a:1}", 1), ("// x", 0), ("1e999", 0),
      ("'a'", 0), ("[1", 2), ("-", 0), ("tru e", 0), ("\"\\", 1),
    ]
    for (text, byte) in wrong {
      XCTAssertThrowsError(try parse(text), text) {
        XCTAssertEqual(($0 as? JSONError)?.byte, byte, "\(text): \($0)")
      }
    }
  }

  func testInvalidUTF8() {
    let wrong: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xFF],
    ]
    for bytes in wrong {
      XCTAssertThrowsError(try StrictJSON.parse([0x22] + bytes + [0x22])) {
        XCTAssertEqual($0 as? JSONError, JSONError(byte: 1, problem: "invalid UTF-8"))
      }
    }
  }

  func testDepthIsBounded() {
    let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    XCTAssertNoThrow(try parse(deep(StrictJSON.deepest)))
    assertThrows(
      try parse(deep(StrictJSON.deepest + 1)), JSONError.self,
      "more than 128 values inside one another")
    assertThrows(
      try parse(String(repeating: "[", count: 1_000_000)), JSONError.self,
      "more than 128 values inside one another")
  }
}
