/// How wide a text will be, so that margins and labels fit before anything is drawn.
///
/// Widths are those of DejaVu Sans, a wide face: where a browser takes a narrower one, the text
/// only leaves more room.
public enum TextMetrics {
  /// Advance widths of U+0020…U+007E in hundredths of the font size.
  private static let advances: [UInt8] = [
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
    60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63,
    63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
  ]

  /// The width in pixels at a font size in pixels.
  public static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    var hundredths = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20...0x7E: hundredths += Int(advances[Int(scalar.value) - 0x20])
      case 0x2070...0x209F, 0xB2, 0xB3, 0xB9: hundredths += 40
      case 0x300...0x36F, 0x200B...0x200F: break
      case 0x2E80...: hundredths += 100
      default: hundredths += 66
      }
    }
    return Double(hundredths) / 100 * size * (isBold ? 1.12 : 1)
  }

  /// Breaks a text at spaces into lines no wider than `limit`, keeping its own newlines; a word
  /// that is wider stays whole.
  public static func wrapped(
    _ text: String, limit: Double, size: Double, isBold: Bool = false
  ) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        let longer = line.isEmpty ? String(word) : line + " " + word
        if !line.isEmpty, width(longer, size: size, isBold: isBold) > limit {
          lines.append(line)
          line = String(word)
        } else {
          line = longer
        }
      }
      lines.append(line)
    }
    return lines
  }
}
