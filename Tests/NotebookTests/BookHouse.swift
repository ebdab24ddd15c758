import Foundation
import Notebook
import XCTest

/// A small workbook on the disk, removed at the end.
final class BookHouse {
  let root = NSTemporaryDirectory() + "book-\(UUID().uuidString)"

  init() throws {
    let chart = """
      <?xml version="1.0"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="800" height="480"><title>line</title></svg>
      """
    try write("// a package", to: "Package.swift")
    try write(
      "# The toy\n\nSee [the toy](Chapters/01-Toy/README.md#what-a-toy-is).\n", to: "README.md")
    try write(Self.toy, to: "Chapters/01-Toy/README.md")
    try write(
      "# 2. More\n\n## First\n\n[Back](../01-Toy/README.md), [a word](../GLOSSARY.md#token).\n",
      to: "Chapters/02-MoreToys/README.md")
    try write("# Glossary\n\n## Token\n\nA piece of text.\n", to: "Chapters/GLOSSARY.md")
    try write(chart, to: "Plots/01-line.svg")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ text: String, to path: String) throws {
    let file = URL(fileURLWithPath: "\(root)/\(path)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ exercises: [BookExercise] = []) throws -> Book {
    try Book.read(root: root, renderer: PlainRenderer(), exercises: exercises)
  }

  static let exercise = BookExercise(
    id: "1.2", title: "Less < more", note: "bug, 5 minutes", task: "Find the *fault* in `a < b`.",
    command: "check 1.2")

  static let toy = """
    <!-- Woven from main.swift; edit that file, not this one. -->

    # 1. Toy: a word

    Why first. See [below](#what-a-toy-is) and [the source](../../Package.swift).

    ## What a `toy` is

    **Predict.** Which word comes out?

    ```swift
    let a = "x < y"  // two
    notebook.show(a)
    ```

    <!-- output -->

    | word | n |
    |:--|--:|
    | x | 1 |

    > ✓ it holds: **1.0**

    <!-- end of output -->

    ## Then

    ```swift
    try notebook.plot(figure)
    ```

    <!-- output -->

    ![A line that rises](../../Plots/01-line.svg)

    <!-- end of output -->

    ---

    [All chapters](../../README.md) · [02-MoreToys →](../02-MoreToys/README.md)

    """
}

/// As much of Markdown as the workbook's pages need to be looked at for links, pictures and places,
/// so that the tests of the book run where there is no pandoc. Formulas stay as they are.
struct PlainRenderer: MarkdownRenderer {
  func html(of texts: [String]) -> [String] { texts.map(Self.html) }

  private static func html(_ text: String) -> String {
    var blocks: [String] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    func take(while holds: (String) -> Bool) -> [String] {
      let taken = lines.prefix(while: holds)
      lines = lines.dropFirst(taken.count)
      return Array(taken)
    }
    while let line = lines.first {
      if line.hasPrefix("```") {
        lines.removeFirst()
        let code = take { !$0.hasPrefix("```") }.joined(separator: "\n")
        lines = lines.dropFirst()
        blocks.append("<pre class=\"\(line.dropFirst(3))\"><code>\(escaped(code))</code></pre>")
      } else if let heading = line.wholeMatch(of: #/(#{1,6}) (.*)/#) {
        lines.removeFirst()
        let level = heading.output.1.count
        blocks.append("<h\(level)>\(inline(String(heading.output.2)))</h\(level)>")
      } else if line.contains(#/^<\/?[a-z]/#) {
        blocks.append(line)
        lines.removeFirst()
      } else if line.hasPrefix("    ") {
        let code = take { $0.hasPrefix("    ") }.joined(separator: "\n")
        blocks.append("<pre><code>\(escaped(code))</code></pre>")
      } else if line.hasPrefix("|") {
        let cells = take { $0.hasPrefix("|") }.map {
          "<tr><td style=\"text-align: right;\">\(inline($0))</td></tr>"
        }
        blocks.append("<table><tbody>\(cells.joined())</tbody></table>")
      } else if line.hasPrefix(">") {
        let quoted = take { $0.hasPrefix(">") }.map { String($0.dropFirst(2)) }
        let paragraphs = quoted.filter { !$0.isEmpty }.map { "<p>\(inline($0))</p>" }
        blocks.append("<blockquote>\(paragraphs.joined())</blockquote>")
      } else if line.isEmpty {
        lines.removeFirst()
      } else {
        let words = take { !$0.isEmpty && !$0.hasPrefix("```") && !$0.hasPrefix("<") }
        if words.isEmpty { lines.removeFirst() }
        let text = words.isEmpty ? line : words.joined(separator: "\n")
        blocks.append("<p>\(inline(text))</p>")
      }
    }
    return blocks.joined(separator: "\n") + "\n"
  }

  private static func inline(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      let part = escaped(String(part))
      guard index.isMultiple(of: 2) else { return "<code>\(part)</code>" }
      return
        part
        .replacing(#/!\[([^\]]*)\]\(([^()\s]*)\)/#) {
          "<img src=\"\($0.output.2)\" alt=\"\($0.output.1)\">"
        }
        .replacing(#/\[([^\]]*)\]\(([^()\s]+)\)/#) {
          "<a href=\"\($0.output.2)\">\($0.output.1)</a>"
        }
        .replacing(#/\*\*([^*]+)\*\*/#) { "<strong>\($0.output.1)</strong>" }
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
