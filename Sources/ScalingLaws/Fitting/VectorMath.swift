/// Exponentials and logarithms of eight numbers at once, in Float64: a library's are called for one
/// number at a time, and a fit spends nearly all of its time in them.
///
///     VectorMath.exp(SIMD8(repeating: 1))     // 2.718281828459045, eight times
public enum VectorMath {
  // ln 2 as a sum: the low bits of the first part are zero, so that n·ln2High is exact for the n of
  // an exponent (Cody and Waite 1980).
  private static let ln2High = 6.931_471_803_691_238_164_90e-01
  private static let ln2Low = 1.908_214_929_270_587_700_02e-10
  /// Added and taken off again, it rounds to whole numbers, which then stand in the lowest bits.
  private static let rounder = 6_755_399_441_055_744.0

  /// eˣ, to one unit in the last place.
  ///
  /// Below −708, where results would be subnormal, it is 0, and above 709.4 infinity.
  @inline(__always)
  public static func exp(_ x: SIMD8<Double>) -> SIMD8<Double> {
    // x = n·ln 2 + r with |r| ≤ ln 2 / 2.
    let shifted = x * 1.442_695_040_888_963_4 + rounder
    let n = shifted - rounder
    let r = (x - n * ln2High) - n * ln2Low
    // Taylor's series; the first term left out is below 5e-18.
    let r2 = r * r
    let r4 = r2 * r2
    let c23 = r * (1 / 6.0) + 0.5
    let c45 = r * (1 / 120.0) + 1 / 24.0
    let c67 = r * (1 / 5_040.0) + 1 / 720.0
    let c89 = r * (1 / 362_880.0) + 1 / 40_320.0
    let c1011 = r * (1 / 39_916_800.0) + 1 / 3_628_800.0
    let c1213 = r * (1 / 6_227_020_800.0) + 1 / 479_001_600.0
    let tail = (c23 + r2 * c45) + r4 * ((c67 + r2 * c89) + r4 * (c1011 + r2 * c1213))
    let power = 1 + (r + r2 * tail)
    let bits = unsafeBitCast(shifted, to: SIMD8<UInt64>.self)
    let scale = unsafeBitCast(
      (bits &<< 52) &+ (1 as Double).bitPattern, to: SIMD8<Double>.self)
    let result = (power * scale).replacing(with: 0, where: x .< -708)
    return result.replacing(with: .infinity, where: x .> 709.4)
  }

  /// ln x of positive normal numbers, to one unit in the last place; of others it is anything.
  ///
  /// The method and its constants are those of `__ieee754_log` (Sun Microsystems 1993, fdlibm).
  @inline(__always)
  public static func log(_ x: SIMD8<Double>) -> SIMD8<Double> {
    // x = 2ᵏ·m with m from √½ to √2.
    let bits = unsafeBitCast(x, to: SIMD8<Int64>.self)
    let k = (bits &- Int64(bitPattern: (0.5 as Double).squareRoot().bitPattern)) &>> 52
    let m = unsafeBitCast(bits &- (k &<< 52), to: SIMD8<Double>.self)
    let exponent =
      unsafeBitCast(k &+ Int64(bitPattern: rounder.bitPattern), to: SIMD8<Double>.self) - rounder
    let f = m - 1
    let s = f / (f + 2)
    let z = s * s
    let w = z * z
    let even =
      w
      * (3.999_999_999_940_941_908e-01
        + w * (2.222_219_843_214_978_396e-01 + w * 1.531_383_769_920_937_332e-01))
    let odd =
      z
      * (6.666_666_666_666_735_130e-01
        + w
        * (2.857_142_874_366_239_149e-01
          + w * (1.818_357_216_161_805_012e-01 + w * 1.479_819_860_511_658_591e-01)))
    let half = 0.5 * f * f
    return exponent * ln2High - ((half - (s * (half + (even + odd)) + exponent * ln2Low)) - f)
  }

  /// The larger of each two. The library's `pointwiseMax` goes through them one by one.
  @inline(__always)
  public static func max(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<Double> {
    a.replacing(with: b, where: b .> a)
  }

  /// The smaller of each two.
  @inline(__always)
  public static func min(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<Double> {
    a.replacing(with: b, where: b .< a)
  }
}
