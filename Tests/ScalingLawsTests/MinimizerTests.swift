import ScalingLaws
import XCTest

final class MinimizerTests: XCTestCase {
  private func vector(_ values: Double...) -> FitVector {
    var vector = FitVector()
    for (place, value) in values.enumerated() { vector[place] = value }
    return vector
  }

  /// Rosenbrock's valley (1960), whose minimum is 0 at (1, 1).
  func testACurvedValley() {
    let minimum = LimitedMemoryMinimizer().minimize(from: vector(-1.2, 1)) { [self] v in
      let (x, y) = (v[0], v[1])
      let slope = vector(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x))
      return ((1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x), slope)
    }
    XCTAssertEqual(minimum.point[0], 1, accuracy: 1e-6)
    XCTAssertEqual(minimum.point[1], 1, accuracy: 1e-6)
    XCTAssertTrue(minimum.hasConverged)
    XCTAssertLessThan(minimum.iterations, 100)
  }

  /// Axes that differ by a factor of a million.
  func testAnIllConditionedBowl() {
    let scales = vector(1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1, 30)
    let minimum = LimitedMemoryMinimizer().minimize(from: FitVector(repeating: 3)) { v in
      ((scales * v * v).sum() / 2, scales * v)
    }
    XCTAssertLessThan(minimum.value, 1e-10)
  }

  /// Huber penalties of x and 2y whose bend is a ten-thousandth wide: kinks, nearly.
  func testNearlyKinks() {
    func huber(_ r: Double) -> (Double, Double) {
      let size = abs(r) / 1e-4
      return size <= 1 ? (r * r / 2e-4, r / 1e-4) : (abs(r) - 0.5e-4, r > 0 ? 1 : -1)
    }
    for start in [vector(0.7, -0.4), vector(-3, 2)] {
      let minimum = LimitedMemoryMinimizer().minimize(from: start) { [self] v in
        let (x, y) = (huber(v[0] + 0.3 * v[1]), huber(2 * v[1]))
        return (x.0 + y.0, vector(x.1, 0.3 * x.1 + 2 * y.1))
      }
      XCTAssertLessThan(minimum.value, 1e-10)
    }
  }

  func testAStartWithoutAValueIsGivenBack() {
    let start = FitVector(repeating: 2)
    let minimum = LimitedMemoryMinimizer().minimize(from: start) { _ in (.nan, FitVector()) }
    XCTAssertEqual(minimum.point, start)
    XCTAssertFalse(minimum.hasConverged)
  }
}
