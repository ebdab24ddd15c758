import Tensors
import XCTest

/// Every 16-bit pattern, and the roundings between them.
final class HalfPrecisionTests: XCTestCase {
  /// The value of a format's bits by its definition, ±(1 + m/2ᵖ)·2ᵉ, in Float64.
  private func value(_ bits: Int, exponentBits: Int, mantissaBits: Int) -> Double {
    let mantissa = Double(bits & (1 << mantissaBits - 1)) / Double(1 << mantissaBits)
    let exponent = bits >> mantissaBits & (1 << exponentBits - 1)
    let bias = 1 << (exponentBits - 1) - 1
    let scale = exponent == 0 ? mantissa : 1 + mantissa
    var result = scale
    let power = max(exponent, 1) - bias
    for _ in 0..<abs(power) { result *= power > 0 ? 2 : 0.5 }
    return bits >> (exponentBits + mantissaBits) & 1 == 1 ? -result : result
  }

  func testEveryFloat16() {
    for bits in 0..<0x10000 where bits & 0x7C00 != 0x7C00 {
      let float = HalfPrecision.float(float16Bits: UInt16(bits))
      XCTAssertEqual(Double(float), value(bits, exponentBits: 5, mantissaBits: 10))
      XCTAssertEqual(HalfPrecision.float16Bits(float), UInt16(bits))
    }
  }

  func testEveryBFloat16() {
    for bits in 0..<0x10000 where bits & 0x7F80 != 0x7F80 {
      let float = HalfPrecision.float(bfloat16Bits: UInt16(bits))
      XCTAssertEqual(Double(float), value(bits, exponentBits: 8, mantissaBits: 7))
      XCTAssertEqual(HalfPrecision.bfloat16Bits(float), UInt16(bits))
    }
  }

  func testHalfwayRoundsToEvenAndAnythingBeyondRoundsUp() {
    for low in stride(from: 0, to: 0x7BFF, by: 7) {
      let below = HalfPrecision.float(float16Bits: UInt16(low))
      let above = HalfPrecision.float(float16Bits: UInt16(low + 1))
      let middle = (below + above) / 2
      XCTAssertEqual(HalfPrecision.float16Bits(middle), UInt16(low + low % 2))
      XCTAssertEqual(HalfPrecision.float16Bits(middle.nextUp), UInt16(low + 1))
      XCTAssertEqual(HalfPrecision.float16Bits(middle.nextDown), UInt16(low))
    }
    for low in stride(from: 0, to: 0x7F7F, by: 7) {
      let middle = Float(bitPattern: UInt32(low) << 16 | 0x8000)
      XCTAssertEqual(HalfPrecision.bfloat16Bits(middle), UInt16(low + low % 2))
      XCTAssertEqual(HalfPrecision.bfloat16Bits(middle.nextUp), UInt16(low + 1))
      XCTAssertEqual(HalfPrecision.bfloat16Bits(middle.nextDown), UInt16(low))
    }
  }

  func testTheEndsOfTheRange() {
    XCTAssertEqual(HalfPrecision.float16Bits(65_519), 0x7BFF)
    XCTAssertEqual(HalfPrecision.float16Bits(65_520), 0x7C00)
    XCTAssertEqual(HalfPrecision.float16Bits(-.infinity), 0xFC00)
    XCTAssertEqual(HalfPrecision.float16Bits(.greatestFiniteMagnitude), 0x7C00)
    XCTAssertEqual(HalfPrecision.float16Bits(-0.0), 0x8000)
    XCTAssertEqual(HalfPrecision.bfloat16Bits(.greatestFiniteMagnitude), 0x7F80)
    XCTAssertEqual(HalfPrecision.float(float16Bits: 0xFC00), -.infinity)
    for nan in [Float.nan, .signalingNaN, Float(bitPattern: 0x7F80_0001)] {
      XCTAssertTrue(HalfPrecision.float(float16Bits: HalfPrecision.float16Bits(nan)).isNaN)
      XCTAssertTrue(HalfPrecision.float(bfloat16Bits: HalfPrecision.bfloat16Bits(nan)).isNaN)
    }
  }
}
