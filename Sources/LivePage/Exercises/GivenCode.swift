import ExerciseKit
import Groundwork

/// What an exercise's code takes from elsewhere, with its declaration: who reads in a browser has no file to
/// open.
struct GivenCode: Equatable, Sendable {
  /// `Chapter02.BlockSummary`.
  let name: String
  /// From the workbook's folder.
  let file: String
  /// The declaration with its comment; empty where it is not found.
  let code: String

  init(_ given: ExerciseWorkspace.Given, root: String) {
    (name, file) = (given.name, given.file)
    let bytes = (try? AtomicFile.read("\(root)/\(given.file)", limit: .document)) ?? []
    let word = given.name.split(separator: ".").last.map(String.init) ?? given.name
    code = Self.declaration(of: word, in: String(decoding: bytes, as: UTF8.self))
  }

  /// The lines that declare a name: formatted code closes a declaration as far in as it opens it.
  static func declaration(of word: String, in text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard
      let pattern = try? Regex(
        "^ *public (static |indirect |final )*(struct|enum|class|typealias|func|let|var) \(word)\\b"
      ),
      let place = lines.firstIndex(where: { $0.contains(pattern) })
    else { return "" }
    let indent = lines[place].prefix { $0 == " " }
    var first = place
    while first > 0, lines[first - 1].drop(while: { $0 == " " }).hasPrefix("///") { first -= 1 }
    let rest = lines[place...]
    // A block ends with its brace, anything else before an empty line.
    let close = rest.dropFirst().firstIndex { $0 == indent + "}" }
    let gap = rest.firstIndex { $0.isEmpty } ?? lines.endIndex
    let opens = lines[place..<gap].contains { $0.hasSuffix("{") }
    let last = opens ? (close ?? gap - 1) : gap - 1
    return lines[first...last].map { $0.hasPrefix(indent) ? $0.dropFirst(indent.count) : $0 }
      .joined(separator: "\n")
  }
}
