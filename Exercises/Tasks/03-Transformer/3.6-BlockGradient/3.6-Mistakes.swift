import ExerciseKit

/// The known mistakes of exercise 3.6.
public var blockGradientMistakes: [KnownMistake<Chapter03.BlockGradient>] {
  typealias Fault = Chapter03.BlockFault
  typealias Rows = Chapter03.Rows
  typealias Gradients = Chapter03.BlockGradients
  func combined(_ a: Rows, _ b: Rows, _ combine: (Double, Double) -> Double) -> Rows {
    zip(a, b).map { zip($0, $1).map(combine) }
  }
  /// The right gradients, changed.
  func wrong(
    _ sentence: String,
    _ change:
      @escaping (
        _ right: inout Gradients, _ block: Chapter03.AttentionBlock, _ stream: Rows, _ above: Rows
      ) throws -> Void
  ) -> KnownMistake<Chapter03.BlockGradient> {
    KnownMistake(sentence) { block, stream, above in
      var gradients = try blockGradient(block, stream: stream, resultGradient: above)
      try change(&gradients, block, stream, above)
      return gradients
    }
  }
  /// What goes into the keys and queries, scaled.
  func scaling(_ gradients: inout Gradients, _ factor: Double) {
    gradients.query = gradients.query.map { $0.map { factor * $0 } }
    gradients.key = gradients.key.map { $0.map { factor * $0 } }
  }
  return [
    wrong(Fault.noResidual) { right, _, _, above in
      right.stream = combined(right.stream, above) { $0 - $1 }
    },
    wrong(Fault.noBranch) { right, _, _, above in right.stream = above },
    wrong(Fault.scaleLost) { right, block, _, _ in
      scaling(&right, Double(block.query[0].count).squareRoot())
    },
    KnownMistake(Fault.softmax) { block, stream, above in
      try unbalanced(block, stream, above)
    },
    KnownMistake(Fault.rootFixed) { block, stream, above in
      var right = try blockGradient(block, stream: stream, resultGradient: above)
      let back = normalizedGradient(block, stream, above).back
      let scale = block.forward(stream).scale
      for t in stream.indices {
        right.stream[t] = block.gain.indices.map {
          above[t][$0] + back[t][$0] * block.gain[$0] * scale[t]
        }
      }
      return right
    },
    KnownMistake(Fault.onePath) { block, stream, above in
      // As though queries and keys hung on no stream.
      var right = try blockGradient(block, stream: stream, resultGradient: above)
      let values = valuesAlone(block, stream, above)
      right.gain = values.gain
      right.stream = values.stream
      return right
    },
    wrong(Fault.exchanged) { right, _, _, _ in swap(&right.query, &right.key) },
    wrong(Fault.transposed) { right, _, _, _ in
      right.output = Chapter03.transposed(right.output)
    },
    wrong(Fault.averaged) { right, _, stream, _ in
      func mean(_ rows: Rows) -> Rows { rows.map { $0.map { $0 / Double(stream.count) } } }
      right = Gradients(
        stream: right.stream, gain: mean([right.gain])[0], query: mean(right.query),
        key: mean(right.key), value: mean(right.value), output: mean(right.output))
    },
    KnownMistake(Fault.noGain) { block, stream, above in
      // Every x a 1 in the gain's gradient: that of the loss's slope along n · r.
      var right = try blockGradient(block, stream: stream, resultGradient: above)
      right.gain = gainWithoutStream(block, stream, above)
      return right
    },
  ]
}

/// ∂L/∂n, as the solution has it, through some of the three paths.
private func normalizedGradient(
  _ block: Chapter03.AttentionBlock, _ stream: Chapter03.Rows, _ above: Chapter03.Rows,
  isBalanced: Bool = true, valuesAlone: Bool = false
) -> (back: Chapter03.Rows, queries: Chapter03.Rows, keys: Chapter03.Rows) {
  let pass = block.forward(stream)
  let root = Double(block.query[0].count).squareRoot()
  let taken = Chapter03.product(above, Chapter03.transposed(block.output))
  let weights = Chapter03.product(taken, Chapter03.transposed(pass.values))
  let scores = zip(pass.weights, weights).map { a, g in
    let mean = isBalanced ? zip(a, g).reduce(0) { $0 + $1.0 * $1.1 } : 0
    return zip(a, g).map { $0 * ($1 - mean) / root }
  }
  let queries = Chapter03.product(scores, pass.keys)
  let keys = Chapter03.product(Chapter03.transposed(scores), pass.queries)
  let values = Chapter03.product(Chapter03.transposed(pass.weights), taken)
  let paths = [(queries, block.query), (keys, block.key), (values, block.value)]
    .map { Chapter03.product($0, Chapter03.transposed($1)) }
  let used = valuesAlone ? [paths[2]] : paths
  let back = stream.indices.map { t in
    block.gain.indices.map { j in used.reduce(0) { $0 + $1[t][j] } }
  }
  return (back, queries, keys)
}

/// A gradient with no mean taken off in the softmax.
private func unbalanced(
  _ block: Chapter03.AttentionBlock, _ stream: Chapter03.Rows, _ above: Chapter03.Rows
) throws -> Chapter03.BlockGradients {
  let wrong = normalizedGradient(block, stream, above, isBalanced: false)
  var gradients = try blockGradient(block, stream: stream, resultGradient: above)
  let across = Chapter03.transposed(block.forward(stream).normalized)
  gradients.query = Chapter03.product(across, wrong.queries)
  gradients.key = Chapter03.product(across, wrong.keys)
  return gradients
}

/// The stream's and the gain's gradients where only the values reach back.
private func valuesAlone(
  _ block: Chapter03.AttentionBlock, _ stream: Chapter03.Rows, _ above: Chapter03.Rows
) -> (stream: Chapter03.Rows, gain: [Double]) {
  let back = normalizedGradient(block, stream, above, valuesAlone: true).back
  let scale = block.forward(stream).scale
  var (streamGradient, gain) = (above, block.gain.map { _ in 0.0 })
  for (t, x) in stream.enumerated() {
    let r = scale[t]
    let inner = zip(back[t], block.gain).map { $0 * $1 }
    let along = zip(inner, x).reduce(0) { $0 + $1.0 * $1.1 }
    for j in x.indices {
      gain[j] += back[t][j] * x[j] * r
      streamGradient[t][j] += inner[j] * r - r * r * r * x[j] / Double(x.count) * along
    }
  }
  return (streamGradient, gain)
}

/// The gain's gradient with ∂L/∂n times r alone.
private func gainWithoutStream(
  _ block: Chapter03.AttentionBlock, _ stream: Chapter03.Rows, _ above: Chapter03.Rows
) -> [Double] {
  let back = normalizedGradient(block, stream, above).back
  let scale = block.forward(stream).scale
  return block.gain.indices.map { j in
    stream.indices.reduce(0) { $0 + back[$1][j] * scale[$1] }
  }
}
