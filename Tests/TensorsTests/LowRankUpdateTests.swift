import Groundwork
import Tensors
import TestSupport
import XCTest

/// What adapters add to a linear layer, and what is frozen beside them.
final class LowRankUpdateTests: TapeGradientCase {
  private func update(
    _ rank: Int, inputs: Int, outputs: Range<Int>
  ) -> LowRankUpdate<Double> {
    LowRankUpdate(
      down: parameter(rank, inputs), up: parameter(outputs.count, rank),
      firstOutput: outputs.lowerBound, scale: 0.6)
  }

  /// Updates of all outputs and of some, over a matrix that is trained, frozen, or packed.
  func testLowRankUpdates() throws {
    for kind in 0..<3 {
      parameters = []
      let tape = Tape<Double>(arena: arena)
      let x = parameter(5, 7)
      let updates = [
        update(2, inputs: 7, outputs: 0..<9), update(1, inputs: 7, outputs: 3..<5),
        update(3, inputs: 7, outputs: 6..<9),
      ]
      let (bias, residual) = (parameter(1, 9), tape.linear(x, weight: parameter(9, 7)))
      let matrix = kind == 0 ? parameter(9, 7) : frozen(9, 7)
      let y =
        kind < 2
        ? tape.linear(x, weight: matrix, bias: bias, residual: residual, updates: updates)
        : tape.linear(
          x,
          packed: PackedRows(rows: 9, columns: 7) { row, target in
            target.update(from: matrix.value.pointer + row * 7, count: 7)
          }, bias: bias, residual: residual, updates: updates)
      try check(tape, y)
      // Against the matrices themselves; the check varied them last.
      tape.forward()
      for row in 0..<5 {
        for output in 0..<9 {
          var sum = bias.value[output] + residual.value[row * 9 + output]
          for i in 0..<7 { sum += x.value[row * 7 + i] * matrix.value[output * 7 + i] }
          for update in updates {
            let place = output - update.firstOutput
            guard (0..<update.up.rows).contains(place) else { continue }
            for k in 0..<update.down.rows {
              for i in 0..<7 {
                sum +=
                  0.6 * x.value[row * 7 + i] * update.down.value[k * 7 + i]
                  * update.up.value[place * update.down.rows + k]
              }
            }
          }
          XCTAssertEqual(y.value[row * 9 + output], sum, accuracy: 1e-12)
        }
      }
    }
  }

  /// Normalizations whose gains are frozen hand on the same gradients as those whose are not.
  func testFrozenGains() throws {
    for width in [3, 16, 21, 32] {
      parameters = []
      let tape = Tape<Double>(arena: arena)
      let x = tape.linear(parameter(4, 5), weight: parameter(width, 5))
      let layer = tape.layerNormalization(x, gain: frozen(1, width), bias: frozen(1, width))
      let root = tape.rmsNormalization(layer, gain: frozen(1, width), gainOffset: 1)
      try check(tape, tape.rmsNormalization(root, gain: frozen(1, width)))
    }
    parameters = []
    let tape = Tape<Double>(arena: arena)
    let shape = AttentionShape(
      batch: 1, time: 4, headCount: 3, keyValueHeadCount: 1, headWidth: 18)
    let x = tape.linear(parameter(4, 5), weight: parameter(shape.rowWidth, 5))
    try check(
      tape,
      tape.queryKeyNormalization(
        x, queryGain: frozen(1, 18), keyGain: frozen(1, 18), shape: shape,
        groups: .heads(of: shape), epsilon: 1e-5))
  }
}
