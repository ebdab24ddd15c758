/// The forms in which a GGUF file holds the numbers of a tensor, by the type numbers of ggml.
///
///     GGUFElement.q41.bitsPerWeight      // 5.0: a scale and a least value of 16 bits for 32 weights
///
/// Source: ggml's `ggml.h` and `ggml-quants.c` (ggml-org/ggml, MIT).
public enum GGUFElement: UInt32, CaseIterable, Hashable, Sendable {
  case float32 = 0
  case float16 = 1
  case q40 = 2
  case q41 = 3
  case q50 = 6
  case q51 = 7
  case q80 = 8
  case q2K = 10
  case q3K = 11
  case q4K = 12
  case q5K = 13
  case q6K = 14
  case bfloat16 = 30

  /// The name that ggml's tools use: "Q4_1".
  public var name: String { Self.names[rawValue] ?? "?" }

  /// Weights that are packed together, always of one row.
  public var blockSize: Int {
    switch self {
    case .float32, .float16, .bfloat16: 1
    case .q40, .q41, .q50, .q51, .q80: 32
    case .q2K, .q3K, .q4K, .q5K, .q6K: 256
    }
  }

  /// The bytes of a block.
  public var bytesPerBlock: Int {
    switch self {
    case .float32: 4
    case .float16, .bfloat16: 2
    case .q40: 2 + 16
    case .q41: 2 + 2 + 16
    case .q50: 2 + 4 + 16
    case .q51: 2 + 2 + 4 + 16
    case .q80: 2 + 32
    case .q2K: 16 + 64 + 2 + 2
    case .q3K: 32 + 64 + 12 + 2
    case .q4K: 2 + 2 + 12 + 128
    case .q5K: 2 + 2 + 12 + 32 + 128
    case .q6K: 128 + 64 + 16 + 2
    }
  }

  /// Bits a weight, scales included.
  public var bitsPerWeight: Double { 8 * Double(bytesPerBlock) / Double(blockSize) }

  /// What ggml calls a type number, also one that is not supported here.
  static func name(ofType type: UInt32) -> String { names[type] ?? "number \(type)" }

  /// All forms, for messages.
  static var listed: String { allCases.map(\.name).joined(separator: ", ") }

  private static let names: [UInt32: String] = [
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 6: "Q5_0", 7: "Q5_1", 8: "Q8_0", 9: "Q8_1",
    10: "Q2_K", 11: "Q3_K", 12: "Q4_K", 13: "Q5_K", 14: "Q6_K", 15: "Q8_K", 16: "IQ2_XXS",
    17: "IQ2_XS", 18: "IQ3_XXS", 19: "IQ1_S", 20: "IQ4_NL", 21: "IQ3_S", 22: "IQ2_S",
    23: "IQ4_XS", 24: "I8", 25: "I16", 26: "I32", 27: "I64", 28: "F64", 29: "IQ1_M", 30: "BF16",
    34: "TQ1_0", 35: "TQ2_0", 39: "MXFP4", 40: "NVFP4",
  ]
}
