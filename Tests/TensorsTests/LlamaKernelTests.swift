import Foundation
import Groundwork
import Tensors
import XCTest

/// The kernels that only the Llama family uses, against slow, obvious versions.
final class LlamaKernelTests: XCTestCase {
  private var stream = RandomStream(seed: 6)
  private let arena = Arena()

  private func random(_ count: Int, deviation: Double = 1) -> BufferSlice<Float> {
    let slice: BufferSlice<Float> = arena.allocate(count, of: 0)
    for i in 0..<count { slice[i] = Float(deviation * stream.normal()) }
    return slice
  }

  func testRMSNormalizationForWidthsAroundTheVectorWidth() {
    for width in [1, 5, 16, 31, 48] {
      let x = random(3 * width, deviation: 3)
      let gain = random(width)
      let out: BufferSlice<Float> = arena.allocate(3 * width, of: .nan)
      let scales: BufferSlice<Float> = arena.allocate(3, of: .nan)
      RMSNormalizationKernel.forward(
        x.pointer, gain: gain.pointer, into: out.pointer, scales: scales.pointer, rows: 3,
        width: width, epsilon: 1e-6)
      for row in 0..<3 {
        let values = (0..<width).map { Double(x[row * width + $0]) }
        let meanSquare = values.reduce(0) { $0 + $1 * $1 } / Double(width)
        for (i, value) in values.enumerated() {
          let expected = Double(gain[i]) * value / (meanSquare + 1e-6).squareRoot()
          XCTAssertEqual(Double(out[row * width + i]), expected, accuracy: 1e-5)
        }
      }
    }
  }

  func testSwiGLUAndItsDerivatives() {
    let count = 241
    let gate: BufferSlice<Float> = arena.allocate(count, of: 0)
    for i in 0..<count { gate[i] = Float(i - 120) / 12 }
    let up = random(count)
    let factors = up.array.map { Double($0) }
    let out: BufferSlice<Float> = arena.allocate(count, of: 0)
    let same: BufferSlice<Float> = arena.allocate(count, of: 0)
    SwiGLUKernel.forward(gate.pointer, up.pointer, into: same.pointer, count: count)
    SwiGLUKernel.forward(
      replacingWithDerivatives: gate.pointer, up.pointer, into: out.pointer, count: count)
    func silu(_ v: Double) -> Double { v / (1 + exp(-v)) }
    for (i, factor) in factors.enumerated() {
      let v = Double(i - 120) / 12
      XCTAssertEqual(Double(out[i]), silu(v) * factor, accuracy: 5e-6)
      XCTAssertEqual(Double(same[i]), silu(v) * factor, accuracy: 5e-6)
      XCTAssertEqual(Double(up[i]), silu(v), accuracy: 5e-6, "∂out/∂up at \(v)")
      let slope = (silu(v + 1e-5) - silu(v - 1e-5)) / 2e-5
      XCTAssertEqual(Double(gate[i]), slope * factor, accuracy: 5e-6, "∂out/∂gate at \(v)")
    }
    let gradient = random(count)
    let before = gradient.array
    let upGradient: BufferSlice<Float> = arena.allocate(count, of: 1)
    SwiGLUKernel.backward(
      gradient: gradient.pointer, gateDerivative: gate.pointer, upDerivative: up.pointer,
      upGradient: upGradient.pointer, accumulating: true, count: count)
    for i in 0..<count {
      XCTAssertEqual(upGradient[i], 1 + before[i] * up[i], accuracy: 1e-5)
      XCTAssertEqual(gradient[i], before[i] * gate[i], accuracy: 1e-5)
    }
  }

  /// Pairs as complex numbers: (a + bi)·e^(iθ).
  func testRotationEqualsTheObviousVersion() {
    for (headWidth, first) in [(2, 0), (6, 3), (32, 0), (40, 11)] {
      let (rows, heads, base) = (4, 3, 10_000.0)
      let stride = (heads + 2) * headWidth
      let table = RotaryTable<Float>(
        arena: arena, positionCount: first + rows, headWidth: headWidth, base: base)
      let x = random(rows * stride)
      let before = x.array
      RotaryKernel.rotate(
        x.pointer, table, rows: rows, stride: stride, headCount: heads, firstPosition: first)
      for row in 0..<rows {
        for head in 0..<heads {
          for i in 0..<(headWidth / 2) {
            let place = row * stride + head * headWidth + i
            let partner = place + headWidth / 2
            let (a, b) = (Double(before[place]), Double(before[partner]))
            let angle = Double(first + row) * pow(base, -2 * Double(i) / Double(headWidth))
            XCTAssertEqual(Double(x[place]), a * cos(angle) - b * sin(angle), accuracy: 1e-5)
            XCTAssertEqual(Double(x[partner]), b * cos(angle) + a * sin(angle), accuracy: 1e-5)
          }
        }
        let values = (row * stride + heads * headWidth)..<((row + 1) * stride)
        XCTAssertEqual(Array(x.array[values]), Array(before[values]), "values are left alone")
      }
      RotaryKernel.rotate(
        x.pointer, table, rows: rows, stride: stride, headCount: heads, firstPosition: first,
        isInverse: true)
      for (value, wanted) in zip(x.array, before) {
        XCTAssertEqual(value, wanted, accuracy: 1e-6, "turned back")
      }
    }
  }

  /// What rotary positions are for: the product of two turned vectors knows the distance alone.
  func testTheProductDependsOnTheDistance() {
    let width = 16
    let table = RotaryTable<Float>(
      arena: arena, positionCount: 60, headWidth: width, base: 10_000)
    let (query, key) = (random(width).array, random(width).array)
    func turned(_ vector: [Float], at position: Int) -> BufferSlice<Float> {
      let slice: BufferSlice<Float> = arena.allocate(width, of: 0)
      slice.copy(from: vector)
      RotaryKernel.rotate(
        slice.pointer, table, rows: 1, stride: width, headCount: 1, firstPosition: position)
      return slice
    }
    func product(_ first: Int, _ second: Int) -> Float {
      VectorKernels.dot(
        turned(query, at: first).pointer, turned(key, at: second).pointer, count: width)
    }
    XCTAssertEqual(product(9, 4), product(59, 54), accuracy: 2e-5)
    XCTAssertNotEqual(product(9, 4), product(9, 5), accuracy: 1e-2)
  }
}
