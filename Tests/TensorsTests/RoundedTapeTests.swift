import Foundation
import Groundwork
import Tensors
import TestSupport
import XCTest

/// Tapes whose products are bfloat16's, and those whose products are oneDNN's, beside Float64.
final class RoundedTapeTests: XCTestCase {
  private static let everyCell = ProductChoices(oneDNNCells: Set(ProductCell.all.map(\.name)))

  /// One network with all that reads rounded values: a norm, a gated unit, shared inputs, residuals, a
  /// packed matrix, attention, and segments that are computed again.
  private struct Network<Scalar: TensorScalar> {
    let arena = Arena()
    let tape: Tape<Scalar>
    let input: Variable<Scalar>
    let output: Variable<Scalar>
    var parameters: [Variable<Scalar>] = []

    init(_ plan: ProductPlan, recomputes: Bool) {
      let arena = self.arena
      var stream = RandomStream(seed: 4)
      var parameters: [Variable<Scalar>] = []
      func parameter(_ rows: Int, _ columns: Int) -> Variable<Scalar> {
        let variable = Variable<Scalar>(
          rows: rows, columns: columns, value: arena.allocate(rows * columns, of: 0),
          gradient: arena.allocate(rows * columns, of: 0))
        for i in 0..<rows * columns { variable.value[i] = Scalar(stream.normal() * 0.3) }
        parameters.append(variable)
        return variable
      }
      tape = Tape<Scalar>(arena: arena, products: plan)
      input = tape.variable(rows: 96, columns: 32)
      var x = tape.linear(input, weight: parameter(32, 32), bias: parameter(1, 32))
      for _ in 0..<2 {
        if recomputes { tape.beginSegment() }
        let norm = tape.rmsNormalization(x, gain: parameter(1, 32))
        let shape = AttentionShape(batch: 2, time: 48, headCount: 2, headWidth: 16)
        let heads = tape.attention(tape.linear(norm, weight: parameter(96, 32)), shape: shape)
        let mixed = tape.linear(heads, weight: parameter(32, 32), residual: x)
        let second = tape.rmsNormalization(mixed, gain: parameter(1, 32))
        let hidden = tape.gated(
          tape.linear(second, weight: parameter(64, 32)),
          up: tape.linear(second, weight: parameter(64, 32), bias: parameter(1, 64)),
          activation: .silu)
        // Nothing rounds x for the second layer but its own norm.
        x = tape.linear(hidden, weight: parameter(32, 64), residual: mixed)
        if recomputes { tape.endSegment(keeping: x) }
      }
      // Read as it is, from a segment before: its rounded copy has to last.
      let rows = PackedRows<Scalar>(rows: 40, columns: 32) { row, target in
        for column in 0..<32 { target[column] = Scalar(0.01 * Double((row * 7 + column * 3) % 29)) }
      }
      let packed = tape.linear(tape.gelu(tape.linear(x, packed: rows)), weight: parameter(8, 40))
      output = tape.linear(x, weight: parameter(8, 32), residual: packed)
      self.parameters = parameters
      tape.finishPlanning()
    }

    /// The output and every gradient, of two passes of which the second overwrites the first.
    func run() -> (output: [Double], gradients: [[Double]]) {
      var stream = RandomStream(seed: 9)
      for i in 0..<input.value.count { input.value[i] = Scalar(stream.normal()) }
      for _ in 0..<2 {
        tape.forward()
        for i in 0..<output.value.count { output.gradient?[i] = Scalar(Double(i % 7) - 3) }
        tape.backward(parameters: parameters, startingAnew: true)
      }
      return (
        output.value.array.map { Double($0) },
        parameters.map { $0.gradient?.array.map { Double($0) } ?? [] }
      )
    }
  }

  private func relativeError(_ values: [Double], _ exact: [Double]) -> Double {
    let difference = zip(values, exact).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return (difference / exact.reduce(1e-30) { $0 + $1 * $1 }).squareRoot()
  }

  private func check(_ plan: ProductPlan, tolerance: Double, line: UInt = #line) {
    let exact = Network<Double>(.exact, recomputes: false).run()
    var kept: (output: [Double], gradients: [[Double]])?
    for recomputes in [false, true] {
      let result = Network<Float>(plan, recomputes: recomputes).run()
      XCTAssertLessThan(relativeError(result.output, exact.output), tolerance, line: line)
      for (index, gradient) in result.gradients.enumerated() {
        let error = relativeError(gradient, exact.gradients[index])
        XCTAssertLessThan(error, tolerance, "parameter \(index)", line: line)
      }
      if let kept {
        XCTAssertEqual(kept.output, result.output, "computed again, other bits", line: line)
        XCTAssertEqual(kept.gradients, result.gradients, line: line)
      }
      kept = result
    }
  }

  func testFloat32ByOneDNN() {
    check(ProductPlan(choices: Self.everyCell), tolerance: 1e-5)
  }

  func testBFloat16() throws {
    try XCTSkipUnless(OneDNN.multipliesBFloat16, "this processor has no bfloat16 products")
    // Eight bits of mantissa: each number is off by at most 2⁻⁹ of itself.
    check(ProductPlan(precision: .bfloat16), tolerance: 0.02)
    check(ProductPlan(precision: .bfloat16, choices: Self.everyCell), tolerance: 0.02)
  }

  func testBFloat16DiffersFromFloat32() throws {
    try XCTSkipUnless(OneDNN.multipliesBFloat16, "this processor has no bfloat16 products")
    let exact = Network<Double>(.exact, recomputes: false).run()
    let rounded = Network<Float>(ProductPlan(precision: .bfloat16), recomputes: false).run()
    XCTAssertGreaterThan(relativeError(rounded.output, exact.output), 1e-4)
  }

  /// Long contexts, whose attention reads rounded numbers too.
  func testAttentionInBFloat16() throws {
    try XCTSkipUnless(OneDNN.multipliesBFloat16, "this processor has no bfloat16 products")
    func run<Scalar: TensorScalar>(_ plan: ProductPlan, _: Scalar.Type) -> [[Double]] {
      let arena = Arena()
      let tape = Tape<Scalar>(arena: arena, products: plan)
      let shape = AttentionShape(
        batch: 2, time: 300, headCount: 4, keyValueHeadCount: 2, headWidth: 16)
      let x = tape.variable(rows: 600, columns: shape.rowWidth)
      let out = tape.attention(x, shape: shape)
      tape.finishPlanning()
      var stream = RandomStream(seed: 2)
      for i in 0..<x.value.count { x.value[i] = Scalar(stream.normal()) }
      tape.forward()
      for i in 0..<out.value.count { out.gradient?[i] = Scalar(stream.normal()) }
      let output = out.value.array.map { Double($0) }
      tape.backward(parameters: [], startingAnew: true)
      return [output, x.gradient?.array.map { Double($0) } ?? []]
    }
    let exact = run(.exact, Double.self)
    let rounded = run(ProductPlan(precision: .bfloat16), Float.self)
    for (rounded, exact) in zip(rounded, exact) {
      let error = relativeError(rounded, exact)
      XCTAssertLessThan(error, 0.02)
      XCTAssertGreaterThan(error, 1e-4, "nothing was rounded")
    }
  }

  /// Attention's planned products beside OpenBLAS's: grouped heads, documents, ALiBi, an uneven last block.
  func testAttentionByPlannedProducts() {
    for time in [20, 64, 100, 130] {
      var results: [[Float]] = []
      for choices in [.openBLAS, Self.everyCell] {
        let arena = Arena()
        let tape = Tape<Float>(arena: arena, products: ProductPlan(choices: choices))
        let shape = AttentionShape(
          batch: 2, time: time, headCount: 4, keyValueHeadCount: 2, headWidth: 8)
        let x = tape.variable(rows: 2 * time, columns: shape.rowWidth)
        let starts: BufferSlice<Int32> = arena.allocate(2 * time, of: 0)
        for i in 0..<2 * time { starts[i] = Int32(i % time / 30 * 30) }
        let out = tape.attention(
          x, shape: shape, slopes: [0.5, 0.25, 0.1, 0], documentStarts: starts)
        tape.finishPlanning()
        var stream = RandomStream(seed: UInt64(time))
        for i in 0..<x.value.count { x.value[i] = Float(stream.normal()) }
        tape.forward()
        for i in 0..<out.value.count { out.gradient?[i] = Float(stream.normal()) }
        let output = out.value.array
        tape.backward(parameters: [], startingAnew: true)
        results += [output, x.gradient?.array ?? []]
      }
      for (planned, plain) in [(results[2], results[0]), (results[3], results[1])] {
        XCTAssertLessThan(relativeError(planned.map(Double.init), plain.map(Double.init)), 2e-6)
        XCTAssertFalse(plain.isEmpty)
      }
    }
  }
}
