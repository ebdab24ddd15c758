import WorkbookCore

/// A model of attention alone, planned for one batch, and what it learns with.
final class AttentionModel {
  let shape: AttentionShape
  let vocabulary: Int
  /// (batch, time); whoever fills them in keeps below `vocabulary`.
  let tokens: BufferSlice<Int32>
  /// (batch, time); `CrossEntropyKernel.ignoredTarget` where nothing is asked.
  let targets: BufferSlice<Int32>
  let slopes: [Double]
  let tape = Tape<Float>()
  let learned: LearnedMatrices
  let recorded: RecordedAttention

  init(layers: Int, shape: AttentionShape, vocabulary: Int, seed: UInt64) {
    learned = LearnedMatrices(seed: seed)
    (self.shape, self.vocabulary) = (shape, vocabulary)
    slopes = AttentionShape.alibiSlopes(headCount: shape.headCount).map { 4 * $0 }
    tokens = learned.arena.allocate(shape.batch * shape.time, of: 0)
    targets = learned.arena.allocate(
      shape.batch * shape.time, of: CrossEntropyKernel.ignoredTarget)
    recorded = record(
      on: tape, learned, tokens: tokens, layers: layers, shape: shape, vocabulary: vocabulary,
      slopes: slopes)
    tape.replaceValueByGradient(of: recorded.logits)
    tape.finishPlanning()
  }

  /// The weights of a head on the first sequence, by the plain loops.
  func weights(layer: Int, head: Int) -> Matrix {
    let (numbers, d) = (recorded.projections[layer].value.array, shape.headWidth)
    func part(_ kind: Int) -> Matrix {
      (0..<shape.time).map { t in
        let start = t * shape.rowWidth + (kind * shape.headCount + head) * d
        return Array(numbers[start..<(start + d)])
      }
    }
    return attend(part(0), part(1), part(2), slope: Float(slopes[head])).weights
  }

  /// The head of a layer that, from a position on, puts the most weight so many positions back.
  func bestHead(layer: Int, back: Int, from first: Int) -> (weights: Matrix, mean: Double) {
    (0..<shape.headCount).map { head in
      let weights = weights(layer: layer, head: head)
      return (weights, (first..<shape.time).map { Double(weights[$0][$0 - back]) }.mean)
    }.max { $0.mean < $1.mean } ?? ([], 0)
  }

  /// Fills the batch with sentences of 8 to 19 different words, each over and over; returns the
  /// sentences' lengths.
  func fillWithRounds(_ draws: inout RandomStream) -> [Int] {
    var (ids, next): ([Int32], [Int32]) = ([], [])
    let lengths = (0..<shape.batch).map { _ in 8 + draws.index(below: 12) }
    for length in lengths {
      let words = (0..<Int32(vocabulary)).shuffled(using: &draws)
      for t in 0..<shape.time {
        ids.append(words[t % length])
        next.append(
          t < length ? CrossEntropyKernel.ignoredTarget : words[(t + 1) % length])
      }
    }
    tokens.copy(from: ids)
    targets.copy(from: next)
    return lengths
  }

  /// Fills the batch with words drawn each by itself.
  ///
  /// - Parameter isBackward: from the end to the beginning, so that the past is what comes next.
  func fillWithNoise(_ draws: inout RandomStream, isBackward: Bool) {
    var (ids, next): ([Int32], [Int32]) = ([], [])
    for _ in 0..<shape.batch {
      let words = (0..<shape.time).map { _ in Int32(draws.index(below: vocabulary)) }
      let following = Array(words.dropFirst()) + [CrossEntropyKernel.ignoredTarget]
      ids += isBackward ? words.reversed() : words
      next += isBackward ? following.reversed() : following
    }
    tokens.copy(from: ids)
    targets.copy(from: next)
  }
}

/// What of a recorded model is looked at later.
struct RecordedAttention {
  /// (batch · time, vocabulary).
  let logits: Variable<Float>
  /// Queries, keys and values of each layer, (batch · time, 3 · width).
  let projections: [Variable<Float>]
}
