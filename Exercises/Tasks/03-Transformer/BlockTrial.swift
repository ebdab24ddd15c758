import ExerciseKit
import Foundation
import Groundwork

/// A random block with a stream and ∂L/∂y; what capstone 3.6 holds gradients against.
struct BlockTrial {
  typealias Rows = Chapter03.Rows
  typealias Gradients = Chapter03.BlockGradients

  let block: Chapter03.AttentionBlock
  let stream: Rows
  /// ∂L/∂y: the loss is the sum of its products with y.
  let above: Rows

  init(length: Int, width: Int, head: Int, seed: UInt64) {
    var random = RandomStream(seed: seed)
    func rows(_ count: Int, _ width: Int, _ size: Double) -> Rows {
      (0..<count).map { _ in (0..<width).map { _ in size * random.normal() } }
    }
    block = Chapter03.AttentionBlock(
      gain: rows(1, width, 1)[0].map { 1 + 0.3 * $0 }, query: rows(width, head, 0.8),
      key: rows(width, head, 0.8), value: rows(width, head, 0.7), output: rows(head, width, 0.7))
    stream = rows(length, width, 1.5)
    above = rows(length, width, 1)
  }

  /// The parts by name, each as rows.
  private func parts(_ gradients: Gradients) -> [(name: String, rows: Rows)] {
    [
      ("∂L/∂x", gradients.stream), ("the gain's gradient", [gradients.gain]),
      ("W_Q's gradient", gradients.query), ("W_K's gradient", gradients.key),
      ("W_V's gradient", gradients.value), ("W_O's gradient", gradients.output),
    ]
  }

  func expectShapes(_ found: Gradients) throws {
    let wanted = Gradients(
      stream: stream, gain: block.gain, query: block.query, key: block.key, value: block.value,
      output: block.output)
    for (part, right) in zip(parts(found), parts(wanted)) {
      let (rows, columns) = (right.rows.count, right.rows[0].count)
      try Expect.that(
        part.rows.count == rows && part.rows.allSatisfy { $0.count == columns },
        "\(part.name) should have the shape (\(rows), \(columns)), it has \(part.rows.count) rows "
          + "of \(part.rows.first?.count ?? 0)",
        otherwise: part.rows.count == columns && part.rows.allSatisfy { $0.count == rows }
          ? Chapter03.BlockFault.transposed : nil)
    }
  }

  /// The loss, given the block and the stream.
  private func loss(_ block: Chapter03.AttentionBlock, _ stream: Rows) -> Double {
    Self.sum(block.forward(stream).result, above)
  }

  static func sum(_ a: Rows, _ b: Rows) -> Double {
    zip(a, b).reduce(0) { sum, rows in
      sum + zip(rows.0, rows.1).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// The gradients by definition: every number moved up and down.
  func slopes() -> Gradients {
    func slope(_ rows: Rows, _ loss: (Rows) -> Double) -> Rows {
      let step = 1e-5
      return rows.indices.map { row in
        rows[row].indices.map { column in
          var (up, down) = (rows, rows)
          up[row][column] += step
          down[row][column] -= step
          return (loss(up) - loss(down)) / (2 * step)
        }
      }
    }
    func slope(_ part: WritableKeyPath<Chapter03.AttentionBlock, Rows>) -> Rows {
      slope(block[keyPath: part]) { rows in
        var moved = block
        moved[keyPath: part] = rows
        return loss(moved, stream)
      }
    }
    let gain = slope([block.gain]) { rows in
      var moved = block
      moved.gain = rows[0]
      return loss(moved, stream)
    }
    return Gradients(
      stream: slope(stream) { loss(block, $0) }, gain: gain[0], query: slope(\.query),
      key: slope(\.key), value: slope(\.value), output: slope(\.output))
  }

  /// For each part the largest difference, as a share of its largest slope.
  func gaps(_ found: Gradients, _ slopes: Gradients) -> [(name: String, gap: Double)] {
    zip(parts(found), parts(slopes)).map { ($0.name, Self.gap($0.rows, $1.rows)) }
  }

  static func gap(_ found: Rows, _ slopes: Rows) -> Double {
    let largest = slopes.joined().map(abs).max() ?? 0
    let gaps = zip(found.joined(), slopes.joined()).map { abs($0 - $1) }
    guard gaps.allSatisfy(\.isFinite) else { return .infinity }
    // One position's weights do not hang on its scores: those slopes are 0, but for rounding.
    return (gaps.max() ?? 0) / max(largest, 1e-3)
  }
}
