import Foundation
import WorkbookCore

/// The gradients of the trained model for the run's first batch.
func gradientsOfOneBatch(_ run: PlannedRun, _ trained: PretrainedModel) throws -> [Float] {
  let arena = Arena()
  let weights = try ModelDirectory.read(trained.folder)
  let gradients: BufferSlice<Float> = arena.allocate(weights.layout.count, of: 0)
  let decoder = try firstBatch(weights, run, gradients)
  _ = decoder.forward(scale: 1 / Double(run.plan.training.tokensPerStep))
  decoder.backward(startingAnew: true)
  return withExtendedLifetime(arena) { gradients.array }
}

func bfloat16(_ value: Float) -> Float {
  HalfPrecision.float(bfloat16Bits: HalfPrecision.bfloat16Bits(value))
}

/// The share of numbers that rounding makes zero, and the mean relative error of the others.
func fate(_ values: [Float], _ round: (Float) -> Float) -> (lost: Double, error: Double) {
  let rounded = values.map(round)
  let kept = zip(values, rounded).filter { $0.1 != 0 }
  return (
    Double(values.count - kept.count) / Double(values.count),
    kept.map { Double(abs($0.1 / $0.0 - 1)) }.mean
  )
}

/// The root of the sum of squared differences, over that of the exact numbers.
func relativeGap(_ values: [Double], _ exact: [Double]) -> Double {
  let gap = zip(values, exact).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  return (gap / exact.reduce(0) { $0 + $1 * $1 }).squareRoot()
}

/// A·Bᵀ by the library's product of bfloat16 numbers; nil where the processor has none.
func bfloat16Product(_ a: [Float], _ b: [Float], rows: Int, inner: Int) -> [Double]? {
  guard ProductPrecision.bfloat16.isAvailable else { return nil }
  let arena = Arena()
  let shape = ProductShape(rows: rows, columns: rows, inner: inner, isBTransposed: true)
  let product = Tape<Float>(arena: arena, products: ProductPlan(precision: .bfloat16))
    .product(shape, isRounded: true)
  var result = [Float](repeating: 0, count: rows * rows)
  product.run(
    a.map { HalfPrecision.bfloat16Bits($0) }, b.map { HalfPrecision.bfloat16Bits($0) },
    into: &result, accumulating: false)
  return result.map(Double.init)
}

func float16(_ value: Float) -> Float {
  HalfPrecision.float(float16Bits: HalfPrecision.float16Bits(value))
}

/// A·Bᵀ by three loops.
///
/// - Shape: a (rows, inner), b (rows, inner).
func plainProduct(_ a: [Float], _ b: [Float], _ rows: Int, _ inner: Int) -> [Double] {
  (0..<rows * rows).map { place in
    (0..<inner).reduce(0) {
      $0 + Double(a[place / rows * inner + $1]) * Double(b[place % rows * inner + $1])
    }
  }
}

/// A·Bᵀ of random numbers: exactly, of numbers rounded to bfloat16, and of these by the library, where the
/// processor has such products.
func bfloat16Products(seed: UInt64) -> (exact: [Double], rounded: [Double], fast: [Double]?) {
  let (rows, inner) = (24, 96)
  var stream = RandomStream(seed: seed).fork("sixteen bits")
  let left = (0..<rows * inner).map { _ in Float(stream.normal()) }
  let right = (0..<rows * inner).map { _ in Float(stream.normal()) }
  return (
    plainProduct(left, right, rows, inner),
    plainProduct(left.map(bfloat16), right.map(bfloat16), rows, inner),
    bfloat16Product(left, right, rows: rows, inner: inner)
  )
}

/// The rates of large products in each precision that there is, in GFLOP/s.
func productRates(threads: Int) -> [(precision: ProductPrecision, rate: Double)] {
  ProductPrecision.allCases.filter(\.isAvailable).map { precision in
    (precision, MachineProbe.matrixProductRate(threads: threads, precision: precision))
  }
}

/// gelu(x·A)·B with random numbers: what some of the hidden numbers add to the output.
struct FeedForward {
  private let x, a, b: [Double]
  private let width = 8
  let hidden = 32

  init(seed: UInt64) {
    var stream = RandomStream(seed: seed).fork("shards")
    func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in stream.normal() } }
    (x, a, b) = (numbers(8), numbers(8 * 32), numbers(32 * 8))
  }

  /// - Parameter columns: of A, which are the rows of B.
  func output(of columns: Range<Int>) -> [Double] {
    let inner = columns.map { h -> Double in
      let z = (0..<width).reduce(0) { $0 + x[$1] * a[$1 * hidden + h] }
      return 0.5 * z * (1 + erf(z / 2.0.squareRoot()))
    }
    return (0..<width).map { o in
      zip(columns, inner).reduce(0) { $0 + $1.1 * b[$1.0 * width + o] }
    }
  }
}
