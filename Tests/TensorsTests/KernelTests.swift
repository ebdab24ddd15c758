import Foundation
import Groundwork
import Tensors
import XCTest

/// Kernels against slow, obvious versions.
final class KernelTests: XCTestCase {
  private var stream = RandomStream(seed: 5)
  private let arena = Arena()

  private func random(_ count: Int, deviation: Double = 1) -> BufferSlice<Float> {
    let slice: BufferSlice<Float> = arena.allocate(count, of: 0)
    for i in 0..<count { slice[i] = Float(deviation * stream.normal()) }
    return slice
  }

  func testFastExponentialStaysWithinItsStatedError() {
    for i in -8_700...8_800 {
      let x = Float(i) / 100
      let exact = exp(Double(x))
      XCTAssertLessThan(abs(Double(Float.fastExponential(x)) - exact) / exact, 2e-7, "at \(x)")
    }
    XCTAssertEqual(Float.fastExponential(0), 1)
    // Whatever bits a NaN carries.
    for bits in [0x7FC0_0000, 0xFFC0_0000, 0x7F80_0001, 0x7FC0_01FF, 0xFFFF_FFFF] as [UInt32] {
      XCTAssertTrue(Float.fastExponential(Float(bitPattern: bits)).isNaN, String(bits, radix: 16))
    }
    XCTAssertEqual(Float.fastExponential(-.infinity), .leastNormalMagnitude, accuracy: 1e-37)
  }

  func testReductionsForEveryLengthAroundTheVectorWidth() {
    for count in 1...70 {
      let x = random(count)
      let y = random(count)
      let sum = x.array.reduce(0.0) { $0 + Double($1) }
      let dot = zip(x.array, y.array).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      XCTAssertEqual(Double(VectorKernels.sum(x.pointer, count: count)), sum, accuracy: 1e-5)
      XCTAssertEqual(
        Double(VectorKernels.dot(x.pointer, y.pointer, count: count)), dot, accuracy: 1e-5)
      XCTAssertEqual(VectorKernels.maximum(x.pointer, count: count), x.array.max())
    }
  }

  func testColumnSumsForEveryRowCountAroundTheUnrolling() {
    for rows in 1...9 {
      let matrix = random(rows * 5)
      let sums: BufferSlice<Float> = arena.allocate(5, of: 1)
      VectorKernels.addColumnSums(
        of: matrix.pointer, rows: rows, columns: 5, to: sums.pointer, overwriting: rows % 2 == 0)
      for column in 0..<5 {
        let expected = (0..<rows).reduce(rows % 2 == 0 ? 0 : Float(1)) {
          $0 + matrix[$1 * 5 + column]
        }
        XCTAssertEqual(sums[column], expected, accuracy: 1e-5)
      }
    }
  }

  func testGELUAndItsDerivative() {
    let x: BufferSlice<Float> = arena.allocate(241, of: 0)
    for i in 0..<241 { x[i] = Float(i - 120) / 12 }
    let out: BufferSlice<Float> = arena.allocate(241, of: 0)
    let same: BufferSlice<Float> = arena.allocate(241, of: 0)
    GELUKernel.forward(x.pointer, into: same.pointer, count: 241)
    GELUKernel.forward(replacingWithDerivative: x.pointer, into: out.pointer, count: 241)
    func gelu(_ v: Double) -> Double {
      0.5 * v * (1 + tanh((2 / Double.pi).squareRoot() * (v + 0.044715 * v * v * v)))
    }
    for i in 0..<241 {
      let v = Double(i - 120) / 12
      XCTAssertEqual(Double(out[i]), gelu(v), accuracy: 1e-6)
      XCTAssertEqual(Double(same[i]), gelu(v), accuracy: 1e-6)
      let derivative = (gelu(v + 1e-5) - gelu(v - 1e-5)) / 2e-5
      XCTAssertEqual(Double(x[i]), derivative, accuracy: 2e-6, "GELU′ at \(v)")
    }
  }

  /// Attention, spelled out with three loops, against the blocked kernel.
  func testAttentionEqualsTheObviousVersion() {
    let shapes = [
      AttentionShape(batch: 2, time: 9, headCount: 2, headWidth: 5),
      AttentionShape(batch: 1, time: 64, headCount: 1, headWidth: 8),
      AttentionShape(batch: 1, time: 65, headCount: 4, keyValueHeadCount: 2, headWidth: 4),
      AttentionShape(batch: 1, time: 200, headCount: 3, headWidth: 4),
    ]
    for shape in shapes {
      let slopes = AttentionShape.alibiSlopes(headCount: shape.headCount)
      let slopeSlice: BufferSlice<Float> = arena.allocate(slopes.count, of: 0)
      slopeSlice.copy(from: slopes.map { Float($0) })
      // Documents of 1, 2, 3, … positions, in each sequence shifted by one.
      let starts: BufferSlice<Int32> = arena.allocate(shape.batch * shape.time, of: 0)
      for sequence in 0..<shape.batch {
        var begin = 0
        for t in 0..<shape.time {
          if t > begin * 2 + sequence { begin = t }
          starts[sequence * shape.time + t] = Int32(begin)
        }
      }
      for (isBiased, isSeparated) in [(false, false), (true, false), (false, true), (true, true)] {
        let x = random(shape.batch * shape.time * shape.rowWidth)
        let probabilities: BufferSlice<Float> = arena.allocate(shape.probabilityCount, of: .nan)
        let out: BufferSlice<Float> = arena.allocate(
          shape.batch * shape.time * shape.outputWidth, of: .nan)
        AttentionKernel.forward(
          x.pointer, probabilities: probabilities.pointer, into: out.pointer, shape: shape,
          slopes: isBiased ? slopeSlice.pointer : nil,
          documentStarts: isSeparated ? starts.pointer : nil)
        let expected = obviousAttention(
          x.array, shape, slopes: isBiased ? slopes : nil,
          documentStarts: isSeparated ? starts.array : nil)
        for i in 0..<out.count {
          XCTAssertEqual(Double(out[i]), expected[i], accuracy: 1e-5, "\(shape) at \(i)")
        }
      }
    }
  }

  private func obviousAttention(
    _ x: [Float], _ shape: AttentionShape, slopes: [Double]?, documentStarts: [Int32]?
  ) -> [Double] {
    let (h, d) = (shape.headCount, shape.headWidth)
    var out = [Double](repeating: 0, count: shape.batch * shape.time * h * d)
    for b in 0..<shape.batch {
      func at(_ t: Int, _ column: Int) -> Double {
        Double(x[(b * shape.time + t) * shape.rowWidth + column])
      }
      for head in 0..<h {
        let key = (h + head / shape.groupSize) * d
        let value = key + shape.keyValueHeadCount * d
        for t in 0..<shape.time {
          var weights = [Double](repeating: 0, count: t + 1)
          for s in Int(documentStarts?[b * shape.time + t] ?? 0)...t {
            var dot = 0.0
            for i in 0..<d { dot += at(t, head * d + i) * at(s, key + i) }
            weights[s] = exp(
              dot / Double(d).squareRoot() - (slopes?[head] ?? 0) * Double(t - s))
          }
          let total = weights.reduce(0, +)
          for i in 0..<d {
            var sum = 0.0
            for s in 0...t { sum += weights[s] / total * at(s, value + i) }
            out[(b * shape.time + t) * h * d + head * d + i] = sum
          }
        }
      }
    }
    return out
  }

  func testALiBiSlopesForPowersOfTwoAndOthers() {
    XCTAssertEqual(AttentionShape.alibiSlopes(headCount: 8).first, 0.5)
    XCTAssertEqual(AttentionShape.alibiSlopes(headCount: 8).last, 1.0 / 256)
    let forty = AttentionShape.alibiSlopes(headCount: 40)
    XCTAssertEqual(forty.count, 40)
    // BloombergGPT: Ñ = 32, ñ = 1 + ((n−1) mod Ñ) − 0.5⌊(n−1)/Ñ⌋, slope 2^(−8ñ/Ñ).
    for n in 1...40 {
      let power = 1 + Double((n - 1) % 32) - 0.5 * Double((n - 1) / 32)
      XCTAssertEqual(forty[n - 1], exp2(-8 * power / 32), accuracy: 1e-12)
    }
  }

  func testCrossEntropyLossAndGradient() {
    let logits = random(3 * 21, deviation: 4)
    let kept = logits.array
    let targets: BufferSlice<Int32> = arena.allocate(3, of: 0)
    targets.copy(from: [20, CrossEntropyKernel.ignoredTarget, 4])
    let loss = CrossEntropyKernel.forwardAndBackward(
      logits: logits.pointer, targets: targets.pointer, rows: 3, vocabulary: 21, scale: 0.5)
    var expected = 0.0
    for (row, target) in [(0, 20), (2, 4)] {
      let scores = kept[(row * 21)..<(row * 21 + 21)].map { Double($0) }
      let total = scores.reduce(0) { $0 + exp($1) }
      expected -= log(exp(scores[target]) / total)
      for i in 0..<21 {
        let gradient = 0.5 * (exp(scores[i]) / total - (i == target ? 1 : 0))
        XCTAssertEqual(Double(logits[row * 21 + i]), gradient, accuracy: 1e-6)
      }
    }
    XCTAssertEqual(loss, expected, accuracy: 1e-5)
    XCTAssertTrue((21..<42).allSatisfy { logits[$0] == 0 }, "no label, no gradient")
    let again: BufferSlice<Float> = arena.allocate(kept.count, of: 0)
    again.copy(from: kept)
    let losses: BufferSlice<Double> = arena.allocate(3, of: 0)
    CrossEntropyKernel.losses(
      consuming: again.pointer, targets: targets.pointer, into: losses.pointer, rows: 3,
      vocabulary: 21)
    XCTAssertEqual(losses.array.reduce(0, +), expected, accuracy: 1e-5)
    XCTAssertEqual(losses[1], 0)
  }
}
