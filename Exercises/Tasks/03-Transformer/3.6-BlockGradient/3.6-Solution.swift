import ExerciseKit

/// The gradients of an attention block with a normalization before it and a residual path around it.
///
/// - Parameters:
///   - block: the weights; its `forward` gives what the way back needs.
///   - stream: x, (T, D).
///   - resultGradient: ∂L/∂y, (T, D).
public func blockGradient(
  _ block: Chapter03.AttentionBlock, stream: Chapter03.Rows, resultGradient: Chapter03.Rows
) throws -> Chapter03.BlockGradients {
  // exercise begin 3.6: from ∂L/∂y back to x and the weights
  let pass = block.forward(stream)
  // y = x + (a v) W_O
  let takenGradient = Chapter03.product(resultGradient, Chapter03.transposed(block.output))
  let outputGradient = Chapter03.product(Chapter03.transposed(pass.taken), resultGradient)
  // a v
  let weightGradient = Chapter03.product(takenGradient, Chapter03.transposed(pass.values))
  let valuesGradient = Chapter03.product(Chapter03.transposed(pass.weights), takenGradient)
  // a = softmax(q kᵀ / √d), row by row; where a is 0 behind the mask, so is this.
  let root = Double(block.query[0].count).squareRoot()
  let scoreGradient = zip(pass.weights, weightGradient).map { weights, above in
    let mean = zip(weights, above).reduce(0) { $0 + $1.0 * $1.1 }
    return zip(weights, above).map { $0 * ($1 - mean) / root }
  }
  let queriesGradient = Chapter03.product(scoreGradient, pass.keys)
  let keysGradient = Chapter03.product(Chapter03.transposed(scoreGradient), pass.queries)
  // q = n W_Q and so on: n is used three times, so three gradients meet.
  let across = Chapter03.transposed(pass.normalized)
  let paths = [
    (queriesGradient, block.query), (keysGradient, block.key), (valuesGradient, block.value),
  ].map { Chapter03.product($0, Chapter03.transposed($1)) }
  let normalizedGradient = stream.indices.map { t in
    block.gain.indices.map { paths[0][t][$0] + paths[1][t][$0] + paths[2][t][$0] }
  }
  // n = x r gain: exercise 3.4, and the residual path beside it.
  var gainGradient = block.gain.map { _ in 0.0 }
  var streamGradient = resultGradient
  for (t, x) in stream.enumerated() {
    let r = pass.scale[t]
    let above = zip(normalizedGradient[t], block.gain).map { $0 * $1 }
    let along = zip(above, x).reduce(0) { $0 + $1.0 * $1.1 }
    for j in x.indices {
      gainGradient[j] += normalizedGradient[t][j] * x[j] * r
      streamGradient[t][j] += above[j] * r - r * r * r * x[j] / Double(x.count) * along
    }
  }
  return Chapter03.BlockGradients(
    stream: streamGradient, gain: gainGradient,
    query: Chapter03.product(across, queriesGradient),
    key: Chapter03.product(across, keysGradient),
    value: Chapter03.product(across, valuesGradient), output: outputGradient)
  // exercise end
}
