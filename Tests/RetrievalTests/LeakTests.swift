import Corpora
import Groundwork
import Retrieval
import XCTest

/// A held-out document is shown to nobody who is asked about it: not itself, not a copy, not in
/// parts.
final class LeakTests: XCTestCase {
  private let heldOutWords: [String] = {
    var random = RandomText(seed: 7)
    return random.words(1_200)
  }()
  private lazy var knownGrams = Set(Self.grams(heldOutWords))
  private var heldOut: Document { RandomText.document("held-out", heldOutWords) }
  /// Other documents of the field.
  private let others: [Document] = {
    var random = RandomText(seed: 17)
    return (0..<30).map { random.document("other \($0)", words: 600) }
  }()

  private func index(_ documents: [Document], byteCount: Int = 600) throws -> PassageIndex {
    try PassageIndex(
      documents: others + documents, cutter: PassageCutter(byteCount: byteCount))
  }

  private static func grams(_ words: [String]) -> [[String]] {
    words.count < 5 ? [] : (0...(words.count - 5)).map { Array(words[$0..<($0 + 5)]) }
  }

  /// How much of a passage stands in the held-out document: the share of its word 5-grams, and its
  /// longest run, from the words themselves.
  private func shared(_ passage: Passage) -> (containment: Double, run: Int) {
    let own = Self.grams(RandomText.words(of: passage.bytes))
    var (run, longest) = (0, 0)
    for gram in own {
      run = knownGrams.contains(gram) ? run + 1 : 0
      longest = max(longest, run)
    }
    let different = Set(own)
    return (
      Double(different.count { knownGrams.contains($0) }) / Double(max(1, different.count)),
      longest == 0 ? 0 : longest + 4
    )
  }

  /// Asks about every part of the held-out document, and asserts that nothing of it is found behind
  /// the guard, while without it the leak is what is found first.
  private func assertNothingLeaks(
    _ index: PassageIndex, of leak: String, line: UInt = #line
  ) throws -> ExclusionCounts {
    let leakGuard = index.leakGuard(for: heldOut)
    let questions = try PassageCutter(byteCount: 400).cut(heldOut)
    var isFound = false
    for question in questions {
      for found in try index.best(
        for: question.bytes, count: index.passages.count, behind: leakGuard)
      {
        let (containment, run) = shared(found.passage)
        XCTAssertLessThan(containment, 0.5, found.passage.document, line: line)
        XCTAssertLessThan(run, 50, found.passage.document, line: line)
        XCTAssertTrue(leakGuard.allows(found.number), line: line)
      }
      let first = try index.best(for: question.bytes, count: 1).first
      isFound = isFound || first?.passage.document == leak
    }
    XCTAssertTrue(isFound, "nothing leaks without the guard either", line: line)
    var stream = RandomStream(seed: 1)
    let drawn = index.random(count: index.passages.count, behind: leakGuard, using: &stream)
    XCTAssertEqual(drawn.count, index.passages.count - leakGuard.excluded.passages, line: line)
    for passage in drawn { XCTAssertLessThan(shared(passage).containment, 0.5, line: line) }
    XCTAssertEqual(leakGuard.excluded.passageTotal, index.passages.count, line: line)
    XCTAssertEqual(leakGuard.heldOut, "held-out", line: line)
    return leakGuard.excluded
  }

  private func passageCount(_ index: PassageIndex, of name: String) -> Int {
    index.passages.count { $0.document == name }
  }

  func testTheDocumentItself() throws {
    let index = try index([heldOut])
    let excluded = try assertNothingLeaks(index, of: "held-out")
    XCTAssertEqual(excluded.sameDocument, passageCount(index, of: "held-out"))
    XCTAssertEqual(excluded.passages, excluded.sameDocument, "no other passage is left out")
    XCTAssertEqual(
      excluded.description,
      "\(excluded.passages) of \(index.passages.count) passages left out: "
        + "\(excluded.passages) of the document itself, 0 of 0 near copies, 0 contained in it, "
        + "0 with a long run of its words")
  }

  /// A document is known by its name: also a part with another text.
  func testAnotherPartOfTheDocument() throws {
    var random = RandomText(seed: 70)
    let index = try index([random.document("held-out", words: 300)])
    let excluded = index.leakGuard(for: heldOut).excluded
    XCTAssertEqual(excluded.passages, passageCount(index, of: "held-out"))
    XCTAssertGreaterThan(excluded.passages, 0)
  }

  func testACopyUnderAnotherName() throws {
    let index = try index([Document(name: "copy", bytes: heldOut.bytes)])
    let excluded = try assertNothingLeaks(index, of: "copy")
    XCTAssertEqual(excluded.nearCopies, passageCount(index, of: "copy"))
    XCTAssertEqual([excluded.nearCopyDocuments, excluded.passages], [1, excluded.nearCopies])
  }

  /// Other case, other punctuation, other lines, and a few words more.
  func testACopyInOtherClothes() throws {
    let words = heldOutWords + ["and", "so", "on"]
    let text = words.map { $0.uppercased() }.joined(separator: ",\n")
    let index = try index([Document(name: "copy", text: text)])
    let excluded = try assertNothingLeaks(index, of: "copy")
    XCTAssertEqual(excluded.nearCopies, passageCount(index, of: "copy"))
  }

  /// A word in twenty is another: 23 % of the 5-grams are gone, and the whole is no near copy by
  /// its Jaccard similarity of 0.63; each passage is left out by itself.
  func testANearCopyWithAWordInTwentyChanged() throws {
    var random = RandomText(seed: 8)
    let words = random.changed(heldOutWords, share: 0.05)
    for byteCount in [400, 600, 3_000] {
      let index = try index([RandomText.document("near", words)], byteCount: byteCount)
      let excluded = try assertNothingLeaks(index, of: "near")
      XCTAssertEqual(excluded.nearCopies, 0)
      let left = passageCount(index, of: "near") - excluded.passages
      // Of short passages a few have so many changed words that they are others.
      XCTAssertLessThanOrEqual(left, passageCount(index, of: "near") / 10)
      XCTAssertEqual(excluded.passages, excluded.containedPassages + excluded.longRuns)
    }
  }

  func testAPassageInAnotherDocument() throws {
    var random = RandomText(seed: 9)
    // At places where passages of other documents do not begin.
    let words =
      random.words(217) + heldOutWords[300..<420] + random.words(333) + heldOutWords[800..<1_000]
      + random.words(150)
    for byteCount in [300, 600, 1_500, 6_000] {
      let index = try index([RandomText.document("quoting", words)], byteCount: byteCount)
      let excluded = try assertNothingLeaks(index, of: "quoting")
      XCTAssertGreaterThan(excluded.passages, 0)
      // What surrounds the quotes may be shown.
      let count = passageCount(index, of: "quoting")
      if byteCount <= 600 { XCTAssertLessThan(excluded.passages, count) }
    }
  }

  /// What several documents quote is left out in each.
  func testTheSameQuoteInTwoDocuments() throws {
    var random = RandomText(seed: 12)
    let quote = Array(heldOutWords[100..<160])
    let index = try index(
      ["first", "second"].map { RandomText.document($0, random.words(40) + quote) },
      byteCount: 1 << 20)
    let excluded = try assertNothingLeaks(index, of: "second")
    XCTAssertEqual([excluded.containedPassages, excluded.passages], [2, 2])
  }

  /// A verbatim stretch that is a small part of a long passage.
  func testALongRunInALongPassage() throws {
    var random = RandomText(seed: 10)
    let words = random.words(400) + heldOutWords[500..<560] + random.words(400)
    let index = try index([RandomText.document("quoting", words)], byteCount: 1 << 20)
    let excluded = try assertNothingLeaks(index, of: "quoting")
    XCTAssertEqual([excluded.longRuns, excluded.passages], [1, 1])
    let lenient = index.leakGuard(for: heldOut, rule: LeakRule(longestRun: 61))
    XCTAssertEqual(lenient.excluded.passages, 0)
    let exact = index.leakGuard(for: heldOut, rule: LeakRule(longestRun: 60))
    XCTAssertEqual(exact.excluded.longRuns, 1)
  }

  /// The set phrases of a field may be shown: that they repeat is what a model can learn from them.
  func testASetPhraseIsNoLeak() throws {
    var random = RandomText(seed: 11)
    let words = random.words(100) + heldOutWords[40..<70] + random.words(100)
    let index = try index([RandomText.document("phrase", words)], byteCount: 1 << 20)
    XCTAssertEqual(index.leakGuard(for: heldOut).excluded.passages, 0)
    let strict = index.leakGuard(for: heldOut, rule: LeakRule(longestRun: 30))
    XCTAssertEqual(strict.excluded.passages, 1)
    let share = index.leakGuard(for: heldOut, rule: LeakRule(passageContainment: 0.1))
    XCTAssertEqual(share.excluded.containedPassages, 1)
  }

  /// Too few words for a 5-gram: what stands in the document is left out.
  func testShortPassages() throws {
    let giant = String(repeating: "Zm9v", count: 90)
    let document = Document(name: "table", text: "one two.\n\n" + giant)
    let index = try PassageIndex(
      documents: [
        Document(name: "a", text: "  two.\n"), Document(name: "b", text: "three"),
        Document(name: "c", text: String(giant.prefix(240))),
      ], cutter: PassageCutter(byteCount: 100))
    let leakGuard = index.leakGuard(for: document)
    XCTAssertEqual(
      index.passages.indices.filter { leakGuard.allows($0) }.map { index.passages[$0].document },
      ["b"])
  }

  func testTheControlIsDrawnFromWhatMayBeShown() throws {
    let index = try index([heldOut, Document(name: "blank", text: "\n \n --- \n")])
    let leakGuard = index.leakGuard(for: heldOut)
    let allowed = Set(index.passages.filter { $0.document.hasPrefix("other") })
    var (stream, same) = (RandomStream(seed: 2), RandomStream(seed: 2))
    var seen: Set<Passage> = []
    for _ in 0..<2_000 {
      let drawn = index.random(count: 3, behind: leakGuard, using: &stream)
      XCTAssertEqual(drawn, index.random(count: 3, behind: leakGuard, using: &same))
      XCTAssertEqual(Set(drawn).count, 3)
      XCTAssertTrue(allowed.isSuperset(of: drawn))
      seen.formUnion(drawn)
    }
    XCTAssertEqual(seen, allowed, "every passage has its chance")
    let names = Set(others.dropFirst().map(\.name) + ["held-out"])
    let rest = index.random(count: 100, excluding: names, using: &stream)
    XCTAssertEqual(Set(rest.map(\.document)), ["other 0"])
    XCTAssertEqual(index.random(count: 0, using: &stream), [])
    XCTAssertEqual(index.random(count: -1, using: &stream), [])
  }
}
