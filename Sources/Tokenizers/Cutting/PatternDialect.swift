/// Rewrites a regular expression of a tokenizer's file, in Oniguruma's dialect, for PCRE2.
///
/// Both read most expressions alike. Here are those that they do not:
///
/// - `\s` is Unicode's white space in the one, and somewhat more in the other; `\h` is a hexadecimal digit;
///   `\w` has marks in it;
/// - sets may hold sets, `[^a[bc]]`, and what two have in common, `[\p{L}&&[^\p{Han}]]`;
/// - a script's name means the script, not the characters that it shares with others.
///
/// What would be read otherwise, and is not rewritten here, is refused.
struct PatternDialect {
  /// What is wrong with an expression.
  struct Problem: Error, Equatable {
    let text: String
  }

  // Scalars: a mark behind a bracket would be one character with it.
  private let scalars: [Unicode.Scalar]
  private var place = 0

  private init(_ expression: String) { scalars = Array(expression.unicodeScalars) }

  static func rewrite(_ expression: String) throws(Problem) -> String {
    var dialect = PatternDialect(expression)
    var result = ""
    while let next = dialect.next() {
      switch next {
      case "[": result += try dialect.set().pattern
      case "\\": result += try dialect.escape(isInSet: false)
      default: result.unicodeScalars.append(next)
      }
    }
    return result
  }

  private mutating func next() -> Unicode.Scalar? {
    guard place < scalars.count else { return nil }
    defer { place += 1 }
    return scalars[place]
  }

  private func isNext(_ text: String) -> Bool {
    scalars[place...].starts(with: text.unicodeScalars)
  }

  // MARK: - Sets

  /// A set of characters: of some, or of all others, and further sets that it must lie in.
  private struct Set {
    var isNegated = false
    /// As between brackets.
    var items = ""
    var others: [Set] = []

    var pattern: String {
      let own = "[\(isNegated ? "^" : "")\(items)]"
      guard !others.isEmpty else { return own }
      return "(?:" + others.map { "(?=\($0.pattern))" }.joined() + own + ")"
    }
  }

  /// Reads a set whose bracket has been read, up to the end of it.
  private mutating func set() throws(Problem) -> Set {
    var set = Set()
    if isNext("^") {
      set.isNegated = true
      place += 1
    }
    if isNext("]") {
      set.items = "\\]"
      place += 1
    }
    while !isNext("]") {
      if isNext("&&") {
        place += 2
        set.others.append(try rest())
        break
      }
      try readItem(into: &set)
    }
    place += 1
    guard set.others.isEmpty || !set.isNegated else {
      throw Problem(text: "a negated set with && in it is not supported")
    }
    guard !set.items.isEmpty else { throw Problem(text: "a set without characters") }
    return set
  }

  /// What follows `&&` in a set: one set, or characters as between brackets.
  private mutating func rest() throws(Problem) -> Set {
    var set = Set()
    if isNext("[") {
      place += 1
      set = try self.set()
      guard isNext("]") else {
        throw Problem(text: "more than one set behind && is not supported")
      }
      return set
    }
    while !isNext("]") {
      guard !isNext("&&") else { throw Problem(text: "a second && in a set is not supported") }
      try readItem(into: &set)
    }
    return set
  }

  private mutating func readItem(into set: inout Set) throws(Problem) {
    guard let next = next() else { throw Problem(text: "a set has no end") }
    switch next {
    case "[" where isNext(":"):
      throw Problem(text: "a named set such as [:alpha:] is not supported")
    case "[":
      let inner = try self.set()
      guard !inner.isNegated, inner.others.isEmpty else {
        throw Problem(text: "a negated set inside a set is not supported")
      }
      set.items += inner.items
    case "\\": set.items += try escape(isInSet: true)
    default: set.items.unicodeScalars.append(next)
    }
  }

  // MARK: - Escapes

  /// Unicode's White_Space, as between brackets.
  private static let space =
    #"\x{9}-\x{D}\x{20}\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}"#
  private static let word = #"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}"#
  private static let hexadecimal = "0-9A-Fa-f"

  /// An escape whose backslash has been read.
  private mutating func escape(isInSet: Bool) throws(Problem) -> String {
    guard let next = next() else { throw Problem(text: "it ends in a backslash") }
    func set(_ items: String, isNegated: Bool = false) throws(Problem) -> String {
      guard isInSet else { return "[\(isNegated ? "^" : "")\(items)]" }
      guard !isNegated else { throw Problem(text: "\\\(next) inside a set is not supported") }
      return items
    }
    switch next {
    case "s": return try set(Self.space)
    case "S": return try set(Self.space, isNegated: true)
    case "w": return try set(Self.word)
    case "W": return try set(Self.word, isNegated: true)
    case "h": return try set(Self.hexadecimal)
    case "H": return try set(Self.hexadecimal, isNegated: true)
    case "d": return #"\p{Nd}"#
    case "D": return #"\P{Nd}"#
    case "p", "P": return try property(next)
    case "u": return try codePoint()
    case "x": return #"\x"#
    // The same in both.
    case "n", "r", "t", "f", "e", "a", "b", "B", "A", "z", "Z", "G": break
    case "v": return #"\x{B}"#
    default:
      // Digits refer to groups, other letters mean what they mean in one of the dialects alone.
      guard next.isASCII else { return String(next) }
      guard !next.properties.isAlphabetic, !("0"..."9").contains(next) else {
        throw Problem(text: "\\\(next) is not supported")
      }
    }
    return "\\" + String(next)
  }

  /// `\p{…}`, from its brace on.
  private mutating func property(_ letter: Unicode.Scalar) throws(Problem) -> String {
    guard isNext("{"), let end = scalars[place...].firstIndex(of: "}") else {
      throw Problem(text: "\\\(letter) without a property in braces")
    }
    let spelled = Self.text(scalars[(place + 1)..<end])
    place = end + 1
    let isNegated = spelled.hasPrefix("^")
    let name = isNegated ? String(spelled.dropFirst()) : spelled
    let sign = isNegated ? "^" : ""
    if Self.categories.contains(name) { return "\\\(letter){\(sign)\(name)}" }
    switch name.lowercased().filter({ $0 != "_" && $0 != " " }) {
    case "alpha", "alphabetic": return "\\\(letter){\(sign)Alphabetic}"
    case "digit": return "\\\(letter){\(sign)Nd}"
    case "upper", "uppercase": return "\\\(letter){\(sign)Uppercase}"
    case "lower", "lowercase": return "\\\(letter){\(sign)Lowercase}"
    case "any": return "\\\(letter){\(sign)Any}"
    case "punct", "word", "alnum", "space", "whitespace", "graph", "print", "cntrl", "xdigit":
      throw Problem(text: "the property \(name) is not supported")
    default: return "\\\(letter){\(sign)sc:\(name)}"
    }
  }

  /// Unicode's general categories, by their short names.
  private static let categories: Swift.Set<String> = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd",
    "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc",
    "Cf",
    "Cs", "Co", "Cn",
  ]

  /// `\uHHHH`.
  private mutating func codePoint() throws(Problem) -> String {
    let digits = Self.text(scalars[place...].prefix(4))
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit) else {
      throw Problem(text: "\\u without four hexadecimal digits")
    }
    place += 4
    return "\\x{\(digits)}"
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
