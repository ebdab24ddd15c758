import ExerciseKit
import Exercises03

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    layerNormCase, parameterCountCase, residualStreamCase, rmsNormGradientCase,
    trainingOperationsCase,
  ]
}

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

private var rmsNormGradientCase: ExerciseCase {
  /// The gradient with another second path, a function of r, D and Σ ∂L/∂y · gain · x.
  func wrong(
    _ sentence: String,
    _ pull: @escaping (_ scale: Double, _ count: Double, _ scaleGradient: Double) -> Double
  ) -> KnownMistake<Chapter03.RMSNormGradient> {
    KnownMistake(sentence) { row, gain, above, epsilon in
      let count = Double(row.count)
      let scale = 1 / (row.reduce(0) { $0 + $1 * $1 } / count + epsilon).squareRoot()
      let scaleGradient = row.indices.reduce(0) { $0 + above[$1] * gain[$1] * row[$1] }
      return row.indices.map {
        above[$0] * gain[$0] * scale - row[$0] * pull(scale, count, scaleGradient)
      }
    }
  }
  return ExerciseCase(
    Chapter03.rmsNormGradient,
    learner: Exercises03.rmsNormGradient(_:gain:outputGradient:epsilon:),
    solution: rmsNormGradient(_:gain:outputGradient:epsilon:),
    mistakes: [
      wrong("you held r fast: each x stands in the root mean square, too") { _, _, _ in 0 },
      wrong("you added the path through r: r falls where x² grows, so it counts against it") {
        -$0 * $0 * $0 / $1 * $2
      },
      wrong("you forgot to divide by D: r holds the mean of the squares, not their sum") {
        $0 * $0 * $0 * $2
      },
      wrong("you multiplied the second path by r, not by r³, as the derivative of a root has it") {
        $0 / $1 * $2
      },
      wrong("you forgot the root's ½: it cancels with the 2 of x², so no factor is left") {
        2 * $0 * $0 * $0 / $1 * $2
      },
      KnownMistake("you left out the gains: what reaches the normalised x is ∂L/∂y · gain") {
        row, _, above, epsilon in
        try rmsNormGradient(
          row, gain: row.map { _ in 1 }, outputGradient: above, epsilon: epsilon)
      },
      KnownMistake("you left out epsilon: r here must be the r of the way there") {
        row, gain, above, _ in
        try rmsNormGradient(row, gain: gain, outputGradient: above, epsilon: 0)
      },
    ])
}

private var trainingOperationsCase: ExerciseCase {
  /// A sum of one token's way there: so often the blocks' weights, their products without weights
  /// and the head's weights.
  func wrong(
    _ sentence: String,
    _ times:
      @escaping (_ isTwice: Bool, _ time: Double) -> (weights: Double, scores: Double, head: Double)
  ) -> KnownMistake<Chapter03.TrainingOperations> {
    KnownMistake(sentence) { shape, time, tokens, isTwice in
      let (weights, scores, head) = times(isTwice, time)
      let (layers, width) = (Double(shape.layerCount), Double(shape.width))
      return tokens
        * (weights * layers * 24 * width * width + scores * layers * 4 * time * width
          + head * 2 * Double(shape.vocabularySize) * width)
    }
  }
  return ExerciseCase(
    Chapter03.trainingOperations,
    learner: Exercises03.trainingOperations(_:contextLength:tokens:recomputesBlocks:),
    solution: trainingOperations(_:contextLength:tokens:recomputesBlocks:),
    mistakes: [
      wrong("you left out the two products without weights: keys and values of the whole window") {
        isTwice, _ in (isTwice ? 4 : 3, 0, 3)
      },
      wrong("you counted one of the two products without weights: scores, and mixing as well") {
        isTwice, _ in (isTwice ? 4 : 3, isTwice ? 2 : 1.5, 3)
      },
      wrong("you let one token pay for the window's whole square: it meets T keys, not T²") {
        isTwice, time in (isTwice ? 4 : 3, (isTwice ? 4 : 3) * time, 3)
      },
      wrong("you computed the head twice as well: its activations are kept") { isTwice, _ in
        isTwice ? (4, 4, 4) : (3, 3, 3)
      },
      wrong("you forgot the second run: where blocks are computed twice they take 4, not 3") {
        _, _ in (3, 3, 3)
      },
      wrong("you repeated the way back: it is the way there that runs a second time") {
        isTwice, _ in isTwice ? (5, 5, 3) : (3, 3, 3)
      },
      wrong("you counted the way back like the way there: it takes twice as much") { isTwice, _ in
        isTwice ? (3, 3, 2) : (2, 2, 2)
      },
      wrong("you left out the head, which is a product though it shares the embedding's table") {
        isTwice, _ in isTwice ? (4, 4, 0) : (3, 3, 0)
      },
      wrong("you counted the embedding as a product: to look up a row costs nothing") {
        isTwice, _ in
        isTwice ? (4, 4, 6) : (3, 3, 6)
      },
      wrong("you counted 1 operation for a multiplication with its addition: it is 2") {
        isTwice, _ in isTwice ? (2, 2, 1.5) : (1.5, 1.5, 1.5)
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
