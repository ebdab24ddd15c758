import Corpora
import Groundwork
import Retrieval
import TestSupport
import XCTest

/// Scores and order against BM25 as its formula says.
final class RankingTests: XCTestCase {
  /// Okapi BM25, as https://www.sqlite.org/fts5.html#the_bm25_function gives it: k₁ = 1.2, b =
  /// 0.75, and a least weight for words that half of all texts have.
  private struct SlowBM25 {
    let texts: [[String]]

    func score(_ number: Int, _ words: [String]) -> Double {
      let count = Double(texts.count)
      let meanLength = Double(texts.reduce(0) { $0 + $1.count }) / count
      let text = texts[number]
      return words.reduce(0) { sum, word in
        let having = Double(texts.count { $0.contains(word) })
        let logarithm = log((count - having + 0.5) / (having + 0.5))
        let weight = logarithm > 0 ? logarithm : 1e-6
        let frequency = Double(text.count { $0 == word })
        let length = 0.25 + 0.75 * Double(text.count) / meanLength
        return sum + weight * frequency * 2.2 / (frequency + 1.2 * length)
      }
    }
  }

  /// An index whose passages are whole texts.
  private func index(_ texts: [String]) throws -> PassageIndex {
    try PassageIndex(
      documents: texts.enumerated().map { Document(name: "\($0)", text: $1) },
      cutter: PassageCutter(byteCount: 1 << 20))
  }

  private func numbers(_ found: [RankedPassage]) -> [Int] { found.map(\.number) }

  func testScoresAreThoseOfTheFormula() throws {
    var stream = RandomStream(seed: 3)
    for _ in 0..<20 {
      // Frequent and rare words: some stand in most texts, some in one.
      func word() -> String { "w\(stream.index(below: 1 + stream.index(below: 60)))" }
      let texts = (0..<40).map { _ in (0..<(1 + stream.index(below: 80))).map { _ in word() } }
      let index = try index(texts.map { $0.joined(separator: " ") })
      let slow = SlowBM25(texts: texts)
      for _ in 0..<10 {
        let question = (0..<(1 + stream.index(below: 8))).map { _ in word() }
        let words = Array(Set(question))
        let found = try index.best(
          for: Array(question.joined(separator: " ").utf8), count: texts.count)
        for ranked in found {
          let exact = slow.score(ranked.number, words)
          XCTAssertEqual(ranked.score, exact, accuracy: 1e-12 * exact)
        }
        for (better, worse) in zip(found, found.dropFirst()) {
          XCTAssertTrue(
            better.score > worse.score
              || better.score == worse.score && better.number < worse.number)
        }
        XCTAssertEqual(
          Set(numbers(found)),
          Set(texts.indices.filter { texts[$0].contains(where: words.contains) }))
      }
    }
  }

  func testEquallyGoodPassagesComeInTheirOrder() throws {
    let index = try index(["red fox", "grey wolf", "red fox", "grey owl", "red fox", "a hare"])
    XCTAssertEqual(numbers(try index.best(for: Array("fox".utf8), count: 9)), [0, 2, 4])
    XCTAssertEqual(numbers(try index.best(for: Array("fox".utf8), count: 2)), [0, 2])
  }

  func testLettersAreComparedWithoutCaseAndDiacritics() throws {
    let index = try index(["Über die naïve Frage", "other words", "more of them"])
    for question in ["uber", "ÜBER", "u\u{308}ber", "NAIVE"] {
      XCTAssertEqual(numbers(try index.best(for: Array(question.utf8), count: 9)), [0], question)
    }
  }

  func testTheRarestWordsAreSearchedFor() throws {
    let index = try index(["a b c d", "a b c", "a b", "a", "e"])
    let question = Array("A, a: D? c! unknown b e".utf8)
    XCTAssertEqual(
      try index.searchWords(of: question).map(\.text), ["d", "e", "c", "b", "a"])
    XCTAssertEqual(
      try index.searchWords(of: question).map(\.passageCount), [1, 1, 2, 3, 4])
    XCTAssertEqual(try index.searchWords(of: question, limit: 2).map(\.text), ["d", "e"])
    XCTAssertEqual(try index.searchWords(of: question, limit: 0), [])
    XCTAssertEqual(
      numbers(try index.best(for: question, count: 9, wordLimit: 2)), [4, 0],
      "both words are as rare; the shorter text says more of its own")
  }

  func testDocumentsAreLeftOutByName() throws {
    let index = try index(["fox one", "fox two", "fox three", "hare", "owl", "wolf", "elk"])
    let found = try index.best(for: Array("fox".utf8), count: 9, excluding: ["0", "2", "no such"])
    XCTAssertEqual(found.map(\.passage.document), ["1"])
    XCTAssertEqual(try index.best(for: Array("fox".utf8), count: 0), [])
    XCTAssertEqual(try index.best(for: Array("fox".utf8), count: -1), [])
  }

  func testTheSameTwice() throws {
    let documents = World.law.corpus(documentCount: 30, seed: 4).documents
    let cutter = try PassageCutter(byteCount: 400)
    let first = try PassageIndex(documents: documents, cutter: cutter)
    let second = try PassageIndex(documents: documents, cutter: cutter)
    XCTAssertEqual(first.passages, second.passages)
    for passage in first.passages {
      let found = try first.best(for: passage.bytes, count: 5)
      XCTAssertEqual(found, try second.best(for: passage.bytes, count: 5))
      XCTAssertFalse(found.isEmpty)
    }
  }

  func testSeveralThreadsGetWhatOneGets() throws {
    let index = try PassageIndex(
      documents: World.medicine.corpus(documentCount: 20, seed: 1).documents,
      cutter: PassageCutter(byteCount: 300))
    let questions = index.passages.map(\.bytes)
    let alone = try questions.map { try index.best(for: $0, count: 3) }
    DispatchQueue.concurrentPerform(iterations: questions.count) { number in
      let found = try? index.best(for: questions[number], count: 3)
      XCTAssertEqual(found, alone[number])
    }
  }

  func testAnIndexOfNothingFindsNothing() throws {
    for documents in [[], [Document(name: "empty", bytes: [])]] {
      let index = try PassageIndex(
        documents: documents, cutter: PassageCutter(byteCount: 100))
      XCTAssertEqual(index.passages, [])
      XCTAssertEqual(try index.best(for: Array("fox".utf8), count: 3), [])
      var stream = RandomStream(seed: 1)
      XCTAssertEqual(index.random(count: 3, using: &stream), [])
      let leakGuard = index.leakGuard(for: Document(name: "empty", text: "fox"))
      XCTAssertEqual(leakGuard.excluded.passages, 0)
    }
  }

  func testTheSystemsSQLiteHasFullTextSearch() throws {
    XCTAssertNoThrow(try FullTextSearch.check())
    XCTAssertTrue(FullTextSearch.libraryVersion.hasPrefix("3."))
  }

  func testWhatIsWrongIsSaidInFacts() {
    XCTAssertEqual(
      RetrievalError.noFullTextSearch(version: "3.40.1").description,
      "the system's SQLite 3.40.1 was built without full-text search (FTS5), which finding "
        + "passages needs")
    XCTAssertTrue(
      RetrievalError.database("out of memory").description.hasSuffix("out of memory"))
  }
}
