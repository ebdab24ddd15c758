import Corpora
import Foundation
import Groundwork
import XCTest

final class WorldGrammarTests: XCTestCase {
  /// Grammars small enough to write down every text, with slots within slots.
  private let small = [
    Grammar(
      name: "tiny", topics: [["Dogs", "Hounds"], ["Cats"]],
      subjects: [
        .init(name: "Rex", facts: ["HOME": "a kennel"]),
        .init(name: "Tom", facts: ["HOME": "a sofa"]),
      ],
      categories: [
        Grammar.Category("verb", ["runs", "sleeps", "sleeps soundly"]),
        Grammar.Category("number", ["1", "2"], isUniform: true),
      ],
      templates: ["$NAME {verb}.", "Home is $HOME.", "There are {number} that {verb} and {verb}."],
      paragraphs: 1...2, sentences: 1...1),
    Grammar(
      name: "nested", topics: [["Day"], ["Night", "Dusk", "Dawn"]],
      subjects: [.init(name: "Ida"), .init(name: "Ida B"), .init(name: "Bo")],
      categories: [
        Grammar.Category("beast", ["owl", "cat"]),
        Grammar.Category("quality", ["old", "odd"]),
        Grammar.Category("one", ["{quality} {beast}", "{beast}"]),
        Grammar.Category("act", ["met the {one}", "slept", "saw {one}s"]),
      ],
      templates: ["$NAME {act}.", "So they {act} and {act}!"], paragraphs: 1...1, sentences: 1...1),
    Grammar(
      name: "short", topics: [["T", "U"]], subjects: [.init(name: "S")],
      categories: [Grammar.Category("w", ["x", "y"])], templates: ["A {w}.", "B."],
      paragraphs: 1...2, sentences: 1...2),
  ]

  func testSmallGrammarsStringByString() {
    for grammar in small {
      XCTAssertEqual(grammar.ambiguities(), [])
      let all = grammar.enumerated()
      XCTAssertGreaterThan(all.count, 100)
      XCTAssertEqual(all.reduce(0) { $0 + $1.probability }, 1, accuracy: 1e-9)
      XCTAssertEqual(Set(all.map(\.text)).count, all.count, "every text is made in one way alone")
      for (text, probability) in all.enumerated().filter({ $0.offset % 7 == 0 }).map(\.element) {
        let parsed = grammar.parse(text).map { exp(grammar.logProbability($0)) }
        XCTAssertEqual(parsed ?? 0, probability, accuracy: 1e-12)
      }
      let entropy = all.reduce(0) { $0 - $1.probability * log($1.probability) }
      let length = all.reduce(0) { $0 + $1.probability * Double($1.text.count) }
      XCTAssertEqual(grammar.entropy().natsPerDocument, entropy, accuracy: 1e-9)
      XCTAssertEqual(grammar.entropy().bytesPerDocument, length, accuracy: 1e-9)
    }
  }

  /// A text with more or fewer sentences or paragraphs than the grammar has is none of its texts.
  func testLengthsBelongToTheGrammar() {
    func parses(_ text: String) -> Bool { small[0].parse(Array(text.utf8)) != nil }
    XCTAssertTrue(parses("Dogs: Rex\n\nRex runs.\n"))
    XCTAssertTrue(parses("Dogs: Rex\n\nRex runs.\n\nHome is a kennel.\n"))
    XCTAssertFalse(parses("Dogs: Rex\n\nRex runs. Rex runs.\n"), "two sentences")
    XCTAssertFalse(parses("Dogs: Rex\n\nRex runs.\n\nRex runs.\n\nRex runs.\n"), "three paragraphs")
    XCTAssertFalse(parses("Dogs: Rex\n\nTom runs.\n"), "the name of another")
    XCTAssertFalse(parses("Dogs: Rex\n\nHome is a sofa.\n"), "a fact of another")
    XCTAssertFalse(parses("Dogs: Rex\n\nRex runs."), "no end of line")
    XCTAssertFalse(parses("Dogs: Rex\n\nRex runs.\n\n"), "an end of line too many")
  }

  /// Every choice is drawn with the probability that is said of it: Pearson's χ² over all texts.
  func testTextsAreDrawnAsOftenAsTheirProbabilitySays() {
    let draws = 40_000
    for (number, grammar) in small.enumerated() {
      var stream = RandomStream(seed: UInt64(number))
      var counts: [[UInt8]: Int] = [:]
      for _ in 0..<draws { counts[grammar.text(grammar.sample(&stream)), default: 0] += 1 }
      var (statistic, cells) = (0.0, 0)
      // Texts too rare to be counted by themselves are counted together.
      var rest = (expected: 0.0, found: 0.0)
      func compare(_ expected: Double, _ found: Double) {
        statistic += (found - expected) * (found - expected) / expected
        cells += 1
      }
      for (text, probability) in grammar.enumerated() {
        let (expected, found) = (probability * Double(draws), Double(counts[text] ?? 0))
        if expected >= 5 {
          compare(expected, found)
        } else {
          rest = (rest.expected + expected, rest.found + found)
        }
      }
      if rest.expected >= 5 { compare(rest.expected, rest.found) }
      XCTAssertGreaterThan(cells, 20)
      let freedom = Double(cells - 1)
      XCTAssertLessThan(statistic, freedom + 5 * (2 * freedom).squareRoot(), "grammar \(number)")
    }
  }

  /// Two derivations of one text would show as two equal strings; the check must name them before.
  func testAnAmbiguousGrammarMakesAStringTwice() {
    let grammar = Self.grammar(["It {w} {w}."], ["is", "is so", "so is"])
    let all = grammar.enumerated()
    XCTAssertLessThan(Set(all.map(\.text)).count, all.count)
    XCTAssertEqual(grammar.ambiguities(), ["w: \"is \" begins \"is so \""])
  }

  func testAmbiguitiesAreFound() {
    func faults(_ templates: [String], _ words: [String]) -> [String] {
      Self.grammar(templates, words).ambiguities()
    }
    XCTAssertEqual(faults(["A {w}.", "B {w}."], ["x", "y"]), [])
    XCTAssertEqual(
      faults(["A {w}.", "A big {w}."], ["x", "y"]),
      [
        "sentence: \"A \" begins \"A big \""
      ])
    XCTAssertEqual(faults(["A {w} {w}."], ["x", "x y"]), ["w: \"x \" begins \"x y \""])
    XCTAssertEqual(faults(["A {w}."], ["x", "x"]), ["w: \"x.\" stands twice"])
    XCTAssertEqual(faults(["A {w}{w}."], ["x", "xx"]), ["w: \"x\" begins \"xx\""])
    XCTAssertEqual(faults(["A {w}{w}."], ["x", "y"]), [])
    XCTAssertEqual(faults(["A $FACT {w}."], ["x"]), ["S has no FACT"])
    XCTAssertEqual(faults(["A."], ["x"]), ["w: no sentence has such a slot"])
    XCTAssertEqual(faults(["A {w}."], ["x", ""]), ["w: an empty entry"])
    // A slot at the beginning is seen through.
    XCTAssertEqual(
      faults(["{w} is.", "one is."], ["two", "one"]),
      [
        "sentence: \"one is.\" stands twice"
      ])
    // A fact that looks like a word, for one subject of two.
    let facts = Grammar(
      name: "g", topics: [["T"]],
      subjects: [.init(name: "S", facts: ["F": "x"]), .init(name: "R", facts: ["F": "y"])],
      categories: [], templates: ["x one.", "$F one."], paragraphs: 1...1, sentences: 1...1)
    XCTAssertEqual(facts.ambiguities(), ["sentence: \"x one.\" stands twice"])
    let names = Grammar(
      name: "g", topics: [["T", "U"], ["T"]], subjects: [.init(name: "S"), .init(name: "S")],
      categories: [], templates: ["A."], paragraphs: 1...1, sentences: 1...1)
    XCTAssertEqual(
      names.ambiguities(),
      [
        "subjects: \"S\n\n\" stands twice", "titles: \"T: \" stands twice",
      ])
  }

  private static func grammar(_ templates: [String], _ words: [String]) -> Grammar {
    Grammar(
      name: "g", topics: [["T"]], subjects: [.init(name: "S")],
      categories: [Grammar.Category("w", words)], templates: templates, paragraphs: 1...1,
      sentences: 1...1)
  }
}
