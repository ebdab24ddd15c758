import Foundation
import Groundwork

/// A chapter's source, cut into prose and code.
///
/// Prose stands in lines that begin with `//:`; the code of the chapter is the closure of
/// `Notebook.chapter`, whose frame and indentation are not part of the page.
public struct ChapterSource: Equatable, Sendable {
  public enum Cell: Equatable, Sendable {
    /// Markdown.
    case prose(String, lines: ClosedRange<Int>)
    case code(String, lines: ClosedRange<Int>)
  }

  public let path: String
  public let cells: [Cell]

  public static func read(_ path: String) throws -> ChapterSource {
    let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    return try ChapterSource(text, path: path)
  }

  /// - Throws: `NotebookError.source` where the frame is missing.
  public init(_ text: String, path: String) throws(NotebookError) {
    self.path = path
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard
      let begin = lines.firstIndex(where: {
        $0.hasPrefix("Notebook.chapter(") && $0.hasSuffix("{ notebook in")
      })
    else {
      throw .source(
        path: path, line: 1,
        problem: "expected a line Notebook.chapter(\"NN-Name\") { notebook in")
    }
    guard let end = lines.lastIndex(of: "}"), end > begin else {
      throw .source(path: path, line: lines.count, problem: "expected a last line of }")
    }
    var cells: [Cell] = []
    var kept: [Substring] = []
    var keptFrom = 0
    var isProse = false
    func flush() {
      while kept.last?.allSatisfy(\.isWhitespace) == true { kept.removeLast() }
      guard !kept.isEmpty else { return }
      let lines = keptFrom...(keptFrom + kept.count - 1)
      let text = kept.joined(separator: "\n")
      cells.append(isProse ? .prose(text, lines: lines) : .code(text, lines: lines))
      kept = []
    }
    for index in (begin + 1)..<end {
      let line = lines[index]
      let trimmed = line.drop { $0 == " " }
      let lineIsProse = trimmed.hasPrefix("//:")
      if lineIsProse != isProse && !(kept.isEmpty || (isProse && trimmed.isEmpty)) { flush() }
      if kept.isEmpty {
        if trimmed.isEmpty { continue }
        isProse = lineIsProse
        keptFrom = index + 1
      }
      if lineIsProse {
        let prose = trimmed.dropFirst(3)
        kept.append(prose.first == " " ? prose.dropFirst() : prose)
      } else {
        kept.append(line.hasPrefix("  ") ? line.dropFirst(2) : line)
      }
    }
    flush()
    self.cells = cells
  }

  /// The prose cells that begin in a range of lines, in order.
  func prose(in range: Range<Int>) -> [String] {
    cells.compactMap {
      if case .prose(let text, let lines) = $0, range.contains(lines.lowerBound) {
        text
      } else {
        nil
      }
    }
  }
}
