/// A Swift file of a chapter: where its frame ends and its page begins.
struct SourceText {
  struct Line {
    /// From 1.
    let number: Int
    var text: Substring

    private var trimmed: Substring { text.drop { $0 == " " } }
    var isBlank: Bool { trimmed.isEmpty }
    /// Whether this is Markdown behind `//:`.
    var isProse: Bool { trimmed.hasPrefix("//:") }
    var isDocumentation: Bool { trimmed.hasPrefix("///") }

    var unindented: Line {
      Line(number: number, text: text.hasPrefix("  ") ? text.dropFirst(2) : text)
    }

    /// What the code below is called where it is folded: `//:fold TITLE`.
    var foldTitle: String? {
      let mark = "//:fold "
      guard trimmed.hasPrefix(mark) else { return nil }
      return String(trimmed.dropFirst(mark.count))
    }

    /// What the part is called that the file begins, `//:part TITLE`; empty where the title is missing.
    var partTitle: String? {
      let mark = "//:part"
      guard trimmed == mark || trimmed.hasPrefix(mark + " ") else { return nil }
      return String(trimmed.dropFirst(mark.count).drop { $0 == " " })
    }

    /// Prose without its mark.
    var withoutMark: Line {
      let prose = trimmed.dropFirst(3)
      return Line(number: number, text: prose.first == " " ? prose.dropFirst() : prose)
    }
  }

  let path: String
  private let lines: [Line]

  init(_ text: String, path: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      Line(number: $0.offset + 1, text: $0.element)
    }
  }

  private func error(line: Int, _ problem: String) -> NotebookError {
    .source(path: path, line: line, problem: problem)
  }

  func unindented(_ range: Range<Int>) -> [Line] { lines[range].map(\.unindented) }

  // MARK: main.swift

  /// The lines inside the closure of `Notebook.chapter`.
  func chapterBody() throws(NotebookError) -> Range<Int> {
    guard
      let begin = lines.firstIndex(where: {
        $0.text.hasPrefix("Notebook.chapter(") && $0.text.hasSuffix("{ notebook in")
      })
    else {
      throw error(line: 1, "expected a line Notebook.chapter(\"NN-Name\") { notebook in")
    }
    if let part = lines.first(where: { $0.partTitle != nil }) {
      throw error(line: part.number, "a part of a chapter begins with the file of a section")
    }
    guard let end = lines.lastIndex(where: { $0.text == "}" }), end > begin else {
      throw error(line: lines.count, "expected a last line of }")
    }
    return (begin + 1)..<end
  }

  /// Checks that the chapter's body calls its sections in their order.
  func requireCalls(
    of functions: [(name: String, file: String)], in body: Range<Int>
  ) throws(NotebookError) {
    if let prose = lines[body].first(where: \.isProse) {
      throw error(line: prose.number, "prose of a chapter of sections stands in its sections")
    }
    var next = body.lowerBound
    for (name, file) in functions {
      guard
        let call = lines[next..<body.upperBound].firstIndex(where: {
          $0.text.contains(" \(name)(")
        })
      else {
        throw error(
          line: lines[next].number,
          "expected a call of \(name) here or below: \(file) is the next section")
      }
      next = call + 1
    }
  }

  // MARK: A section

  /// What of a section's file is on the page, and the section's function.
  ///
  /// The page begins with the first line of prose and ends with the function's last brace. The
  /// function's signature, its documentation and its `return` are not on it: they are the frame.
  ///
  /// - Returns: `part`, too: the title of the part of the chapter that the section begins.
  func sectionPage() throws(NotebookError) -> (lines: [Line], function: String, part: String?) {
    guard let frame = sectionFrame() else {
      throw error(line: 1, "expected a line func name(_ notebook: Notebook) throws {")
    }
    guard let end = lines[frame.body...].firstIndex(where: { $0.text == "}" }) else {
      throw error(line: lines.count, "expected a line of } that ends \(frame.name)")
    }
    let result = lines[frame.body..<end].firstIndex { $0.text.hasPrefix("  return ") } ?? end
    var above = lines[..<frame.signature]
    while let last = above.last, last.isDocumentation || last.isBlank { above.removeLast() }
    let all = (above + lines[frame.body..<result].map(\.unindented)).filter { $0.partTitle == nil }
    let page = Array(all.drop { !$0.isProse })
    return (page, frame.name, try partTitle(before: page.first?.number ?? lines.count))
  }

  /// The title of the part that the file begins; nil where it begins none.
  ///
  /// - Parameter first: the number of the page's first line.
  private func partTitle(before first: Int) throws(NotebookError) -> String? {
    let marks = lines.filter { $0.partTitle != nil }
    guard let mark = marks.first, let title = mark.partTitle else { return nil }
    guard !title.isEmpty else {
      throw error(line: mark.number, "expected the part's title behind //:part")
    }
    if let late = marks.first(where: { $0.number > first }) ?? marks.dropFirst().first {
      throw error(line: late.number, "a part begins at the head of a file, before its prose")
    }
    return title
  }

  /// The first function at the margin that takes the notebook.
  private func sectionFrame() -> (name: String, signature: Int, body: Int)? {
    for index in lines.indices where lines[index].text.hasPrefix("func ") {
      guard let last = lines[index...].firstIndex(where: { $0.text.hasSuffix("{") }) else { break }
      let signature = lines[index...last].map { $0.text.drop { $0 == " " } }.joined()
      let name = signature.dropFirst("func ".count).prefix { $0 != "(" }
      guard signature.hasPrefix("func \(name)(_ notebook: Notebook") else { continue }
      return (String(name), index, last + 1)
    }
    return nil
  }
}
