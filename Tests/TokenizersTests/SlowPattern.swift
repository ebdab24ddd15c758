import Foundation
import Groundwork
import TestSupport
import Tokenizers
import XCTest

/// The pre-token patterns as backtracking regular expressions over lists of characters: slow and
/// obvious, to hold the scanners against. Knows Unicode from the frozen table of general categories.
struct SlowPattern {
  /// A character: a scalar, or a byte that is no UTF-8.
  struct Unit {
    let bytes: [UInt8]
    /// nil for a byte that is no UTF-8.
    let scalar: UInt32?
  }

  private typealias Test = (Unit) -> Bool

  private struct Item {
    let test: Test
    var least = 1
    var most = Int.max
    /// Consumes nothing and asks that no such character follow.
    var isNegativeLookahead = false
  }

  private let alternatives: [[Item]]

  init(_ pattern: PreTokenPattern, _ categories: GeneralCategories) {
    func one(_ test: @escaping Test) -> Item { Item(test: test, least: 1, most: 1) }
    func some(_ test: @escaping Test) -> Item { Item(test: test) }
    func any(_ test: @escaping Test) -> Item { Item(test: test, least: 0) }
    func maybe(_ test: @escaping Test) -> Item { Item(test: test, least: 0, most: 1) }
    func character(_ text: String) -> Test {
      { unit in text.unicodeScalars.contains { $0.value == unit.scalar } }
    }
    let letter: Test = { categories.of($0)?.hasPrefix("L") == true }
    let number: Test = { categories.of($0)?.hasPrefix("N") == true }
    let space: Test = { categories.isSpace($0) }
    let other: Test = { !letter($0) && !number($0) && !space($0) }
    let newline = character("\r\n")
    let notFollowedByText = Item(test: { !space($0) }, isNegativeLookahead: true)
    func literals(_ words: [String], ignoringCase: Bool) -> [[Item]] {
      words.map { word in
        word.unicodeScalars.map { scalar in
          var forms = String(scalar)
          if ignoringCase { forms += forms.uppercased() + (scalar == "s" ? "\u{17F}" : "") }
          return one(character(forms))
        }
      }
    }
    let contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"]
    let spaces: [[Item]] = [[some(space), notFollowedByText], [some(space)]]
    func cl100k(digits: Int) -> [[Item]] {
      literals(contractions, ignoringCase: true) + [
        [maybe { !newline($0) && !letter($0) && !number($0) }, some(letter)],
        [Item(test: number, least: 1, most: digits)],
        [maybe(character(" ")), some(other), any(newline)],
        [any(space), some(newline)],
      ] + spaces
    }
    func ascii(_ ranges: ClosedRange<Unicode.Scalar>...) -> Test {
      { unit in ranges.contains { range in unit.scalar.map { range.contains(.init($0)!) } ?? false }
      }
    }
    switch pattern {
    case .gpt2:
      alternatives =
        literals(contractions, ignoringCase: false) + [
          [maybe(character(" ")), some(letter)], [maybe(character(" ")), some(number)],
          [maybe(character(" ")), some(other)],
        ] + spaces
    case .cl100k: alternatives = cl100k(digits: 3)
    case .qwen2: alternatives = cl100k(digits: 1)
    case .o200k:
      func among(_ names: [String]) -> Test {
        { unit in categories.of(unit).map { names.contains($0) || $0.hasPrefix("M") } ?? false }
      }
      let (capitals, smalls) = (among(["Lu", "Lt", "Lm", "Lo"]), among(["Ll", "Lm", "Lo"]))
      let before = maybe { !newline($0) && !letter($0) && !number($0) }
      let endings = literals(contractions, ignoringCase: true) + [[]]
      alternatives =
        endings.map { [before, any(capitals), some(smalls)] + $0 }
        + endings.map { [before, some(capitals), any(smalls)] + $0 }
        + [
          [Item(test: number, least: 1, most: 3)],
          [maybe(character(" ")), some(other), any(character("\r\n/"))],
          [any(space), some(newline)],
        ] + spaces
    case .smollm:
      // A number ends the text before it.
      let notFollowed = Item(test: { !space($0) && !number($0) }, isNegativeLookahead: true)
      alternatives =
        [[one(number)]] + literals(contractions, ignoringCase: false) + [
          [maybe(character(" ")), some(letter)], [maybe(character(" ")), some(other)],
          [some(space), notFollowed], [some(space)],
        ]
    case .bloomberg:
      let known = ascii("A"..."Z", "a"..."z", "0"..."9")
      alternatives = [
        [some(ascii(" "..." ", "A"..."Z", "a"..."z"))], [one(ascii("0"..."9"))],
        [some { !known($0) }],
      ]
    case .none: alternatives = [[some { _ in true }]]
    }
  }

  /// The pre-tokens of a text.
  func split(_ bytes: [UInt8]) -> [[UInt8]] {
    let units = Self.units(bytes)
    var result: [[UInt8]] = []
    var start = 0
    while start < units.count {
      let end = alternatives.lazy.compactMap { match($0[...], units, start) }.first ?? units.count
      result.append(units[start..<end].flatMap(\.bytes))
      start = end
    }
    return result
  }

  /// Where the items match from a place on: as many of each as possible, then fewer and fewer.
  private func match(_ items: ArraySlice<Item>, _ units: [Unit], _ start: Int) -> Int? {
    guard let item = items.first else { return start }
    if item.isNegativeLookahead {
      return start < units.count && item.test(units[start])
        ? nil : match(items.dropFirst(), units, start)
    }
    var count = 0
    while count < item.most, start + count < units.count, item.test(units[start + count]) {
      count += 1
    }
    while count >= item.least {
      if let end = match(items.dropFirst(), units, start + count) { return end }
      count -= 1
    }
    return nil
  }

  static func units(_ bytes: [UInt8]) -> [Unit] {
    var units: [Unit] = []
    var place = 0
    while place < bytes.count {
      let found = (1...4).lazy.compactMap { length -> Unit? in
        guard place + length <= bytes.count else { return nil }
        let part = Array(bytes[place..<(place + length)])
        guard let text = String(validating: part, as: UTF8.self), text.unicodeScalars.count == 1
        else { return nil }
        return Unit(bytes: part, scalar: text.unicodeScalars.first?.value)
      }.first
      let unit = found ?? Unit(bytes: [bytes[place]], scalar: nil)
      units.append(unit)
      place += unit.bytes.count
    }
    return units
  }
}

/// The frozen table in `Tests/Fixtures/tokenizers`, searched from one end to the other by halves.
struct GeneralCategories {
  private(set) var ranges: [(first: UInt32, last: UInt32, name: String)] = []
  private var spaces: [ClosedRange<UInt32>] = []

  init() throws {
    let path = Fixtures.path("tokenizers/general-categories.txt")
    for line in String(decoding: try AtomicFile.read(path), as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      let first = try XCTUnwrap(UInt32(words[0], radix: 16))
      let last = try XCTUnwrap(UInt32(words[1], radix: 16))
      if words[2] == "White_Space" {
        spaces.append(first...last)
      } else {
        ranges.append((first, last, String(words[2])))
      }
    }
  }

  func of(_ unit: SlowPattern.Unit) -> String? {
    guard let scalar = unit.scalar else { return nil }
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].last < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].first <= scalar ? ranges[low].name : nil
  }

  func isSpace(_ unit: SlowPattern.Unit) -> Bool {
    unit.scalar.map { scalar in spaces.contains { $0.contains(scalar) } } ?? false
  }
}
