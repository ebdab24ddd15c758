import Foundation
import Groundwork
import Models
import Quantization
import XCTest

final class QuantizationTests: XCTestCase {
  private var stream = RandomStream(seed: 3)

  private func weights(_ count: Int) -> [Float] { (0..<count).map { _ in Float(stream.normal()) } }

  func testSizesAreThoseOfTheFormats() {
    XCTAssertEqual(NumberFormat.allCases.map(\.bitsPerWeight), [32, 16, 16, 8.5, 4.5])
    for format in NumberFormat.allCases {
      for columns in [1, 31, 32, 33, 64] {
        let packed = QuantizedMatrix(
          weights(3 * columns), rows: 3, columns: columns, format: format)
        XCTAssertEqual(packed.byteCount, 3 * format.bytes(forRowOf: columns))
        XCTAssertEqual(packed.dequantized().count, 3 * columns)
      }
    }
  }

  /// Float32 comes back as it was; what comes back from any format is a fixed point of it.
  func testPackingTwiceChangesNothing() {
    let original = weights(5 * 40)
    for format in NumberFormat.allCases {
      let once = QuantizedMatrix(original, rows: 5, columns: 40, format: format).dequantized()
      if format == .float32 { XCTAssertEqual(once, original) }
      let twice = QuantizedMatrix(once, rows: 5, columns: 40, format: format).dequantized()
      for (a, b) in zip(once, twice) { XCTAssertEqual(a, b, accuracy: 2e-3 * abs(a)) }
    }
  }

  /// The layouts of Q8_0 and Q4_0, byte by byte, on a group whose codes are plain.
  func testLayoutsOfTheGroupFormats() {
    var eight = (0..<32).map { Float($0 * 4 - 64) }
    eight[31] = 127
    eight[0] = -127
    let packed = QuantizedMatrix(eight, rows: 1, columns: 32, format: .int8)
    XCTAssertEqual(Array(packed.bytes.prefix(2)), [0x00, 0x3C], "a scale of 1 in binary16")
    XCTAssertEqual(packed.bytes.dropFirst(2).map { Float(Int8(bitPattern: $0)) }, eight)
    let four = (0..<32).map { Float($0 % 16 - 8) }
    let nibbles = QuantizedMatrix(four, rows: 1, columns: 32, format: .int4)
    XCTAssertEqual(Array(nibbles.bytes.prefix(2)), [0x00, 0x3C])
    XCTAssertEqual(nibbles.bytes.dropFirst(2).map { $0 }, (UInt8(0)..<16).map { $0 | $0 << 4 })
    XCTAssertEqual(nibbles.dequantized(), four)
  }

  func testErrorsStayWithinHalfAStep() {
    let original = weights(64 * 32)
    for (format, codes) in [(NumberFormat.int8, Float(127)), (.int4, 8)] {
      let restored = QuantizedMatrix(original, rows: 64, columns: 32, format: format).dequantized()
      for row in 0..<64 {
        let group = original[(row * 32)..<(row * 32 + 32)]
        let step = (group.map(abs).max() ?? 0) / codes
        for i in group.indices {
          // int4 has no code for +8: a weight as large as the extreme, of the other sign, is a whole
          // step off.
          let bound = format == .int4 ? 1.002 * step : 0.502 * step
          XCTAssertLessThanOrEqual(abs(original[i] - restored[i]), bound)
        }
      }
    }
  }

  func testSignalToNoiseRisesWithTheBits() {
    let original = weights(100 * 64)
    func noise(_ format: NumberFormat, _ rounding: RoundingScheme = .nearest) -> Double {
      let packed = QuantizedMatrix(
        original, rows: 100, columns: 64, format: format, rounding: rounding)
      return QuantizationError(original, packed.dequantized()).signalToNoise
    }
    XCTAssertEqual(noise(.float32), .infinity)
    XCTAssertGreaterThan(noise(.float16), noise(.bfloat16) + 15)
    XCTAssertGreaterThan(noise(.bfloat16), noise(.int8) + 5)
    XCTAssertGreaterThan(noise(.int8), noise(.int4) + 20)
    XCTAssertGreaterThan(noise(.int4, .leastSquares), noise(.int4))
    XCTAssertLessThan(noise(.int4, .stochastic(seed: 1)), noise(.int4))
  }

  func testStochasticRoundingIsRightOnAverage() {
    let value: Float = 0.3
    let group = [value] + Array(repeating: Float(0), count: 30) + [-8]
    let mean =
      (0..<2_000).reduce(0.0) { sum, seed in
        let packed = QuantizedMatrix(
          group, rows: 1, columns: 32, format: .int4,
          rounding: .stochastic(seed: UInt64(seed)))
        return sum + Double(packed.dequantized()[0])
      } / 2_000
    XCTAssertEqual(mean, 0.3, accuracy: 5 * 0.46 / 2_000.0.squareRoot())
  }

  func testAWholeModel() throws {
    let configuration = ModelConfiguration(
      vocabularySize: 50, contextLength: 16, width: 32, layerCount: 2, headCount: 2)
    let store = try ParameterStore<Float>(configuration)
    store.initialize(seed: 1)
    let full = try QuantizedModel(store, format: .float32)
    XCTAssertEqual(full.parameters.values.array, store.values.array)
    XCTAssertEqual(full.byteCount, 4 * configuration.parameterCount.all)
    let small = try QuantizedModel(store, format: .int4)
    XCTAssertLessThan(small.bitsPerParameter, 6.5)
    XCTAssertEqual(small.parameters["finalNorm.gain"]?.array, store["finalNorm.gain"]?.array)
    XCTAssertNotEqual(small.parameters.values.array, store.values.array)
    XCTAssertEqual(small.errors.count, small.matrices.count)
  }
}
