import Corpora
import Foundation
import Groundwork
import TestSupport
import Tokenizers
import XCTest

/// Ids that Python's tools gave, as digests; see `Tests/Fixtures/make_tokenizer_fixtures.py`.
struct ReferenceIDs {
  /// A file's digests: of "text", of "random N", and of the file itself.
  let digests: [String: JSONObject]

  init(_ name: String) throws {
    let value = try StrictJSON.parse(AtomicFile.read(Fixtures.path("tokenizers/" + name)))
    digests = Dictionary(
      uniqueKeysWithValues: try XCTUnwrap(value.object).members.map { ($0.name, $0.value.object!) })
  }

  /// Holds a tokenizer to the digests of `name`, and to decoding what it encoded.
  static func check(
    _ tokenizer: any Tokenizer, _ expected: JSONObject, text: [UInt8], _ name: String
  ) throws {
    let ids = try tokenizer.encode(text)
    XCTAssertEqual(try tokenizer.decode(ids), text, name)
    try check(ids.map { UInt32($0) }, expected["text"], "\(name), text")
    try checkRandomStrings(tokenizer, 2_000, expected["random 2000"], name)
  }

  /// Each string's ids, followed by a number that is no id.
  static func checkRandomStrings(
    _ tokenizer: any Tokenizer, _ count: Int, _ expected: JSONValue?, _ name: String
  ) throws {
    let encoder = tokenizer.makeEncoder()
    var all: [UInt32] = []
    var generator = SplitMix64(state: UInt64(count))
    for _ in 0..<count {
      let string = Array(generator.referenceString().utf8)
      var ids: [Int32] = []
      let encoded = try string.withUnsafeBufferPointer {
        try encoder.encode($0, offset: 0, isWhole: true, into: &ids)
      }
      XCTAssertEqual(encoded, string.count)
      if try tokenizer.decode(ids) != string { XCTFail("\(name): \(string) does not come back") }
      all += ids.map { UInt32($0) } + [UInt32.max]
    }
    try check(all, expected, "\(name), \(count) random strings")
  }

  static func check(_ ids: [UInt32], _ expected: JSONValue?, _ name: String) throws {
    let expected = try XCTUnwrap(expected?.object, name)
    XCTAssertEqual(ids.count, expected["tokens"]?.integer, name)
    let bytes = ids.flatMap { id in (0..<4).map { UInt8(truncatingIfNeeded: id >> (8 * $0)) } }
    XCTAssertEqual(Checksum.sha256(bytes), expected["sha256"]?.text, name)
  }
}

/// Steele, Lea and Flood 2014, as the scripts in `Tests/Fixtures` have it.
struct SplitMix64 {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  private static let pieces = [
    "'s", "'S", "'re", "'LL", "'\u{17F}", " ", "  ", "   ", "\n", "\r\n", "\n\n", "\t", "1",
    "12345",
    "\u{BD}", "\u{2163}", "A", "the", " the", " of", "...", "!\n\n", "\u{3000}", "\u{A0}",
    "e\u{301}", "\u{1F600}", "\u{6F22}\u{5B57}", "\u{660}",
  ]
  private static let spaces: [Int] = [
    0x9, 0xA, 0xB, 0xC, 0xD, 0x20, 0x85, 0xA0, 0x1680, 0x2003, 0x2028, 0x2029, 0x202F, 0x3000,
  ]

  /// A string of up to 24 parts: letters, any scalars, white space, and what trips scanners.
  mutating func referenceString() -> String {
    var text = String.UnicodeScalarView()
    func append(_ value: Int) {
      text.append(Unicode.Scalar(UInt32(value)) ?? "\u{FFFD}")
    }
    for _ in 0..<(1 + below(24)) {
      switch below(8) {
      case 0, 1: append(0x20 + below(0x5F))
      case 2: append(0x80 + below(0x780))
      case 3: append(below(0x10000))
      case 4: append(below(0x110000))
      case 5, 6: text += Self.pieces[below(Self.pieces.count)].unicodeScalars
      default: append(Self.spaces[below(Self.spaces.count)])
      }
    }
    return String(text)
  }
}
