import Groundwork
import Quantization
import XCTest

/// What a packed matrix computes, against the matrix that it stands for.
final class QuantizedMatrixTests: XCTestCase {
  private var stream = RandomStream(seed: 3)

  private func weights(_ count: Int) -> [Float] { (0..<count).map { _ in Float(stream.normal()) } }

  /// One row of inputs and several, all outputs and some, in matrices whose rows end inside a group
  /// and reach over several stretches; outputs that were not asked for stay as they were.
  func testProductsAgreeWithTheRestoredMatrix() {
    for (rows, columns) in [(7, 45), (3, 1), (5, 32), (4, 1_100)] {
      let original = weights(rows * columns)
      for format in NumberFormat.allCases {
        let packed = QuantizedMatrix(original, rows: rows, columns: columns, format: format)
        let restored = packed.dequantized()
        for count in [1, 4] {
          let x = weights(count * columns)
          for outputs in [0..<rows, 1..<3] {
            for accumulating in [false, true] {
              let before = weights(count * rows)
              var out = before
              packed.multiply(
                x, count: count, into: &out, outputs: outputs, accumulating: accumulating)
              for place in out.indices {
                let (row, output) = place.quotientAndRemainder(dividingBy: rows)
                guard outputs.contains(output) else {
                  XCTAssertEqual(out[place], before[place])
                  continue
                }
                var (sum, size) = (accumulating ? Double(before[place]) : 0, 1.0)
                for column in 0..<columns {
                  let product =
                    Double(restored[output * columns + column])
                    * Double(x[row * columns + column])
                  sum += product
                  size += abs(product)
                }
                XCTAssertEqual(Double(out[place]), sum, accuracy: 1e-6 * size, "\(format)")
              }
            }
          }
        }
      }
    }
  }

  func testRowsAreCopied() {
    for format in NumberFormat.allCases {
      let packed = QuantizedMatrix(weights(3 * 45), rows: 3, columns: 45, format: format)
      var row = [Float](repeating: 0, count: 46)
      packed.copyRow(1, into: &row)
      XCTAssertEqual(Array(row[..<45]), Array(packed.dequantized()[45..<90]), "\(format)")
      XCTAssertEqual(row[45], 0, "nothing is written past the row")
    }
  }

  func testZerosAndTinyWeightsSurvive() {
    for format in NumberFormat.allCases {
      let zeros = QuantizedMatrix(
        [Float](repeating: 0, count: 40), rows: 1, columns: 40, format: format)
      XCTAssertTrue(zeros.dequantized().allSatisfy { $0 == 0 })
      // What lies below half of a format's smallest step becomes zero of its sign, not a fault.
      let tiny = QuantizedMatrix([1e-20, -1e-30, 0, 1], rows: 1, columns: 4, format: format)
      let expected: [Float]
      switch format {
      case .float32, .bfloat16: expected = [1e-20, -1e-30, 0, 1]
      default: expected = [0, 0, 0, 1]
      }
      for (value, wanted) in zip(tiny.dequantized(), expected) {
        XCTAssertEqual(value, wanted, accuracy: abs(wanted) / 256, "\(format)")
      }
    }
  }
}
