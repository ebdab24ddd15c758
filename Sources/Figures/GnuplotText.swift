/// Texts and numbers as gnuplot reads them.
///
/// All but bold text is drawn with `noenhanced`, so that `_ ^ { } @ & ~` stand for themselves; what
/// is left to escape is the syntax of gnuplot's own strings.
enum GnuplotText {
  /// A double-quoted string. Backslash, quote, backquote (command substitution, also inside
  /// quotes) and newline are written as octal escapes; other control characters are left out,
  /// for an SVG file must not hold them.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "`": result += "\\140"
      case "\n": result += "\\n"
      case "\t": result += " "
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): break
      case "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A string for a label drawn with `enhanced`, all of it bold: the only way to a bold face that
  /// the SVG terminal knows. The characters with a meaning there are escaped.
  static func quotedBold(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\_^{}@&~".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return quoted("{/:Bold \(escaped)}")
  }

  /// The label of a tick, which gnuplot also reads as a number format.
  static func quotedTick(_ text: String) -> String {
    quoted(String(text.map { $0 == "%" ? "%%" : String($0) }.joined()))
  }

  /// The shortest decimal that gives the same number back.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "NaN" }
    let text = "\(value == 0 ? 0 : value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A comment of one line.
  static func comment(_ text: String) -> String {
    "# " + text.unicodeScalars.map { $0.value < 0x20 ? " " : String($0) }.joined()
  }
}
