import Corpora
import Foundation
import Tensors
import XCTest

final class WorldTests: XCTestCase {
  func testNoWorldIsAmbiguous() {
    for world in World.all {
      for seed in 1...3 { XCTAssertEqual(world.grammar(seed: UInt64(seed)).ambiguities(), []) }
    }
  }

  func testTheParserRecoversEveryDerivation() {
    for world in World.all {
      let grammar = world.grammar(seed: 4)
      var stream = RandomStream(seed: 5)
      for _ in 0..<300 {
        let derivation = grammar.sample(&stream)
        XCTAssertEqual(grammar.parse(grammar.text(derivation)), derivation)
      }
    }
  }

  func testForeignAndDamagedTextsAreRejected() {
    let text = World.law.document(index: 3, seed: 1).bytes
    XCTAssertNotNil(World.law.logProbability(of: text, seed: 1))
    XCTAssertNil(World.finance.logProbability(of: text, seed: 1))
    XCTAssertNil(World.law.logProbability(of: Array(text.dropLast()), seed: 1))
    XCTAssertNil(World.law.logProbability(of: [], seed: 1))
    for place in stride(from: 0, to: text.count, by: 7) {
      var damaged = text
      damaged[place] = UInt8(ascii: "#")
      XCTAssertNil(World.law.logProbability(of: damaged, seed: 1), "byte \(place)")
    }
  }

  func testEverySentenceOfADocumentIsGrammaticalAndTrue() throws {
    for world in World.all {
      let grammar = world.grammar(seed: 4)
      for document in world.corpus(documentCount: 100, seed: 4).documents {
        let tally = try XCTUnwrap(grammar.tally(document.bytes))
        let parsed = try XCTUnwrap(grammar.parse(document.bytes))
        XCTAssertEqual(tally.sentences, parsed.paragraphs.reduce(0) { $0 + $1.count })
        XCTAssertEqual(tally.grammatical, tally.sentences)
        XCTAssertEqual(tally.factuallyTrue, tally.factual)
      }
    }
  }

  /// The body of one document under the heading of another: good grammar, foreign facts.
  func testForeignFactsAreGrammaticalButUntrue() throws {
    let grammar = World.finance.grammar(seed: 1)
    let texts = World.finance.corpus(documentCount: 60, seed: 1).documents.map(\.text)
    var sum = Grammar.SentenceTally()
    for (heading, body) in zip(texts, texts.dropFirst()) {
      let first = heading.components(separatedBy: "\n\n")[0]
      let rest = body.components(separatedBy: "\n\n").dropFirst()
      let mixed = ([first] + rest).joined(separator: "\n\n")
      sum += try XCTUnwrap(grammar.tally(Array(mixed.utf8)))
    }
    XCTAssertEqual(sum.grammatical, sum.sentences)
    XCTAssertLessThan(sum.factuallyTrue, sum.factual / 2)
    XCTAssertNil(grammar.tally(Array("no heading".utf8)))
  }

  func testOnlyCompleteSentencesAreCounted() throws {
    let document = World.law.document(index: 0, seed: 1)
    let grammar = World.law.grammar(seed: 1)
    let whole = try XCTUnwrap(grammar.tally(document.bytes))
    let cut = try XCTUnwrap(grammar.tally(Array(document.bytes.dropLast(3))))
    XCTAssertEqual(cut.sentences, whole.sentences - 1)
    let more = try XCTUnwrap(grammar.tally(document.bytes + Array("Nobody wrote this. In 19".utf8)))
    XCTAssertEqual(more.sentences, whole.sentences + 1)
    XCTAssertEqual(more.grammatical, whole.grammatical)
  }

  /// The mean of −log p over a long sample against the exact entropy, and of the lengths.
  func testEntropyAndLengthAgreeWithALongSample() throws {
    for world in World.all {
      let grammar = world.grammar(seed: 2)
      let exact = grammar.entropy()
      var stream = RandomStream(seed: 6)
      let count = 4_000
      let sample = (0..<count).map { _ in
        let derivation = grammar.sample(&stream)
        return (-grammar.logProbability(derivation), Double(grammar.text(derivation).count))
      }
      for (values, expected) in [
        (sample.map(\.0), exact.natsPerDocument), (sample.map(\.1), exact.bytesPerDocument),
      ] {
        let mean = values.reduce(0, +) / Double(count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
        let error = (variance / Double(count)).squareRoot()
        XCTAssertEqual(mean, expected, accuracy: 4 * error, world.name)
      }
      XCTAssertTrue((0.2...1.5).contains(exact.bitsPerByte), "\(world.name): \(exact.bitsPerByte)")
    }
  }

  /// A grammar small enough to write down every text.
  func testASmallGrammarStringByString() {
    let grammar = Grammar(
      name: "tiny", topics: ["Dogs", "Cats"],
      subjects: [
        .init(name: "Rex", facts: ["HOME": "a kennel"]),
        .init(name: "Tom", facts: ["HOME": "a sofa"]),
      ],
      categories: [
        Grammar.Category("verb", ["runs", "sleeps", "sleeps soundly"]),
        Grammar.Category("number", ["1", "2"], isUniform: true),
      ],
      templates: ["$NAME {verb}.", "Home is $HOME.", "There are {number} that {verb} and {verb}."],
      paragraphs: 1...2, sentences: 1...2)
    XCTAssertEqual(grammar.ambiguities(), [])
    let all = grammar.enumerated()
    XCTAssertEqual(all.reduce(0) { $0 + $1.probability }, 1, accuracy: 1e-9)
    XCTAssertEqual(Set(all.map(\.text)).count, all.count, "every text is made in one way alone")
    for (text, probability) in all.enumerated().filter({ $0.offset % 97 == 0 }).map(\.element) {
      let parsed = grammar.parse(text).map { exp(grammar.logProbability($0)) }
      XCTAssertEqual(parsed ?? 0, probability, accuracy: 1e-12)
    }
    let entropy = all.reduce(0) { $0 - $1.probability * log($1.probability) }
    let length = all.reduce(0) { $0 + $1.probability * Double($1.text.count) }
    XCTAssertEqual(grammar.entropy().natsPerDocument, entropy, accuracy: 1e-9)
    XCTAssertEqual(grammar.entropy().bytesPerDocument, length, accuracy: 1e-9)
  }

  func testAmbiguitiesAreFound() {
    func grammar(_ templates: [String], _ words: [String]) -> Grammar {
      Grammar(
        name: "g", topics: ["T"], subjects: [.init(name: "S")],
        categories: [Grammar.Category("w", words)], templates: templates, paragraphs: 1...1,
        sentences: 1...1)
    }
    XCTAssertEqual(grammar(["A {w}.", "B {w}."], ["x", "y"]).ambiguities(), [])
    XCTAssertFalse(grammar(["A {w}.", "A big {w}."], ["x", "y"]).ambiguities().isEmpty)
    XCTAssertFalse(grammar(["A {w} {w}."], ["x", "x y"]).ambiguities().isEmpty)
    XCTAssertFalse(grammar(["A {w}."], ["x", "x"]).ambiguities().isEmpty)
    XCTAssertFalse(grammar(["A {w}{w}."], ["x", "y"]).ambiguities().isEmpty)
    XCTAssertFalse(grammar(["A $FACT."], ["x"]).ambiguities().isEmpty)
  }

  func testDocumentsAreFixedBySeedAndNumber() {
    for world in World.all {
      XCTAssertEqual(world.document(index: 7, seed: 1), world.document(index: 7, seed: 1))
      XCTAssertNotEqual(
        world.document(index: 7, seed: 1).bytes, world.document(index: 8, seed: 1).bytes)
      let corpus = world.corpus(byteCount: 20_000, seed: 1, firstIndex: 5)
      XCTAssertGreaterThanOrEqual(corpus.byteCount, 20_000)
      XCTAssertEqual(corpus.documents[2], world.document(index: 7, seed: 1))
      XCTAssertGreaterThanOrEqual(world.domainTerms.count, 40)
      XCTAssertEqual(World.named(world.name)?.name, world.name)
    }
  }
}
