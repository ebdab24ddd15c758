import Foundation
import Tokenizers
import XCTest

final class UnigramMergeTests: XCTestCase {
  private let texts = [
    "the party of the first part pays the party of the second part; the party of the third part",
    "the patient was admitted, the patient was discharged, and the patient was well again",
    "the yield rose by 12 points, the yield fell by 8 points, and the yield rose again",
  ].map { Array($0.utf8) }

  private func models() throws -> [(tokenizer: UnigramTokenizer, byteCount: Int)] {
    try texts.enumerated().map { index, text in
      (try UnigramTokenizer.train(on: [text], vocabularySize: 300), (index + 1) * text.count)
    }
  }

  /// Against the definition: one piece after the other, one model after the other.
  private func slow(
    _ models: [(tokenizer: UnigramTokenizer, byteCount: Int)], size: Int
  ) -> [[UInt8]: Double] {
    let all = Double(models.reduce(0) { $0 + $1.byteCount })
    var average: [[UInt8]: Double] = [:]
    for (tokenizer, _) in models {
      for piece in tokenizer.pieces {
        average[piece.bytes] = models.reduce(0) { sum, model in
          let own = model.tokenizer.pieces.first { $0.bytes == piece.bytes }
          return sum + (own.map { exp($0.score) } ?? 0) * Double(model.byteCount) / all
        }
      }
    }
    let sorted = average.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
    }
    let kept =
      sorted.filter { $0.key.count == 1 } + sorted.filter { $0.key.count > 1 }.prefix(size - 257)
    let total = kept.reduce(0) { $0 + $1.value }
    return Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value / total) })
  }

  private func check(
    _ merged: UnigramTokenizer, _ expected: [[UInt8]: Double], line: UInt = #line
  ) {
    XCTAssertEqual(Set(merged.pieces.map(\.bytes)), Set(expected.keys), line: line)
    for piece in merged.pieces {
      XCTAssertEqual(piece.score, log(expected[piece.bytes] ?? 0), accuracy: 1e-8, line: line)
    }
  }

  func testMergingIsTheAverageByBytes() throws {
    let models = try models()
    for size in [257, 270, 320, 10_000] {
      check(try UnigramTokenizer.merge(models, vocabularySize: size), slow(models, size: size))
    }
    check(try UnigramTokenizer.merge(models), slow(models, size: 10_000))
    let merged = try UnigramTokenizer.merge(models, vocabularySize: 310)
    XCTAssertEqual(merged.vocabularySize, 310)
    for text in texts { XCTAssertEqual(try merged.decode(merged.encode(text)), text) }
  }

  func testMergingInStepsEqualsMergingAtOnce() throws {
    let models = try models()
    let firstTwo = try UnigramTokenizer.merge(Array(models.prefix(2)))
    let inSteps = try UnigramTokenizer.merge(
      [(firstTwo, models[0].byteCount + models[1].byteCount), models[2]], vocabularySize: 320)
    check(inSteps, slow(models, size: 320))
  }

  func testAModelOfNoBytesCountsForNothing() throws {
    let models = try models()
    let merged = try UnigramTokenizer.merge([models[0], (models[1].tokenizer, 0)])
    XCTAssertEqual(merged.pieces.map(\.bytes), models[0].tokenizer.pieces.map(\.bytes))
  }

  func testWhatCannotBeMerged() throws {
    let models = try models()
    let other = try UnigramTokenizer.train(on: texts, vocabularySize: 300, pattern: .gpt2)
    let cases: [([(tokenizer: UnigramTokenizer, byteCount: Int)], Int, String)] = [
      ([], 300, "nothing to merge"),
      ([(models[0].tokenizer, 0)], 300, "nothing to merge"),
      ([(models[0].tokenizer, -5)], 300, "-5 bytes"),
      ([models[0], (other, 10)], 300, "bloomberg and gpt2"),
      (models, 256, "257 is the least"),
    ]
    for (models, size, words) in cases {
      XCTAssertThrowsError(try UnigramTokenizer.merge(models, vocabularySize: size)) {
        XCTAssertTrue("\($0)".contains(words), "\($0)")
      }
    }
  }

  func testVocabularySizesByEncodedBits() throws {
    let sizes = [257, 265, 275]
    let tokenizers = try UnigramTokenizer.train(on: texts, vocabularySizes: sizes)
    let table = try EncodedSize.table(of: tokenizers, on: texts)
    XCTAssertEqual(table.map(\.vocabularySize), sizes)
    for (row, tokenizer) in zip(table, tokenizers) {
      let count = try texts.reduce(0) { $0 + (try tokenizer.encode($1).count) }
      XCTAssertEqual(row.tokenCount, count)
      XCTAssertEqual(row.bits, Double(count) * log2(Double(tokenizer.vocabularySize)))
      XCTAssertEqual(row.bitsPerByte, row.bits / Double(texts.reduce(0) { $0 + $1.count }))
    }
    XCTAssertEqual(EncodedSize.best(of: table)?.bits, table.map(\.bits).min())
    XCTAssertNil(EncodedSize.best(of: []))
    let rows = [(400, 200), (20, 400), (100, 256), (50, 65_536)].map {
      EncodedSize(vocabularySize: $0.1, tokenCount: $0.0, byteCount: 800)
    }
    XCTAssertEqual(EncodedSize.best(of: rows)?.vocabularySize, 400)
    XCTAssertEqual(EncodedSize.best(of: Array(rows.suffix(2)))?.vocabularySize, 256, "a tie")
  }
}
