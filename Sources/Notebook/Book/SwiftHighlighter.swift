/// Colours for Swift code on a page: what is a keyword, a type, a text, a number, a comment.
///
/// A lexer of one pass. It knows no grammar: a word is a keyword wherever it stands, unless a dot or
/// a backquote precedes it.
///
///     SwiftHighlighter.markup(of: "let a = 1").html
///     // <span class="k">let</span> a = <span class="n">1</span>
public struct SwiftHighlighter {
  private static let keywords: Set = [
    "as", "async", "await", "borrowing", "break", "case", "catch", "class", "consuming", "continue",
    "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false",
    "fileprivate", "final", "for", "func", "guard", "if", "import", "in", "indirect", "init",
    "inout", "internal", "is", "isolated", "lazy", "let", "mutating", "nil", "nonisolated", "open",
    "operator", "override", "package", "private", "protocol", "public", "repeat", "rethrows",
    "return", "self", "Self", "some", "static", "struct", "subscript", "super", "switch", "throw",
    "throws", "true", "try", "typealias", "unowned", "var", "weak", "where", "while", "any",
  ]

  private let characters: [Character]
  private var position = 0
  private var plain = ""
  private var result: [Markup] = []

  private init(_ code: String) { characters = Array(code) }

  /// Code as text and spans of the classes `k` (keyword), `t` (type), `s` (text), `n` (number),
  /// `c` (comment) and `a` (attribute or directive). Together they are the code, character by character.
  public static func markup(of code: String) -> [Markup] {
    var highlighter = SwiftHighlighter(code)
    while highlighter.position < highlighter.characters.count { highlighter.step() }
    highlighter.flush()
    return highlighter.result
  }

  private func starts(_ text: String, at place: Int? = nil) -> Bool {
    characters[(place ?? position)...].starts(with: text)
  }

  private mutating func flush() {
    if !plain.isEmpty { result.append(.text(plain)) }
    plain = ""
  }

  private mutating func emit(_ kind: String, through end: Int) {
    flush()
    let end = min(end, characters.count)
    result.append(.tag("span", ["class": kind], [.text(String(characters[position..<end]))]))
    position = end
  }

  private mutating func step() {
    let character = characters[position]
    if starts("//") {
      emit("c", through: characters[position...].firstIndex { $0.isNewline } ?? characters.count)
    } else if starts("/*") {
      emit("c", through: end(of: "*/", from: position + 2))
    } else if let end = endOfText() {
      emit("s", through: end)
    } else if character.isLetter || character == "_" {
      word()
    } else if character.isNumber {
      emit("n", through: endOfNumber())
    } else if character == "@" || character == "#", position + 1 < characters.count,
      characters[position + 1].isLetter
    {
      emit("a", through: endOfWord(from: position + 1))
    } else {
      plain.append(character)
      position += 1
    }
  }

  private mutating func word() {
    let end = endOfWord(from: position)
    let word = String(characters[position..<end])
    let before = position > 0 ? characters[position - 1] : " "
    if Self.keywords.contains(word), before != ".", before != "`" {
      emit("k", through: end)
    } else if word.first?.isUppercase == true {
      emit("t", through: end)
    } else {
      plain += word
      position = end
    }
  }

  private func endOfWord(from begin: Int) -> Int {
    characters[begin...].firstIndex { !$0.isLetter && !$0.isNumber && $0 != "_" }
      ?? characters.count
  }

  /// Digits with what belongs to them: `1_000.5e-3`, `0xFF`; `0...3` is two numbers.
  private func endOfNumber() -> Int {
    var end = position
    while end < characters.count {
      let character = characters[end]
      let next = end + 1 < characters.count ? characters[end + 1] : " "
      let isSign = "+-".contains(character) && "eE".contains(characters[end - 1])
      let isPoint = character == "." && next.isNumber
      guard
        character.isLetter || character.isNumber || character == "_" || isPoint
          || (isSign && !starts("0x"))
      else { break }
      end += 1
    }
    return end
  }

  private func end(of mark: String, from begin: Int) -> Int {
    var place = begin
    while place < characters.count, !starts(mark, at: place) { place += 1 }
    return place + mark.count
  }

  /// The end of the text literal that begins here; nil where none does.
  private func endOfText() -> Int? {
    var begin = position
    while begin < characters.count, characters[begin] == "#" { begin += 1 }
    let fence = String(repeating: "#", count: begin - position)
    guard begin < characters.count, characters[begin] == "\"" else { return nil }
    let quotes = starts("\"\"\"", at: begin) ? "\"\"\"" : "\""
    var (place, depth) = (begin + quotes.count, 0)
    while place < characters.count {
      if starts("\\" + fence + "(", at: place) {
        depth += 1
        place += fence.count + 2
      } else if depth > 0 {
        // Inside an interpolation a quote ends nothing, unless the text itself ends unclosed.
        if characters[place] == "(" { depth += 1 }
        if characters[place] == ")" { depth -= 1 }
        if characters[place].isNewline, quotes == "\"" { return place }
        place += 1
      } else if starts(quotes + fence, at: place) {
        return place + quotes.count + fence.count
      } else if characters[place].isNewline, quotes == "\"" {
        return place
      } else {
        place += fence.isEmpty && characters[place] == "\\" ? 2 : 1
      }
    }
    return characters.count
  }
}
