import Groundwork
import Tensors
import XCTest

/// The product with one vector against sums in Float64.
final class MatrixVectorTests: XCTestCase {
  func testAgreesWithPlainSums() {
    var stream = RandomStream(seed: 9)
    for (rows, columns) in [(1, 1), (3, 7), (5, 16), (17, 33), (8, 100)] {
      let weights = (0..<rows * columns).map { _ in Float(stream.normal()) }
      let x = (0..<columns).map { _ in Float(stream.normal()) }
      let first = (0..<rows).map { _ in Float(stream.normal()) }
      for accumulating in [false, true] {
        var out = first
        out.withUnsafeMutableBufferPointer { out in
          guard let base = out.baseAddress else { return }
          MatrixVectorKernel.multiply(
            weights, x, into: base, rows: rows, columns: columns, accumulating: accumulating)
        }
        for row in 0..<rows {
          let products = (0..<columns).map {
            Double(weights[row * columns + $0]) * Double(x[$0])
          }
          let expected = products.reduce(accumulating ? Double(first[row]) : 0, +)
          // Each of the additions rounds once, to 2⁻²⁴ of a partial sum.
          let bound = products.reduce(1) { $0 + abs($1) } * Double(columns + 1) * 0x1p-24
          XCTAssertEqual(Double(out[row]), expected, accuracy: bound)
        }
      }
    }
  }
}
