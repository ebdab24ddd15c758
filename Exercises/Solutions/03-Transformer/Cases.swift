import ExerciseKit
import Exercises03

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] { [layerNormCase, parameterCountCase, residualStreamCase] }

private var layerNormCase: ExerciseCase {
  ExerciseCase(
    Chapter03.layerNorm, learner: Exercises03.layerNorm(_:gain:bias:epsilon:),
    solution: layerNorm(_:gain:bias:epsilon:),
    mistakes: [
      KnownMistake("you divided the variance by D − 1: here it is the mean, over D") {
        row, gain, bias, epsilon in
        let count = Double(row.count)
        return normalized(row, gain, bias) { 1 / ($0 * count / (count - 1) + epsilon).squareRoot() }
      },
      KnownMistake("you divided by the variance, not by its root") { row, gain, bias, epsilon in
        normalized(row, gain, bias) { 1 / ($0 + epsilon) }
      },
      KnownMistake("you added epsilon to the root, not to the variance under it") {
        row, gain, bias, epsilon in
        normalized(row, gain, bias) { 1 / ($0.squareRoot() + epsilon) }
      },
      KnownMistake("you left out epsilon: a row of equal numbers divides by 0") {
        row, gain, bias, _ in
        normalized(row, gain, bias) { 1 / $0.squareRoot() }
      },
      KnownMistake("you did not subtract the mean: that is RMS normalization") {
        row, gain, bias, epsilon in
        let square = row.reduce(0) { $0 + $1 * $1 } / Double(row.count)
        let scale = 1 / (square + epsilon).squareRoot()
        return row.indices.map { row[$0] * scale * gain[$0] + bias[$0] }
      },
      KnownMistake("you added the bias before you multiplied by the gain") {
        row, gain, bias, epsilon in
        try layerNorm(
          row, gain: gain, bias: zip(bias, gain).map { $0 * $1 }, epsilon: epsilon)
      },
    ])
}

private var parameterCountCase: ExerciseCase {
  ExerciseCase(
    Chapter03.parameterCount, learner: Exercises03.parameterCount, solution: parameterCount,
    mistakes: [
      KnownMistake("you counted the tied head as a matrix of its own") {
        try parameterCount($0) + $0.vocabularySize * $0.width
      },
      KnownMistake("you left out the learned positions") {
        try parameterCount($0) - $0.positionCount * $0.width
      },
      KnownMistake("you left out the normalization behind the embedding") {
        try parameterCount($0) - ($0.hasEmbeddingNorm ? 2 * $0.width : 0)
      },
      KnownMistake("you left out the last normalization, before the head") {
        try parameterCount($0) - 2 * $0.width
      },
      KnownMistake("you left out the biases of a block's six matrices, 9D") {
        try parameterCount($0) - 9 * $0.layerCount * $0.width
      },
      KnownMistake("you left out the two normalizations of each block") {
        try parameterCount($0) - 4 * $0.layerCount * $0.width
      },
      KnownMistake("you counted a normalization's gains, but not its biases") {
        try parameterCount($0)
          - (2 * $0.layerCount + ($0.hasEmbeddingNorm ? 2 : 1)) * $0.width
      },
      KnownMistake("you forgot attention's output projection: there are four, not three") {
        try parameterCount($0) - $0.layerCount * ($0.width * $0.width + $0.width)
      },
    ])
}

private var residualStreamCase: ExerciseCase {
  ExerciseCase(
    Chapter03.residualStream, learner: Exercises03.residualBlock, solution: residualBlock,
    mistakes: [
      KnownMistake("you still add to the normalised copy: the raw stream is lost, twice") {
        x, parts in
        let first = parts.firstNorm(x)
        let second = parts.secondNorm(sum(first, parts.attention(first)))
        return sum(second, parts.feedForward(second))
      },
      KnownMistake("you mended attention; the feed-forward layer still adds to the copy") {
        x, parts in
        let second = parts.secondNorm(sum(x, parts.attention(parts.firstNorm(x))))
        return sum(second, parts.feedForward(second))
      },
      KnownMistake("you mended the feed-forward layer; attention still adds to the copy") {
        x, parts in
        let first = parts.firstNorm(x)
        let middle = sum(first, parts.attention(first))
        return sum(middle, parts.feedForward(parts.secondNorm(middle)))
      },
      KnownMistake("you normalise after the sum: that is post-normalization, of 2017") {
        x, parts in
        let middle = parts.firstNorm(sum(x, parts.attention(x)))
        return parts.secondNorm(sum(middle, parts.feedForward(middle)))
      },
      KnownMistake("your feed-forward layer reads the stream as it was before attention") {
        x, parts in
        let middle = sum(x, parts.attention(parts.firstNorm(x)))
        return sum(middle, parts.feedForward(parts.secondNorm(x)))
      },
      KnownMistake("you dropped the normalization: the parts read the raw stream") { x, parts in
        let middle = sum(x, parts.attention(x))
        return sum(middle, parts.feedForward(middle))
      },
    ])
}

/// Layer normalization with another scale, a function of the variance over D.
private func normalized(
  _ row: [Double], _ gain: [Double], _ bias: [Double], _ scale: (Double) -> Double
) -> [Double] {
  let mean = row.reduce(0, +) / Double(row.count)
  let factor = scale(row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count))
  return row.indices.map { (row[$0] - mean) * factor * gain[$0] + bias[$0] }
}

private func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 + $1 } }
