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

  /// Gradients are those of what was computed: dropped inputs drop the same numbers on the way back.
  func testDropout() throws {
    for isFrozen in [false, true] {
      parameters = []
      let tape = Tape<Double>(arena: arena)
      let dropout = InputDropout(rate: 0.4, batch: 3, time: 2, arena: arena)
      for sequence in 0..<3 {
        dropout.keys[sequence] = InputDropout.key(seed: 5, step: 9, sequence: sequence)
      }
      dropout.isOn = true
      let x = parameter(6, 7)
      let updates = [0..<9, 3..<5].enumerated().map { site, outputs in
        LowRankUpdate(
          down: parameter(2, 7), up: parameter(outputs.count, 2),
          firstOutput: outputs.lowerBound, scale: 0.6, dropout: dropout, site: site)
      }
      let y = tape.linear(x, weight: isFrozen ? frozen(9, 7) : parameter(9, 7), updates: updates)
      try check(tape, y)
      // Another step, another result; the same one again, the same.
      tape.forward()
      let before = y.value.array
      dropout.keys[1] = InputDropout.key(seed: 5, step: 10, sequence: 1)
      tape.forward()
      XCTAssertEqual(Array(y.value.array[..<18]), Array(before[..<18]))
      XCTAssertNotEqual(Array(y.value.array[18..<36]), Array(before[18..<36]))
      dropout.keys[1] = InputDropout.key(seed: 5, step: 9, sequence: 1)
      tape.forward()
      XCTAssertEqual(y.value.array, before)
    }
  }

  /// As many are zero as the rate says, in every row and by layers apart; the others are enlarged.
  func testWhatDropoutDrops() {
    let (rows, columns) = (40, 500)
    for rate in [0.1, 0.5, 0.9] {
      parameters = []
      let tape = Tape<Double>(arena: arena)
      let dropout = InputDropout(rate: rate, batch: 4, time: 10, arena: arena)
      for sequence in 0..<4 {
        dropout.keys[sequence] = InputDropout.key(seed: 1, step: 0, sequence: sequence)
      }
      let x = parameter(rows, columns)
      let identity = parameter(columns, columns)
      for i in 0..<(columns * columns) { identity.value[i] = i % (columns + 1) == 0 ? 1 : 0 }
      let matrix = frozen(columns, columns)
      matrix.value.fill(0)
      let results = (0..<2).map { site in
        tape.linear(
          x, weight: matrix,
          updates: [
            LowRankUpdate(
              down: identity, up: identity, firstOutput: 0, scale: 1, dropout: dropout, site: site)
          ])
      }
      tape.forward()
      XCTAssertEqual(results[0].value.array, x.value.array, "it is off")
      dropout.isOn = true
      tape.forward()
      var both = 0
      for result in results {
        var dropped = 0
        for i in 0..<(rows * columns) {
          if result.value[i] == 0 {
            dropped += 1
          } else {
            XCTAssertEqual(result.value[i], x.value[i] / (1 - rate), accuracy: 1e-12)
          }
        }
        XCTAssertEqual(Double(dropped) / Double(rows * columns), rate, accuracy: 0.015)
      }
      for i in 0..<(rows * columns) where results.allSatisfy({ $0.value[i] == 0 }) { both += 1 }
      XCTAssertEqual(Double(both) / Double(rows * columns), rate * rate, accuracy: 0.015)
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
