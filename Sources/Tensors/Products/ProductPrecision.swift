import COneDNN

/// The numbers that matrices are multiplied in. Sums are float32 in either case.
///
/// With bfloat16, parameters, gradients, moments, norms, softmax and loss stay float32; what a product
/// reads is rounded to 8 bits of mantissa first (Kalamkar et al. 2019, arXiv 1905.12322). Float32's range
/// is kept, so that no loss has to be scaled, as float16 would want it (Micikevicius et al. 2017, arXiv
/// 1710.03740).
public enum ProductPrecision: String, Codable, CaseIterable, Sendable {
  case float32
  case bfloat16

  /// Why bfloat16 is not available, where it is not.
  public static let unavailability =
    "this processor does not multiply bfloat16 numbers, or oneDNN may not use that it does"

  /// Whether this machine can compute so: bfloat16 needs a processor that multiplies such numbers itself.
  public var isAvailable: Bool {
    self == .float32 || OneDNN.multipliesBFloat16
  }
}

/// oneDNN, the library that multiplies bfloat16 numbers, and thin float32 matrices faster than OpenBLAS.
public enum OneDNN {
  /// Such as "2.6.3".
  public static var version: String { String(cString: workbook_onednn_version()) }

  /// Whether there are bfloat16 products for this processor, as far as the library may use what it can
  /// do (`ONEDNN_MAX_CPU_ISA`).
  public static let multipliesBFloat16: Bool =
    workbook_onednn_has_bfloat16() != 0
    && OneDNNProduct(
      ProductShape(rows: 64, columns: 64, inner: 64), isRounded: true, accumulates: false) != nil
}
