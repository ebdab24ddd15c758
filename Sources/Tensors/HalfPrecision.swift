/// The two 16-bit formats of floating-point numbers, as bit patterns.
///
/// Swift's own `Float16` is not to be had on every platform, so the conversions work on bits. Both
/// round to nearest, ties to even, as the hardware does.
///
///     HalfPrecision.float16Bits(65_520)                 // 0x7C00: rounds to infinity
///     HalfPrecision.float(bfloat16Bits: 0x3F80)         // 1.0
///
/// Formats: IEEE 754-2008 binary16 (1 sign, 5 exponent, 10 mantissa bits); bfloat16 (1, 8, 7: the
/// upper half of a `Float`).
public enum HalfPrecision {
  /// The nearest binary16; beyond ±65,519.99… that is an infinity.
  @inlinable
  public static func float16Bits(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    let sign = UInt16(truncatingIfNeeded: (bits >> 16) & 0x8000)
    let magnitude = bits & 0x7FFF_FFFF
    if magnitude >= 0x4780_0000 {  // 65,536 and more, infinities, NaN
      guard magnitude > 0x7F80_0000 else { return sign | 0x7C00 }
      let payload = UInt16(truncatingIfNeeded: (magnitude >> 13) & 0x3FF)
      return sign | 0x7E00 | payload
    }
    if magnitude < 0x3880_0000 {  // below 2⁻¹⁴: subnormal
      // Floats from ½ to 1 lie 2⁻²⁴ apart, as binary16's subnormals do: the addition rounds.
      let shifted = Float(bitPattern: magnitude) + 0.5
      return sign | UInt16(truncatingIfNeeded: shifted.bitPattern &- 0x3F00_0000)
    }
    let isOdd = (magnitude >> 13) & 1
    let rounded = magnitude &+ 0xFFF &+ isOdd &- (112 << 23)
    return sign | UInt16(truncatingIfNeeded: rounded >> 13)
  }

  /// The value of a binary16, exactly.
  @inlinable
  public static func float(float16Bits bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let magnitude = UInt32(bits & 0x7FFF)
    if magnitude >= 0x7C00 {
      return Float(bitPattern: sign | 0x7F80_0000 | (magnitude & 0x3FF) << 13)
    }
    if magnitude < 0x0400 {
      return Float(bitPattern: sign | (Float(magnitude) * 0x1p-24).bitPattern)
    }
    return Float(bitPattern: sign | (magnitude << 13) &+ (112 << 23))
  }

  /// The nearest bfloat16; NaN stays NaN.
  @inlinable
  public static func bfloat16Bits(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    if bits & 0x7FFF_FFFF > 0x7F80_0000 { return UInt16(truncatingIfNeeded: bits >> 16) | 0x0040 }
    let isOdd = (bits >> 16) & 1
    return UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ isOdd) >> 16)
  }

  /// The value of a bfloat16, exactly.
  @inlinable
  public static func float(bfloat16Bits bits: UInt16) -> Float {
    Float(bitPattern: UInt32(bits) << 16)
  }
}
