import ExerciseKit
import Foundation
import Tasks03

/// Wrong answers that were written without a look at the known mistakes.
var unseen03: [Mutants] { [norms, counts, blocks, gradients, operations] }

private func mean(_ row: [Double]) -> Double { row.reduce(0, +) / Double(row.count) }

private func variance(_ row: [Double]) -> Double {
  let mean = mean(row)
  return row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
}

/// Layer normalization with another scale, or another finish.
private func norm(
  _ row: [Double], _ gain: [Double], _ bias: [Double], _ epsilon: Double,
  offset: Double? = nil, spread: Double? = nil,
  finish: (_ number: Double, _ gain: Double, _ bias: Double) -> Double = { $0 * $1 + $2 }
) -> [Double] {
  let offset = offset ?? mean(row)
  let scale = 1 / (spread ?? (variance(row) + epsilon).squareRoot())
  return row.indices.map { finish((row[$0] - offset) * scale, gain[$0], bias[$0]) }
}

private func gainFirst(
  _ row: [Double], _ gain: [Double], _ bias: [Double], _ epsilon: Double
) -> [Double] {
  norm(zip(row, gain).map { $0 * $1 }, gain, bias, epsilon, finish: { $0 + $2 })
}

private var norms: Mutants {
  Mutants(
    "3.1", Chapter03.layerNorm, solution: layerNorm, mistakes: layerNormMistakes,
    inputs: ["row", "gain", "bias", "epsilon"],
    [
      "one number fewer": {
        let spread = variance($0) * Double($0.count) / Double($0.count - 1) + $3
        return norm($0, $1, $2, $3, spread: spread.squareRoot())
      },
      "the mean stays in": { norm($0, $1, $2, $3, offset: 0) },
      "the mean distance": { row, gain, bias, epsilon in
        let middle = mean(row)
        return norm(
          row, gain, bias, epsilon, spread: mean(row.map { abs($0 - middle) }) + epsilon)
      },
      "the gain is beside 1": { norm($0, $1, $2, $3, finish: { $0 * (1 + $1) + $2 }) },
      "the mean of the squares": {
        norm($0, $1, $2, $3, spread: (mean($0.map { $0 * $0 }) + $3).squareRoot())
      },
      "at least epsilon": { norm($0, $1, $2, $3, spread: max(variance($0), $3).squareRoot()) },
      "one gain and bias for all": {
        norm(
          $0, Array(repeating: $1.first ?? 1, count: $0.count),
          Array(repeating: $2.first ?? 0, count: $0.count), $3)
      },
      "zeros for a row of equals": {
        variance($0) > 0 ? norm($0, $1, $2, $3) : $0.map { _ in 0 }
      },
      "an epsilon of 1e-5": { row, gain, bias, _ in norm(row, gain, bias, 1e-5) },
      "the gain comes first": { gainFirst($0, $1, $2, $3) },
    ])
}

/// The parameters of a decoder, and what differs in one block and beside the blocks.
private func count(_ shape: Chapter03.Shape, block: Int = 0, beside: Int = 0) -> Int {
  let d = shape.width
  let one = 12 * d * d + 13 * d + block
  let tables = (shape.vocabularySize + shape.positionCount) * d
  return shape.layerCount * one + tables + (shape.hasEmbeddingNorm ? 4 : 2) * d + beside
}

private var counts: Mutants {
  Mutants(
    "3.2", Chapter03.parameterCount, solution: parameterCount, mistakes: parameterCountMistakes,
    inputs: ["shape"],
    [
      "a bias of the head": { count($0, beside: $0.vocabularySize) },
      "the bias on the way up alone": { count($0, block: -$0.width) },
      "normalizations without a bias": {
        count($0, block: -2 * $0.width, beside: -($0.hasEmbeddingNorm ? 2 : 1) * $0.width)
      },
      "no normalised embedding": { count($0, beside: $0.hasEmbeddingNorm ? -2 * $0.width : 0) },
      "a number a position": { count($0, beside: $0.positionCount * (1 - $0.width)) },
      "a bias of 4D on the way back": { count($0, block: 3 * $0.width) },
      "a normalised embedding a block": {
        count($0, beside: $0.hasEmbeddingNorm ? ($0.layerCount - 1) * 2 * $0.width : 0)
      },
      "positions in each block": {
        count($0, beside: ($0.layerCount - 1) * $0.positionCount * $0.width)
      },
      "normalised where no positions are": {
        let needed = $0.positionCount == 0 ? 2 : 0
        return count($0, beside: (needed - ($0.hasEmbeddingNorm ? 2 : 0)) * $0.width)
      },
      "one bias for queries, keys and values": { count($0, block: -2 * $0.width) },
    ])
}

private func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 + $1 } }

private var blocks: Mutants {
  Mutants(
    "3.3", Chapter03.residualStream, solution: residualBlock, mistakes: residualStreamMistakes,
    inputs: ["stream", "parts"],
    [
      "a dam before the attention": { stream, parts in
        let seen = parts.firstNorm(stream)
        let stream = sum(seen, parts.attention(seen))
        return sum(stream, parts.feedForward(parts.secondNorm(stream)))
      },
      "normalised behind each part": { stream, parts in
        let stream = parts.firstNorm(sum(stream, parts.attention(stream)))
        return parts.secondNorm(sum(stream, parts.feedForward(stream)))
      },
      "both parts read the block's input": { stream, parts in
        let attended = sum(stream, parts.attention(parts.firstNorm(stream)))
        return sum(attended, parts.feedForward(parts.secondNorm(stream)))
      },
      "the layer reads what attention read": { stream, parts in
        let seen = parts.firstNorm(stream)
        return sum(sum(stream, parts.attention(seen)), parts.feedForward(seen))
      },
      "attention is forgotten": { stream, parts in
        let attended = sum(stream, parts.attention(parts.firstNorm(stream)))
        return sum(stream, parts.feedForward(parts.secondNorm(attended)))
      },
      "the first normalization twice": { stream, parts in
        let attended = sum(stream, parts.attention(parts.firstNorm(stream)))
        return sum(attended, parts.feedForward(parts.firstNorm(attended)))
      },
      "the layer instead of the stream": { stream, parts in
        let attended = sum(stream, parts.attention(parts.firstNorm(stream)))
        return parts.feedForward(parts.secondNorm(attended))
      },
      "the layer first": { stream, parts in
        let fed = sum(stream, parts.feedForward(parts.secondNorm(stream)))
        return sum(fed, parts.attention(parts.firstNorm(fed)))
      },
      "normalizations exchanged": { stream, parts in
        let attended = sum(stream, parts.attention(parts.secondNorm(stream)))
        return sum(attended, parts.feedForward(parts.firstNorm(attended)))
      },
      "the layer reads attention alone": { stream, parts in
        let attention = parts.attention(parts.firstNorm(stream))
        return sum(sum(stream, attention), parts.feedForward(parts.secondNorm(attention)))
      },
    ])
}

/// The gradient with other factors of its two paths.
///
/// - Parameters:
///   - through: what the path through r sums over the row.
///   - factor: of the path through r.
///   - gained: whether the gain multiplies the finished answer, and nothing before.
private func gradient(
  _ row: [Double], _ gain: [Double], _ output: [Double], _ epsilon: Double,
  through: ((Int) -> Double)? = nil, factor: (_ scale: Double) -> Double = { $0 * $0 * $0 },
  gained: Bool = false
) -> [Double] {
  let scale = 1 / (mean(row.map { $0 * $0 }) + epsilon).squareRoot()
  let through = through ?? { output[$0] * gain[$0] * row[$0] }
  let sum = row.indices.reduce(0) { $0 + through($1) }
  return row.indices.map {
    let direct = output[$0] * (gained ? 1 : gain[$0]) * scale
    return (direct - factor(scale) * row[$0] / Double(row.count) * sum) * (gained ? gain[$0] : 1)
  }
}

/// Each number's share of the way through r, without those of the others.
private func alone(
  _ row: [Double], _ gain: [Double], _ output: [Double], _ epsilon: Double
) -> [Double] {
  let scale = 1 / (mean(row.map { $0 * $0 }) + epsilon).squareRoot()
  return row.indices.map {
    let own = output[$0] * gain[$0]
    return own * scale - scale * scale * scale * row[$0] * row[$0] / Double(row.count) * own
  }
}

/// What layer normalization would give back: no part of it along a row of equal numbers.
private func centred(_ gradient: [Double]) -> [Double] {
  let middle = mean(gradient)
  return gradient.map { $0 - middle }
}

private var gradients: Mutants {
  Mutants(
    "3.4", Chapter03.rmsNormGradient, solution: rmsNormGradient,
    mistakes: rmsNormGradientMistakes, inputs: ["row", "gain", "outputGradient", "epsilon"],
    [
      "no gain on the way through r": { row, gain, output, epsilon in
        gradient(row, gain, output, epsilon, through: { output[$0] * row[$0] })
      },
      "the gain at the end": { row, gain, output, epsilon in
        gradient(
          row, gain, output, epsilon, through: { output[$0] * row[$0] }, gained: true)
      },
      "the own y alone": { alone($0, $1, $2, $3) },
      "the way through r twice": { gradient($0, $1, $2, $3, factor: { 2 * $0 * $0 * $0 }) },
      "the square of r": { gradient($0, $1, $2, $3, factor: { $0 * $0 }) },
      "without its mean": { centred(gradient($0, $1, $2, $3)) },
      "the gain's gradient": { row, gain, output, epsilon in
        let scale = 1 / (mean(row.map { $0 * $0 }) + epsilon).squareRoot()
        return row.indices.map { output[$0] * row[$0] * scale }
      },
      "epsilon in one path": { row, gain, output, epsilon in
        let square = mean(row.map { $0 * $0 })
        return gradient(
          row, gain, output, epsilon, factor: { _ in 1 / (square * square.squareRoot()) })
      },
      "epsilon behind the root": { row, gain, output, epsilon in
        let square = mean(row.map { $0 * $0 })
        let root = square.squareRoot() + epsilon
        return gradient(row, gain, output, root * root - square)
      },
      "a mean in a mean": { row, gain, output, epsilon in
        gradient(
          row, gain, output, epsilon,
          through: { output[$0] * gain[$0] * row[$0] / Double(row.count) })
      },
    ])
}

/// The operations of a training from those of one token's way there, and how often they are done.
private func training(
  _ shape: Chapter03.Shape, _ context: Double, _ tokens: Double, _ twice: Bool,
  weights: Double = 12, attention: Double? = nil, isAttentionOnce: Bool = false,
  head: Double = 3, blocks: Double? = nil
) -> Double {
  let width = Double(shape.width)
  let products =
    (attention ?? 4 * context * width) / (isAttentionOnce ? Double(shape.layerCount) : 1)
  let block = 2 * weights * width * width + products
  return tokens
    * ((blocks ?? (twice ? 4 : 3)) * Double(shape.layerCount) * block
      + head * 2 * Double(shape.vocabularySize) * width)
}

private var operations: Mutants {
  Mutants(
    "3.5", Chapter03.trainingOperations, solution: trainingOperations,
    mistakes: trainingOperationsMistakes,
    inputs: ["shape", "contextLength", "tokens", "recomputesBlocks"],
    [
      "only attention runs again": {
        let width = Double($0.width)
        let again = $3 ? 4 * $1 * width * Double($0.layerCount) * $2 : 0
        return training($0, $1, $2, false) + again
      },
      "a window's products for a token": {
        training($0, $1, $2, $3, attention: 4 * $1 * $1 * Double($0.width))
      },
      "a head in each block": { training($0, $1, $2, $3, head: 3 * Double($0.layerCount)) },
      "a product to look up": { training($0, $1, $2, $3, head: 6) },
      "the way back three times": { training($0, $1, $2, $3, head: 4, blocks: $3 ? 5 : 4) },
      "the table of positions": {
        training($0, $1, $2, $3) + 6 * $2 * Double($0.positionCount * $0.width)
      },
      "always a second time": { training($0, $1, $2, $3, blocks: 4) },
      "half a feed-forward layer": { training($0, $1, $2, $3, weights: 8) },
      "no way back for the head": { training($0, $1, $2, $3, head: 1) },
      "attention in one block": { training($0, $1, $2, $3, isAttentionOnce: true) },
    ])
}
