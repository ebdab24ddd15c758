import CDotProducts
import Groundwork
import Quantization
import XCTest

/// The loops of `CDotProducts` on every path that this processor has, against unpacked weights and
/// rounded inputs multiplied in Float64.
final class DotProductTests: XCTestCase {
  private var stream = RandomStream(seed: 11)

  private var paths: [workbook_path] {
    [WORKBOOK_PLAIN, WORKBOOK_AVX2, WORKBOOK_AVX512].filter { workbook_has_path($0) != 0 }
  }

  private let packed: [GGUFElement] = [.q40, .q41, .q50, .q51, .q80, .q4K, .q5K, .q6K]
  private let plain: [GGUFElement] = [.float32, .float16, .bfloat16]

  private func numbers(_ count: Int) -> [Float] {
    (0..<count).map { index in Float(stream.normal()) * (index / 32 % 3 == 1 ? 0.01 : 4) }
  }

  /// Rounded rows, one behind the other.
  private func round(
    _ x: [Float], columns: Int, group: Int, path: workbook_path
  ) -> [SIMD64<UInt8>] {
    let size = workbook_rounded_size(columns)
    var rounded = [SIMD64<UInt8>](
      repeating: SIMD64(repeating: 0), count: x.count / columns * size / 64)
    rounded.withUnsafeMutableBytes { bytes in
      for row in 0..<(x.count / columns) {
        Array(x[(row * columns)..<((row + 1) * columns)]).withUnsafeBufferPointer {
          workbook_round(
            path, group, $0.baseAddress, columns, bytes.baseAddress.map { $0 + row * size })
        }
      }
    }
    return rounded
  }

  func testThePathsAreNamedRight() {
    XCTAssertNotEqual(workbook_has_path(WORKBOOK_PLAIN), 0)
    XCTAssertNotEqual(workbook_has_path(workbook_best_path()), 0)
    XCTAssertEqual(workbook_has_path(workbook_path(rawValue: 99)), 0)
    for element in GGUFElement.allCases {
      let isLeftOut = element == .q2K || element == .q3K
      XCTAssertEqual(workbook_has_form(element.rawValue) != 0, !isLeftOut, element.name)
      guard !isLeftOut else { continue }
      XCTAssertEqual(
        workbook_rounding_group(workbook_form(rawValue: element.rawValue)),
        element.blockSize == 1 ? 0 : element.blockSize, element.name)
    }
    for number: UInt32 in [4, 5, 9, 15, 16, 29, 31, .max] {
      XCTAssertEqual(workbook_has_form(number), 0)
    }
  }

  // MARK: - Rounding

  /// Codes and scales are ggml's, bit for bit, on every path: halves, zeros, one number alone, the
  /// largest at either sign, subnormal numbers.
  func testRounding() {
    for group in [32, 256] {
      let columns = 6 * 256
      var x = numbers(columns)
      for i in 0..<group {
        x[i] = 0
        x[group + i] = i == 5 ? -3 : 0
        // Halves between two codes, and what lies just beside them.
        let half = Float(i % 63) + 0.5
        x[2 * group + i] = [half, -half, half.nextDown, half.nextUp][i % 4]
        x[3 * group + i] = Float(i % 2 == 0 ? 1e-41 : -1e-40)
      }
      x[2 * group] = 127
      x[4 * group] = -100
      x[4 * group + 1] = 100
      let expected = SlowRounding(x, group: group)
      for path in paths {
        let rounded = round(x, columns: columns, group: group, path: path)
        rounded.withUnsafeBytes { bytes in
          let codes = (0..<columns).map { Int(bytes.load(fromByteOffset: $0, as: Int8.self)) }
          let scales = (0..<(columns / 32)).map {
            bytes.load(fromByteOffset: columns + 4 * $0, as: Float.self)
          }
          for column in 0..<columns {
            XCTAssertEqual(codes[column], expected.codes[column], "\(path), \(group), \(column)")
          }
          // A group of numbers too small has a scale, but no codes.
          for part in 0..<(columns / 32) where part * 32 / group != 3 {
            XCTAssertEqual(scales[part], expected.scales[part * 32 / group], "\(path), \(part)")
          }
        }
      }
    }
  }

  /// A NaN or an infinity in a group is seen in every product with it.
  func testFaultsAreSeen() {
    for element in packed {
      let columns = 512
      let blocks = PackedBlocks(
        element, rows: 5, columns: columns, stream: &stream, scales: [0.5])
      for fault in [Float.nan, .infinity, -.infinity] {
        for path in paths {
          var x = numbers(columns)
          x[300] = fault
          let products = multiply(blocks, x, path: path)
          XCTAssertTrue(products.allSatisfy(\.isNaN), "\(element.name), \(path), \(fault)")
        }
      }
    }
  }

  // MARK: - Products

  /// One row of inputs times all rows of weights.
  private func multiply(
    _ blocks: PackedBlocks, _ x: [Float], path: workbook_path, rows: Range<Int>? = nil,
    onto before: [Float]? = nil
  ) -> [Float] {
    let rows = rows ?? 0..<blocks.rows
    var out = before ?? [Float](repeating: .nan, count: rows.count)
    let group = workbook_rounding_group(blocks.form)
    let rowSize = blocks.bytes.count / blocks.rows
    blocks.bytes.withUnsafeBufferPointer { weights in
      guard let start = weights.baseAddress else { return }
      func run(_ inputs: UnsafeRawPointer?) {
        workbook_multiply_row(
          path, blocks.form, start + rows.lowerBound * rowSize, rows.count, blocks.columns, inputs,
          &out, before == nil ? 0 : 1)
      }
      if group == 0 {
        x.withUnsafeBytes { run($0.baseAddress) }
      } else {
        round(x, columns: blocks.columns, group: group, path: path)
          .withUnsafeBytes { run($0.baseAddress) }
      }
    }
    return out
  }

  /// Σ w·x and Σ |w·x| of each row, in Float64, with inputs as the form takes them.
  private func slow(
    _ weights: [Float], _ x: [Float], element: GGUFElement
  ) -> [(sum: Double, size: Double)] {
    let columns = x.count
    let rounded = element.blockSize == 1 ? nil : SlowRounding(x, group: element.blockSize)
    return (0..<(weights.count / columns)).map { row in
      var (sum, size) = (0.0, 0.0)
      for column in 0..<columns {
        let product =
          Double(weights[row * columns + column]) * (rounded?[column] ?? Double(x[column]))
        sum += product
        size += abs(product)
      }
      return (sum, size)
    }
  }

  /// What the sums of codes alone may lose: forms with a least value add large numbers that cancel.
  private func tolerance(_ size: Double, _ x: [Float], _ weights: ArraySlice<Float>) -> Double {
    let largest = weights.map(abs).max() ?? 0
    return 1e-6 * (size + Double(largest) * x.reduce(0) { $0 + Double(abs($1)) }) + 1e-30
  }

  private func check(
    _ products: [Float], _ blocks: PackedBlocks, _ x: [Float], _ weights: [Float], _ note: String,
    line: UInt = #line
  ) {
    for (row, expected) in slow(weights, x, element: blocks.element).enumerated() {
      let own = weights[(row * x.count)..<((row + 1) * x.count)]
      XCTAssertEqual(
        Double(products[row]), expected.sum, accuracy: tolerance(expected.size, x, own),
        "\(blocks.element.name), row \(row), \(note)", line: line)
    }
  }

  func testOneRowOfInputs() throws {
    for element in packed + plain {
      // An odd number of blocks too, rows that four and eight do not divide.
      let widths =
        element.blockSize == 256
        ? [256, 768]
        : element.blockSize == 1
          ? [1, 77, 512]
          : [32, 96, 576]
      for columns in widths {
        for rows in [1, 3, 4, 9] {
          let blocks = PackedBlocks(element, rows: rows, columns: columns, stream: &stream)
          let weights = try blocks.floats()
          let x = numbers(columns)
          for path in paths {
            check(multiply(blocks, x, path: path), blocks, x, weights, "\(columns), \(path)")
          }
        }
      }
    }
  }

  /// Codes at their ends: all bits set or none, and inputs of one magnitude, which rounding makes ±127.
  func testExtremeBlocks() throws {
    for element in packed {
      for byte: UInt8 in [0, 0x0F, 0x7F, 0x80, 0xF0, 0xFF] {
        for scale: Float in [0, 1, -1, 0x1p-24, 40_000] {
          let blocks = PackedBlocks(element, rows: 5, columns: 512, byte: byte, scale: scale)
          let weights = try blocks.floats()
          for x in [[Float](repeating: 2, count: 512), (0..<512).map { $0 % 2 == 0 ? -3 : 3 }] {
            for path in paths {
              check(multiply(blocks, x, path: path), blocks, x, weights, "byte \(byte), \(scale)")
              check(
                Array(multiplyMany(blocks, x + x + x + x + x, count: 5, path: path)[5..<10]),
                blocks, x, weights, "many rows, byte \(byte), \(scale)")
            }
          }
        }
      }
    }
  }

  /// A row's bits are its own, whatever rows are computed with it, and sums are added to what stands.
  func testRangesOfRowsGiveTheSameBits() {
    for element in packed + plain {
      let blocks = PackedBlocks(element, rows: 13, columns: 768, stream: &stream)
      let x = numbers(768)
      for path in paths {
        let all = multiply(blocks, x, path: path)
        for rows in [0..<1, 1..<6, 5..<13, 12..<13, 3..<11] {
          XCTAssertEqual(
            multiply(blocks, x, path: path, rows: rows), Array(all[rows]), "\(element.name)")
        }
        let before = numbers(13)
        XCTAssertEqual(
          multiply(blocks, x, path: path, onto: before), zip(before, all).map { $0 + $1 },
          "\(element.name)")
      }
    }
  }

  /// Many rows of inputs; (count, rows). By tiles where the path has them, else row by row.
  private func multiplyMany(
    _ blocks: PackedBlocks, _ x: [Float], count: Int, path: workbook_path,
    onto before: [Float]? = nil
  ) -> [Float] {
    guard workbook_has_tiles(path, blocks.form) != 0 else {
      return (0..<count).flatMap { row in
        multiply(
          blocks, Array(x[(row * blocks.columns)..<((row + 1) * blocks.columns)]), path: path,
          onto: before.map { Array($0[(row * blocks.rows)..<((row + 1) * blocks.rows)]) })
      }
    }
    // Two columns of `out` belong to somebody else.
    let stride = blocks.rows + 2
    var out = [Float](repeating: 77, count: count * stride)
    if let before {
      for place in before.indices {
        out[place / blocks.rows * stride + place % blocks.rows] = before[place]
      }
    }
    let rounded = round(
      x, columns: blocks.columns, group: workbook_rounding_group(blocks.form), path: path)
    var tile = [SIMD64<UInt8>](
      repeating: SIMD64(repeating: 0xAA), count: workbook_tile_size(blocks.columns) / 64 + 1)
    rounded.withUnsafeBytes { inputs in
      workbook_multiply_rows(
        path, blocks.form, blocks.bytes, blocks.rows, blocks.columns, inputs.baseAddress, count,
        &out, stride, before == nil ? 0 : 1, &tile)
    }
    for row in 0..<count {
      XCTAssertEqual(
        Array(out[(row * stride + blocks.rows)..<((row + 1) * stride)]), [77, 77], "overwritten")
    }
    return (0..<count).flatMap { out[($0 * stride)..<($0 * stride + blocks.rows)] }
  }

  func testManyRowsOfInputs() throws {
    for element in packed {
      let columns = element.blockSize == 256 ? 768 : 160
      for (rows, count) in [(8, 4), (19, 7), (3, 1), (16, 9)] {
        let blocks = PackedBlocks(element, rows: rows, columns: columns, stream: &stream)
        let weights = try blocks.floats()
        let x = numbers(count * columns)
        for path in paths {
          let products = multiplyMany(blocks, x, count: count, path: path)
          for row in 0..<count {
            check(
              Array(products[(row * rows)..<((row + 1) * rows)]), blocks,
              Array(x[(row * columns)..<((row + 1) * columns)]), weights, "input \(row), \(path)")
          }
          let before = numbers(count * rows)
          XCTAssertEqual(
            multiplyMany(blocks, x, count: count, path: path, onto: before),
            zip(before, products).map { $0 + $1 }, element.name)
        }
      }
    }
  }

  // MARK: - Unpacking

  func testUnpackingIsBitForBit() throws {
    for element in GGUFElement.allCases where workbook_has_form(element.rawValue) != 0 {
      let columns = element.blockSize == 1 ? 45 : 512
      let blocks = PackedBlocks(element, rows: 3, columns: columns, stream: &stream)
      let expected = try blocks.floats()
      for path in paths {
        var out = [Float](repeating: 0, count: 3 * columns)
        guard
          workbook_unpack(
            path, blocks.form, blocks.bytes, 3 * columns / element.blockSize, &out) != 0
        else { continue }
        // −0 and 0 are one number here: 0 · −scale.
        XCTAssertEqual(out, expected, "\(element.name), \(path)")
      }
    }
  }
}
