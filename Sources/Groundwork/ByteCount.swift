import Foundation

/// Bytes in words, in powers of ten as files and transfers are counted; `NumberStyle.bytes` writes
/// memory, in powers of two.
///
///     ByteCount.text(1_234_567)             // 1.2 MB
///     ByteCount.text(300)                   // 300 bytes
///     ByteCount.rate(24_000_000, seconds: 8)   // 3.0 MB/s
public enum ByteCount {
  /// Bytes below a thousand; then whole kilobytes, rounded up; from a million bytes on, megabytes to a
  /// tenth.
  public static func text(_ count: Int) -> String {
    if count < 1_000 { return Plural.count(count, "byte") }
    return count < 1_000_000 ? "\((count + 999) / 1_000) kB" : tenths(Double(count) / 1e6) + " MB"
  }

  /// Megabytes a second, to a tenth.
  public static func rate(_ count: Int, seconds: Double) -> String {
    tenths(Double(count) / 1e6 / max(seconds, 1e-9)) + " MB/s"
  }

  /// "24.0 MB in 8.0 s, 3.0 MB/s".
  public static func text(_ count: Int, in seconds: Double) -> String {
    "\(text(count)) in \(tenths(seconds)) s, \(rate(count, seconds: seconds))"
  }

  private static func tenths(_ value: Double) -> String { String(format: "%.1f", value) }
}
