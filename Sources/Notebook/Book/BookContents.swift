import Groundwork

/// The contents of the book, for its front page: chapters, their sections and their exercises.
enum BookContents {
  static let title = "All chapters and exercises"

  /// A front page with the contents before its first section.
  static func adding(_ pages: [BookPage], to front: BookPage) -> BookPage {
    var front = front
    var ids = HeadingIDs()
    for element in front.body.elements {
      if let id = element["id"] { ids.reserve(id) }
    }
    let id = ids.id(for: title)
    let section = Markup.tag(
      "section", ["aria-labelledby": id],
      [
        .tag("h2", ["id": id], [.text(title)]),
        .tag(
          "ol", ["class": "outline"],
          pages.filter { $0.kind != .front }.flatMap { [item($0), .text("\n")] }),
      ])
    let place = front.body.firstIndex { $0.isElement("section") } ?? front.body.endIndex
    front.body.insert(contentsOf: [section, .text("\n")], at: place)
    front.sections.insert(BookPage.Section(id: id, title: title, level: 2), at: 0)
    return front
  }

  private static func item(_ page: BookPage) -> Markup {
    let sections = page.sections.filter { $0.level == 2 }
    var parts = [Plural.count(sections.count, "section")]
    if !page.exercises.isEmpty { parts.append(Plural.count(page.exercises.count, "exercise")) }
    var link = Markup.Element(
      "a", [Markup.Attribute("href", "\(page.name).html")], [.text(page.title)])
    if page.language != "en" { link["lang"] = page.language }
    let below = list(sections.map { (place: $0.id, title: $0.title) }, of: page)
    let tasks = list(
      page.exercises.map { (place: $0.anchor, title: "\($0.id) \($0.title)") }, of: page)
    let fold = Markup.tag(
      "details", [:],
      [.tag("summary", [:], [.text(parts.joined(separator: ", "))])] + below + tasks)
    return .tag("li", [:], [.element(link)] + (sections.isEmpty ? [] : [fold]))
  }

  private static func list(_ items: [(place: String, title: String)], of page: BookPage) -> [Markup]
  {
    guard !items.isEmpty else { return [] }
    return [
      .tag(
        "ul", [:],
        items.map {
          .tag("li", [:], [.tag("a", ["href": "\(page.name).html#\($0.place)"], [.text($0.title)])])
        })
    ]
  }
}
