import CDotProducts
import Models
import Tensors

/// How a cache keeps its keys and values.
///
///     let cache = try decoder.makeCache(precision: .float16)
///
/// Keys are turned by their positions before they are kept, and then only read: rounded once, they are
/// never rounded again.
public enum CachePrecision: String, CaseIterable, Hashable, Sendable {
  /// As they were computed.
  case float32
  /// IEEE binary16: half of the bytes, a relative error of 2⁻¹¹ at most within ±65,504.
  case float16
  /// A signed byte for each number and a binary16 scale for each 32 of a head: a quarter of the bytes and
  /// some, an error of 1/254 of the largest of the 32.
  case int8

  private static let groupSize = 32
  /// The processor's instructions, looked up once.
  static let path = workbook_best_path()

  /// What decoding with a model's weights is best served by: binary16 where its matrices round their
  /// inputs to 8 bits anyway, Float32 where they do not.
  public static func suggested(for source: any WeightSource) -> CachePrecision {
    let matrix = source.matrix(ParameterNames.layer(0).queryKeyValue.weight)
    return (matrix?.preparedByteCount(count: 1) ?? 0) > 0 ? .float16 : .float32
  }

  /// The bytes of one head's keys, or values, of a token.
  public func byteCount(headWidth width: Int) -> Int {
    switch self {
    case .float32: 4 * width
    case .float16: 2 * width
    case .int8: width + 2 * ((width + Self.groupSize - 1) / Self.groupSize)
    }
  }

  /// Keeps one head's numbers of a token.
  func pack(
    _ x: UnsafePointer<Float>, width: Int, into bytes: UnsafeMutablePointer<UInt8>
  ) {
    let raw = UnsafeMutableRawPointer(bytes)
    switch self {
    case .float32:
      raw.assumingMemoryBound(to: Float.self).update(from: x, count: width)
    case .float16:
      let halves = raw.assumingMemoryBound(to: UInt16.self)
      guard workbook_pack_halves(Self.path, x, width, halves) == 0 else { return }
      for i in 0..<width { halves[i] = HalfPrecision.float16Bits(x[i]) }
    case .int8:
      let codes = raw.assumingMemoryBound(to: Int8.self)
      for start in stride(from: 0, to: width, by: Self.groupSize) {
        let end = min(start + Self.groupSize, width)
        var largest: Float = 0
        // A NaN is kept: of two numbers the greater one would lose it.
        for i in start..<end where !(abs(x[i]) <= largest) { largest = abs(x[i]) }
        let half = HalfPrecision.float16Bits(largest / 127)
        let scale = HalfPrecision.float(float16Bits: half)
        for i in start..<end {
          let exact = x[i] / scale
          codes[i] =
            exact.isFinite ? Int8(min(max(exact.rounded(), -127), 127)) : 0
        }
        raw.storeBytes(
          of: half.littleEndian, toByteOffset: width + start / Self.groupSize * 2, as: UInt16.self)
      }
    }
  }

  /// The numbers of one head for some tokens.
  ///
  /// - Shape: out (count, width).
  func unpack(
    _ bytes: UnsafePointer<UInt8>, count: Int, width: Int, into out: UnsafeMutablePointer<Float>
  ) {
    let raw = UnsafeRawPointer(bytes)
    switch self {
    case .float32:
      out.update(from: raw.assumingMemoryBound(to: Float.self), count: count * width)
    case .float16:
      guard workbook_unpack(Self.path, WORKBOOK_F16, bytes, count * width, out) == 0
      else { return }
      let halves = raw.assumingMemoryBound(to: UInt16.self)
      for i in 0..<(count * width) { out[i] = HalfPrecision.float(float16Bits: halves[i]) }
    case .int8:
      let size = byteCount(headWidth: width)
      for row in 0..<count {
        let codes = raw + row * size
        for start in stride(from: 0, to: width, by: Self.groupSize) {
          let place = width + start / Self.groupSize * 2
          let scale = HalfPrecision.float(
            float16Bits: UInt16(
              littleEndian: codes.loadUnaligned(fromByteOffset: place, as: UInt16.self)))
          for i in start..<min(start + Self.groupSize, width) {
            out[row * width + i] =
              scale * Float(codes.load(fromByteOffset: i, as: Int8.self))
          }
        }
      }
    }
  }
}
