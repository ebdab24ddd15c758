import Groundwork
import Tensors
import TestSupport
import XCTest

/// Segments of a tape, which keep nothing but their result, against a tape that keeps everything.
final class TapeSegmentTests: XCTestCase {
  /// Layers of every operation, some of which overwrite what they read.
  private struct Network {
    let arena = Arena()
    let tape: Tape<Float>
    let tokens: BufferSlice<Int32>
    let output: Variable<Float>
    var parameters: [Variable<Float>] = []

    init(isSegmented: Bool, layers: Int) {
      var stream = RandomStream(seed: 3)
      let tape = Tape<Float>(arena: arena)
      let arena = self.arena
      var made: [Variable<Float>] = []
      func parameter(_ rows: Int, _ columns: Int) -> Variable<Float> {
        let variable = Variable<Float>(
          rows: rows, columns: columns, value: arena.allocate(rows * columns, of: 0),
          gradient: arena.allocate(rows * columns, of: 0))
        for i in 0..<variable.value.count { variable.value[i] = Float(0.5 * stream.normal()) }
        made.append(variable)
        return variable
      }
      tokens = arena.allocate(10, of: 0)
      let shape = AttentionShape(batch: 2, time: 5, headCount: 2, headWidth: 4)
      var x = tape.embedding(
        tokens, table: parameter(7, 8), positions: parameter(5, 8), batch: 2, time: 5)
      for _ in 0..<layers {
        if isSegmented { tape.beginSegment() }
        let normalized = tape.layerNormalization(x, gain: parameter(1, 8), bias: parameter(1, 8))
        let mixed = tape.attention(tape.linear(normalized, weight: parameter(24, 8)), shape: shape)
        x = tape.linear(mixed, weight: parameter(8, 8), residual: x)
        let wide = tape.gelu(tape.linear(x, weight: parameter(20, 8), bias: parameter(1, 20)))
        x = tape.linear(wide, weight: parameter(8, 20), residual: x)
        if isSegmented { tape.endSegment(keeping: x) }
      }
      output = tape.layerNormalization(x, gain: parameter(1, 8), bias: parameter(1, 8))
      tape.finishPlanning()
      self.tape = tape
      parameters = made
    }

    /// One step on random tokens; the gradients of all parameters.
    func step(_ stream: inout RandomStream, startingAnew: Bool) throws -> [[Float]] {
      for i in 0..<10 { tokens[i] = Int32(stream.index(below: 7)) }
      tape.forward()
      let gradient = try XCTUnwrap(output.gradient)
      for i in 0..<gradient.count { gradient[i] = Float(stream.normal()) }
      tape.backward(parameters: parameters, startingAnew: startingAnew)
      return try parameters.map { try XCTUnwrap($0.gradient).array }
    }
  }

  func testGradientsAreTheSameBitForBit() throws {
    for layers in 1...4 {
      let whole = Network(isSegmented: false, layers: layers)
      let segmented = Network(isSegmented: true, layers: layers)
      var (a, b) = (RandomStream(seed: 9), RandomStream(seed: 9))
      for startingAnew in [true, false, true] {
        XCTAssertEqual(
          try segmented.step(&a, startingAnew: startingAnew),
          try whole.step(&b, startingAnew: startingAnew), "\(layers) layers")
      }
    }
  }

  /// A layer more costs its result alone.
  func testALayerMoreCostsItsResultAlone() {
    func activations(_ layers: Int, _ isSegmented: Bool) -> Int {
      let network = Network(isSegmented: isSegmented, layers: layers)
      let parameters = network.parameters.reduce(0) { $0 + 2 * 4 * $1.value.count }
      return network.tape.byteCount - parameters
    }
    XCTAssertEqual(activations(6, true) - activations(5, true), 4 * 10 * 8)
    XCTAssertGreaterThan(activations(6, false) - activations(5, false), 4 * 4 * 10 * 8)
  }
}
