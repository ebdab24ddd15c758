import Corpora
import Foundation
import Groundwork
import XCTest

/// The normalizer against a slow version that says each rule in a line.
final class NormalizerTests: XCTestCase {
  private func slow(_ text: String) -> String {
    var scalars: [Unicode.Scalar] = []
    let input = Array(text.unicodeScalars)
    for (index, scalar) in input.enumerated() {
      switch scalar.value {
      case 0x0A where index > 0 && input[index - 1].value == 0x0D: continue
      case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: scalars.append("\n")
      case 0x09: scalars.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x200B, 0x2060, 0xFEFF: continue
      case 0xA0, 0x2000...0x200A, 0x202F, 0x205F: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    var lines: [String] = []
    for line in scalars.split(separator: "\n", omittingEmptySubsequences: false) {
      var kept = Array(line)
      while let last = kept.last, last == " " || last == "\t" { kept.removeLast() }
      var string = String.UnicodeScalarView()
      string.append(contentsOf: kept)
      let text = String(string)
      if text.isEmpty && lines.last?.isEmpty ?? true { continue }
      lines.append(text == "<|endoftext|>" ? " " + text : text)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.precomposedStringWithCanonicalMapping + "\n" }.joined()
  }

  private func check(_ text: String, line: UInt = #line) {
    let normal = TextNormalizer.normalize(Array(text.utf8))
    XCTAssertEqual(
      normal, Array(slow(text).utf8), "\(text.unicodeScalars.map(\.value))", line: line)
    XCTAssertEqual(TextNormalizer.normalize(normal), normal, "a second time", line: line)
  }

  func testEachRule() {
    check("a\r\nb\rc\u{0B}d\u{0C}e\u{85}f\u{2028}g\u{2029}h")
    check("\n\n  \na  \n \n\n\nb\t\n\n")
    check("a\u{A0}b\u{2009}c\u{AD}d\u{200B}e\u{FEFF}f\u{0}g\u{7F}\u{9B}h\u{200D}i")
    check("e\u{301} a\u{323}\u{307} a\u{307}\u{323} \u{212B} \u{1100}\u{1161}\u{11A8} \u{958} ﬁ m²")
    check("<|endoftext|> \n <|endoftext|>\n<|endoftext|>x")
    check("")
    check(" \n\t ")
    XCTAssertEqual(TextNormalizer.normalize(Array("e\u{301}".utf8)), Array("é\n".utf8))
    XCTAssertEqual(TextNormalizer.normalize(Array("ﬁ m²".utf8)), Array("ﬁ m²\n".utf8))
  }

  /// Random texts of scalars from every plane, with those that compose well mixed in.
  func testAgainstTheSlowVersion() {
    var stream = RandomStream(seed: 21)
    let edges: [UInt32] = [
      0x09, 0x0A, 0x0D, 0x20, 0x41, 0x61, 0x65, 0x85, 0xA0, 0xAD, 0xC5, 0xE9, 0x300, 0x301, 0x323,
      0x338, 0x340, 0x344, 0x374, 0x37E, 0x387, 0x3B1, 0x345, 0x483, 0x5B4, 0x5D9, 0x93C, 0x915,
      0x958, 0x1100, 0x1161, 0x11A8, 0x1E69, 0x1FEF, 0x2000, 0x200B, 0x2028, 0x2126, 0x2329,
      0x3099, 0x304B, 0xAC00, 0xAC01, 0xF900, 0xFB1D, 0xFEFF, 0x1D15E, 0x1F600, 0x2F800,
    ]
    for round in 0..<4_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<(1 + stream.index(below: 12)) {
        let code =
          round % 3 == 0
          ? UInt32(stream.index(below: 0x110000)) : edges[stream.index(below: edges.count)]
        if let scalar = Unicode.Scalar(code) { text.append(scalar) }
      }
      check(String(text))
    }
  }

  /// Every scalar that passes for composed is, by itself and between two that compose with much.
  func testEveryScalarAlone() {
    for code in UInt32(0x80)..<0x3_0000 {
      guard let scalar = Unicode.Scalar(code) else { continue }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: ["a", scalar, "\u{301}", "b"])
      let normal = TextNormalizer.normalize(Array(String(text).utf8))
      if normal != Array(slow(String(text)).utf8) {
        return XCTFail("U+\(String(code, radix: 16))")
      }
      let alone = TextNormalizer.normalize(Array(String(scalar).utf8))
      if alone != Array(slow(String(scalar)).utf8) {
        return XCTFail("U+\(String(code, radix: 16)) alone")
      }
    }
  }

  func testBytesThatAreNoUTF8GoAndAreCounted() {
    var counts = TextNormalizer.Counts()
    let normal = TextNormalizer.normalize([0x61, 0xFF, 0xC3, 0x62, 0x0D], counts: &counts)
    XCTAssertEqual(normal, Array("ab\n".utf8))
    XCTAssertEqual(counts.removedCharacters, 2)
    XCTAssertEqual(counts.lineEnds, 1)
  }
}
