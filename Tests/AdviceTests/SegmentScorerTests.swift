import Advice
import Inference
import Models
import Tensors
import Tokenizers
import XCTest

/// Pieces of text as a model is asked for them, against its probabilities id by id.
final class SegmentScorerTests: XCTestCase {
  private let tokenizer = ByteTokenizer()

  private func weights(context: Int) throws -> ParameterStore<Float> {
    let store = try ParameterStore<Float>(
      ModelConfiguration(
        family: .llama, vocabularySize: tokenizer.vocabularySize, contextLength: context, width: 16,
        layerCount: 2, headCount: 2))
    store.initialize(seed: 3)
    return store
  }

  private func segment(_ before: String, _ scored: String) -> Segment {
    Segment(document: 0, before: Array(before.utf8), scored: Array(scored.utf8))
  }

  func testAPieceCostsWhatItsIDsCost() throws {
    let store = try weights(context: 128)
    let scorer = try SegmentScorer(store, tokenizer: tokenizer, window: 128, products: .exact)
    let pieces = [
      segment("The tenant shall", " pay the rent."), segment("", "No text before it."),
      segment("Short", " x"),
    ]
    let scores = try scorer.scores(pieces)
    let evaluator = try Evaluator(store, contextLength: 128)
    for (piece, score) in zip(pieces, scores.pieces) {
      let ids =
        tokenizer.textStart + tokenizer.encode(piece.before) + tokenizer.encode(piece.scored)
      let logs = try evaluator.logProbabilities(ids)
      let own = logs.suffix(piece.scored.count).compactMap(\.self)
      XCTAssertEqual(score.nats, -own.reduce(0, +), accuracy: 1e-4)
      XCTAssertEqual(score.byteCount, piece.scored.count)
    }
  }

  func testWhatStandsBeforeIsCutAtItsFront() throws {
    let store = try weights(context: 32)
    let scorer = try SegmentScorer(store, tokenizer: tokenizer, window: 32, products: .exact)
    let long = String(repeating: "abcdefg ", count: 40)
    let whole = try scorer.losses([segment(long + "the end", " is near")])[0]
    let near = try scorer.losses([segment(String((long + "the end").suffix(40)), " is near")])[0]
    XCTAssertEqual(whole.count, 8)
    for (a, b) in zip(whole, near) { XCTAssertEqual(a, b, accuracy: 1e-5) }
  }

  /// Longer than the window: every token is scored once, each after something.
  func testLongPiecesAreReadInParts() throws {
    let store = try weights(context: 24)
    let scorer = try SegmentScorer(store, tokenizer: tokenizer, window: 24, products: .exact)
    let text = (0..<30).map { "word\($0) " }.joined()
    let losses = try scorer.losses([segment("before", text)])[0]
    XCTAssertEqual(losses.count, text.utf8.count)
    XCTAssertTrue(losses.allSatisfy { $0.isFinite && $0 > 0 })
    // In turn with short ones, nothing is mixed up.
    let pieces = [
      segment("a", " b"), segment("before", text), segment("c", " d"), segment("a", " b"),
    ]
    let together = try scorer.losses(pieces)
    XCTAssertEqual(together[0], together[3])
    for (a, b) in zip(together[1], losses) { XCTAssertEqual(a, b, accuracy: 1e-4) }
  }

  func testContextIsPutBeforeThePiece() throws {
    let store = try weights(context: 128)
    let scorer = try SegmentScorer(store, tokenizer: tokenizer, window: 128, products: .exact)
    let piece = segment(" own", " piece")
    let with = try scorer.losses([piece]) { [Array("passage".utf8), $0.before] }
    let same = try scorer.losses([segment("passage own", " piece")])
    for (a, b) in zip(with[0], same[0]) { XCTAssertEqual(a, b, accuracy: 1e-5) }
  }
}
