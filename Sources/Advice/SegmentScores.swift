import Foundation
import Groundwork
import ScalingLaws

/// How well a model predicts pieces of held-out text, with what the choice of documents leaves open.
///
///     let before = SegmentScores(…), after = SegmentScores(…)      // of the same pieces
///     before.bitsPerByte                          // 0.79
///     before.interval(level: 0.8)                 // 0.76…0.82
///     after.change(from: before).interval         // far narrower: the pieces are the same
///
/// Intervals come from drawing whole documents anew (a bootstrap of clusters): pieces of one document are
/// not independent.
public struct SegmentScores: Codable, Hashable, Sendable {
  /// What one piece of text cost.
  public struct Piece: Codable, Hashable, Sendable {
    /// The number of its document.
    public let document: Int
    /// −log p of all its tokens.
    public let nats: Double
    /// Its length, whatever the tokenizer.
    public let byteCount: Int

    public init(document: Int, nats: Double, byteCount: Int) {
      (self.document, self.nats, self.byteCount) = (document, nats, byteCount)
    }
  }

  public let pieces: [Piece]

  public init(_ pieces: [Piece]) { self.pieces = pieces }

  /// Over all pieces together.
  public var bitsPerByte: Double { Self.bits(pieces) }

  private static func bits(_ pieces: [Piece]) -> Double {
    let bytes = pieces.reduce(0) { $0 + $1.byteCount }
    return pieces.reduce(0) { $0 + $1.nats } / (Double(bytes) * log(2))
  }

  /// What the whole would be for other documents of the same kind, a thousand times; the same documents in
  /// the same draw of all scores of the same pieces.
  public var draws: [Double] { resampled { $0 / ($1 * log(2)) } }

  /// What remains between two ends with a probability of `level`.
  public func interval(level: Double = 0.8) -> ClosedRange<Double> {
    Self.middle(draws, level: level)
  }

  /// How many bits per byte it lies above other scores of the same pieces: below zero is better.
  public func change(from other: SegmentScores, level: Double = 0.8) -> Change {
    guard other.pieces.count == pieces.count else {
      return Change(mean: .nan, draws: [], level: level)
    }
    let draws = resampled(less: other) { $0 / ($1 * log(2)) }
    return Change(mean: bitsPerByte - other.bitsPerByte, draws: draws, level: level)
  }

  /// A difference between two scores.
  public struct Change: Hashable, Sendable {
    public let mean: Double
    public let draws: [Double]
    public let level: Double
    public var interval: ClosedRange<Double> { SegmentScores.middle(draws, level: level) }
  }

  /// The draws, moved by as much as a forecast lies beside what was measured; as they are without one.
  func draws(movedTo forecast: Forecast) -> [Double] {
    guard !forecast.draws.isEmpty else { return draws }
    return zip(draws, forecast.draws).map { $0 + $1 - bitsPerByte }
  }

  /// The draws' middle part.
  static func middle(_ draws: [Double], level: Double) -> ClosedRange<Double> {
    Interval(draws, level: level).map { $0.low...$0.high } ?? 0...0
  }

  /// Nil for no draws.
  static func median(_ draws: [Double]) -> Double? { Interval(draws)?.median }

  private static let resamples = 1_000

  /// Sums over documents that are drawn with replacement. The same draws for all scores of the same pieces.
  private func resampled(
    less other: SegmentScores? = nil, _ value: (_ nats: Double, _ bytes: Double) -> Double
  ) -> [Double] {
    var sums: [Int: (nats: Double, bytes: Double)] = [:]
    for (index, piece) in pieces.enumerated() {
      let nats = piece.nats - (other?.pieces[index].nats ?? 0)
      let sum = sums[piece.document] ?? (0, 0)
      sums[piece.document] = (sum.nats + nats, sum.bytes + Double(piece.byteCount))
    }
    let clusters = sums.sorted { $0.key < $1.key }.map(\.value)
    guard !clusters.isEmpty else { return [] }
    var stream = RandomStream(seed: 1).fork("documents")
    return (0..<Self.resamples).map { _ in
      var (nats, bytes) = (0.0, 0.0)
      for _ in clusters {
        let drawn = clusters[stream.index(below: clusters.count)]
        nats += drawn.nats
        bytes += drawn.bytes
      }
      return value(nats, bytes)
    }
  }
}
