import Foundation

extension Chapter03 {
  /// The sentences for what goes wrong on the way back through a block.
  enum BlockFault {
    static let noResidual = "you left out the residual path: y holds x itself, too"
    static let noBranch = "only the residual path is in ∂L/∂x: x reaches y through the norm, too"
    static let scaleLost = "you left out 1 / √d behind the softmax"
    static let softmax =
      "the way back through the softmax is wrong: one weight's score moves all weights of its row"
    static let rootFixed =
      "you held the root mean square fast: each x moves it, and with it the whole position"
    static let onePath =
      "not all of q, k and v reach back to the norm: their three gradients are added"
    static let exchanged = "W_Q's and W_K's gradients are exchanged"
    static let transposed = "a gradient is transposed: it has the shape of what it belongs to"
    static let noGain = "the gain's gradient lacks a factor: it is ∂L/∂n times x · r"
    static let averaged =
      "you averaged over the positions: the loss is a sum, and so is its gradient"
  }
}

extension BlockTrial {
  private typealias Fault = Chapter03.BlockFault

  /// The sentence for the mark that a mistake leaves in the gradients; nil where none is known.
  ///
  /// - Parameter slopes: the right gradients.
  func fault(_ found: Gradients, _ slopes: Gradients) -> String? {
    func isRight(_ found: Rows, _ slopes: Rows) -> Bool { Self.gap(found, slopes) < 1e-4 }
    func times(_ rows: Rows, _ factor: Double) -> Rows { rows.map { $0.map { factor * $0 } } }
    func sum(_ a: Rows, _ b: Rows, _ sign: Double = 1) -> Rows {
      zip(a, b).map { zip($0, $1).map { $0 + sign * $1 } }
    }
    let count = Double(stream.count)
    if count > 1, isRight(times(found.value, count), slopes.value) { return Fault.averaged }
    let valuesAreRight = isRight(found.value, slopes.value)
    let queriesAreRight =
      isRight(found.query, slopes.query) && isRight(found.key, slopes.key)
    if valuesAreRight && !queriesAreRight {
      if isRight(found.query, slopes.key) && isRight(found.key, slopes.query) {
        return Fault.exchanged
      }
      let root = Double(block.query[0].count).squareRoot()
      let isScaled = [root, 1 / root].contains { factor in
        isRight(times(found.query, factor), slopes.query)
          && isRight(times(found.key, factor), slopes.key)
      }
      return isScaled ? Fault.scaleLost : Fault.softmax
    }
    guard valuesAreRight else { return nil }
    let branch = sum(slopes.stream, above, -1)
    if isRight(found.stream, branch) { return Fault.noResidual }
    if isRight(found.stream, above) { return Fault.noBranch }
    // ∂L/∂n, from what the three paths give where they are right.
    let back = normalizedGradients()
    let all = back.reduce(times(above, 0)) { sum($0, $1) }
    let scale = block.forward(stream).scale
    func held(_ back: Rows) -> Rows {
      zip(back, scale).map { row, r in zip(row, block.gain).map { $0 * r * $1 } }
    }
    if isRight(found.stream, sum(above, held(all))) { return Fault.rootFixed }
    let gainLacks = [(true, false), (false, true), (false, false)].contains { hasStream, hasScale in
      let products = zip(zip(all, stream), scale).map { pair, r in
        zip(pair.0, pair.1).map { $0 * (hasStream ? $1 : 1) * (hasScale ? r : 1) }
      }
      return isRight([found.gain], [columnSums(products)])
    }
    if gainLacks { return Fault.noGain }
    for left in [[0], [1], [2], [0, 1], [0, 2], [1, 2]] {
      let some = left.reduce(times(above, 0)) { sum($0, back[$1]) }
      let gain = zip(zip(some, stream), scale).map { pair, r in
        zip(pair.0, pair.1).map { $0 * $1 * r }
      }
      if isRight([found.gain], [columnSums(gain)]) { return Fault.onePath }
    }
    return nil
  }

  private func columnSums(_ rows: Rows) -> [Double] {
    Chapter03.transposed(rows).map { $0.reduce(0, +) }
  }

  /// ∂L/∂n through the queries, the keys and the values, by moving n: (T, D) each.
  private func normalizedGradients() -> [Rows] {
    let pass = block.forward(stream)
    let root = Double(block.query[0].count).squareRoot()
    func loss(_ queries: Rows, _ keys: Rows, _ values: Rows) -> Double {
      let weights = queries.enumerated().map { t, q -> [Double] in
        let powers = keys.prefix(t + 1).map { k -> Double in
          exp(zip(q, k).reduce(0.0) { $0 + $1.0 * $1.1 } / root)
        }
        let total = powers.reduce(0, +)
        return powers.map { $0 / total } + [Double](repeating: 0, count: keys.count - t - 1)
      }
      let branch = Chapter03.product(Chapter03.product(weights, values), block.output)
      return Self.sum(branch, above)
    }
    func slope(_ matrix: Rows, _ loss: (Rows) -> Double) -> Rows {
      let step = 1e-5
      return pass.normalized.indices.map { row in
        pass.normalized[row].indices.map { column in
          var (up, down) = (pass.normalized, pass.normalized)
          up[row][column] += step
          down[row][column] -= step
          return (loss(Chapter03.product(up, matrix)) - loss(Chapter03.product(down, matrix)))
            / (2 * step)
        }
      }
    }
    return [
      slope(block.query) { loss($0, pass.keys, pass.values) },
      slope(block.key) { loss(pass.queries, $0, pass.values) },
      slope(block.value) { loss(pass.queries, pass.keys, $0) },
    ]
  }
}
