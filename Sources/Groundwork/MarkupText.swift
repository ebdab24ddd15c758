/// Texts as HTML, SVG and XML show them.
public enum MarkupText {
  /// A text in which nothing is taken for markup: between tags, and in an attribute in quotation marks of
  /// either kind.
  ///
  /// - Parameter areQuotesEscaped: false between tags, where quotation marks are no markup.
  public static func escaped(
    _ text: some StringProtocol, areQuotesEscaped: Bool = true
  ) -> String {
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return String(text) }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where areQuotesEscaped: result += "&quot;"
      case "'" where areQuotesEscaped: result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
