import Foundation
import Groundwork
import Tokenizers
import XCTest

final class UnigramTrainerTests: XCTestCase {
  private let prose = """
    The party of the first part shall pay the party of the second part 1,200 dollars on 3 May 2024. \
    The yield on the note rose by 12 basis points; the patient was discharged on day 12, and the \
    culture grew no organisms. “Nothing in the sea,” said the boy, “that the sea has not seen.”
    """

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Expected counts and the likelihood against sums over all segmentations, one by one.
  func testForwardAndBackwardSumsEqualEnumeration() throws {
    var stream = RandomStream(seed: 41)
    for _ in 0..<20 {
      let tokenizer = try UnigramSegmentations.randomTokenizer(&stream) { -6 * $0.uniform() }
      let documents = (0..<6).map { _ in
        (0..<(1 + stream.index(below: 9))).map { _ in UInt8(97 + stream.index(below: 3)) }
      }
      let trainer = try UnigramTrainer(
        documents: documents + documents.prefix(2), startingFrom: tokenizer)
      let pieces = trainer.pieces
      let segmentations = UnigramSegmentations(pieces)
      var logLikelihood = 0.0
      var counts: [[UInt8]: Double] = [:]
      for document in documents + documents.prefix(2) {
        let all = segmentations.all(of: document)
        let total = all.reduce(0) { $0 + exp(segmentations.score($1)) }
        logLikelihood += log(total)
        for segmentation in all {
          let share = exp(segmentations.score(segmentation)) / total
          for piece in segmentation { counts[piece, default: 0] += share }
        }
      }
      let result = trainer.expectedCounts()
      XCTAssertEqual(result.logLikelihood, logLikelihood, accuracy: 1e-10 * abs(logLikelihood))
      for (piece, count) in zip(pieces, result.counts) {
        XCTAssertEqual(count, counts[piece.bytes] ?? 0, accuracy: 1e-10)
      }
    }
  }

  /// A word a thousand times less likely a byte than the rest: its sums leave Float64's range, and
  /// are made in logarithms.
  func testVeryUnlikelyWords() throws {
    let pieces = [
      UnigramPiece(bytes: bytes("a"), score: -0.001), UnigramPiece(bytes: bytes("z"), score: -20),
      UnigramPiece(bytes: bytes("zz"), score: -40.5),
    ]
    let tokenizer = try UnigramTokenizer(pieces: pieces, pattern: .none)
    let common = [[UInt8]](repeating: [UInt8](repeating: 97, count: 900), count: 300)
    let rare = [UInt8](repeating: 122, count: 1_000)
    let trainer = try UnigramTrainer(documents: common + [rare], startingFrom: tokenizer)
    let scores = UnigramSegmentations(trainer.pieces).scores
    let (a, z, zz) = (scores[[97]] ?? 0, scores[[122]] ?? 0, scores[[122, 122]] ?? 0)
    // The slow version: log sums over n letters, and the counts as their derivatives by differences.
    func logSum(_ z: Double, _ zz: Double) -> Double {
      var sums = [0.0, z]
      for n in 2...1_000 {
        let (one, two) = (sums[n - 1] + z, sums[n - 2] + zz)
        sums.append(max(one, two) + log1p(exp(-abs(one - two))))
      }
      return sums[1_000]
    }
    let result = trainer.expectedCounts()
    let expected = logSum(z, zz) + 300 * 900 * a
    XCTAssertEqual(result.logLikelihood, expected, accuracy: 1e-9 * abs(expected))
    let counts = Dictionary(uniqueKeysWithValues: zip(trainer.pieces.map(\.bytes), result.counts))
    XCTAssertEqual(counts[[97]] ?? 0, 270_000, accuracy: 1e-6)
    let step = 1e-5
    XCTAssertEqual(
      counts[[122, 122]] ?? 0, (logSum(z, zz + step) - logSum(z, zz - step)) / (2 * step),
      accuracy: 1e-3)
    XCTAssertEqual((counts[[122]] ?? 0) + 2 * (counts[[122, 122]] ?? 0), 1_000, accuracy: 1e-6)
  }

  func testNoStepLowersTheLikelihood() throws {
    for pattern in PreTokenPattern.allCases {
      var trainer = try UnigramTrainer(
        documents: [bytes(prose), bytes(prose + "\n" + prose)], pattern: pattern, seedSize: 400)
      var before = -Double.infinity
      for step in 0..<40 {
        let now = trainer.improve()
        XCTAssertGreaterThanOrEqual(now, before - 1e-9 * abs(now), "\(pattern), step \(step)")
        before = now
      }
      let length = 3 * prose.utf8.count + 1
      let (_, counts) = trainer.expectedCounts()
      let covered = zip(trainer.pieces, counts).reduce(0) { $0 + Double($1.0.bytes.count) * $1.1 }
      XCTAssertEqual(covered, Double(length), accuracy: 1e-6)
    }
  }

  /// The seed against all substrings, counted one by one.
  func testTheSeedIsTheSubstringsThatNoLongerOneReplaces() throws {
    var stream = RandomStream(seed: 43)
    for longest in [3, 7, 18] {
      let words = (0..<60).map { _ in
        (0..<(1 + stream.index(below: 24))).map { _ in UInt8(97 + stream.index(below: 2)) }
      }
      let trainer = try UnigramTrainer(
        documents: words, pattern: .none, seedSize: 100_000, longestPiece: longest)
      var counts: [[UInt8]: Int] = [:]
      for word in words {
        for start in word.indices {
          for end in (start + 1)...word.count { counts[Array(word[start..<end]), default: 0] += 1 }
        }
      }
      var expected: [[UInt8]: Int] = [:]
      for (string, count) in counts where string.count <= longest {
        let isReplaced =
          string.count < longest
          && (UInt8.min...UInt8.max).contains { counts[string + [$0]] == count }
        if string.count == 1 || count > 1 && !isReplaced { expected[string] = count * string.count }
      }
      let total = Double(expected.values.reduce(0, +))
      let pieces = trainer.pieces.filter { $0.score > -.infinity }
      XCTAssertEqual(Set(pieces.map(\.bytes)), Set(expected.keys))
      for piece in pieces {
        XCTAssertEqual(exp(piece.score) * total, Double(expected[piece.bytes] ?? 0), accuracy: 1e-6)
      }
      XCTAssertEqual(trainer.pieceCount, expected.count + 254)
    }
  }

  func testTheSeedHoldsTheHeaviest() throws {
    let text = bytes("abcabcabcabc xyxy")
    let trainer = try UnigramTrainer(documents: [text], pattern: .gpt2, seedSize: 1)
    XCTAssertEqual(trainer.pieces.filter { $0.bytes.count > 1 }.map(\.bytes), [bytes("abcabcabc")])
  }

  /// Which pieces go, against the written formula with segmentations found by brute force.
  func testPruningTakesThePiecesWithTheSmallestLoss() throws {
    var trainer = try UnigramTrainer(
      documents: [bytes(prose)], pattern: .gpt2, seedSize: 300, longestPiece: 6)
    for _ in 0..<3 { _ = trainer.improve() }
    let (_, weights) = trainer.expectedCounts()
    _ = trainer.improve()
    let pieces = trainer.pieces
    let total = weights.reduce(0, +)
    let index = Dictionary(uniqueKeysWithValues: zip(pieces.map(\.bytes), weights))
    let segmentations = UnigramSegmentations(pieces)
    var losses: [(bytes: [UInt8], loss: Double)] = []
    for (piece, weight) in zip(pieces, weights) where piece.bytes.count > 1 && weight >= 0.5 {
      let others =
        segmentations.all(of: piece.bytes).filter { $0.count > 1 }
        .max { segmentations.score($0) < segmentations.score($1) } ?? []
      let after = total + Double(others.count - 1) * weight
      let gain = others.reduce(0) { $0 + log(((index[$1] ?? 0) + weight) / after) }
      losses.append((piece.bytes, weight * (log(weight / total) - gain)))
    }
    losses.sort { $0.loss > $1.loss }
    XCTAssertGreaterThan(losses.count, 30)
    trainer.prune(to: 256 + 20)
    XCTAssertEqual(trainer.pieceCount, 276)
    let kept = Set(trainer.pieces.map(\.bytes))
    XCTAssertEqual(kept, Set(losses.prefix(20).map(\.bytes) + (0..<256).map { [UInt8($0)] }))
  }

  func testPruningKeepsAllBytes() throws {
    var trainer = try UnigramTrainer(documents: [bytes(prose)], seedSize: 200)
    _ = trainer.improve()
    trainer.prune(to: 0)
    XCTAssertEqual(trainer.pieces.map(\.bytes), (0..<256).map { [UInt8($0)] })
    XCTAssertTrue(trainer.pieces.allSatisfy { $0.score.isFinite })
    XCTAssertTrue(trainer.improve().isFinite)
    XCTAssertEqual(trainer.tokenizer().vocabularySize, 257)
  }

  func testTrainingGivesTheSizesAskedForAndProbabilities() throws {
    let text = bytes(prose)
    let tokenizers = try UnigramTokenizer.train(on: [text], vocabularySizes: [270, 300, 257])
    XCTAssertEqual(tokenizers.map(\.vocabularySize), [270, 300, 257])
    for tokenizer in tokenizers {
      XCTAssertEqual(tokenizer.pieces.reduce(0) { $0 + exp($1.score) }, 1, accuracy: 1e-6)
    }
    let counts = try tokenizers.map { try $0.encode(text).count }
    XCTAssertLessThan(counts[1], counts[0])
    XCTAssertLessThan(counts[0], counts[2])
    XCTAssertEqual(counts[2], text.count)
    XCTAssertEqual(
      try UnigramTokenizer.train(on: [text], vocabularySize: 300), tokenizers[1])
    // No more pieces than the text has.
    let small = try UnigramTokenizer.train(on: [bytes("abab")], vocabularySize: 1_000)
    XCTAssertLessThan(small.vocabularySize, 262)
  }

  func testLongPreTokensAreCutForTraining() throws {
    let text = [UInt8]((0..<5_000).map { UInt8(97 + $0 % 7) })
    let tokenizer = try UnigramTokenizer.train(on: [text], vocabularySize: 280, pattern: .none)
    XCTAssertEqual(try tokenizer.decode(tokenizer.encode(text)), text)
    XCTAssertLessThan(try tokenizer.encode(text).count, 1_000)
  }

  func testBadInput() {
    XCTAssertThrowsError(try UnigramTokenizer.train(on: [bytes("x")], vocabularySize: 256)) {
      XCTAssertEqual($0 as? TokenizerError, .vocabularyTooSmall(256, minimum: 257))
    }
    for documents in [[], [[]]] as [[[UInt8]]] {
      XCTAssertThrowsError(try UnigramTokenizer.train(on: documents, vocabularySize: 300)) {
        XCTAssertEqual($0 as? TokenizerError, .emptyText)
      }
    }
  }
}
