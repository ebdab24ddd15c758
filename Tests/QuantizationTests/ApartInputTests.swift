import CDotProducts
import Groundwork
import Quantization
import XCTest

/// Inputs that `CDotProducts` keeps apart from their group, against Float64.
final class ApartInputTests: XCTestCase {
  private var stream = RandomStream(seed: 12)
  private let (rows, columns) = (150, 512)

  /// Six rows of inputs, and the columns that stand apart in each: one, the first, several groups' last;
  /// none, none of two in a group, none that is alone among zeros; two groups'.
  private func inputs() -> (x: [[Float]], apart: [[Int]]) {
    var x = (0..<6).map { _ in (0..<columns).map { _ in Float(stream.normal()) } }
    x[0][77] = 500
    x[1][0] = -1e4
    for group in 0..<16 { x[2][32 * group + 31] = 300 }
    for column in 64..<96 { x[3][column] = column == 70 ? 9 : 0 }
    (x[4][40], x[4][41]) = (300, -280)
    (x[5][100], x[5][400]) = (1_000, -2_000)
    return (x, [[77], [0], Array(stride(from: 31, to: columns, by: 32)), [], [], [100, 400]])
  }

  /// What all rows of inputs make, row by row or at once.
  private func multiply(
    _ blocks: PackedBlocks, _ x: [[Float]], _ path: workbook_path, atOnce: Bool
  ) -> [[Float]] {
    let size = workbook_rounded_size(columns)
    var rounded = [SIMD64<UInt8>](
      repeating: SIMD64(repeating: 0xAA), count: x.count * size / 64)
    var tile = [SIMD64<UInt8>](
      repeating: SIMD64(repeating: 0), count: workbook_tile_size(columns) / 64 + 1)
    var out = [Float](repeating: 0, count: x.count * rows)
    rounded.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      for (index, x) in x.enumerated() {
        workbook_round(path, 32, x, columns, start + index * size)
        guard !atOnce else { continue }
        out.withUnsafeMutableBufferPointer {
          workbook_multiply_row(
            path, blocks.form, blocks.bytes, rows, columns, start + index * size,
            $0.baseAddress.map { $0 + index * rows }, 0)
        }
      }
      guard atOnce else { return }
      workbook_multiply_rows(
        path, blocks.form, blocks.bytes, rows, columns, start, x.count, &out, rows, 0, &tile)
    }
    return x.indices.map { Array(out[($0 * rows)..<(($0 + 1) * rows)]) }
  }

  func testProducts() throws {
    for element in [GGUFElement.q40, .q41, .q50, .q51, .q80] {
      let blocks = PackedBlocks(
        element, rows: rows, columns: columns, stream: &stream, scales: [0.5, -0.25])
      let weights = try blocks.floats()
      let (x, apart) = inputs()
      var expected: [[(sum: Double, size: Double)]] = []
      for (x, apart) in zip(x, apart) {
        var rest = x
        for column in apart { rest[column] = 0 }
        let rounded = SlowRounding(rest, group: 32)
        expected.append(
          (0..<rows).map { row in
            var (sum, size) = (0.0, 0.0)
            for column in 0..<columns {
              let input = apart.contains(column) ? Double(x[column]) : rounded[column]
              let weight = Double(weights[row * columns + column])
              sum += weight * input
              // Forms with a least value add large numbers that cancel.
              size += abs(weight * input) + 10 * abs(input)
            }
            return (sum, size)
          })
      }
      for path in [WORKBOOK_PLAIN, WORKBOOK_AVX2, WORKBOOK_AVX512]
      where workbook_has_path(path) != 0 {
        for atOnce in [false, true] where !atOnce || workbook_has_tiles(path, blocks.form) != 0 {
          let products = multiply(blocks, x, path, atOnce: atOnce)
          for index in x.indices {
            for row in 0..<rows {
              XCTAssertEqual(
                Double(products[index][row]), expected[index][row].sum,
                accuracy: 1e-6 * expected[index][row].size,
                "\(element.name), \(path), at once: \(atOnce), inputs \(index), row \(row)")
            }
          }
        }
      }
    }
  }
}
