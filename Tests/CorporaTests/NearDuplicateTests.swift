import Corpora
import Groundwork
import XCTest

/// MinHash and its groups against the exact Jaccard similarity of all pairs.
final class NearDuplicateTests: XCTestCase {
  /// Texts of random words: families of one original and changed copies, and strangers.
  private func texts(_ stream: inout RandomStream, families: Int) -> [[UInt8]] {
    func word() -> String { "w\(stream.index(below: 3_000))" }
    var texts: [[String]] = []
    for _ in 0..<families {
      let original = (0..<(40 + stream.index(below: 200))).map { _ in word() }
      texts.append(original)
      for _ in 0..<stream.index(below: 5) {
        var copy = original
        let changes = stream.index(below: 1 + original.count / 8)
        for _ in 0..<changes { copy[stream.index(below: copy.count)] = word() }
        texts.append(copy)
      }
    }
    texts.shuffle(using: &stream)
    return texts.map { Array(($0.joined(separator: " ") + "\n").utf8) }
  }

  /// The same sets made of strings.
  private func slowShingles(_ text: [UInt8]) -> Set<[String]> {
    let words = String(decoding: text, as: UTF8.self).lowercased()
      .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) && $0.isASCII }.map(String.init)
    guard words.count >= Shingles.wordCount else { return words.isEmpty ? [] : [words] }
    return Set((0...(words.count - 5)).map { Array(words[$0..<($0 + 5)]) })
  }

  func testJaccardIsThatOfTheSetsOfWords() {
    var stream = RandomStream(seed: 2)
    let texts =
      texts(&stream, families: 12) + [
        Array("Two words".utf8), Array("TWO, words!".utf8), Array("...".utf8), [],
        Array("Größe zählt und Maß hält Größe".utf8),
      ]
    for a in texts {
      for b in texts {
        let (left, right) = (slowShingles(a), slowShingles(b))
        let union = left.union(right).count
        let exact = union == 0 ? 0 : Double(left.intersection(right).count) / Double(union)
        XCTAssertEqual(
          Shingles.jaccard(Shingles.of(a), Shingles.of(b)), exact, accuracy: 1e-12)
      }
    }
  }

  /// The estimate is unbiased and spreads as it should: over many seeds, within five standard errors.
  func testSignaturesEstimateJaccard() {
    var stream = RandomStream(seed: 4)
    for overlap in [0, 100, 400, 700, 950, 1_000] {
      let common = (0..<overlap).map { _ in stream.next() }
      let a = common + (0..<(1_000 - overlap)).map { _ in stream.next() }
      let b = common + (0..<(1_000 - overlap)).map { _ in stream.next() }
      let exact = Shingles.jaccard(a.sorted(), b.sorted())
      let rounds = 60
      let mean =
        (0..<rounds).reduce(0.0) { sum, seed in
          let hash = MinHash(seed: UInt64(seed))
          return sum + MinHash.similarity(hash.signature(a), hash.signature(b))
        } / Double(rounds)
      let error = (exact * (1 - exact) / Double(MinHash.placeCount * rounds)).squareRoot()
      XCTAssertEqual(mean, exact, accuracy: 5 * error + 1e-9, "\(overlap)")
    }
    let hash = MinHash(seed: 1)
    XCTAssertEqual(hash.signature([1, 2, 3]), hash.signature([3, 2, 1, 1]))
    XCTAssertEqual(MinHash.candidateProbability(0.5), 0.873, accuracy: 0.001)
  }

  /// Every pair above the threshold is in one group, and every group holds together by such pairs.
  func testGroupsAgainstAllPairs() {
    for seed in UInt64(1)...6 {
      var stream = RandomStream(seed: seed)
      let texts = texts(&stream, families: 40)
      let hash = MinHash(seed: seed)
      let found = NearDuplicates(
        texts: texts, signatures: texts.map { hash.signature(Shingles.of($0)) },
        copyThreshold: 0.8, kinThreshold: 0.5)
      let sets = texts.map { Shingles.of($0) }
      let copies = components(sets, 0.8)
      XCTAssertEqual(found.copies, copies, "seed \(seed)")
      // Kin are found with the probability that MinHash states, and nothing else is joined.
      let kin = components(sets, 0.5)
      for index in texts.indices { XCTAssertEqual(kin[found.kin[index]], kin[index]) }
      var (lost, expected) = (0, 0.0)
      for a in texts.indices {
        for b in texts.indices where b > a {
          let similarity = Shingles.jaccard(sets[a], sets[b])
          guard similarity >= 0.5 else { continue }
          expected += 1 - MinHash.candidateProbability(similarity)
          if found.kin[a] != found.kin[b] { lost += 1 }
        }
      }
      XCTAssertLessThanOrEqual(
        Double(lost), expected + 5 * expected.squareRoot(), "seed \(seed)")
      for (text, near) in found.closest {
        XCTAssertEqual(Shingles.jaccard(sets[text], sets[near.other]), near.similarity)
        XCTAssertGreaterThanOrEqual(near.similarity, 0.8)
      }
    }
  }

  /// Connected components by comparing all pairs; each is named by its first text.
  private func components(_ sets: [[UInt64]], _ threshold: Double) -> [Int] {
    var names = Array(sets.indices)
    for a in sets.indices {
      for b in sets.indices where b > a && Shingles.jaccard(sets[a], sets[b]) >= threshold {
        let (low, high) = (min(names[a], names[b]), max(names[a], names[b]))
        for index in names.indices where names[index] == high { names[index] = low }
      }
    }
    return names
  }

  /// A bucket beyond the limit for all pairs.
  func testManyCopiesOfOneTextAreOneGroup() {
    var stream = RandomStream(seed: 8)
    let words = (0..<200).map { _ in "w\(stream.index(below: 900))" }
    let texts = (0..<600).map { index -> [UInt8] in
      var copy = words
      copy[index % 200] = "other\(index)"
      return Array(copy.joined(separator: " ").utf8)
    }
    let hash = MinHash(seed: 1)
    let found = NearDuplicates(
      texts: texts, signatures: texts.map { hash.signature(Shingles.of($0)) }, copyThreshold: 0.8,
      kinThreshold: 0.5)
    XCTAssertEqual(found.copies, Array(repeating: 0, count: 600))
  }
}
