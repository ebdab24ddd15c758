import Foundation
import Groundwork
import ScalingLaws
import XCTest

/// Eight exponentials or logarithms at once, beside the library's, one by one.
final class VectorMathTests: XCTestCase {
  private func worst(
    _ ranges: [ClosedRange<Double>], _ fast: (SIMD8<Double>) -> SIMD8<Double>,
    _ slow: (Double) -> Double
  ) -> Double {
    var stream = RandomStream(seed: 11)
    var worst = 0.0
    for range in ranges {
      for _ in 0..<20_000 {
        var x = SIMD8<Double>()
        for lane in 0..<8 {
          x[lane] = range.lowerBound + stream.uniform() * (range.upperBound - range.lowerBound)
        }
        let y = fast(x)
        for lane in 0..<8 {
          let expected = slow(x[lane])
          let gap = abs(y[lane] - expected) / expected.ulp
          // Not max: it would lose a value that is not a number.
          if !(gap <= worst) { worst = gap }
        }
      }
    }
    return worst
  }

  func testExponentials() {
    XCTAssertLessThanOrEqual(
      worst([-1e-9...1e-9, -1...1, -40...5, -700...700], VectorMath.exp, Foundation.exp), 1)
  }

  func testLogarithms() {
    XCTAssertLessThanOrEqual(
      worst(
        [0.5...2, 0.999...1.001, 1...3, 1e-300...1e-290, 1e5...1e300], VectorMath.log,
        Foundation.log), 1)
  }

  func testEnds() {
    let x = SIMD8<Double>(0, -.infinity, .infinity, -709, 710, .nan, 1, -1e300)
    let y = VectorMath.exp(x)
    XCTAssertEqual(y[0], 1)
    XCTAssertEqual([y[1], y[3], y[7]], [0, 0, 0])
    XCTAssertEqual([y[2], y[4]], [.infinity, .infinity])
    XCTAssertTrue(y[5].isNaN)
    XCTAssertEqual(VectorMath.log(SIMD8(repeating: 1)), SIMD8())
    let (a, b) = (SIMD8<Double>(1, 2, 3, 4, 5, 6, 7, 8), SIMD8<Double>(repeating: 4.5))
    XCTAssertEqual(VectorMath.max(a, b), SIMD8(4.5, 4.5, 4.5, 4.5, 5, 6, 7, 8))
    XCTAssertEqual(VectorMath.min(a, b), SIMD8(1, 2, 3, 4, 4.5, 4.5, 4.5, 4.5))
  }
}
