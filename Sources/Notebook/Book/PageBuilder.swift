/// From the HTML of a page, as the renderer gives it, to the page of the book.
struct PageBuilder {
  let links: BookLinks
  let source: String
  /// What is wrong with the page: links that lead nowhere, pictures that are not there.
  private(set) var problems: [String] = []
  private(set) var images: [String] = []
  private(set) var sections: [BookPage.Section] = []
  private(set) var title = ""
  private var ids = HeadingIDs()

  init(links: BookLinks, source: String) {
    self.links = links
    self.source = source
  }

  /// - Throws: `BookError.broken` where the HTML is not well formed.
  mutating func body(from html: String) throws(BookError) -> [Markup] {
    let nodes: [Markup]
    do {
      nodes = try MarkupParser.parse(html)
    } catch {
      throw .broken(["\(source): \(error)"])
    }
    for element in nodes.elements {
      if let id = element["id"] { ids.reserve(id) }
    }
    return Self.inSections(nodes.mapElements { changed($0) })
  }

  private mutating func changed(_ element: Markup.Element) -> Markup {
    var element = element
    switch element.name {
    case "h1", "h2", "h3", "h4", "h5", "h6": return heading(element)
    case "a": return link(element)
    case "img": return picture(element)
    case "p": return paragraph(element)
    case "pre": return code(element)
    case "table":
      // A table that is wider than a phone scrolls in a box of its own.
      element.children.removeAll { $0.isElement("colgroup") }
      return .tag(
        "div", ["class": "table", "tabindex": "0", "role": "region", "aria-label": "Table"],
        [.element(element)])
    case "td", "th":
      let style = element["style"] ?? ""
      element["style"] = nil
      if style.contains("right") { element["class"] = "right" }
      if style.contains("center") { element["class"] = "center" }
      // On a phone a sentence in a cell would be a column of single words.
      if element.name == "td", element["class"] == nil, element.children.plainText.count > 50 {
        element["class"] = "long"
      }
      if element.name == "th", element["scope"] == nil { element["scope"] = "col" }
    case "math" where element["display"] == "block":
      return .tag("span", ["class": "formula", "tabindex": "0"], [.element(element)])
    case "blockquote": return quotation(element)
    default: break
    }
    return .element(element)
  }

  private mutating func heading(_ element: Markup.Element) -> Markup {
    var element = element
    let level = Int(element.name.dropFirst()) ?? 1
    let text = element.children.plainText.split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    if level == 1, title.isEmpty {
      title = text
      if element["id"] == nil { element["id"] = ids.id(for: text) }
      return .element(element)
    }
    let id = element["id"] ?? ids.id(for: text)
    element["id"] = id
    sections.append(BookPage.Section(id: id, title: text, level: level))
    element.children += [
      .text(" "),
      .tag(
        "a", ["class": "anchor", "href": "#\(id)", "aria-label": "Link to “\(text)”"], [.text("#")]),
    ]
    return .element(element)
  }

  private mutating func link(_ element: Markup.Element) -> Markup {
    var element = element
    guard let href = element["href"] else { return .element(element) }
    switch links.target(of: href, on: source) {
    case .page(let page, let fragment):
      element["href"] = (page.map { "\($0).html" } ?? "") + (fragment.map { "#\($0)" } ?? "")
      // A link to this page's own top.
      if element["href"]?.isEmpty == true { element["href"] = "#top" }
    case .web:
      element["rel"] = "noreferrer"
      element["class"] = nil
    case .file(let path):
      return .tag("span", ["class": "file", "title": path], element.children)
    case .nowhere:
      problems.append("\(source): the link to \(href) leads nowhere")
    }
    return .element(element)
  }

  private mutating func picture(_ element: Markup.Element) -> Markup {
    var element = element
    let src = element["src"] ?? ""
    guard case .file(let path) = links.target(of: src, on: source),
      let size = PictureSize.read("\(links.root)/\(path)")
    else {
      problems.append("\(source): the picture \(src) is not there, or is neither SVG nor PNG")
      return .element(element)
    }
    if (element["alt"] ?? "").isEmpty {
      problems.append("\(source): the picture \(src) has no text in its place")
    }
    let narrow = NarrowPicture.find(of: path, root: links.root)
    for path in [path, narrow?.path].compactMap({ $0 }) where !images.contains(path) {
      images.append(path)
    }
    element["src"] = Book.imageName(path)
    element["width"] = String(size.width)
    element["height"] = String(size.height)
    element["loading"] = "lazy"
    return narrow.map { NarrowPicture.markup(element, narrow: $0.path, size: $0.size) }
      ?? .element(element)
  }

  /// A picture that stands alone is a figure, which opens as large as the window when it is touched.
  private func paragraph(_ element: Markup.Element) -> Markup {
    let content = element.children.filter {
      $0.plainText.contains { !$0.isWhitespace } || $0.isAnyElement
    }
    guard content.count == 1, case .element(let picture) = content[0],
      picture.name == "img" || picture.name == "picture", let src = picture.image["src"]
    else { return .element(element) }
    // On a phone a chart that would shrink too far scrolls, and its title stands above it; elsewhere the
    // chart's own is enough.
    return .tag(
      "figure", ["class": picture.fitsPhone ? "chart fitted" : "chart"],
      [
        .tag("figcaption", ["aria-hidden": "true"], [.text(picture.image["alt"] ?? "")]),
        .tag("a", ["href": src, "title": "Opens the chart alone"], [.element(picture)]),
      ])
  }

  private func code(_ element: Markup.Element) -> Markup {
    var element = element
    element["tabindex"] = "0"
    if element.has(class: "swift") {
      element.children = [
        .tag("code", [:], SwiftHighlighter.markup(of: element.children.plainText))
      ]
    }
    return .element(element)
  }

  /// Claims and observations of a run, by the mark that each begins with.
  private func quotation(_ element: Markup.Element) -> Markup {
    var element = element
    let marks: [Character: String] = ["✓": "held", "✗": "failed", "○": "usual", "△": "unusual"]
    element.children = element.children.map { child in
      guard case .element(var paragraph) = child, paragraph.name == "p",
        let mark = child.plainText.first, let name = marks[mark]
      else { return child }
      paragraph["class"] = name
      element["class"] = "claims"
      return .element(paragraph)
    }
    return .element(element)
  }

  /// A page with every second-level heading and what follows it in a section of its own.
  private static func inSections(_ nodes: [Markup]) -> [Markup] {
    var result: [Markup] = []
    var open: Markup.Element?
    for node in nodes {
      if case .element(let heading) = node, heading.name == "h2", let id = heading["id"] {
        if let open { result += [.element(open), .text("\n")] }
        open = Markup.Element("section", [Markup.Attribute("aria-labelledby", id)], [node])
      } else if open != nil {
        open?.children.append(node)
      } else {
        result.append(node)
      }
    }
    return result + (open.map { [.element($0), .text("\n")] } ?? [])
  }
}

extension Markup {
  var isAnyElement: Bool {
    if case .element = self { true } else { false }
  }

  func isElement(_ name: String) -> Bool {
    if case .element(let element) = self { element.name == name } else { false }
  }
}
