import Groundwork

/// Reads well-formed HTML: every element is closed, every attribute quoted.
///
/// That is less than a browser takes, on purpose: what a browser would silently mend differs between
/// browsers, and an EPUB reader mends nothing.
public struct MarkupParser {
  /// Markup that is not well formed.
  public struct Problem: UserFacingError, Equatable {
    /// From 1.
    public let line: Int
    public let message: String
    public var description: String { "line \(line): \(message)" }
  }

  private let bytes: [UInt8]
  private var position = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The nodes of a fragment or of a whole document; comments and the document type are left out.
  ///
  /// - Throws: `Problem` at the first place that is not well formed.
  public static func parse(_ text: String) throws(Problem) -> [Markup] {
    var parser = MarkupParser(text)
    return try parser.document()
  }

  /// An element whose end tag is still to come.
  private struct Open {
    var element: Markup.Element
    /// Where its start tag stands.
    let position: Int
  }

  private mutating func document() throws(Problem) -> [Markup] {
    var stack = [Open(element: Markup.Element(""), position: 0)]
    while position < bytes.count {
      if starts("<!--") {
        try skip(through: "-->", what: "comment")
      } else if starts("<!") || starts("<?") {
        try skip(through: ">", what: "declaration")
      } else if starts("</") {
        let begin = position
        position += 2
        let name = try name()
        skipSpace()
        try expect(">", after: "</\(name)")
        guard stack.count > 1, let last = stack.popLast(), last.element.name == name else {
          throw problem("</\(name)> closes nothing that is open", at: begin)
        }
        stack[stack.count - 1].element.children.append(.element(last.element))
      } else if bytes[position] == UInt8(ascii: "<") {
        let begin = position
        let (element, isClosed) = try startTag()
        if isClosed || Markup.voidNames.contains(element.name) {
          stack[stack.count - 1].element.children.append(.element(element))
        } else {
          stack.append(Open(element: element, position: begin))
        }
      } else {
        let begin = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        let text = try decoded(bytes[begin..<position])
        stack[stack.count - 1].element.children.append(.text(text))
      }
    }
    guard let root = stack.first, stack.count == 1 else {
      let last = stack[stack.count - 1]
      throw problem("<\(last.element.name)> is never closed", at: last.position)
    }
    return root.element.children
  }

  private mutating func startTag() throws(Problem) -> (Markup.Element, isClosed: Bool) {
    position += 1
    var element = Markup.Element(try name())
    while true {
      skipSpace()
      if starts("/>") {
        position += 2
        return (element, true)
      }
      if starts(">") {
        position += 1
        return (element, false)
      }
      let name = try name()
      guard element[name] == nil else { throw problem("\(name) is given twice") }
      skipSpace()
      guard starts("=") else {
        element.attributes.append(Markup.Attribute(name, ""))
        continue
      }
      position += 1
      skipSpace()
      guard position < bytes.count, let quote = ["\"", "'"].first(where: { starts($0) }) else {
        throw problem("the value of \(name) is not quoted")
      }
      position += 1
      let begin = position
      while position < bytes.count, !starts(quote) { position += 1 }
      let value = try decoded(bytes[begin..<position])
      try expect(quote, after: name)
      element.attributes.append(Markup.Attribute(name, value))
    }
  }

  // MARK: Pieces

  /// - Parameter place: where it is; nil for where reading has come to.
  private func problem(_ message: String, at place: Int? = nil) -> Problem {
    let line = bytes[..<(place ?? position)].count { $0 == UInt8(ascii: "\n") } + 1
    return Problem(line: line, message: message)
  }

  private func starts(_ text: String) -> Bool {
    bytes[position...].starts(with: text.utf8)
  }

  private mutating func expect(_ text: String, after what: String) throws(Problem) {
    guard starts(text) else { throw problem("expected \(text) after \(what)") }
    position += text.utf8.count
  }

  private mutating func skip(through end: String, what: String) throws(Problem) {
    let begin = position
    while position < bytes.count, !starts(end) { position += 1 }
    guard position < bytes.count else { throw problem("a \(what) without an end", at: begin) }
    position += end.utf8.count
  }

  private mutating func skipSpace() {
    while position < bytes.count, [9, 10, 13, 32].contains(bytes[position]) { position += 1 }
  }

  private mutating func name() throws(Problem) -> String {
    let begin = position
    while position < bytes.count, Self.isOfName(bytes[position]) { position += 1 }
    guard position > begin else { throw problem("expected a name behind <, or &lt; in its place") }
    return String(decoding: bytes[begin..<position], as: UTF8.self)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ":"),
      UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: byte >= 0x80
    }
  }

  /// Text with its entities replaced: those of XML, numbers, and the few that prose is written with.
  private func decoded(_ bytes: ArraySlice<UInt8>) throws(Problem) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    let parts = String(decoding: bytes, as: UTF8.self)
      .split(separator: "&", omittingEmptySubsequences: false)
    var result = String(parts[0])
    for part in parts.dropFirst() {
      guard let end = part.firstIndex(of: ";"), let text = Self.entity(part[..<end]) else {
        throw problem("&\(part.prefix(12)) is no entity; a plain & is written &amp;")
      }
      result += text + part[part.index(after: end)...]
    }
    return result
  }

  private static func entity(_ name: Substring) -> String? {
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let code =
        digits.lowercased().hasPrefix("x")
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
      return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
    let known = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
      "ndash": "–", "mdash": "—", "hellip": "…", "times": "×", "larr": "←", "rarr": "→",
    ]
    return known[String(name)]
  }
}
