/// What stands around a page of the site: head, contents, previous and next.
public struct BookFrame: Sendable {
  public let book: Book

  public init(_ book: Book) { self.book = book }

  /// A page as a document of its own. It asks no other host for anything and runs no script.
  ///
  /// - Parameter style: where the style sheet lies, as seen from the page.
  public func document(_ page: BookPage, style: String = "style.css") -> String {
    let title = page.kind == .front ? book.title : "\(page.title) · \(book.title)"
    let head = Markup.tag(
      "head", [:],
      [
        .tag("meta", ["charset": "utf-8"]),
        .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .tag("meta", ["name": "color-scheme", "content": "light dark"]),
        .tag("title", [:], [.text(title)]),
        .tag("link", ["rel": "stylesheet", "href": style]),
      ])
    let body = Markup.tag(
      "body", [:],
      [
        .tag("a", ["class": "skip", "href": "#top"], [.text("To the text")]),
        bar(page),
        .tag(
          "div", ["class": "layout"],
          [
            contents(of: page),
            .tag(
              "main", ["id": "top"],
              [.tag("article", [:], page.body), turn(page)]),
          ]),
      ])
    let html = Markup.tag("html", ["lang": page.language], [head, .text("\n"), body])
    return "<!DOCTYPE html>\n" + html.html + "\n"
  }

  /// The line at the top: the page before, the book, the page behind.
  public func bar(_ page: BookPage) -> Markup {
    .tag(
      "header", ["class": "bar"],
      [
        link(to: book.page(before: page), rel: "prev", mark: { "← " + $0 }, isShort: true),
        .tag("a", ["class": "home", "href": "index.html"], [.text(book.title)]),
        link(to: book.page(after: page), rel: "next", mark: { $0 + " →" }, isShort: true),
      ])
  }

  /// The same at the end of a page.
  public func turn(_ page: BookPage) -> Markup {
    .tag(
      "nav", ["class": "turn", "aria-label": "Previous and next"],
      [
        link(to: book.page(before: page), rel: "prev", mark: { "← " + $0 }),
        link(to: book.page(after: page), rel: "next", mark: { $0 + " →" }),
      ])
  }

  private func link(
    to page: BookPage?, rel: String, mark: (String) -> String, isShort: Bool = false
  ) -> Markup {
    guard let page else { return .tag("span") }
    let title = Self.shortTitle(page)
    let name = page.kind == .front ? "Contents" : title
    let label: [Markup]
    if isShort {
      // On a phone the arrow alone stands there; its name is said all the same.
      let arrow = rel == "prev" ? "←" : "→"
      let words = Markup.tag("span", ["class": "turned"], [.text(" " + name + " ")])
      label = rel == "prev" ? [.text(arrow), words] : [words, .text(arrow)]
    } else {
      label = [.text(mark(name))]
    }
    return .tag("a", ["rel": rel, "href": page.name + ".html", "aria-label": name], label)
  }

  /// A title up to its colon: "3. Transformer".
  static func shortTitle(_ page: BookPage) -> String {
    String(page.title.prefix { $0 != ":" && $0 != "：" })
  }

  /// The contents at the side: every page, and below this one its sections.
  public func contents(of current: BookPage) -> Markup {
    let items = book.pages.map { page in
      let isCurrent = page.name == current.name
      let name = page.kind == .front ? "Contents" : Self.shortTitle(page)
      var link = Markup.Element("a", [Markup.Attribute("href", page.name + ".html")], [.text(name)])
      if page.language != current.language { link["lang"] = page.language }
      if isCurrent { link["aria-current"] = "page" }
      let sections = isCurrent ? page.sections.filter { $0.level == 2 } : []
      let below = sections.map {
        Markup.tag("li", [:], [.tag("a", ["href": "#\($0.id)"], [.text($0.title)])])
      }
      return Markup.tag(
        "li", [:], [.element(link)] + (below.isEmpty ? [] : [.tag("ol", [:], below)]))
    }
    return .tag(
      "nav", ["class": "contents", "aria-label": "Contents"],
      [
        .tag("details", [:], [.tag("summary", [:], [.text("Contents")])]),
        .tag("ol", [:], items),
      ])
  }
}
