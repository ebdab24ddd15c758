/// Counts with their nouns: one of a thing has no s.
///
///     Plural.count(1, "document")               // 1 document
///     Plural.count(3, "document")               // 3 documents
///     Plural.count(2, "copy", "copies")         // 2 copies
public enum Plural {
  /// - Parameter many: the noun for every other number than one; nil for the noun with an s.
  public static func count(_ number: Int, _ noun: String, _ many: String? = nil) -> String {
    "\(number) \(of(number, noun, many))"
  }

  /// The noun alone, as that number asks for it.
  public static func of(_ number: Int, _ noun: String, _ many: String? = nil) -> String {
    number == 1 ? noun : many ?? noun + "s"
  }
}
