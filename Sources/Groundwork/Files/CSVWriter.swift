/// Fields and lines as `CSVReader` reads them.
public enum CSVWriter {
  /// A field, in quotation marks where it needs them; line ends and other control characters become
  /// spaces, so that a row stays a line.
  public static func field(_ text: String) -> String {
    let flat = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    let isPlain =
      !flat.contains { $0 == "," || $0 == "\"" } && flat.first != " " && flat.last != " "
    return isPlain ? flat : "\"" + flat.replacing("\"", with: "\"\"") + "\""
  }

  /// A line of fields, without its end.
  public static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",")
  }
}
