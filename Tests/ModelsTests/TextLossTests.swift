import Foundation
import Models
import XCTest

final class TextLossTests: XCTestCase {
  func testMeanPerplexityAndBits() {
    let loss = TextLoss(nats: 6 * log(2.0), tokenCount: 3, byteCount: 12)
    XCTAssertEqual(loss.mean, 2 * log(2.0))
    XCTAssertEqual(loss.perplexity, 4, accuracy: 1e-14)
    XCTAssertEqual(loss.bitsPerByte, 0.5)
    XCTAssertEqual(TextLoss(nats: 1, tokenCount: 1, byteCount: 0).bitsPerByte, .infinity)
  }

  /// Tokens and bytes weigh alike, not texts.
  func testTextsTogether() {
    let both =
      TextLoss(nats: 1, tokenCount: 1, byteCount: 2)
      + TextLoss(nats: 5, tokenCount: 2, byteCount: 10)
    XCTAssertEqual(both, TextLoss(nats: 6, tokenCount: 3, byteCount: 12))
    XCTAssertEqual(TextLoss.none + both, both)
    XCTAssertTrue(TextLoss.none.mean.isNaN && TextLoss.none.bitsPerByte.isNaN)
  }

  /// Every id but the first is scored once, in order, with as much before it as its window holds.
  func testWindowsScoreEveryIDOnce() {
    for count in 2...40 {
      let ids = (0..<count).map { Int32($0) }
      for time in [1, 2, 7, 16, 50] {
        for stride in [1, 2, 5, 7, time] where stride <= time {
          let windows = LossWindow.over(ids, time: time, stride: stride)
          XCTAssertEqual(windows.flatMap(\.scored), Array(ids.dropFirst()))
          for (index, window) in windows.enumerated() {
            XCTAssertEqual(window.ids.startIndex, index * stride)
            XCTAssertLessThanOrEqual(window.ids.count, time + 1)
            XCTAssertTrue((1..<window.ids.count).contains(window.firstScored))
            let before = time + 1 - stride
            if index > 0 { XCTAssertEqual(window.firstScored, before) }
          }
        }
        XCTAssertEqual(LossWindow.over(ids, time: time).count, (count - 2) / time + 1)
      }
    }
  }

  /// Losses of windows in batches, against the same windows one at a time.
  func testADecoderScoresWindowsInBatches() throws {
    let store = try ParameterStore<Float>(
      ModelConfiguration(
        vocabularySize: 11, contextLength: 8, width: 12, layerCount: 1, headCount: 2))
    store.initialize(seed: 1, standardDeviation: 0.3)
    let ids = (0..<50).map { Int32($0 * $0 % 11) }
    let windows = LossWindow.over(ids, time: 8, stride: 5)
    func losses(batch: Int, of part: ArraySlice<LossWindow>) throws -> [[Double]] {
      var result: [[Double]] = []
      try Decoder(store, batch: batch, time: 8).losses(of: part) { window, losses in
        XCTAssertEqual(window, part.startIndex + result.count)
        result.append(losses.array)
      }
      return result
    }
    let alone = try losses(batch: 1, of: windows[...])
    XCTAssertEqual(alone.map(\.count), windows.map(\.scored.count))
    for part in [0..<windows.count, 2..<7, 3..<3] {
      let together = try losses(batch: 4, of: windows[part])
      XCTAssertEqual(together.count, part.count)
      for (a, b) in zip(together.joined(), alone[part].joined()) {
        XCTAssertEqual(a, b, accuracy: 1e-5)
      }
    }
  }
}
