import Corpora
import Foundation
import Groundwork
import XCTest

final class WorldTests: XCTestCase {
  func testNoWorldIsAmbiguous() {
    for world in World.all {
      for seed in 1...3 { XCTAssertEqual(world.grammar(seed: UInt64(seed)).ambiguities(), []) }
    }
  }

  func testTheParserRecoversEveryDerivation() {
    for world in World.all {
      for seed in [4, 40] as [UInt64] {
        let grammar = world.grammar(seed: seed)
        var stream = RandomStream(seed: seed + 1)
        var templates: Set<Int> = []
        for _ in 0..<500 {
          let derivation = grammar.sample(&stream)
          XCTAssertEqual(grammar.parse(grammar.text(derivation)), derivation)
          for sentence in derivation.paragraphs.joined() { templates.insert(sentence.choices[0]) }
        }
        XCTAssertGreaterThanOrEqual(templates.count, 50, "kinds of sentences of \(world.name)")
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
      let count = 6_000
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

  /// A long tail is only one if it is long, and not the tail of another world.
  func testEveryLexiconHoldsAThousandAndAHalfOfItsOwn() {
    let counts = World.all.reduce(into: [String: Int]()) { counts, world in
      for phrase in world.phrases { counts[phrase, default: 0] += 1 }
    }
    for world in World.all {
      XCTAssertEqual(Set(world.phrases).count, world.phrases.count, world.name)
      let own = world.phrases.filter { counts[$0] == 1 }
      XCTAssertGreaterThanOrEqual(own.count, 1_450, world.name)
      XCTAssertGreaterThanOrEqual(world.phrases.count, 1_500, world.name)
      XCTAssertGreaterThanOrEqual(world.domainTerms.count, 40)
      for term in world.domainTerms where !world.phrases.contains(where: { $0.contains(term) }) {
        XCTFail("\(world.name) never says \(term)")
      }
      for phrase in world.phrases
      where !phrase.allSatisfy({ $0.isLetter || " -'’.&0123456789".contains($0) }) {
        XCTFail("\(world.name): a stray mark in \(phrase)")
      }
    }
  }

  /// The words that all worlds share stand in the company of other words in each.
  func testSharedWordsKeepOtherCompanyInEveryWorld() throws {
    func company(of word: String, in world: World) -> Set<String> {
      let pattern = " \(word) "
      return Set(
        world.phrases.map { " \($0.lowercased()) " }.filter { $0.contains(pattern) })
    }
    for word in World.sharedWords {
      var seen: Set<String> = []
      for world in World.all {
        let phrases = company(of: word, in: world)
        XCTAssertFalse(phrases.isEmpty, "\(world.name) never says \(word)")
        let own = phrases.subtracting(seen)
        XCTAssertGreaterThanOrEqual(
          2 * own.count, phrases.count, "\(word) means the same in \(world.name) and before")
        seen.formUnion(phrases)
      }
    }
  }

  /// Rare words are rare, and most of the text is made of few: the shares of the words of one list,
  /// over all topics, fall like one over the rank, and no single one rules.
  func testFrequenciesHaveALongTail() {
    let text = World.general.corpus(byteCount: 2_000_000, seed: 1).documents
      .reduce(into: [UInt8]()) { $0 += $1.bytes }
    let words = text.split { !($0 >= 97 && $0 <= 122) }
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for word in words { counts[word, default: 0] += 1 }
    let sorted = counts.values.sorted(by: >)
    XCTAssertGreaterThan(sorted.count, 1_300)
    XCTAssertGreaterThan(sorted[99], 8 * sorted[1_199])
    XCTAssertLessThan(Double(sorted[0]), 0.15 * Double(words.count))
  }

  /// Documents of one topic share their favourites.
  func testATopicBiasesItsWords() {
    let grammar = World.medicine.grammar(seed: 1)
    var stream = RandomStream(seed: 3)
    var perTopic: [Int: [Double]] = [:]
    for _ in 0..<400 {
      var derivation = grammar.sample(&stream)
      let own = grammar.logProbability(derivation)
      derivation.topic = (derivation.topic + 1) % 10
      derivation.title = 0
      perTopic[derivation.topic, default: []].append(own - grammar.logProbability(derivation))
    }
    XCTAssertEqual(perTopic.count, 10)
    for (topic, gains) in perTopic {
      XCTAssertGreaterThan(gains.reduce(0, +) / Double(gains.count), 5, "topic \(topic)")
    }
  }

  func testDocumentsAreFixedBySeedAndNumber() {
    for world in World.all {
      XCTAssertEqual(world.document(index: 7, seed: 1), world.document(index: 7, seed: 1))
      XCTAssertNotEqual(
        world.document(index: 7, seed: 1).bytes, world.document(index: 8, seed: 1).bytes)
      let corpus = world.corpus(byteCount: 20_000, seed: 1, firstIndex: 5)
      XCTAssertGreaterThanOrEqual(corpus.byteCount, 20_000)
      XCTAssertEqual(corpus.documents[2], world.document(index: 7, seed: 1))
      XCTAssertEqual(World.named(world.name)?.name, world.name)
    }
  }
}
