import Foundation
import Groundwork

/// A page of a chapter: all of it, or one of its parts.
public struct WovenPage: Equatable, Sendable {
  /// `README.md`, or `PART-2.md` and so on.
  public let name: String
  public let text: String

  /// The file of a part, from 1.
  public static func name(ofPart number: Int) -> String {
    number == 1 ? "README.md" : "PART-\(number).md"
  }

  /// The files of a chapter's pages that lie in a folder, in order; empty where none does.
  public static func names(in folder: String) -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return found.compactMap { name -> (number: Int, name: String)? in
      if name == Self.name(ofPart: 1) { return (1, name) }
      let number = name.wholeMatch(of: #/PART-(\d+)\.md/#).flatMap { Int($0.output.1) }
      return number.map { ($0, name) }
    }.sorted { ($0.number, $0.name) < ($1.number, $1.name) }.map(\.name)
  }
}

/// The pages of all chapters, and which of them a section stands on: so that a link to a section leads
/// to its page, wherever the chapter is cut.
struct ChapterPages {
  /// A heading of the second level.
  struct Section: Equatable {
    /// Markdown.
    let title: String
    let anchor: String
  }

  /// A page, before it has a text.
  struct Page: Equatable {
    let name: String
    /// Of the part; nil on the first one.
    let title: String?
    let sections: [Section]
    /// Every place that a link may lead to.
    let anchors: Set<String>
  }

  private(set) var chapters: [(folder: String, pages: [Page])] = []

  /// - Parameter sources: by the chapters' folders, in order.
  init(_ sources: [(folder: String, source: ChapterSource)]) {
    for (folder, source) in sources {
      let parts = source.parts
      let pages = parts.enumerated().map { index, part in
        let title = part.title.map { Self.title($0, part: index + 1, of: source) }
        return Self.page(
          WovenPage.name(ofPart: index + 1), part.title, part.files, heading: title)
      }
      chapters.append((folder, pages))
    }
  }

  /// What stands at the top of a later part: `7. Scaling laws, part 2: What is left`.
  static func title(_ title: String, part number: Int, of source: ChapterSource) -> String {
    let first = source.files.first?.cells.lazy.compactMap { cell -> String? in
      guard case .prose(let text, _) = cell, text.hasPrefix("# ") else { return nil }
      return String(text.dropFirst(2).prefix { !$0.isNewline && $0 != ":" })
    }.first
    return (first.map { $0 + ", part" } ?? "Part") + " \(number): \(title)"
  }

  private static func page(
    _ name: String, _ title: String?, _ files: [ChapterSource.File], heading: String?
  ) -> Page {
    var ids = HeadingIDs()
    var anchors: Set<String> = []
    var sections: [Section] = []
    let prose = files.flatMap(\.cells).flatMap { cell -> [Substring] in
      guard case .prose(let text, _) = cell else { return [] }
      return text.split(separator: "\n")
    }
    for id in prose.flatMap({ $0.matches(of: #/\bid="([^"]+)"/#) }).map({ String($0.output.1) }) {
      ids.reserve(id)
      anchors.insert(id)
    }
    if let heading { anchors.insert(ids.id(for: HeadingIDs.text(ofMarkdown: heading))) }
    var isCode = false
    for line in prose {
      if line.hasPrefix("```") { isCode.toggle() }
      guard !isCode else { continue }
      guard let heading = line.wholeMatch(of: #/(#{1,6}) (.*)/#) else { continue }
      let text = String(heading.output.2)
      let anchor = ids.id(for: HeadingIDs.text(ofMarkdown: text))
      anchors.insert(anchor)
      if heading.output.1.count == 2 { sections.append(Section(title: text, anchor: anchor)) }
    }
    return Page(name: name, title: title, sections: sections, anchors: anchors)
  }

  func pages(of folder: String) -> [Page] {
    chapters.first { $0.folder == folder }?.pages ?? []
  }

  // MARK: Links

  /// A page whose links to sections name the pages that the sections stand on.
  ///
  /// - Parameter path: where the page lies, from the workbook's folder.
  func relinked(_ markdown: String, at path: String) -> String {
    guard chapters.contains(where: { $0.pages.count > 1 }) else { return markdown }
    var isCode = false
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix("```") { isCode.toggle() }
      guard !isCode, line.contains("#"), line.contains("](") else { return String(line) }
      // What stands between backquotes is no link; a link behind its label in code is one.
      let parts = line.split(separator: "`", omittingEmptySubsequences: false)
      return parts.enumerated().map { index, part in
        guard index.isMultiple(of: 2) else { return String(part) }
        return String(part).replacing(#/\]\(([^()\s#]*)#([^()\s]+)\)/#) { match in
          let (_, file, anchor) = match.output
          return "](" + place(String(file), String(anchor), from: path) + ")"
        }
      }.joined(separator: "`")
    }
    return lines.joined(separator: "\n")
  }

  private func place(_ link: String, _ anchor: String, from path: String) -> String {
    let unchanged = "\(link)#\(anchor)"
    guard let target = link.isEmpty ? path : BookLinks.path(link, from: path) else {
      return unchanged
    }
    let (folder, name) = Self.chapter(of: target)
    let pages = pages(of: folder)
    let named = pages.first { $0.name == name }
    guard pages.count > 1, named?.anchors.contains(anchor) != true,
      let page = pages.first(where: { $0.anchors.contains(anchor) })
    else { return unchanged }
    if path == "Chapters/\(folder)/\(page.name)" { return "#\(anchor)" }
    let way =
      link.isEmpty
      ? ""
      : link.split(
        separator: "/", omittingEmptySubsequences: false
      ).dropLast().map { $0 + "/" }.joined()
    return "\(way)\(page.name)#\(anchor)"
  }

  /// `07-ScalingLaws` and `README.md` of `Chapters/07-ScalingLaws/README.md`.
  private static func chapter(of path: String) -> (folder: String, name: String) {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count == 3, parts[0] == "Chapters" else { return ("", "") }
    return (parts[1], parts[2])
  }
}
