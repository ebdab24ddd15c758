import Foundation
import Tokenizers
import XCTest

/// The hand-written scanners against the regular expressions that they stand for.
final class PreTokenPatternTests: XCTestCase {
  private func check(_ text: [UInt8], _ slow: [PreTokenPattern: SlowPattern]) throws {
    for pattern in PreTokenPattern.allCases {
      let ours = pattern.split(text).map { Array(text[$0]) }
      let expected = try XCTUnwrap(slow[pattern]).split(text)
      XCTAssertEqual(
        ours, expected, "\(pattern) on \(String(decoding: text, as: UTF8.self).debugDescription)")
    }
  }

  private func slowPatterns() throws -> [PreTokenPattern: SlowPattern] {
    let categories = try GeneralCategories()
    return Dictionary(
      uniqueKeysWithValues: PreTokenPattern.allCases.map { ($0, SlowPattern($0, categories)) })
  }

  func testCasesThatTripScanners() throws {
    let slow = try slowPatterns()
    for text in [
      "", "a", " a", "  a", "   a  b   ", "it's they're I'll 'tis 'd", "x'sy", "''s", " 's",
      "1,234.5", " 12 ab", "a\n\nb", "\n a", "a \n", "tab\t\tx", "a\r\nb", "été naïve", "漢字 12",
      "½ ² Ⅳ", "\u{A0}x", "\u{2003}\u{2003}x", "e\u{301}", "!?  !?", "New York 2007", " ", "  ",
      "IT'S I'LL 'RE 'ſ 'S", "12345678 1 22 333", "!\r\n\r\n x", " !\n", "\n\n  \n  x", "\n  ",
      " \n",
      "\u{85}a", "\u{2028}\u{2029}", "'", "'r", "'l", "'v", "\t'", "…\n\n\n", "'K", "'ŀ",
    ] {
      try check(Array(text.utf8), slow)
    }
  }

  func testRandomMixtures() throws {
    let slow = try slowPatterns()
    var generator = SplitMix64(state: 12)
    for _ in 0..<4_000 { try check(Array(generator.referenceString().utf8), slow) }
  }

  /// Characters of every general category beside one another, with white space and letters between.
  func testEveryCategoryOfUnicode() throws {
    let slow = try slowPatterns()
    let ranges = try GeneralCategories().ranges
    let categories = Dictionary(grouping: ranges, by: \.name)
    XCTAssertEqual(categories.count, 29, "every category but surrogates")
    let names = categories.keys.sorted()
    var generator = SplitMix64(state: 16)
    func scalar(_ name: String) throws -> Unicode.Scalar {
      let list = try XCTUnwrap(categories[name])
      let range = list[generator.below(list.count)]
      let value = range.first + UInt32(generator.below(Int(range.last - range.first) + 1))
      return try XCTUnwrap(Unicode.Scalar(value))
    }
    for name in names {
      for _ in 0..<60 {
        var text = String.UnicodeScalarView()
        for _ in 0..<6 {
          text.append(try scalar(name))
          switch generator.below(4) {
          case 0: text.append(" ")
          case 1: text.append(try scalar(names[generator.below(names.count)]))
          case 2: text.append("a")
          default: break
          }
        }
        try check(Array(String(text).utf8), slow)
      }
    }
  }

  /// The first and the last scalar of every range of the table, and their neighbours.
  func testTheEdgesOfEveryRange() throws {
    let categories = try GeneralCategories()
    let slow = SlowPattern(.gpt2, categories)
    for range in categories.ranges {
      for value in [range.first, range.last] {
        let text = "a" + String(try XCTUnwrap(Unicode.Scalar(value))) + "1"
        let bytes = Array(text.utf8)
        XCTAssertEqual(
          PreTokenPattern.gpt2.split(bytes).map { Array(bytes[$0]) }, slow.split(bytes),
          String(value, radix: 16))
      }
    }
  }

  func testBytesThatAreNoUTF8() throws {
    let slow = try slowPatterns()
    var generator = SplitMix64(state: 13)
    let bytes: [UInt8] = [
      0x20, 0x0A, 0x41, 0x31, 0x21, 0x27, 0x73, 0x80, 0xBF, 0xC0, 0xC3, 0xA9, 0xC2, 0x85, 0xE2,
      0x80,
      0x83, 0xED, 0xA0, 0x80, 0xF0, 0x9F, 0x98, 0x80, 0xF4, 0x90, 0xF5, 0xFF, 0xE0, 0x9F,
    ]
    for _ in 0..<4_000 {
      let text = (0..<(1 + generator.below(16))).map { _ in
        generator.below(4) == 0
          ? UInt8(generator.below(256)) : bytes[generator.below(bytes.count)]
      }
      try check(text, slow)
    }
  }
}
