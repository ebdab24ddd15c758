import Foundation
import WorkbookCore

//: ## Three families, one frame
//:
//: Since GPT-2 decoders have kept the frame and exchanged parts. Three families show how; the
//: library's model of each is the same as the Hugging Face model of that name, number for number.
//: What you built above is GPT-2. **BLOOM**, and BloombergGPT with it, takes ALiBi in place of the
//: table of positions, and normalizes once more behind the embedding. **Llama** exchanged three
//: parts (Touvron et al. 2023), and with Llama 2 a fourth. It also gave the logits a table of their
//: own; ours uses the embedding's twice, as the small Llama 3.2 does.
//:
//: *RMSNorm* (Zhang and Sennrich 2019) divides a vector by the root of its mean square, and
//: multiplies it by a gain. No mean is subtracted, and no bias added.
func rootMeanSquareNormalized(_ x: Vector) -> Vector {
  let square = x.reduce(0) { $0 + $1 * $1 } / Double(x.count)
  return x.map { $0 / (square + 1e-5).squareRoot() }
}

//: *SwiGLU* (Shazeer 2020): one product opens a gate for another. That is three matrices in place
//: of two, so they are made narrower: three of $\frac{8}{3}D$ weigh as much as two of $4D$. Why
//: does the gate help? The paper has no explanation, and thanks "divine benevolence".
func swiGLU(gate: Vector, up: Vector) -> Vector {
  zip(gate, up).map { gate, up in gate / (1 + exp(-gate)) * up }
}

//: *Rotary positions* (Su et al. 2021): nothing is added to the stream. Instead queries and keys
//: are turned, pair of places by pair of places, by angles that grow with the position. A dot
//: product only sees the angle between the two.
func turned(_ x: Vector, to position: Int) -> Vector {
  let half = x.count / 2
  var result = x
  for i in 0..<half {
    let angle = Double(position) * pow(10_000, -Double(i) / Double(half))
    result[i] = x[i] * cos(angle) - x[i + half] * sin(angle)
    result[i + half] = x[i + half] * cos(angle) + x[i] * sin(angle)
  }
  return result
}

func exchangeParts(_ notebook: Notebook) throws {
  //: **Predict.** So if query and key both move on by a hundred positions, their score …?
  var draws = RandomStream(seed: notebook.seed).fork("parts")
  let (left, right) = (
    (0..<64).map { _ in draws.normal() }, (0..<64).map { _ in draws.normal() }
  )
  func score(_ query: Int, _ key: Int) -> Double {
    zip(turned(left, to: query), turned(right, to: key)).reduce(0) { $0 + $1.0 * $1.1 }
  }
  notebook.claim(
    "change of a score when both move on by 100 positions", abs(score(9, 5) - score(109, 105)),
    in: 0...1e-9)
  notebook.claim(
    "change when one of them does", abs(score(9, 5) - score(109, 5)), in: 0.02...1_000)

  //: *Grouped heads* (Ainslie et al. 2023): several heads of queries share one head of keys and
  //: values. The cache of a model that writes (chapter 2) shrinks by as much. One head of keys for all
  //: is **multi-query attention** (Shazeer 2019). Does the library compute the same parts?
  let deviations = deviationsOfKernels(left, right)
  notebook.claim(
    "largest difference of RMSNorm and SwiGLU", deviations.normAndGate, in: 0...1e-12)
  notebook.claim(
    "of the rotation, whose angles everybody rounds to single precision", deviations.rotation,
    in: 0...1e-5)
}

/// How far the library's kernels are from the plain functions, in double precision.
private func deviationsOfKernels(
  _ left: Vector, _ right: Vector
) -> (normAndGate: Double, rotation: Double) {
  let arena = Arena()
  let width = left.count
  func slice(_ values: Vector) -> BufferSlice<Double> {
    let slice: BufferSlice<Double> = arena.allocate(values.count, of: 0)
    slice.copy(from: values)
    return slice
  }
  let (first, second) = (slice(left), slice(right))
  let (result, scale) = (slice(left), slice([0]))
  let unit = slice(Vector(repeating: 1, count: width))
  return withExtendedLifetime(arena) {
    RMSNormalizationKernel.forward(
      first.pointer, gain: unit.pointer, into: result.pointer, scales: scale.pointer, rows: 1,
      width: width, epsilon: 1e-5)
    let norm = largestDifference(rootMeanSquareNormalized(left), result.array)
    SwiGLUKernel.forward(first.pointer, second.pointer, into: result.pointer, count: width)
    let gate = largestDifference(swiGLU(gate: left, up: right), result.array)
    result.copy(from: left)
    let table = Tape<Double>(arena: arena).rotaryTable(
      positionCount: 8, headWidth: width, base: 10_000)
    RotaryKernel.rotate(
      result.pointer, table, rows: 1, stride: width, headCount: 1, firstPosition: 7)
    return (max(norm, gate), largestDifference(turned(left, to: 7), result.array))
  }
}
