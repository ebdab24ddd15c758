import Advice
import Corpora
import Groundwork
import XCTest

/// Pieces of held-out text, and scores of them.
final class SegmentTests: XCTestCase {
  private func documents(_ count: Int, words: Int = 900) -> [Document] {
    var stream = RandomStream(seed: 5)
    return (0..<count).map { number in
      let text = (0..<words).map { _ in
        ["größer", "contract", "an", "日本語", "the", "party\n"][stream.index(below: 6)]
      }
      return Document(name: "d\(number)", text: text.joined(separator: " "))
    }
  }

  func testPiecesAreOfTheTextAndDoNotOverlap() {
    let all = documents(5)
    let pieces = Segment.chosen(from: all, count: 1_000, seed: 3)
    XCTAssertGreaterThan(pieces.count, 15)
    for (number, document) in all.enumerated() {
      var covered = Set<Int>()
      for piece in pieces where piece.document == number {
        let whole = piece.before + piece.scored
        let place = Self.place(of: whole, in: document.bytes)
        XCTAssertNotNil(place, "what stands before a piece stands before it in the document")
        let start = (place ?? 0) + piece.before.count
        for byte in start..<start + piece.scored.count {
          XCTAssertTrue(covered.insert(byte).inserted, "byte \(byte) is asked twice")
        }
        XCTAssertNotNil(String(validating: piece.scored, as: UTF8.self))
        XCTAssertNotNil(String(validating: piece.before, as: UTF8.self))
      }
    }
  }

  private static func place(of needle: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= needle.count else { return nil }
    return (0...bytes.count - needle.count).first {
      bytes[$0..<$0 + needle.count].elementsEqual(needle)
    }
  }

  func testEveryDocumentComesBeforeAnyTwice() {
    let pieces = Segment.chosen(from: documents(6), count: 6, seed: 1)
    XCTAssertEqual(Set(pieces.map(\.document)), Set(0..<6))
    XCTAssertEqual(pieces, Segment.chosen(from: documents(6), count: 6, seed: 1))
    XCTAssertNotEqual(pieces, Segment.chosen(from: documents(6), count: 6, seed: 2))
  }

  func testTextWithoutBlanksAndShortTexts() {
    let long = Document(name: "long", text: String(repeating: "ü", count: 3_000))
    let pieces = Segment.chosen(
      from: [long, Document(name: "short", text: "too short")], count: 9, seed: 1)
    XCTAssertFalse(pieces.isEmpty)
    XCTAssertTrue(pieces.allSatisfy { $0.document == 0 })
    XCTAssertTrue(pieces.allSatisfy { String(validating: $0.scored, as: UTF8.self) != nil })
  }

  // MARK: - Scores

  private func scores(_ shift: Double, seed: UInt64, documents: Int = 12) -> SegmentScores {
    var stream = RandomStream(seed: 9)
    var noise = RandomStream(seed: seed)
    return SegmentScores(
      (0..<documents).flatMap { document -> [SegmentScores.Piece] in
        let level = 0.8 + 0.3 * stream.normal()
        return (0..<2).map { _ in
          .init(
            document: document, nats: (max(0.1, level) + shift + 0.01 * noise.normal()) * 700,
            byteCount: 1_000)
        }
      })
  }

  func testIntervalHoldsTheMeanAndGrowsWithTheLevel() {
    let all = scores(0, seed: 1)
    let (narrow, wide) = (all.interval(level: 0.5), all.interval(level: 0.95))
    XCTAssertTrue(narrow.contains(all.bitsPerByte))
    XCTAssertLessThan(wide.lowerBound, narrow.lowerBound)
    XCTAssertGreaterThan(wide.upperBound, narrow.upperBound)
    XCTAssertEqual(all.draws, scores(0, seed: 1).draws, "the same every time")
  }

  func testChangesOfTheSamePiecesAreFarSurerThanTheFigures() {
    let (before, after) = (scores(0, seed: 1), scores(-0.05, seed: 2))
    let change = after.change(from: before)
    XCTAssertEqual(change.mean, -0.05 * 0.7 / 0.6931, accuracy: 0.01)
    XCTAssertLessThan(change.interval.upperBound, 0)
    let width = change.interval.upperBound - change.interval.lowerBound
    let own = before.interval().upperBound - before.interval().lowerBound
    XCTAssertLessThan(10 * width, own)
    // The draws of both go together: their differences are those of the change.
    for ((a, b), c) in zip(zip(after.draws, before.draws), change.draws) {
      XCTAssertEqual(a - b, c, accuracy: 1e-12)
    }
  }

  func testIntervalsHoldWhatTheySay() {
    // Documents drawn from a known population: how often does the interval hold its mean?
    var stream = RandomStream(seed: 77)
    let mean = 0.7 / 0.693_147
    let held = (0..<300).count { _ in
      let pieces = (0..<24).map { document in
        SegmentScores.Piece(
          document: document, nats: (0.7 + 0.1 * stream.normal()) * 1_000, byteCount: 1_000)
      }
      return SegmentScores(pieces).interval(level: 0.8).contains(mean)
    }
    XCTAssertTrue((216...261).contains(held), "\(held) of 300 at 80 %")
  }
}
