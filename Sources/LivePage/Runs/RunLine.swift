import Groundwork

/// A line that a chapter prints, as the page shows it.
enum RunLine: Equatable {
  case heading(String)
  /// What the prose asserts, and whether it held: true, false, or not asked of this text.
  case claim(String, holds: Bool?)
  /// What depends on the machine, and whether it is as usual; it fails nothing.
  case observation(String, isUsual: Bool)
  /// A chart's or schematic's title; its picture's path is the next line.
  case chart(title: String)
  /// A picture's path.
  case picture(path: String)
  /// How far a long piece of work is: `title: 12/100, …`.
  case progress(title: String, done: Double, text: String)
  /// The chapter waits for its reader.
  case pause(String)
  case text(String)

  /// Reads a line of standard output or of standard error.
  init(_ line: String) {
    let trimmed = line.drop { $0 == " " }
    if line.hasPrefix("#"), let space = line.firstIndex(of: " "),
      line[..<space].allSatisfy({ $0 == "#" })
    {
      self = .heading(String(line[line.index(after: space)...]))
    } else if line.hasPrefix("  "), let mark = trimmed.first, "✓✗·".contains(mark),
      trimmed.dropFirst().first == " "
    {
      let holds: Bool? = mark == "·" ? nil : mark == "✓"
      self = .claim(String(trimmed.dropFirst(2)), holds: holds)
    } else if line.hasPrefix("  "), let mark = trimmed.first, "○△".contains(mark),
      trimmed.dropFirst().first == " "
    {
      self = .observation(String(trimmed.dropFirst(2)), isUsual: mark == "○")
    } else if let title = line.wholeMatch(of: #/ {2}(?:chart|schematic): (.+)/#)?.output.1 {
      self = .chart(title: String(title))
    } else if line.hasPrefix("         "), trimmed.hasPrefix("/"), line.hasSuffix(".svg") {
      self = .picture(path: String(trimmed))
    } else if line.hasPrefix("— "), line.hasSuffix(" —") {
      self = .pause(String(line.dropFirst(2).dropLast(2)))
    } else if let progress = Self.progress(line) {
      self = progress
    } else {
      self = .text(line)
    }
  }

  /// Of `title: 12/100, 768 tokens/s, 3 s left` and of `title: 12 %, …`.
  private static func progress(_ line: String) -> RunLine? {
    guard let match = line.firstMatch(of: #/^([^:]+): (?:(\d+)\/(\d+)|(\d+) %)(?:, (.*))?$/#)
    else { return nil }
    let (_, title, done, total, percent, note) = match.output
    let share: Double
    if let percent {
      share = (Double(percent) ?? 0) / 100
    } else {
      share = (done.flatMap { Double($0) } ?? 0) / max(1, total.flatMap { Double($0) } ?? 1)
    }
    return .progress(title: String(title), done: min(1, share), text: note.map(String.init) ?? "")
  }

  /// What the page's script is told.
  ///
  /// - Parameters:
  ///   - root: the workbook's folder, from which paths in texts are told.
  ///   - address: of a picture's path, from the page's own root; nil where it is none.
  ///   - narrow: the path of a picture's form for phones; nil where it has none.
  func event(
    below root: String, address: (String) -> String?,
    narrow: (String) -> String? = { _ in nil }
  ) -> JSONValue {
    switch self {
    case .heading(let text): ["kind": "heading", "text": .text(text)]
    case .claim(let text, let holds):
      ["kind": "claim", "text": .text(text), "holds": holds.map { .bool($0) } ?? .null]
    case .observation(let text, let isUsual):
      ["kind": "observation", "text": .text(text), "isUsual": .bool(isUsual)]
    case .chart(let title): ["kind": "chart", "text": .text(title)]
    case .picture(let path):
      [
        "kind": "picture", "text": .text(path.withoutFolder(root)),
        "address": .optional(address(path)), "narrow": .optional(narrow(path).flatMap(address)),
      ]
    case .progress(let title, let done, let text):
      ["kind": "progress", "title": .text(title), "done": .number(done), "text": .text(text)]
    case .pause(let text): ["kind": "pause", "text": .text(text)]
    case .text(let text): ["kind": "text", "text": .text(text.withoutFolder(root))]
    }
  }
}
