import Groundwork
import RealModule
import Tensors
import TestSupport
import XCTest

/// Attention between two sequences against its formula, and every gradient against finite differences.
final class CrossAttentionTests: TapeGradientCase {
  private func numbers(_ count: Int) -> BufferSlice<Double> {
    let slice: BufferSlice<Double> = arena.allocate(count, of: 0)
    slice.fillNormal(&stream)
    return slice
  }

  /// The formula, word for word: one query, one head, one key after the other.
  private func slow(
    _ queries: BufferSlice<Double>, _ keysValues: BufferSlice<Double>, _ seen: [Int],
    _ shape: CrossAttentionShape, bias: (_ distance: Int, _ head: Int) -> Double
  ) -> [Double] {
    let width = shape.headCount * shape.headWidth
    var out = [Double](repeating: 0, count: shape.batch * shape.queryTime * width)
    for b in 0..<shape.batch {
      for h in 0..<shape.headCount {
        for i in 0..<shape.queryTime {
          let row = b * shape.queryTime + i
          let weights = (0..<seen[row]).map { j in
            let dot = (0..<shape.headWidth).reduce(0.0) { sum, e in
              let column = h * shape.headWidth + e
              return sum + queries[row * width + column]
                * keysValues[(b * shape.keyTime + j) * 2 * width + column]
            }
            return Double.exp(dot * shape.scale + bias(j - i, h))
          }
          let total = weights.reduce(0, +)
          for e in 0..<shape.headWidth {
            let column = h * shape.headWidth + e
            out[row * width + column] = weights.enumerated().reduce(0) { sum, item in
              sum + item.element / total
                * keysValues[(b * shape.keyTime + item.offset) * 2 * width + width + column]
            }
          }
        }
      }
    }
    return out
  }

  func testForwardAgainstTheFormula() {
    let shapes = [
      CrossAttentionShape(batch: 1, queryTime: 1, keyTime: 1, headCount: 1, headWidth: 3),
      CrossAttentionShape(batch: 2, queryTime: 5, keyTime: 5, headCount: 2, headWidth: 4),
      CrossAttentionShape(
        batch: 3, queryTime: 4, keyTime: 19, headCount: 3, headWidth: 5, scale: 0.7),
      CrossAttentionShape(batch: 1, queryTime: 70, keyTime: 66, headCount: 1, headWidth: 16),
    ]
    for shape in shapes {
      for hasBias in [false, true] {
        let rows = shape.batch * shape.queryTime
        let queries = numbers(rows * shape.width)
        let keysValues = numbers(shape.batch * shape.keyTime * 2 * shape.width)
        let seen = (0..<rows).map { _ in stream.index(below: shape.keyTime + 1) }
        let counts: BufferSlice<Int32> = arena.allocate(rows, of: 0)
        counts.copy(from: seen.map { Int32($0) })
        let positions = RelativePositions(bucketCount: 8, maximumDistance: 20, isTwoSided: true)
        let table = numbers(8 * shape.headCount)
        let buckets: BufferSlice<Int32> = arena.allocate(shape.queryTime + shape.keyTime - 1, of: 0)
        buckets.copy(from: positions.table(queryTime: shape.queryTime, keyTime: shape.keyTime))
        let out: BufferSlice<Double> = arena.allocate(rows * shape.width, of: .nan)
        let probabilities: BufferSlice<Double> = arena.allocate(shape.probabilityCount, of: .nan)
        CrossAttentionKernel.forward(
          queries: queries.pointer, keysValues: keysValues.pointer, visibleCounts: counts.pointer,
          bias: hasBias ? .init(table: table.pointer, buckets: buckets.pointer) : nil,
          probabilities: probabilities.pointer, into: out.pointer, shape: shape)
        let expected = slow(queries, keysValues, seen, shape) { distance, head in
          hasBias ? table[positions.bucket(of: distance) * shape.headCount + head] : 0
        }
        for (index, value) in expected.enumerated() {
          XCTAssertEqual(out[index], value, accuracy: 1e-12, "\(shape), element \(index)")
        }
      }
    }
  }

  /// A causal reach is the causal kernel, which knows no counts.
  func testCausalCountsAreCausalAttention() {
    let shape = CrossAttentionShape(
      batch: 2, queryTime: 7, keyTime: 7, headCount: 2, headWidth: 3)
    let width = shape.width
    let queries = numbers(14 * width)
    let keysValues = numbers(14 * 2 * width)
    let together: BufferSlice<Double> = arena.allocate(14 * 3 * width, of: 0)
    let counts: BufferSlice<Int32> = arena.allocate(14, of: 0)
    for row in 0..<14 {
      counts[row] = Int32(row % 7 + 1)
      for column in 0..<3 * width {
        together[row * 3 * width + column] =
          column < width
          ? queries[row * width + column] : keysValues[row * 2 * width + column - width]
      }
    }
    let probabilities: BufferSlice<Double> = arena.allocate(shape.probabilityCount, of: 0)
    let (open, causal): (BufferSlice<Double>, BufferSlice<Double>) = (
      arena.allocate(14 * width, of: .nan), arena.allocate(14 * width, of: .nan)
    )
    CrossAttentionKernel.forward(
      queries: queries.pointer, keysValues: keysValues.pointer, visibleCounts: counts.pointer,
      probabilities: probabilities.pointer, into: open.pointer, shape: shape)
    AttentionKernel.forward(
      together.pointer, probabilities: probabilities.pointer, into: causal.pointer,
      shape: AttentionShape(batch: 2, time: 7, headCount: 2, headWidth: 3), slopes: nil)
    for index in 0..<14 * width {
      XCTAssertEqual(open[index], causal[index], accuracy: 1e-13)
    }
  }

  /// Queries of one stream, keys of another, counts of all kinds, and a stream that is read twice.
  func testGradients() throws {
    for (queryTime, keyTime) in [(4, 6), (5, 2), (1, 1)] {
      parameters = []
      let shape = CrossAttentionShape(
        batch: 2, queryTime: queryTime, keyTime: keyTime, headCount: 2, headWidth: 3, scale: 0.8)
      let tape = Tape<Double>(arena: arena)
      let x = tape.linear(parameter(2 * queryTime, 4), weight: parameter(6, 4))
      let memory = tape.linear(parameter(2 * keyTime, 4), weight: parameter(5, 4))
      let counts: BufferSlice<Int32> = arena.allocate(2 * queryTime, of: 0)
      for row in 0..<2 * queryTime { counts[row] = Int32(stream.index(below: keyTime + 1)) }
      counts[0] = Int32(keyTime)
      let bias = RelativeBias(
        table: parameter(6, 2),
        positions: RelativePositions(bucketCount: 6, maximumDistance: 9, isTwoSided: true),
        queryTime: queryTime, keyTime: keyTime, arena: arena)
      let first = tape.crossAttention(
        queries: x, keysValues: tape.linear(memory, weight: parameter(12, 5)),
        visibleCounts: counts, bias: bias, shape: shape)
      // The memory once more, and the first layer's biases.
      let second = tape.crossAttention(
        queries: tape.linear(first, weight: parameter(6, 6)),
        keysValues: tape.linear(memory, weight: parameter(12, 5)), visibleCounts: counts,
        bias: bias, shape: shape)
      try check(tape, tape.linear(second, weight: parameter(3, 6), residual: nil))
    }
  }

  /// One variable is read by two attentions, as query and as key: gradients are added up.
  func testSharedQueriesAndKeys() throws {
    let shape = CrossAttentionShape(
      batch: 1, queryTime: 3, keyTime: 3, headCount: 1, headWidth: 4)
    let tape = Tape<Double>(arena: arena)
    let counts: BufferSlice<Int32> = arena.allocate(3, of: 3)
    let queries = tape.linear(parameter(3, 2), weight: parameter(4, 2))
    let keysValues = tape.linear(parameter(3, 2), weight: parameter(8, 2))
    let first = tape.crossAttention(
      queries: queries, keysValues: keysValues, visibleCounts: counts, shape: shape)
    let second = tape.crossAttention(
      queries: queries, keysValues: keysValues, visibleCounts: counts, shape: shape)
    try check(tape, tape.linear(first, weight: parameter(4, 4), residual: second))
  }

  func testReLUAndScaling() throws {
    let tape = Tape<Double>(arena: arena)
    let x = tape.linear(parameter(3, 4), weight: parameter(19, 4))
    let bent = tape.relu(tape.scale(x, by: -0.6))
    try check(tape, tape.linear(bent, weight: parameter(19, 19), residual: x))
    let input: [Double] = [-2, -0.0, 0, 0.5, .infinity]
    let (source, out): (BufferSlice<Double>, BufferSlice<Double>) = (
      arena.allocate(5, of: 0), arena.allocate(5, of: .nan)
    )
    source.copy(from: input)
    ReLUKernel.forward(source.pointer, into: out.pointer, count: 5)
    XCTAssertEqual(out.array, [0, 0, 0, 0.5, .infinity])
  }

  /// What the buckets are for: near distances apart, all distances in order, far ones together.
  func testBucketsOfDistances() {
    for isTwoSided in [true, false] {
      let positions = RelativePositions(
        bucketCount: 16, maximumDistance: 40, isTwoSided: isTwoSided)
      let before = (0...200).map { positions.bucket(of: -$0) }
      XCTAssertEqual(Array(before.prefix(4)), [0, 1, 2, 3])
      XCTAssertEqual(before, before.sorted())
      XCTAssertEqual(Set(before).count, isTwoSided ? 8 : 16)
      XCTAssertEqual(Set(before[40...]).count, 1)
      let after = (1...200).map { positions.bucket(of: $0) }
      XCTAssertTrue(after.allSatisfy { isTwoSided ? (8..<16).contains($0) : $0 == 0 })
      if isTwoSided { XCTAssertEqual(after, (1...200).map { before[$0] + 8 }) }
    }
  }
}
