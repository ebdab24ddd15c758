import Groundwork
import Tensors
import TestSupport
import XCTest

/// A small tape in Float64, whose gradients are held against finite differences.
class TapeGradientCase: XCTestCase {
  var stream = RandomStream(seed: 11)
  let arena = Arena()
  var parameters: [Variable<Double>] = []

  func parameter(_ rows: Int, _ columns: Int) -> Variable<Double> {
    let variable = Variable<Double>(
      rows: rows, columns: columns, value: arena.allocate(rows * columns, of: 0),
      gradient: arena.allocate(rows * columns, of: 0))
    variable.value.fillNormal(&stream, deviation: 0.7)
    parameters.append(variable)
    return variable
  }

  /// The loss is Σ w·output with fixed random w, so that ∂L/∂output is w.
  func check(
    _ tape: Tape<Double>, _ output: Variable<Double>, inputs: [Variable<Double>] = [],
    file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let weights: BufferSlice<Double> = arena.allocate(output.rows * output.columns, of: 0)
    weights.fillNormal(&stream)
    tape.finishPlanning()
    func loss() -> Double {
      tape.forward()
      return zip(output.value.buffer, weights.buffer).reduce(0) { $0 + $1.0 * $1.1 }
    }
    // Twice: the second pass must not see anything of the first.
    for _ in 0..<2 {
      _ = loss()
      try XCTUnwrap(output.gradient, file: file, line: line).copy(from: weights.array)
      tape.backward(parameters: parameters, startingAnew: true)
    }
    // Copied before the checks run the tape again.
    let gradients = try (parameters + inputs).map {
      try XCTUnwrap($0.gradient, file: file, line: line).array
    }
    for (index, variable) in (parameters + inputs).enumerated() {
      let check = GradientCheck.of(values: variable.value, gradient: gradients[index], loss: loss)
      XCTAssertLessThan(
        check.relativeError, 1e-7, "variable \(index): \(check)", file: file, line: line)
    }
  }

  /// A number that nothing trains.
  func frozen(_ rows: Int, _ columns: Int) -> Variable<Double> {
    let value: BufferSlice<Double> = arena.allocate(rows * columns, of: 0)
    value.fillNormal(&stream, deviation: 0.7)
    return Variable(rows: rows, columns: columns, value: value)
  }
}
