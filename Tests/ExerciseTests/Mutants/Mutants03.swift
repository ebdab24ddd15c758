import ExerciseKit
import Foundation
import Tasks03

var mutants03: [Mutants] { [norms, counts, blocks, gradients, operations] }

/// A normalization with other middles and scales.
private func normalized(
  _ row: [Double], _ gain: [Double], _ bias: [Double],
  middle: ([Double]) -> Double = { $0.reduce(0, +) / Double($0.count) },
  scale: (_ distances: [Double]) -> Double
) -> [Double] {
  let center = middle(row)
  let factor = scale(row.map { $0 - center })
  return row.indices.map { (row[$0] - center) * factor * gain[$0] + bias[$0] }
}

private func variance(_ distances: [Double]) -> Double {
  distances.reduce(0) { $0 + $1 * $1 } / Double(distances.count)
}

private var norms: Mutants {
  Mutants(
    "3.1", Chapter03.layerNorm, solution: { try layerNorm($0, gain: $1, bias: $2, epsilon: $3) },
    mistakes: layerNormMistakes,
    inputs: ["row", "gain", "bias", "epsilon"],
    [
      "the median in the middle": { row, gain, bias, epsilon in
        normalized(row, gain, bias, middle: { $0.isEmpty ? 0 : $0.sorted()[$0.count / 2] }) {
          1 / (variance($0) + epsilon).squareRoot()
        }
      },
      "the largest distance is 1": { row, gain, bias, epsilon in
        normalized(row, gain, bias) { 1 / (($0.map(abs).max() ?? 0) + epsilon) }
      },
      "the first number in the middle": { row, gain, bias, epsilon in
        normalized(row, gain, bias, middle: { $0.first ?? 0 }) {
          1 / (variance($0) + epsilon).squareRoot()
        }
      },
      "the bias twice": { row, gain, bias, epsilon in
        try layerNorm(row, gain: gain, bias: bias.map { 2 * $0 }, epsilon: epsilon)
      },
      "the gain squared": { row, gain, bias, epsilon in
        try layerNorm(row, gain: gain.map { $0 * $0 }, bias: bias, epsilon: epsilon)
      },
      "epsilon for each number": { row, gain, bias, epsilon in
        try layerNorm(row, gain: gain, bias: bias, epsilon: epsilon * Double(row.count))
      },
      "epsilon subtracted": { row, gain, bias, epsilon in
        normalized(row, gain, bias) { 1 / abs(variance($0) - epsilon).squareRoot() }
      },
      "the variance over D + 1": { row, gain, bias, epsilon in
        normalized(row, gain, bias) {
          1 / (variance($0) * Double($0.count) / Double($0.count + 1) + epsilon).squareRoot()
        }
      },
      "no negative result": { row, gain, bias, epsilon in
        try layerNorm(row, gain: gain, bias: bias, epsilon: epsilon).map { max(0, $0) }
      },
      "the first gain for all": { row, gain, bias, epsilon in
        try layerNorm(
          row, gain: gain.map { _ in gain.first ?? 1 }, bias: bias, epsilon: epsilon)
      },
      "the last number left out": { row, gain, bias, epsilon in
        try layerNorm(row, gain: gain, bias: bias, epsilon: epsilon).dropLast()
      },
    ])
}

private var counts: Mutants {
  Mutants(
    "3.2", Chapter03.parameterCount, solution: parameterCount, mistakes: parameterCountMistakes,
    inputs: ["shape"],
    [
      "one block too few": {
        try parameterCount(
          Chapter03.Shape(
            layerCount: max(0, $0.layerCount - 1), width: $0.width,
            vocabularySize: $0.vocabularySize, positionCount: $0.positionCount,
            hasEmbeddingNorm: $0.hasEmbeddingNorm))
      },
      "one position more": { try parameterCount($0) + $0.width },
      "two rows more": { try parameterCount($0) + 2 * $0.width },
      "twice as many": { 2 * (try parameterCount($0)) },
      "half as many": { try parameterCount($0) / 2 },
      "four bytes each": { 4 * (try parameterCount($0)) },
      "positions in each block": {
        try parameterCount($0) + ($0.layerCount - 1) * $0.positionCount * $0.width
      },
      "a fifth projection": {
        try parameterCount($0) + $0.layerCount * ($0.width * $0.width + $0.width)
      },
      "a third norm in each block": { try parameterCount($0) + $0.layerCount * 2 * $0.width },
      "a norm on the embedding of the others": {
        try parameterCount($0) + ($0.hasEmbeddingNorm ? -2 : 2) * $0.width
      },
    ])
}

private func sum(_ a: [Double], _ b: [Double], _ factor: Double = 1) -> [Double] {
  zip(a, b).map { $0 + factor * $1 }
}

/// A block whose results count by factors.
private func block(
  _ stream: [Double], _ parts: Chapter03.BlockParts, _ attention: Double = 1,
  _ feedForward: Double = 1
) -> [Double] {
  let middle = sum(stream, parts.attention(parts.firstNorm(stream)), attention)
  return sum(middle, parts.feedForward(parts.secondNorm(middle)), feedForward)
}

private var blocks: Mutants {
  Mutants(
    "3.3", Chapter03.residualStream, solution: residualBlock, mistakes: residualStreamMistakes,
    inputs: ["stream", "parts"],
    [
      "attention's result by half": { block($0, $1, 0.5) },
      "the feed-forward layer's by half": { block($0, $1, 1, 0.5) },
      "attention's result twice": { block($0, $1, 2) },
      "the feed-forward layer's twice": { block($0, $1, 1, 2) },
      "the feed-forward layer's subtracted": { block($0, $1, 1, -1) },
      "the mean of stream and result": { stream, parts in
        block(stream, parts).map { $0 / 2 }
      },
      "the feed-forward layer reads attention's result alone": { stream, parts in
        let seen = parts.attention(parts.firstNorm(stream))
        return sum(sum(stream, seen), parts.feedForward(parts.secondNorm(seen)))
      },
      "the block run twice": { block(block($0, $1), $1) },
      "the sum behind attention normalised twice": { stream, parts in
        let middle = sum(stream, parts.attention(parts.firstNorm(stream)))
        return sum(middle, parts.feedForward(parts.secondNorm(parts.secondNorm(middle))))
      },
      "no negative result": { block($0, $1).map { max(0, $0) } },
    ])
}

/// The two paths of the gradient, with other factors.
private func gradient(
  _ row: [Double], _ gain: [Double], _ above: [Double], _ epsilon: Double,
  own: (_ r: Double) -> Double = { $0 }, through: (_ r: Double) -> Double = { $0 * $0 * $0 },
  count: Double? = nil
) -> [Double] {
  let width = count ?? Double(row.count)
  let r = 1 / (row.reduce(0) { $0 + $1 * $1 } / Double(row.count) + epsilon).squareRoot()
  let along = row.indices.reduce(0) { $0 + above[$1] * gain[$1] * row[$1] }
  return row.indices.map {
    above[$0] * gain[$0] * own(r) - through(r) * row[$0] / width * along
  }
}

private var gradients: Mutants {
  Mutants(
    "3.4", Chapter03.rmsNormGradient,
    solution: { try rmsNormGradient($0, gain: $1, outputGradient: $2, epsilon: $3) },
    mistakes: rmsNormGradientMistakes,
    inputs: ["row", "gain", "outputGradient", "epsilon"],
    [
      "r squared on the own path": { gradient($0, $1, $2, $3, own: { $0 * $0 }) },
      "the fourth power of r": { gradient($0, $1, $2, $3, through: { pow($0, 4) }) },
      "D − 1 for D": { gradient($0, $1, $2, $3, count: Double($0.count - 1)) },
      "D squared": { gradient($0, $1, $2, $3, count: Double($0.count * $0.count)) },
      "twice the path through r": { gradient($0, $1, $2, $3, through: { 2 * $0 * $0 * $0 }) },
      "the sign turned round": { gradient($0, $1, $2, $3).map { -$0 } },
      "an epsilon of its own": { row, gain, above, _ in gradient(row, gain, above, 1e-5) },
      "gain and gradient from above exchanged in the sum": { row, gain, above, epsilon in
        gradient(row, above, gain.map { $0 }, epsilon).map { $0 * 1.5 }
      },
      "the mean over D of all": { row, gain, above, epsilon in
        gradient(row, gain, above, epsilon).map { $0 / Double(row.count) }
      },
      "the gain squared": { row, gain, above, epsilon in
        gradient(row, gain.map { $0 * $0 }, above, epsilon)
      },
      "the last number left out": { gradient($0, $1, $2, $3).dropLast() },
      "a hundredth of the row more": { row, gain, above, epsilon in
        zip(row, gradient(row, gain, above, epsilon)).map { $0 / 100 + $1 }
      },
    ])
}

/// The operations of a shape, by factors.
private func counted(
  _ shape: Chapter03.Shape, _ context: Double, _ tokens: Double, blocks: Double, head: Double,
  weights: Double = 24, products: Double = 4
) -> Double {
  let width = Double(shape.width)
  let block = weights * width * width + products * context * width
  return tokens
    * (blocks * Double(shape.layerCount) * block
      + head * 2 * Double(shape.vocabularySize) * width)
}

private var operations: Mutants {
  Mutants(
    "3.5", Chapter03.trainingOperations,
    solution: { try trainingOperations($0, contextLength: $1, tokens: $2, recomputesBlocks: $3) },
    mistakes: trainingOperationsMistakes,
    inputs: ["shape", "contextLength", "tokens", "recomputesBlocks"],
    [
      "always four times": { counted($0, $1, $2, blocks: 4, head: $3 ? 3 : 4) },
      "three and a half times where blocks run twice": {
        counted($0, $1, $2, blocks: $3 ? 3.5 : 3, head: 3)
      },
      "six times where blocks run twice": { counted($0, $1, $2, blocks: $3 ? 6 : 3, head: 3) },
      "22 for 24 in a block": {
        counted($0, $1, $2, blocks: $3 ? 4 : 3, head: 3, weights: 22)
      },
      "32 for 24 in a block": {
        counted($0, $1, $2, blocks: $3 ? 4 : 3, head: 3, weights: 32)
      },
      "16 for 24 in a block": {
        counted($0, $1, $2, blocks: $3 ? 4 : 3, head: 3, weights: 16)
      },
      "six products without weights": {
        counted($0, $1, $2, blocks: $3 ? 4 : 3, head: 3, products: 6)
      },
      "twice the tokens": { counted($0, $1, 2 * $2, blocks: $3 ? 4 : 3, head: 3) },
      "the head once in each layer": { shape, context, tokens, again in
        counted(
          shape, context, tokens, blocks: again ? 4 : 3, head: 3 * Double(shape.layerCount))
      },
      "a layer more": { shape, context, tokens, again in
        let one = Chapter03.Shape(
          layerCount: shape.layerCount + 1, width: shape.width,
          vocabularySize: shape.vocabularySize, positionCount: shape.positionCount,
          hasEmbeddingNorm: shape.hasEmbeddingNorm)
        return counted(one, context, tokens, blocks: again ? 4 : 3, head: 3)
      },
    ])
}
