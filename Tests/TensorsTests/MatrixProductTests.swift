import Groundwork
import Tensors
import TestSupport
import XCTest

/// OpenBLAS's products against three loops.
final class MatrixProductTests: XCTestCase {
  /// C = α·op(A)·op(B) + β·C, with rows that lie further apart than they are long.
  private func check<Scalar: TensorScalar>(
    _: Scalar.Type, accuracy: Double, line: UInt = #line
  ) {
    let (rows, columns, inner, gap) = (5, 3, 7, 2)
    var stream = RandomStream(seed: 9)
    func matrix(_ rows: Int, _ columns: Int) -> (scalars: [Scalar], stride: Int) {
      let stride = columns + gap
      return ((0..<rows * stride).map { _ in Scalar(stream.normal()) }, stride)
    }
    for (isATransposed, isBTransposed) in [
      (false, false), (true, false), (false, true), (true, true),
    ] {
      let a = isATransposed ? matrix(inner, rows) : matrix(rows, inner)
      let b = isBTransposed ? matrix(columns, inner) : matrix(inner, columns)
      let start = matrix(rows, columns)
      var result = start.scalars
      Scalar.matrixProduct(
        a.scalars, stride: a.stride, transposed: isATransposed,
        b.scalars, stride: b.stride, transposed: isBTransposed,
        into: &result, stride: start.stride, rows: rows, columns: columns, inner: inner,
        alpha: 2, beta: -1)
      for i in 0..<rows {
        for j in 0..<columns {
          var sum = 0.0
          for k in 0..<inner {
            let left = isATransposed ? a.scalars[k * a.stride + i] : a.scalars[i * a.stride + k]
            let right = isBTransposed ? b.scalars[j * b.stride + k] : b.scalars[k * b.stride + j]
            sum += Double(left) * Double(right)
          }
          let place = i * start.stride + j
          XCTAssertEqual(
            Double(result[place]), 2 * sum - Double(start.scalars[place]), accuracy: accuracy,
            "(\(i), \(j))", line: line)
        }
        let between = (i * start.stride + columns)..<((i + 1) * start.stride)
        XCTAssertEqual(result[between], start.scalars[between], "beyond a row's end", line: line)
      }
    }
  }

  func testAgainstThreeLoops() {
    check(Double.self, accuracy: 1e-12)
    check(Float.self, accuracy: 1e-4)
  }

  func testSoftmaxOfMaskedRows() {
    for (scores, expected) in [
      ([1, -.infinity], [1, 0]), ([1_000, 1_000], [0.5, 0.5]),
    ] as [([Double], [Double])] {
      var row = scores
      SoftmaxKernel.forward(inPlace: &row, count: row.count)
      XCTAssertEqual(row, expected)
    }
  }
}
