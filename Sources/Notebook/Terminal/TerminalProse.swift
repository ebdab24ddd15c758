import Groundwork

/// Markdown as a terminal can show it: emphasis by its weight, formulas in letters, lines of 80.
public struct TerminalProse {
  /// Whether bold and italic letters may be used.
  let hasStyles: Bool
  var width = 80

  public init(hasStyles: Bool) { self.hasStyles = hasStyles }

  /// A piece of Markdown in lines.
  public func text(_ markdown: String) -> String {
    var blocks: [String] = []
    var paragraph: [Substring] = []
    var code: [Substring]?
    func flush() {
      if !paragraph.isEmpty { blocks.append(block(paragraph)) }
      paragraph = []
    }
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let lines = code {
          blocks.append(lines.map { "    \($0)" }.joined(separator: "\n"))
          code = nil
        } else {
          flush()
          code = []
        }
      } else if code != nil {
        code?.append(line)
      } else if line.allSatisfy(\.isWhitespace) {
        flush()
      } else if line.hasPrefix("#") {
        flush()
        blocks.append(heading(line))
      } else {
        let goesOn = line.hasPrefix("|") && paragraph.last?.hasPrefix("|") == true
        let ends = !line.hasPrefix("|") && paragraph.last?.hasPrefix("|") == true
        if Self.isItem(line) && !goesOn || ends { flush() }
        paragraph.append(line)
      }
    }
    flush()
    return blocks.joined(separator: "\n\n")
  }

  private static func isItem(_ line: Substring) -> Bool {
    line.contains(#/^\s*([-*+]|\d+\.)\s/#) || line.hasPrefix("|") || line.hasPrefix(">")
  }

  private func heading(_ line: Substring) -> String {
    let marks = line.prefix { $0 == "#" }
    let title = inline(line.dropFirst(marks.count).drop { $0 == " " })
    return hasStyles ? "\u{1B}[1m\(marks) \(title)\u{1B}[0m" : "\(marks) \(title)"
  }

  /// A paragraph or an item of a list, in lines.
  private func block(_ lines: [Substring]) -> String {
    let first = lines[0]
    if first.hasPrefix("|") { return table(lines) }
    var indentation = ""
    var start = first
    if let match = first.firstMatch(of: #/^\s*([-*+]|\d+\.)\s+/#) {
      let mark = match.output.1
      let sign = mark.first.map { "-*+".contains($0) } == true ? "•" : String(mark)
      indentation = String(repeating: " ", count: sign.count + 1)
      start = first[match.range.upperBound...]
      let rest = ([start] + lines.dropFirst()).joined(separator: " ")
      let wrapped = Self.wrapped(inline(rest), width: width - indentation.count)
      return "\(sign) " + wrapped.joined(separator: "\n" + indentation)
    }
    let whole = ([start] + lines.dropFirst()).joined(separator: " ")
    if whole.hasPrefix("$$"), let end = whole.dropFirst(2).range(of: "$$") {
      // A formula of its own line, and what follows it.
      let formula =
        "    " + TeXText.plain(whole[whole.index(whole.startIndex, offsetBy: 2)..<end.lowerBound])
      let behind = whole[end.upperBound...].drop { $0 == " " }
      return behind.isEmpty
        ? formula
        : formula + "\n\n" + Self.wrapped(inline(behind), width: width).joined(separator: "\n")
    }
    return Self.wrapped(inline(whole), width: width).joined(separator: "\n")
  }

  /// A table in columns, as wide as a line at most. Its texts have no styles.
  private func table(_ lines: [Substring]) -> String {
    let plain = TerminalProse(hasStyles: false)
    let rows = lines.filter { !$0.allSatisfy("|:- ".contains) }.map { line in
      line.dropFirst().split(separator: "|", omittingEmptySubsequences: false).map {
        plain.inline($0.split(separator: " ").joined(separator: " "))
      }
    }
    guard let titles = rows.first?.dropLast() else { return "" }
    var table = Table(titles.map { .text($0) })
    for row in rows.dropFirst() { table.append(row: row) }
    return table.plainText(width: width)
  }

  /// Emphasis, code, links and formulas inside of a line.
  func inline(_ text: some StringProtocol) -> String {
    var out = ""
    var rest = Substring(String(text))
    func between(_ mark: String) -> Substring? {
      guard rest.hasPrefix(mark) else { return nil }
      let inner = rest.dropFirst(mark.count)
      guard let end = inner.range(of: mark), end.lowerBound > inner.startIndex,
        inner.first?.isWhitespace == false
      else { return nil }
      defer { rest = inner[end.upperBound...] }
      return inner[..<end.lowerBound]
    }
    while let next = rest.first {
      if let formula = between("$$") ?? between("$") {
        out += TeXText.plain(formula)
      } else if let code = between("`") {
        out += styled(String(code), 36)
      } else if let strong = between("**") {
        out += styled(inline(strong), 1)
      } else if let stressed = between("*") {
        out += styled(inline(stressed), 3)
      } else if next == "[", let link = rest.firstMatch(of: #/^\[([^\]]+)\]\(([^)]+)\)/#) {
        let target = link.output.2
        out += inline(link.output.1) + (target.hasPrefix("http") ? " (\(target))" : "")
        rest = rest[link.range.upperBound...]
      } else {
        out.append(next)
        rest.removeFirst()
      }
    }
    return out
  }

  private func styled(_ text: String, _ code: Int) -> String {
    // A style must end on its own line, so that every word carries it.
    guard hasStyles else { return text }
    return text.split(separator: " ", omittingEmptySubsequences: false)
      .map { "\u{1B}[\(code)m\($0)\u{1B}[0m" }.joined(separator: " ")
  }

  /// Lines of at most so many visible characters, broken between words.
  static func wrapped(_ text: String, width: Int) -> [String] {
    TerminalText.wrapped(text.replacing("\n", with: " "), width: width) {
      visibleCount(String($0))
    }
  }

  /// Characters that take room: those of a style do not.
  static func visibleCount(_ text: String) -> Int {
    text.replacing(#/\u{1B}\[\d+m/#, with: "").count
  }
}
