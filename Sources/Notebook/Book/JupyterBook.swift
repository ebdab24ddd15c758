import Foundation
import Groundwork

/// The book as Jupyter notebooks, a notebook a page: prose and Swift code in cells, and below the code
/// what a lesson run displayed, charts included.
///
/// The code is there to be read, and to be run cell by cell where a Swift kernel has the library. Source
/// of the form: nbformat 4.5, the schema that Jupyter publishes.
public struct JupyterBook: Sendable {
  public let book: Book

  public init(_ book: Book) { self.book = book }

  /// Every notebook, by its name as a file.
  ///
  /// - Throws: where a page or a picture cannot be read.
  public func files() throws -> [(path: String, bytes: [UInt8])] {
    let targets = linkedPlaces
    return try book.pages.map { page in
      let text = String(
        decoding: try AtomicFile.read("\(book.root)/\(page.source)"), as: UTF8.self)
      var writer = JupyterWriter(book: book, page: page, anchors: targets[page.name] ?? [])
      return ("\(page.name).ipynb", try writer.notebook(of: text).encoded(isPretty: true))
    }
  }

  /// Writes the notebooks into a folder, which is made where it is missing.
  ///
  /// - Throws: as `files`, before anything is written.
  public func write(to folder: String) throws {
    let files = try files()
    try AtomicFile.createFolder(folder)
    for (path, bytes) in files { try AtomicFile.write(bytes, to: "\(folder)/\(path)") }
  }

  /// The places that some link leads to, by page: headings there get an anchor of that name.
  private var linkedPlaces: [String: Set<String>] {
    var places: [String: Set<String>] = [:]
    for page in book.pages where page.kind != .front {
      for element in page.body.elements where element.name == "a" && !element.has(class: "anchor") {
        guard let href = element["href"], let mark = href.firstIndex(of: "#") else { continue }
        let target = href[..<mark].replacing(".html", with: "")
        let name = target.isEmpty ? page.name : String(target)
        places[name, default: []].insert(String(href[href.index(after: mark)...]))
      }
    }
    return places
  }
}

/// One notebook.
struct JupyterWriter {
  let book: Book
  let page: BookPage
  /// Headings that need an anchor, by their ids.
  let anchors: Set<String>
  private var ids = HeadingIDs()

  init(book: Book, page: BookPage, anchors: Set<String>) {
    self.book = book
    self.page = page
    self.anchors = anchors
  }

  mutating func notebook(of text: String) throws -> JSONValue {
    var cells: [JSONValue] = []
    var executions = 0
    for (index, cell) in JupyterCells.cells(of: text).enumerated() {
      let id = "\(page.name)-\(index)"
      if cell.isCode {
        executions += 1
        cells.append(try code(cell, id: id, execution: executions))
      } else {
        cells.append(try prose(cell.source, id: id))
      }
    }
    for exercise in page.exercises {
      let text =
        "### \(exercise.id) \(exercise.title)\n\n*\(exercise.note)*\n\n\(exercise.task)\n\n"
        + "    \(exercise.command)"
      cells.append(try prose(text, id: exercise.anchor))
    }
    return [
      "cells": .array(cells),
      "metadata": [
        "kernelspec": ["display_name": "Swift", "language": "swift", "name": "swift"],
        "language_info": ["file_extension": ".swift", "mimetype": "text/x-swift", "name": "swift"],
        "title": .text(page.title),
      ],
      "nbformat": 4,
      "nbformat_minor": 5,
    ]
  }

  // MARK: Cells

  private mutating func prose(_ text: String, id: String) throws -> JSONValue {
    var attachments: [(String, JSONValue)] = []
    var isCode = false
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") { isCode.toggle() }
      guard !isCode else {
        lines.append(line)
        continue
      }
      if let anchor = anchor(for: line) { lines += [anchor, ""] }
      lines.append(try relinked(line, attachments: &attachments))
    }
    var cell: [(String, JSONValue)] = [
      ("cell_type", "markdown"), ("id", .text(id)), ("metadata", [:]),
      ("source", Self.lines(lines.joined(separator: "\n"))),
    ]
    if !attachments.isEmpty {
      cell.insert(("attachments", .object(JSONObject(attachments))), at: 0)
    }
    return .object(JSONObject(cell))
  }

  private mutating func code(
    _ cell: JupyterCells.Cell, id: String, execution: Int
  ) throws -> JSONValue {
    var hidden: [(String, JSONValue)] = []
    if cell.fold != nil { hidden.append(("source_hidden", true)) }
    if cell.hidesOutputs, !cell.outputs.isEmpty { hidden.append(("outputs_hidden", true)) }
    let metadata: JSONValue =
      hidden.isEmpty ? [:] : .object(JSONObject([("jupyter", .object(JSONObject(hidden)))]))
    return [
      "cell_type": "code", "execution_count": .integer(execution), "id": .text(id),
      "metadata": metadata, "outputs": .array(try cell.outputs.map(display)),
      "source": Self.lines(cell.source),
    ]
  }

  private func display(_ markdown: String) throws -> JSONValue {
    var data: [(String, JSONValue)] = []
    if let picture = markdown.wholeMatch(of: #/!\[(.*)\]\(([^()]*)\)/#) {
      let path = try picturePath(String(picture.output.2))
      data.append(try Self.picture(path, root: book.root))
      data.append(("text/plain", Self.lines(String(picture.output.1))))
    } else {
      data = [("text/markdown", Self.lines(markdown)), ("text/plain", Self.lines(markdown))]
    }
    return [
      "data": .object(JSONObject(data)), "metadata": [:], "output_type": "display_data",
    ]
  }

  /// Text as notebooks keep it: a list of lines, each with its end.
  static func lines(_ text: String) -> JSONValue {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return .array(
      lines.indices.map { .text($0 + 1 < lines.count ? lines[$0] + "\n" : String(lines[$0])) })
  }

  // MARK: Pictures and links

  private static func picture(_ path: String, root: String) throws -> (String, JSONValue) {
    let bytes = try AtomicFile.read("\(root)/\(path)")
    return path.hasSuffix(".png")
      ? ("image/png", .text(Data(bytes).base64EncodedString()))
      : ("image/svg+xml", lines(String(decoding: bytes, as: UTF8.self)))
  }

  private func broken(_ link: String) -> BookError {
    .broken(["\(page.source): \(link) leads nowhere"])
  }

  private func picturePath(_ link: String) throws -> String {
    guard let path = BookLinks.path(link, from: page.source) else { throw broken(link) }
    return path
  }

  /// A line of prose with links to other notebooks in place of those to pages, and pictures inside.
  private func relinked(
    _ line: String, attachments: inout [(String, JSONValue)]
  ) throws -> String {
    // What stands in code is no link.
    let parts = line.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    var result: [String] = []
    for (index, part) in parts.enumerated() {
      guard index.isMultiple(of: 2) else {
        result.append(part)
        continue
      }
      var text = ""
      var rest = part[...]
      while let match = rest.firstMatch(of: #/(!?)\[([^\[\]]*)\]\(([^()\s]+)\)/#) {
        text += rest[..<match.range.lowerBound]
        let (mark, label, link) = (match.output.1, match.output.2, String(match.output.3))
        rest = rest[match.range.upperBound...]
        guard mark.isEmpty else {
          let path = try picturePath(link)
          let name = path.replacing("/", with: "-")
          let bytes = Data(try AtomicFile.read("\(book.root)/\(path)"))
          let kind = path.hasSuffix(".png") ? "image/png" : "image/svg+xml"
          let picture: JSONValue = .object(
            JSONObject([(kind, .text(bytes.base64EncodedString()))]))
          if !attachments.contains(where: { $0.0 == name }) { attachments.append((name, picture)) }
          text += "![\(label)](attachment:\(name))"
          continue
        }
        text += Self.link(String(label), to: target(of: link), link)
      }
      result.append(text + rest)
    }
    return result.joined(separator: "`")
  }

  private func target(of link: String) -> BookLinks.Target {
    let pages = Dictionary(uniqueKeysWithValues: book.pages.map { ($0.source, $0.name) })
    return BookLinks(root: book.root, pages: pages).target(of: link, on: page.source)
  }

  private static func link(
    _ label: String, to target: BookLinks.Target, _ link: String
  ) -> String {
    switch target {
    case .page(let name, let fragment):
      "[\(label)](\(name.map { $0 + ".ipynb" } ?? "")\(fragment.map { "#" + $0 } ?? ""))"
    case .file: label
    // The pages' links are checked before; what is none, in a line of code, stays as it is.
    case .web, .nowhere: "[\(label)](\(link))"
    }
  }

  /// The anchor that stands before a heading which links lead to; nil for any other line.
  private mutating func anchor(for line: String) -> String? {
    guard let heading = line.wholeMatch(of: #/#{1,6} (.*)/#)?.output.1 else { return nil }
    let id = ids.id(for: HeadingIDs.text(ofMarkdown: heading))
    return anchors.contains(id) ? "<a id=\"\(id)\"></a>" : nil
  }
}
