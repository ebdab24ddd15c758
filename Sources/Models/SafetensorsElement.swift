import Tensors

/// The element types that a safetensors file may hold, by the names that its header uses.
public enum SafetensorsElement: String, CaseIterable, Hashable, Sendable {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int64 = "I64"
  case int32 = "I32"
  case int16 = "I16"
  case int8 = "I8"
  case uint64 = "U64"
  case uint32 = "U32"
  case uint16 = "U16"
  case uint8 = "U8"
  case bool = "BOOL"

  /// The bytes of one element.
  public var byteCount: Int {
    switch self {
    case .float64, .int64, .uint64: 8
    case .float32, .int32, .uint32: 4
    case .float16, .bfloat16, .int16, .uint16: 2
    case .int8, .uint8, .bool: 1
    }
  }

  /// Whether the elements can be read as `Float`.
  public var isFloatingPoint: Bool {
    switch self {
    case .float64, .float32, .float16, .bfloat16: true
    default: false
    }
  }

  /// Reads elements as `Float`, rounding those of `float64` to the nearest.
  ///
  /// - Precondition: `isFloatingPoint`, and `count` elements in `bytes`, at any alignment.
  func convert(
    _ bytes: UnsafeRawPointer, count: Int, into target: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .float32:
      UnsafeMutableRawPointer(target).copyMemory(from: bytes, byteCount: 4 * count)
    case .float64:
      for i in 0..<count {
        target[i] = Float(bytes.loadUnaligned(fromByteOffset: 8 &* i, as: Double.self))
      }
    case .float16:
      for i in 0..<count {
        target[i] = HalfPrecision.float(
          float16Bits: bytes.loadUnaligned(fromByteOffset: 2 &* i, as: UInt16.self))
      }
    case .bfloat16:
      for i in 0..<count {
        target[i] = HalfPrecision.float(
          bfloat16Bits: bytes.loadUnaligned(fromByteOffset: 2 &* i, as: UInt16.self))
      }
    default: preconditionFailure("\(rawValue) is no floating-point type")
    }
  }

  /// Writes `Float`s as elements, rounding to nearest, ties to even.
  ///
  /// - Precondition: `isFloatingPoint`, and room for `count` elements.
  func convert(
    _ source: UnsafePointer<Float>, count: Int, into bytes: UnsafeMutableRawPointer
  ) {
    switch self {
    case .float32: bytes.copyMemory(from: source, byteCount: 4 * count)
    case .float64:
      for i in 0..<count {
        bytes.storeBytes(of: Double(source[i]), toByteOffset: 8 &* i, as: Double.self)
      }
    case .float16:
      for i in 0..<count {
        bytes.storeBytes(
          of: HalfPrecision.float16Bits(source[i]), toByteOffset: 2 &* i, as: UInt16.self)
      }
    case .bfloat16:
      for i in 0..<count {
        bytes.storeBytes(
          of: HalfPrecision.bfloat16Bits(source[i]), toByteOffset: 2 &* i, as: UInt16.self)
      }
    default: preconditionFailure("\(rawValue) is no floating-point type")
    }
  }
}
