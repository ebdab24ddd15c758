/// Word lists as plain text: the compiler takes minutes over an array of a thousand literals, and
/// a blink over one string.
enum Lexicon {
  /// The entries of a list, one a line or parted by commas; blank ones are dropped.
  static func entries(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == "\n" || $0 == "," })
      .map { $0.trimmed() }
      .filter { !$0.isEmpty }
  }

  /// The lines of a text, without blank ones.
  static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmed() }.filter { !$0.isEmpty }
  }
}

extension Substring {
  fileprivate func trimmed() -> String {
    var part = self
    while part.first == " " { part.removeFirst() }
    while part.last == " " { part.removeLast() }
    return String(part)
  }
}
