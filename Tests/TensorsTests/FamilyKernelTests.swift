import Groundwork
import RealModule
import Tensors
import TestSupport
import XCTest

/// The kernels that only some families need, against slow and obvious versions; their gradients are
/// checked with the tape's.
final class FamilyKernelTests: XCTestCase {
  private var stream = RandomStream(seed: 23)
  private let arena = Arena()

  private func numbers(_ count: Int, deviation: Double = 1) -> BufferSlice<Double> {
    let slice: BufferSlice<Double> = arena.allocate(count, of: 0)
    slice.fillNormal(&stream, deviation: deviation)
    return slice
  }

  func testExactGELUAgainstItsIntegral() {
    // Φ by Simpson's rule over the density, and the derivative by its own formula.
    func cumulative(_ x: Double) -> Double {
      let (low, steps) = (-12.0, 4_000)
      let width = (x - low) / Double(steps)
      var sum = 0.0
      for i in 0...steps {
        let t = low + Double(i) * width
        let weight = i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4 : 2
        sum += weight * Double.exp(-t * t / 2)
      }
      return sum * width / 3 / (2 * Double.pi).squareRoot()
    }
    for value in [-6, -2.5, -0.3, 0, 0.7, 1.9, 5] {
      let x: BufferSlice<Double> = arena.allocate(1, of: value)
      let out: BufferSlice<Double> = arena.allocate(1, of: 0)
      ExactGELUKernel.forward(x.pointer, into: out.pointer, count: 1)
      XCTAssertEqual(out[0], value * cumulative(value), accuracy: 1e-10)
      ExactGELUKernel.forward(replacingWithDerivative: x.pointer, into: out.pointer, count: 1)
      XCTAssertEqual(out[0], value * cumulative(value), accuracy: 1e-10)
      let density = Double.exp(-value * value / 2) / (2 * Double.pi).squareRoot()
      XCTAssertEqual(x[0], cumulative(value) + value * density, accuracy: 1e-10)
    }
  }

  func testGeGLUIsGELUTimesUp() {
    let (gate, up) = (numbers(37), numbers(37))
    let (out, gelu): (BufferSlice<Double>, BufferSlice<Double>) = (
      arena.allocate(37, of: 0), arena.allocate(37, of: 0)
    )
    GELUKernel.forward(gate.pointer, into: gelu.pointer, count: 37)
    GeGLUKernel.forward(gate.pointer, up.pointer, into: out.pointer, count: 37)
    for i in 0..<37 { XCTAssertEqual(out[i], gelu[i] * up[i], accuracy: 1e-14) }
  }

  func testQueriesAndKeysAreNormalizedByGroup() {
    let shape = AttentionShape(
      batch: 1, time: 3, headCount: 4, keyValueHeadCount: 2, headWidth: 5)
    for groups in [QueryKeyGroups.heads(of: shape), .rows(of: shape)] {
      for offset in [0.0, 1] {
        let x = numbers(3 * shape.rowWidth)
        let (queryGain, keyGain) = (numbers(groups.queryWidth), numbers(groups.keyWidth))
        let out: BufferSlice<Double> = arena.allocate(3 * shape.rowWidth, of: .nan)
        let scales: BufferSlice<Double> = arena.allocate(3 * groups.count, of: 0)
        QueryKeyNormalizationKernel.forward(
          x.pointer, queryGain: queryGain.pointer, keyGain: keyGain.pointer, into: out.pointer,
          scales: scales.pointer, rows: 3, shape: shape, groups: groups, epsilon: 1e-3,
          gainOffset: offset)
        for row in 0..<3 {
          for element in 0..<shape.rowWidth {
            let index = row * shape.rowWidth + element
            let keyStart = 4 * 5
            guard element < keyStart + 2 * 5 else {
              XCTAssertEqual(out[index], x[index])
              continue
            }
            let isKey = element >= keyStart
            let (place, width) =
              isKey ? (element - keyStart, groups.keyWidth) : (element, groups.queryWidth)
            let first = index - place % width
            let square = (0..<width).reduce(0) { $0 + x[first + $1] * x[first + $1] }
            let gain = isKey ? keyGain[place % width] : queryGain[place % width]
            XCTAssertEqual(
              out[index],
              x[index] / (square / Double(width) + 1e-3).squareRoot() * (offset + gain),
              accuracy: 1e-12)
          }
        }
      }
    }
  }

  /// Against attention written out position by position.
  func testWindowsCapsAndScales() {
    let shape = AttentionShape(
      batch: 2, time: 70, headCount: 2, keyValueHeadCount: 1, headWidth: 3, scale: 0.9, window: 5,
      softCap: 1.5)
    let rows = shape.batch * shape.time
    let x = numbers(rows * shape.rowWidth)
    let out: BufferSlice<Double> = arena.allocate(rows * shape.outputWidth, of: 0)
    let probabilities: BufferSlice<Double> = arena.allocate(shape.probabilityCount, of: .nan)
    AttentionKernel.forward(
      x.pointer, probabilities: probabilities.pointer, into: out.pointer, shape: shape, slopes: nil)
    for row in 0..<rows {
      let time = row % shape.time
      for head in 0..<2 {
        func element(_ row: Int, _ part: Int, _ i: Int) -> Double {
          x[row * shape.rowWidth + part * 3 + i]
        }
        let seen = max(0, time - 4)...time
        let scores = seen.map { other in
          let dot = (0..<3).reduce(0) {
            $0 + element(row, head, $1) * element(row - time + other, 2, $1)
          }
          return Double.exp(1.5 * Double.tanh(0.9 * dot / 1.5))
        }
        let total = scores.reduce(0, +)
        for i in 0..<3 {
          let expected = zip(seen, scores).reduce(0) {
            $0 + $1.1 / total * element(row - time + $1.0, 3, i)
          }
          XCTAssertEqual(out[row * 6 + head * 3 + i], expected, accuracy: 1e-12)
        }
      }
    }
  }

  func testRotaryPositionsTurnOnlyTheFirstElements() {
    let table = RotaryTable<Double>(
      arena: arena, positionCount: 4, headWidth: 6, turnedWidth: 4, base: 100)
    let x = numbers(2 * 6)
    let before = x.array
    RotaryKernel.rotate(x.pointer, table, rows: 1, stride: 12, headCount: 2, firstPosition: 3)
    for head in 0..<2 {
      for i in 0..<2 {
        let angle = Double(Float(3) * (1 / Float.pow(100, Float(2 * i) / 4)))
        let (a, b) = (before[head * 6 + i], before[head * 6 + i + 2])
        XCTAssertEqual(x[head * 6 + i], a * .cos(angle) - b * .sin(angle), accuracy: 1e-12)
        XCTAssertEqual(x[head * 6 + i + 2], b * .cos(angle) + a * .sin(angle), accuracy: 1e-12)
      }
      for i in 4..<6 { XCTAssertEqual(x[head * 6 + i], before[head * 6 + i]) }
    }
  }

  /// The ends of each scaling are known without its formula: fast pairs stay, slow ones are divided.
  func testScaledFrequencies() {
    let plain = RotaryScaling.none.frequencies(width: 64, base: 10_000)
    XCTAssertEqual(
      RotaryScaling.linear(factor: 4).frequencies(width: 64, base: 10_000), plain.map { $0 / 4 })
    let llama3 = RotaryScaling.llama3(
      RotaryScaling.Bands(
        factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContextLength: 1_024))
    let yarn = RotaryScaling.yarn(RotaryScaling.Ramp(factor: 8, originalContextLength: 1_024))
    for scaling in [llama3, yarn] {
      let scaled = scaling.frequencies(width: 64, base: 10_000)
      XCTAssertEqual(scaled[0], plain[0])
      XCTAssertEqual(scaled[31], plain[31] / 8, accuracy: plain[31] * 1e-6)
      let shares = zip(scaled, plain).map { $0 / $1 }
      XCTAssertEqual(shares.sorted(by: >), shares, "shares sink with the frequency")
      XCTAssertGreaterThan(Set(shares.map { ($0 * 100).rounded() }).count, 4, "with some between")
    }
    XCTAssertEqual(llama3.lengthening, 1)
    XCTAssertEqual(yarn.lengthening, 0.1 * Double.log(8) + 1, accuracy: 1e-12)
  }
}
