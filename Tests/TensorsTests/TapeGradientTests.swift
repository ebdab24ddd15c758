import Groundwork
import Tensors
import TestSupport
import XCTest

/// Every operation of the tape against finite differences, in Float64.
final class TapeGradientTests: TapeGradientCase {
  func testLinearWithBiasAndResidual() throws {
    let tape = Tape<Double>(arena: arena)
    let x = parameter(5, 7)
    let hidden = tape.linear(x, weight: parameter(7, 7), bias: parameter(1, 7))
    // The residual is read again later, so that its gradient has two sources.
    let again = tape.linear(hidden, weight: parameter(7, 7), residual: hidden)
    try check(tape, tape.linear(again, weight: parameter(3, 7), bias: parameter(1, 3)))
  }

  func testOneWeightUsedTwice() throws {
    let tape = Tape<Double>(arena: arena)
    let weight = parameter(6, 6)
    let hidden = tape.linear(parameter(4, 6), weight: weight)
    try check(tape, tape.linear(hidden, weight: weight))
  }

  func testLayerNormalizationForWidthsAroundTheVectorWidth() throws {
    for width in [3, 16, 21, 32] {
      parameters = []
      let tape = Tape<Double>(arena: arena)
      let x = tape.linear(parameter(4, 5), weight: parameter(width, 5))
      let normalized = tape.layerNormalization(
        x, gain: parameter(1, width), bias: parameter(1, width))
      try check(tape, tape.linear(normalized, weight: parameter(width, width), residual: x))
    }
  }

  func testRMSNormalizationForWidthsAroundTheVectorWidth() throws {
    for width in [3, 16, 21, 32] {
      parameters = []
      let tape = Tape<Double>(arena: arena)
      let x = tape.linear(parameter(4, 5), weight: parameter(width, 5))
      let normalized = tape.rmsNormalization(x, gain: parameter(1, width))
      try check(tape, tape.linear(normalized, weight: parameter(width, width), residual: x))
    }
  }

  func testSwiGLU() throws {
    let tape = Tape<Double>(arena: arena)
    let x = tape.linear(parameter(3, 4), weight: parameter(4, 4))
    let hidden = tape.swiGLU(
      gate: tape.linear(x, weight: parameter(19, 4)), up: tape.linear(x, weight: parameter(19, 4)))
    try check(tape, tape.linear(hidden, weight: parameter(4, 19), residual: x))
  }

  func testGELU() throws {
    for form in [GELUForm.tanh, .exact] {
      parameters = []
      let tape = Tape<Double>(arena: arena)
      let x = tape.linear(parameter(3, 4), weight: parameter(19, 4), bias: parameter(1, 19))
      try check(tape, tape.gelu(x, form: form))
    }
  }

  func testGeGLU() throws {
    let tape = Tape<Double>(arena: arena)
    let x = tape.linear(parameter(3, 4), weight: parameter(4, 4))
    let (gate, up) = (
      tape.linear(x, weight: parameter(19, 4)), tape.linear(x, weight: parameter(19, 4))
    )
    let hidden = tape.gated(gate, up: up, activation: .gelu)
    try check(tape, tape.linear(hidden, weight: parameter(4, 19), residual: x))
  }

  func testSoftCap() throws {
    let tape = Tape<Double>(arena: arena)
    let x = tape.linear(parameter(3, 4), weight: parameter(5, 4))
    try check(tape, tape.softCap(x, at: 1.3))
  }

  /// The stream is read before and after it is added to, as where normalizations come after.
  func testAddition() throws {
    let tape = Tape<Double>(arena: arena)
    let x = tape.linear(parameter(3, 6), weight: parameter(6, 6))
    let first = tape.rmsNormalization(
      tape.linear(x, weight: parameter(6, 6)), gain: parameter(1, 6), gainOffset: 1)
    let sum = tape.add(first, to: x)
    let second = tape.rmsNormalization(
      tape.linear(sum, weight: parameter(6, 6)), gain: parameter(1, 6))
    try check(tape, tape.add(second, to: sum))
  }

  func testQueryKeyNormalization() throws {
    let shape = AttentionShape(
      batch: 2, time: 3, headCount: 4, keyValueHeadCount: 2, headWidth: 6)
    for groups in [QueryKeyGroups.heads(of: shape), .rows(of: shape)] {
      parameters = []
      let tape = Tape<Double>(arena: arena)
      let x = tape.linear(parameter(6, 3), weight: parameter(shape.rowWidth, 3))
      let normalized = tape.queryKeyNormalization(
        x, queryGain: parameter(1, groups.queryWidth), keyGain: parameter(1, groups.keyWidth),
        shape: shape, groups: groups, epsilon: 1e-4, gainOffset: 1)
      let table = tape.rotaryTable(positionCount: 3, headWidth: 6, turnedWidth: 4, base: 10)
      try check(tape, tape.attention(normalized, shape: shape, rotary: table))
    }
  }

  /// Over several blocks of rows, some of which end before their window begins.
  func testWindowedAndCappedAttention() throws {
    for softCap in [nil, 0.8] {
      parameters = []
      let shape = AttentionShape(
        batch: 1, time: 133, headCount: 2, keyValueHeadCount: 1, headWidth: 2, scale: 0.4,
        window: 9, softCap: softCap)
      let tape = Tape<Double>(arena: arena)
      let x = tape.linear(parameter(shape.time, 1), weight: parameter(shape.rowWidth, 1))
      try check(tape, tape.attention(x, shape: shape))
    }
  }

  func testAttention() throws {
    let shapes = [
      AttentionShape(batch: 2, time: 5, headCount: 3, headWidth: 4),
      AttentionShape(batch: 1, time: 6, headCount: 4, keyValueHeadCount: 2, headWidth: 2),
      AttentionShape(batch: 1, time: 3, headCount: 4, keyValueHeadCount: 1, headWidth: 3),
      AttentionShape(batch: 1, time: 1, headCount: 1, headWidth: 2),
    ]
    for shape in shapes {
      for slopes in [nil, AttentionShape.alibiSlopes(headCount: shape.headCount)] {
        parameters = []
        let tape = Tape<Double>(arena: arena)
        let x = tape.linear(
          parameter(shape.batch * shape.time, 3), weight: parameter(shape.rowWidth, 3))
        try check(tape, tape.attention(x, shape: shape, slopes: slopes))
      }
    }
  }

  func testAttentionWithRotaryPositions() throws {
    let shapes = [
      AttentionShape(batch: 2, time: 5, headCount: 3, headWidth: 4),
      AttentionShape(batch: 2, time: 6, headCount: 4, keyValueHeadCount: 2, headWidth: 6),
      AttentionShape(batch: 1, time: 3, headCount: 4, keyValueHeadCount: 1, headWidth: 2),
    ]
    for shape in shapes {
      parameters = []
      let tape = Tape<Double>(arena: arena)
      let x = tape.linear(
        parameter(shape.batch * shape.time, 3), weight: parameter(shape.rowWidth, 3))
      let table = tape.rotaryTable(
        positionCount: shape.time, headWidth: shape.headWidth, base: 100)
      try check(tape, tape.attention(x, shape: shape, rotary: table))
    }
  }

  /// Long enough for several blocks of rows; only the inputs of the attention are varied.
  func testAttentionOverSeveralBlocks() throws {
    let shape = AttentionShape(
      batch: 1, time: 133, headCount: 2, keyValueHeadCount: 1, headWidth: 2)
    let tape = Tape<Double>(arena: arena)
    let x = tape.linear(parameter(shape.time, 1), weight: parameter(shape.rowWidth, 1))
    try check(tape, tape.attention(x, shape: shape))
  }

  /// Long enough that whole blocks of keys lie before a document.
  func testAttentionWithinDocuments() throws {
    let shape = AttentionShape(batch: 2, time: 70, headCount: 2, headWidth: 2)
    let starts: BufferSlice<Int32> = arena.allocate(140, of: 0)
    for t in 0..<70 {
      starts[t] = t < 1 ? 0 : t < 9 ? 1 : t < 67 ? 9 : 67
      starts[70 + t] = t < 64 ? 0 : 64
    }
    let tape = Tape<Double>(arena: arena)
    let x = tape.linear(parameter(140, 1), weight: parameter(shape.rowWidth, 1))
    try check(
      tape,
      tape.attention(
        x, shape: shape, slopes: AttentionShape.alibiSlopes(headCount: 2), documentStarts: starts))
  }

  func testEmbedding() throws {
    let tape = Tape<Double>(arena: arena)
    let ids: BufferSlice<Int32> = arena.allocate(6, of: 0)
    ids.copy(from: [3, 0, 3, 1, 1, 1])
    let x = tape.embedding(
      ids, table: parameter(5, 4), positions: parameter(4, 4), batch: 2, time: 3)
    try check(tape, x)
    for positions in [nil, parameter(4, 4)] {
      let scaled = Tape<Double>(arena: arena)
      try check(
        scaled,
        scaled.embedding(
          ids, table: parameter(5, 4), positions: positions, batch: 2, time: 3, scale: 2.5))
    }
  }

  func testGradientsAddUpOverBatches() throws {
    let tape = Tape<Double>(arena: arena)
    let x = parameter(3, 4)
    let output = tape.linear(x, weight: parameter(2, 4), bias: parameter(1, 2))
    tape.finishPlanning()
    let gradient = try XCTUnwrap(output.gradient)
    func run(_ anew: Bool) -> [[Double]] {
      tape.forward()
      gradient.fill(1)
      tape.backward(parameters: parameters, startingAnew: anew)
      return parameters.compactMap { $0.gradient?.array }
    }
    let once = run(true)
    let twice = run(false)
    XCTAssertEqual(twice, once.map { $0.map { 2 * $0 } })
    XCTAssertEqual(run(true), once)
  }
}
