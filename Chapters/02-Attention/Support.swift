import WorkbookCore

/// Vectors one below the other: a row for each position.
typealias Matrix = [[Float]]

/// Vectors of zeros with a number in one place; a negative index is none.
func oneHot(_ index: Int, _ count: Int, _ value: Float = 1) -> [Float] {
  var vector = [Float](repeating: 0, count: count)
  if index >= 0 { vector[index] = value }
  return vector
}

/// What a query of a width is multiplied by so that a fit scores 12.
func certainty(_ width: Int) -> Float { 12 * Float(width).squareRoot() }

extension RandomStream {
  /// Numbers of mean 0 and variance 1.
  nonisolated mutating func normals(_ count: Int) -> [Float] {
    (0..<count).map { _ in Float(normal()) }
  }
}

/// Weights that a small model learns, each with its gradient and its two moments.
final class LearnedMatrices {
  let arena = Arena()
  private(set) var variables: [Variable<Float>] = []
  private var moments: [(first: BufferSlice<Float>, second: BufferSlice<Float>)] = []
  private var draws: RandomStream

  init(seed: UInt64) { draws = RandomStream(seed: seed).fork("weights") }

  /// A matrix of random numbers.
  ///
  /// - Parameter spread: their standard deviation.
  func matrix(_ rows: Int, _ columns: Int, spread: Float) -> Variable<Float> {
    func slice() -> BufferSlice<Float> { arena.allocate(rows * columns, of: 0) }
    let variable = Variable<Float>(
      rows: rows, columns: columns, value: slice(), gradient: slice())
    variable.value.copy(from: draws.normals(rows * columns).map { spread * $0 })
    variables.append(variable)
    moments.append((slice(), slice()))
    return variable
  }

  /// A step of AdamW, counted from 1 (chapter 5).
  func update(step: Int, learningRate: Double) {
    let rule = AdamWKernel.Step<Float>(
      learningRate: learningRate, beta1: 0.9, beta2: 0.98, epsilon: 1e-8, gradientScale: 1,
      step: step)
    for (variable, moment) in zip(variables, moments) {
      guard let gradient = variable.gradient else { continue }
      AdamWKernel.update(
        parameters: variable.value.pointer, gradients: gradient.pointer,
        firstMoments: moment.first.pointer, secondMoments: moment.second.pointer,
        count: variable.value.count, step: rule, weightDecay: 0)
    }
  }
}

/// What the library makes of such rows, and the seconds that it takes.
nonisolated func library(
  _ rows: Matrix, _ shape: AttentionShape, slopes: [Double]? = nil
) -> (output: [Float], seconds: Double) {
  let tape = Tape<Float>(isTraining: false)
  let input = tape.variable(rows: rows.count, columns: shape.rowWidth)
  let output = tape.attention(input, shape: shape, slopes: slopes)
  tape.finishPlanning()
  input.value.copy(from: rows.flatMap { $0 })
  return withExtendedLifetime(tape) {
    // The shortest of several timings: other programs only ever make one longer.
    let seconds = Stopwatch.shortest(of: 3) { tape.forward() }
    return (output.value.array, seconds)
  }
}

/// Projections and attention by the library: x is (T, D), the weights are (3D, D).
func libraryLayer(_ x: Matrix, _ weights: Matrix, _ shape: AttentionShape) -> [Float] {
  let arena = Arena()
  let tape = Tape<Float>(arena: arena, isTraining: false)
  let input = tape.variable(rows: x.count, columns: x[0].count)
  let matrix = Variable<Float>(
    rows: weights.count, columns: weights[0].count,
    value: arena.allocate(weights.count * weights[0].count, of: 0))
  let output = tape.attention(tape.linear(input, weight: matrix), shape: shape)
  tape.finishPlanning()
  input.value.copy(from: x.flatMap { $0 })
  matrix.value.copy(from: weights.flatMap { $0 })
  return withExtendedLifetime(tape) {
    tape.forward()
    return output.value.array
  }
}
