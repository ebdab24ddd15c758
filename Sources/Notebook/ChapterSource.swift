import Foundation
import Groundwork

/// A chapter's source, cut into prose and code.
///
/// A chapter is one file, or a `main.swift` that calls its sections, each a file of its own. Prose
/// stands in lines that begin with `//:`. The frame is not part of the page, nor is its indentation:
/// it is the closure of `Notebook.chapter` in the one case, the section's function in the other.
public struct ChapterSource: Equatable, Sendable {
  public enum Cell: Equatable, Sendable {
    /// Markdown.
    case prose(String, lines: ClosedRange<Int>)
    /// Swift; with a title where it is shown folded: what only draws or lays out, behind `//:fold TITLE`.
    case code(String, lines: ClosedRange<Int>, fold: String? = nil)

    var isCode: Bool {
      if case .code = self { true } else { false }
    }
  }

  /// A file that the page is made of.
  public struct File: Equatable, Sendable {
    /// `main.swift`, or `2-Unigram.swift`.
    public let name: String
    public let cells: [Cell]
    /// The title of the part of the chapter that begins here, with a page of its own: `//:part TITLE`.
    public var part: String?
  }

  /// In reading order: `main.swift` alone, or the sections.
  public let files: [File]

  /// The files of each page, in order: one page, unless a section begins another part.
  public var parts: [(title: String?, files: [File])] {
    files.reduce(into: []) { parts, file in
      if parts.isEmpty || file.part != nil {
        parts.append((file.part, [file]))
      } else {
        parts[parts.count - 1].files.append(file)
      }
    }
  }

  public var isOfSections: Bool { files.map(\.name) != [Self.mainName] }

  static let mainName = "main.swift"

  /// Reads the chapter in a folder.
  ///
  /// - Throws: `NotebookError.source` where a frame is missing; `FileError`.
  public static func read(_ folder: String) throws -> ChapterSource {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    func text(_ name: String) throws -> String {
      String(decoding: try AtomicFile.read("\(folder)/\(name)"), as: UTF8.self)
    }
    let sections = try sectionNames(among: names).map { (name: $0, text: try text($0)) }
    return try ChapterSource(main: try text(mainName), sections: sections, folder: folder)
  }

  /// - Parameters:
  ///   - main: the text of `main.swift`.
  ///   - sections: the other files of the page, in order; none for a chapter of one file.
  ///   - folder: where they lie, for messages.
  /// - Throws: `NotebookError.source` where a frame is missing.
  public init(
    main: String, sections: [(name: String, text: String)] = [], folder: String
  ) throws(NotebookError) {
    let main = SourceText(main, path: "\(folder)/\(Self.mainName)")
    let body = try main.chapterBody()
    guard !sections.isEmpty else {
      files = [File(name: Self.mainName, cells: Self.cells(of: main.unindented(body)))]
      return
    }
    var files: [File] = []
    var functions: [(name: String, file: String)] = []
    for section in sections {
      let path = "\(folder)/\(section.name)"
      let page = try SourceText(section.text, path: path).sectionPage()
      if page.part != nil, files.isEmpty {
        throw .source(path: path, line: 1, problem: "the first part begins without //:part")
      }
      files.append(File(name: section.name, cells: Self.cells(of: page.lines), part: page.part))
      functions.append((page.function, section.name))
    }
    try main.requireCalls(of: functions, in: body)
    self.files = files
  }

  /// The files of sections, in reading order: `1-Merges.swift`, `2-Unigram.swift`, and `2b-Ties.swift`
  /// between the second and the third.
  static func sectionNames(among names: [String]) -> [String] {
    names.compactMap { name -> (number: Int, name: String)? in
      guard name.hasSuffix(".swift"), let number = Int(name.prefix { $0.isNumber }) else {
        return nil
      }
      return (number, name)
    }.sorted { ($0.number, $0.name) < ($1.number, $1.name) }.map(\.name)
  }

  /// Prose and code by turns.
  private static func cells(of lines: [SourceText.Line]) -> [Cell] {
    var cells: [Cell] = []
    var kept: [SourceText.Line] = []
    var isProse = false
    var fold: String?
    func flush() {
      while kept.last?.isBlank == true { kept.removeLast() }
      guard let first = kept.first, let last = kept.last else { return }
      let range = first.number...last.number
      let text = kept.map(\.text).joined(separator: "\n")
      cells.append(isProse ? .prose(text, lines: range) : .code(text, lines: range, fold: fold))
      kept = []
      if !isProse { fold = nil }
    }
    for line in lines {
      if let title = line.foldTitle {
        flush()
        fold = title
        continue
      }
      if line.isProse != isProse && !(kept.isEmpty || (isProse && line.isBlank)) { flush() }
      if kept.isEmpty {
        if line.isBlank { continue }
        isProse = line.isProse
      }
      kept.append(line.isProse ? line.withoutMark : line)
    }
    flush()
    return cells
  }

  // MARK: Where in the chapter something stands

  /// A line of the page, for comparison: the file's place among the chapter's, and the line in it.
  typealias Place = (file: Int, line: Int)

  /// The place of a source line; nil where it is in none of the chapter's files.
  func place(of line: SourceLine) -> Place? {
    files.firstIndex { $0.name == line.file }.map { ($0, line.number) }
  }

  /// The prose cells that begin behind one place and not behind another, in order.
  func prose(after begin: Place, through end: Place) -> [String] {
    files.enumerated().flatMap { index, file in
      file.cells.compactMap { cell -> String? in
        guard case .prose(let text, let lines) = cell else { return nil }
        let place = (index, lines.lowerBound)
        return place > begin && place <= end ? text : nil
      }
    }
  }

  /// The code of the section that a place stands in: what lies between two headings.
  func sectionCode(around place: Place) -> String {
    var code: [String] = []
    for (index, file) in files.enumerated() {
      for cell in file.cells {
        switch cell {
        case .prose(let text, let lines):
          let isHeading = text.split(separator: "\n").contains { $0.hasPrefix("## ") }
          guard isHeading else { continue }
          if (index, lines.lowerBound) > place { return code.joined(separator: "\n\n") }
          code = []
        case .code(let text, _, _): code.append(text)
        }
      }
    }
    return code.joined(separator: "\n\n")
  }
}
