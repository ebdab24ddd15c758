/// The words of a world as plain text: the compiler takes minutes over an array of a thousand
/// literals, and a blink over one string.
///
///     # animal
///     cat, dog, guinea pig
///     ## sentence
///     The {animal}, I fear, is hungry.
///
/// A line that begins with `#` names a list of entries parted by commas, one with `##` a list of
/// lines. The frequent entries come first.
struct Lexicon: Sendable {
  private let lists: [(name: String, entries: [String])]

  init(_ text: String) {
    var lists: [(name: String, isByLine: Bool, lines: [String])] = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let marks = line.prefix { $0 == UInt8(ascii: "#") }.count
      if marks > 0 {
        lists.append((Self.trimmed(line.dropFirst(marks)), marks == 2, []))
      } else if !lists.isEmpty {
        lists[lists.count - 1].lines.append(Self.trimmed(line))
      }
    }
    self.lists = lists.map { list in
      let entries =
        list.isByLine ? list.lines : Self.parts(list.lines.joined(separator: " "), at: ",")
      return (list.name, entries.filter { !$0.isEmpty })
    }
  }

  private static func parts(_ text: String, at separator: Unicode.Scalar) -> [String] {
    text.utf8.split(separator: UInt8(ascii: separator)).map { trimmed($0) }
  }

  /// The entries of a list.
  ///
  /// - Precondition: the text has such a list.
  subscript(name: String) -> [String] {
    guard let list = lists.first(where: { $0.name == name }) else {
      preconditionFailure("the lexicon has no list \(name)")
    }
    return list.entries
  }

  /// The lists of words, in lower case; and where a sentence has a slot such as `{a animal}`, the
  /// list with the article that each entry wants: "a cat", "an owl".
  var categories: [Grammar.Category] {
    let words = lists.filter { Self.isLowercase($0.name) && !Self.special.contains($0.name) }
    let text = lists.flatMap(\.entries).joined(separator: " ")
    let withArticle = words.filter { text.contains("{\(Self.article)\($0.name)}") }.map {
      (name: Self.article + $0.name, entries: $0.entries.map { Self.withArticle($0) })
    }
    // A list may be spoken of with the article alone.
    let bare = words.filter { list in
      text.contains("{\(list.name)}")
        || !withArticle.contains { $0.name == Self.article + list.name }
    }
    return (bare + withArticle).map { Grammar.Category($0.name, $0.entries) }
  }

  /// What the name of a list with articles begins with.
  static let article = "a "

  /// An entry with "a" or "an", by how it is spoken: "a unilateral", "an heir".
  private static func withArticle(_ entry: String) -> String {
    let word = entry.lowercased()
    let isVowel =
      !consonants.contains { word.hasPrefix($0) }
      && (word.first.map { "aeiou".contains($0) } ?? false
        || vowels.contains { word.hasPrefix($0) })
    return (isVowel ? "an " : "a ") + entry
  }

  private static let consonants = [
    "one", "eu", "use", "usu", "unil", "unan", "unif", "uniq", "unit", "univ", "ut",
  ]
  private static let vowels = ["heir", "honest", "honour", "hour"]

  /// The lists of facts, in capitals.
  var factNames: [String] { lists.map(\.name).filter { !Self.isLowercase($0) } }

  /// The titles, a topic on each line.
  var topics: [[String]] { self["title"].map { Self.parts($0, at: ";") } }

  /// All words and phrases that were written for this lexicon, each once; no sentences, and nothing
  /// that has slots.
  var phrases: [String] {
    let special = Self.special.subtracting(["term"])
    let all = lists.filter { !special.contains($0.name) }.flatMap(\.entries) + topics.joined()
    return all.filter { !$0.contains("{") && !$0.contains("$") }.uniqued()
  }

  private static let special: Set<String> = ["title", "sentence", "term"]

  private static func isLowercase(_ name: String) -> Bool { name == name.lowercased() }

  private static func trimmed(_ text: some Sequence<UInt8>) -> String {
    var bytes = Array(text)[...]
    while bytes.first == 0x20 { bytes.removeFirst() }
    while bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [String] {
  /// The elements without repetitions, in order of first appearance.
  func uniqued() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
