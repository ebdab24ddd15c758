/// What the pages of a chapter with several parts say at their top: which part this is, and where each
/// section stands.
enum PartContents {
  /// - Parameters:
  ///   - pages: the chapter's.
  ///   - current: the place among them of the page that the list stands on.
  /// - Returns: a list of Markdown, an item a part.
  static func list(of pages: [ChapterPages.Page], on current: Int) -> String {
    pages.enumerated().map { index, page in
      let name = "Part \(index + 1)" + (page.title.map { ": \($0)" } ?? "")
      let way = index == current ? "" : page.name
      let label = index == current ? "\(name) (this page)" : "[\(name)](\(way))"
      let sections = page.sections.map { section in
        // A link in a link's label would not be one.
        let title = section.title.replacing(#/\[([^\]]*)\]\([^)]*\)/#) { $0.output.1 }
        return "[\(title)](\(way)#\(section.anchor))"
      }
      return "- **\(label)** " + sections.joined(separator: " · ")
    }.joined(separator: "\n")
  }
}
