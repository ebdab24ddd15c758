//: # The way back through a block
//: capstone, 90 minutes
//:
//: A tape writes the way back for you; here you write it yourself, once, for a whole attention block
//: before which the stream is normalized: y = x + attention(norm(x)) · W_O. The forward pass is
//: given, `Chapter03.AttentionBlock`, and it keeps what you need. From its inputs and ∂L/∂y return
//: ∂L/∂x and the gradients of the gain, W_Q, W_K, W_V and W_O. The check moves every single number
//: up and down by a little, as the chapter does, and holds each gradient against the slope that it
//: finds, in Float64. No two may lie further apart than 0.0001 of the largest in their matrix.
//:
//: The block, for T positions of width D and one head of width d: r = 1 / √(mean of x² + epsilon),
//: n = x · r · gain, for each position; q = n W_Q, k = n W_K, v = n W_V; the weights a are the
//: softmax of q · k / √d over the positions up to one's own; y = x + (a v) W_O. (A matrix here has a
//: row for each input; chapter 2's has a row for each output, and a ᵀ in the formula.)
//:
//: Why: whoever has done this once reads a wrong gradient's face. A factor √d, a missing path, a
//: transposed matrix each leave a mark, and training with one of them goes on and gets nowhere.
//:
//: ## Hints
//:
//: 1. Go backwards through the lines of the block, one at a time. For a product c = a · b of
//:    matrices: ∂L/∂a = ∂L/∂c · bᵀ and ∂L/∂b = aᵀ · ∂L/∂c. Shapes tell you where the ᵀ belongs.
//: 2. x reaches y on two paths, and n reaches the loss on three: through q, k and v. Where paths
//:    meet on the way back, gradients are added.
//: 3. A row of the softmax: ∂L/∂s[j] = a[j] · (∂L/∂a[j] − Σ a[i] · ∂L/∂a[i]). A masked place has
//:    a weight of 0, so nothing goes back there. Then the factor 1 / √d, for q and for k.
//: 4. The normalization is exercise 3.4, position by position; the gain's gradient is the sum over
//:    all positions of ∂L/∂n · x · r.

import ExerciseKit
import Foundation
import Groundwork

extension Chapter03 {
  /// A matrix as its rows.
  public typealias Rows = [[Double]]

  /// The weights of an attention block with one head.
  public struct AttentionBlock: Sendable {
    /// The normalization's gain, (D).
    public var gain: [Double]
    /// W_Q, W_K and W_V, (D, d) each.
    public var query: Rows
    public var key: Rows
    public var value: Rows
    /// W_O, (d, D).
    public var output: Rows
    /// What is added to the mean square.
    public let epsilon = 1e-3

    public init(gain: [Double], query: Rows, key: Rows, value: Rows, output: Rows) {
      (self.gain, self.query, self.key) = (gain, query, key)
      (self.value, self.output) = (value, output)
    }

    /// What the forward pass makes, line by line.
    public struct Pass: Sendable {
      /// r, a number a position: (T).
      public let scale: [Double]
      /// n, (T, D).
      public let normalized: Rows
      /// q, k and v, (T, d) each.
      public let queries: Rows
      public let keys: Rows
      public let values: Rows
      /// a, (T, T); 0 where the mask is.
      public let weights: Rows
      /// a v, (T, d).
      public let taken: Rows
      /// y, (T, D).
      public let result: Rows
    }

    /// The forward pass of a stream, (T, D).
    public func forward(_ stream: Rows) -> Pass {
      let scale = stream.map { row in
        1 / (row.reduce(0) { $0 + $1 * $1 } / Double(row.count) + epsilon).squareRoot()
      }
      let normalized = zip(stream, scale).map { row, r in
        zip(row, gain).map { $0 * r * $1 }
      }
      let queries = Chapter03.product(normalized, query)
      let keys = Chapter03.product(normalized, key)
      let values = Chapter03.product(normalized, value)
      let root = Double(query.first?.count ?? 1).squareRoot()
      let weights = queries.enumerated().map { t, q in
        let scores = keys.prefix(t + 1).map { k in
          zip(q, k).reduce(0) { $0 + $1.0 * $1.1 } / root
        }
        let powers = scores.map { exp($0 - (scores.max() ?? 0)) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum } + Array(repeating: 0, count: keys.count - t - 1)
      }
      let taken = Chapter03.product(weights, values)
      let result = zip(stream, Chapter03.product(taken, output)).map { x, more in
        zip(x, more).map { $0 + $1 }
      }
      return Pass(
        scale: scale, normalized: normalized, queries: queries, keys: keys, values: values,
        weights: weights, taken: taken, result: result)
    }
  }

  /// The gradients of a block, each of the shape of what it belongs to.
  public struct BlockGradients: Sendable {
    public var stream: Rows
    public var gain: [Double]
    public var query: Rows
    public var key: Rows
    public var value: Rows
    public var output: Rows

    public init(
      stream: Rows, gain: [Double], query: Rows, key: Rows, value: Rows, output: Rows
    ) {
      (self.stream, self.gain, self.query) = (stream, gain, query)
      (self.key, self.value, self.output) = (key, value, output)
    }
  }

  /// From a block, a stream, (T, D), and ∂L/∂y, (T, D), to the gradients.
  public typealias BlockGradient = (
    _ block: AttentionBlock, _ stream: Rows, _ resultGradient: Rows
  ) throws -> BlockGradients

  /// a · b.
  public static func product(_ a: Rows, _ b: Rows) -> Rows {
    let width = b.first?.count ?? 0
    return a.map { row in
      (0..<width).map { column in
        zip(row, b).reduce(0) { $0 + $1.0 * $1.1[column] }
      }
    }
  }

  /// Rows for columns.
  public static func transposed(_ a: Rows) -> Rows {
    (a.first ?? []).indices.map { column in a.map { $0[column] } }
  }

  public static let blockGradient = Exercise<BlockGradient>(capstone: { gradient, bench in
    for (length, width, head, seed) in [(1, 3, 2, UInt64(5)), (5, 6, 4, 6), (7, 4, 5, 7)] {
      let shape = "\(length) position\(length == 1 ? "" : "s") of width \(width), a head of \(head)"
      bench.underWay("moving every number of a block: \(shape)")
      let trial = BlockTrial(length: length, width: width, head: head, seed: seed)
      let found = try gradient(trial.block, trial.stream, trial.above)
      try trial.expectShapes(found)
      let slopes = trial.slopes()
      let gaps = trial.gaps(found, slopes)
      let worst = gaps.max { $0.gap < $1.gap }
      try bench.expect(
        "largest gap, \(shape), in \(worst?.name ?? "nothing")", worst?.gap ?? .infinity, .atMost,
        1e-4, otherwise: trial.fault(found, slopes))
    }
  })
}
