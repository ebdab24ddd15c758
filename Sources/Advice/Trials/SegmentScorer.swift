import Corpora
import Groundwork
import Inference
import Models
import Tensors
import Tokenizers
import Training

/// Asks a model for pieces of text, after whatever an option puts before them.
public final class SegmentScorer {
  private let evaluator: Evaluator
  private let tokenizer: any Tokenizer
  private let window: Int

  /// - Parameter window: tokens that the model sees at once.
  public init(
    _ weights: any WeightSource, tokenizer: any Tokenizer, window: Int, products: ProductPlan
  ) throws {
    evaluator = try Evaluator(weights, contextLength: window, products: products)
    self.tokenizer = tokenizer
    self.window = window
  }

  /// The scores of pieces.
  ///
  /// What does not fit into the window before a piece is cut at its front; a piece that is longer than
  /// half the window is read in parts, each after what stands before it.
  ///
  /// - Parameter context: texts to put before a piece, in this order; by default the text before it in
  ///   its document.
  public func scores(
    _ segments: [Segment], context: (Segment) throws -> [[UInt8]] = { [$0.before] }
  ) throws -> SegmentScores {
    Self.scores(segments, try losses(segments, context: context))
  }

  /// Windows that are read at once; between them somebody who wants to stop is listened to.
  private static let together = 16

  /// Windows of like length are read together: all of a call are padded to the longest.
  ///
  /// - Throws: `Trial.GivenUp` where somebody wants it to stop before all are read.
  private func losses(of windows: [LossWindow]) throws -> [[Double]] {
    var losses = [[Double]](repeating: [], count: windows.count)
    let order = windows.indices.sorted {
      (windows[$0].ids.count, $0) < (windows[$1].ids.count, $1)
    }
    for start in stride(from: 0, to: order.count, by: Self.together) {
      guard start == 0 || !Interruption.isRequested else { throw Trial.GivenUp() }
      let chosen = order[start..<min(start + Self.together, order.count)]
      for (index, found) in zip(chosen, try evaluator.losses(of: chosen.map { windows[$0] })) {
        losses[index] = found
      }
    }
    return losses
  }

  static func scores(_ segments: [Segment], _ losses: [[Double]]) -> SegmentScores {
    SegmentScores(
      zip(segments, losses).map { segment, losses in
        .init(
          document: segment.document, nats: losses.reduce(0, +), byteCount: segment.scored.count)
      })
  }

  /// −log p of each token of each piece.
  public func losses(
    _ segments: [Segment], context: (Segment) throws -> [[UInt8]] = { [$0.before] }
  ) throws -> [[Double]] {
    var windows: [LossWindow] = []
    var counts: [Int] = []
    let start = tokenizer.textStart
    for segment in segments {
      let before = try context(segment).flatMap { try tokenizer.encode($0) }
      let scored = try tokenizer.encode(segment.scored)
      let parts = Self.windows(start: start, before: before, scored: scored, window: window)
      counts.append(parts.count)
      windows += parts
    }
    let losses = try losses(of: windows)
    var place = 0
    return counts.map { count in
      defer { place += count }
      return losses[place..<place + count].flatMap { $0 }
    }
  }

  /// −log p of tokens that begin a text; nil for the first where nothing stands before it.
  func losses(ofTokens ids: [Int32]) throws -> [Double?] {
    let start = tokenizer.textStart
    let room = max(0, window + 1 - start.count)
    let read = Array(ids.prefix(room))
    let first = max(start.count, 1)
    let losses = try evaluator.losses(of: [
      LossWindow(ids: (start + read)[...], firstScored: first)
    ])
    return [Double?](repeating: nil, count: first - start.count) + losses[0].map { $0 }
  }

  /// The tokens that stand for pieces.
  public func tokenCount(_ segments: [Segment]) throws -> Int {
    try segments.reduce(0) { $0 + (try tokenizer.encode($1.scored).count) }
  }

  /// Windows that score every token of a piece once, in order.
  static func windows(
    start: [Int32], before: [Int32], scored: [Int32], window: Int
  ) -> [LossWindow] {
    let room = window + 1
    let front = start + before.suffix(max(0, room - start.count - min(scored.count, room / 2)))
    let ids = front + scored
    // Without anything before it, the first token has nothing to be predicted from.
    var next = max(front.count, 1)
    var result: [LossWindow] = []
    while next < ids.count {
      let end = min(ids.count, next < room ? room : next + room / 2)
      let first = max(0, end - room)
      result.append(LossWindow(ids: ids[first..<end], firstScored: next - first))
      next = end
    }
    return result
  }
}
