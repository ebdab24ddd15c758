import Groundwork
import Tensors
import XCTest

final class TensorTests: XCTestCase {
  func testMatmulAgainstThreeLoops() {
    var stream = RandomStream(seed: 9)
    let a = Tensor<Double>(normal: [5, 7], from: &stream)
    let b = Tensor<Double>(normal: [7, 3], from: &stream)
    var expected = Tensor<Double>(shape: [5, 3], repeating: 0)
    for i in 0..<5 {
      for j in 0..<3 { for k in 0..<7 { expected[i, j] += a[i, k] * b[k, j] } }
    }
    XCTAssertLessThan(a.matmul(b).largestDifference(from: expected), 1e-12)
    let transposed = b.transposed().matmul(a.transposed()).transposed()
    XCTAssertLessThan(transposed.largestDifference(from: expected), 1e-12)
  }

  func testSoftmaxOfMaskedRows() {
    let x = Tensor<Float>([[1, -.infinity], [1_000, 1_000]])
    XCTAssertEqual(x.softmax().scalars, [1, 0, 0.5, 0.5])
  }

  func testColumnsAndReshape() {
    let x = Tensor<Float>([[1, 2, 3], [4, 5, 6]])
    XCTAssertEqual(x.columns(1..<3), Tensor([[2, 3], [5, 6]]))
    XCTAssertEqual(x.reshaped([3, 2])[2, 0], 5)
    XCTAssertEqual(x.row(1), [4, 5, 6])
  }
}
