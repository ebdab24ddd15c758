import Foundation
import Tensors
import Tokenizers
import XCTest

/// The hand-written scanners against the regular expressions that they stand for.
final class PreTokenPatternTests: XCTestCase {
  private let expressions: [PreTokenPattern: String] = [
    .gpt2: #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#,
    .bloomberg: "[ A-Za-z]+|[0-9]|[^A-Za-z0-9]+",
  ]

  // Through NSString: a match may end inside what Swift takes for one character ("\r\n").
  private func reference(_ text: String, _ pattern: PreTokenPattern) throws -> [[UInt8]] {
    let expression = try NSRegularExpression(pattern: XCTUnwrap(expressions[pattern]))
    let whole = NSRange(location: 0, length: (text as NSString).length)
    return expression.matches(in: text, range: whole).map {
      Array((text as NSString).substring(with: $0.range).utf8)
    }
  }

  private func check(_ text: String) throws {
    let bytes = Array(text.utf8)
    for pattern in expressions.keys {
      let ours = pattern.split(bytes).map { Array(bytes[$0]) }
      XCTAssertEqual(ours, try reference(text, pattern), "\(pattern) on \(text.debugDescription)")
    }
  }

  func testCasesThatTripScanners() throws {
    for text in [
      "", "a", " a", "  a", "   a  b   ", "it's they're I'll 'tis 'd", "x'sy", "''s", " 's",
      "1,234.5", " 12 ab", "a\n\nb", "\n a", "a \n", "tab\t\tx", "a\r\nb", "été naïve", "漢字 12",
      "½ ² Ⅳ", "\u{A0}x", "\u{2003}\u{2003}x", "e\u{301}", "!?  !?", "New York 2007", " ", "  ",
    ] {
      try check(text)
    }
  }

  func testRandomMixtures() throws {
    let pieces = [
      " ", "  ", "\n", "\t", "a", "Bc", "é", "漢", "1", "²", "'", "s", "'s", "'re", ".", "—", "😀",
      "\u{A0}", "\u{3000}", "ß", "\u{301}", "$",
    ]
    var stream = RandomStream(seed: 12)
    for _ in 0..<3_000 {
      try check((0..<8).map { _ in pieces[stream.index(below: pieces.count)] }.joined())
    }
  }

  func testPiecesCoverAnyBytes() {
    var stream = RandomStream(seed: 13)
    for pattern in PreTokenPattern.allCases {
      for _ in 0..<500 {
        let bytes = (0..<40).map { _ in UInt8(truncatingIfNeeded: stream.next()) }
        XCTAssertEqual(pattern.split(bytes).flatMap { Array(bytes[$0]) }, bytes)
      }
    }
  }
}
