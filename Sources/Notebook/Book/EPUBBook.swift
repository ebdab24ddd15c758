import Foundation
import Groundwork

/// The book as an EPUB 3 file: the pages of the site in the form that reading devices take, with one
/// style sheet and the charts inside.
///
/// Source: EPUB 3.3 (W3C recommendation): 4 (the container), 5 (the package document), 7 (navigation).
public struct EPUBBook: Sendable {
  public let book: Book
  /// When this edition was made.
  public let modified: Date

  public init(_ book: Book, modified: Date = Date()) {
    self.book = book
    self.modified = modified
  }

  private static let folder = "EPUB"

  /// The whole file.
  ///
  /// - Throws: where a picture cannot be read.
  public func bytes() throws -> [UInt8] { ZIPArchive.bytes(of: try files()) }

  /// The files of the container, in their order: the first one names the kind of the file.
  ///
  /// - Throws: where a picture cannot be read.
  public func files() throws -> [(path: String, bytes: [UInt8])] {
    let texts = pages + [("nav.xhtml", navigation), ("style.css", BookStyle.bareCSS)]
    let pictures = try book.wideImages.map { path in
      (Book.imageName(path), try AtomicFile.read("\(book.root)/\(path)"))
    }
    let package = package(
      pictures: pictures.map(\.0), digest: Checksum.sha256(texts.map(\.text).joined()))
    let content =
      [("package.opf", Array(package.utf8)), ("cover.svg", Array(Self.cover(book).utf8))]
      + texts.map { ($0.path, Array($0.text.utf8)) } + pictures
    return [
      ("mimetype", Array("application/epub+zip".utf8)),
      ("META-INF/container.xml", Array(Self.container.utf8)),
    ] + content.map { ("\(Self.folder)/\($0.0)", $0.1) }
  }

  private static let container = """
    <?xml version="1.0" encoding="UTF-8"?>
    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
      <rootfiles>
        <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
      </rootfiles>
    </container>

    """

  // MARK: Pages

  private var pages: [(path: String, text: String)] {
    book.pages.map { page in
      let body = page.body.mapElements(Self.forReader)
      return ("\(page.name).xhtml", Self.document(page.title, page.language, body))
    }
  }

  private static func document(_ title: String, _ language: String, _ body: [Markup]) -> String {
    let head = Markup.tag(
      "head", [:],
      [
        .tag("title", [:], [.text(title)]),
        .tag("link", ["rel": "stylesheet", "type": "text/css", "href": "style.css"]),
      ])
    let html = Markup.tag(
      "html",
      [
        "xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops",
        "lang": language, "xml:lang": language,
      ], [head, .text("\n"), .tag("body", [:], body)])
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\(html.html)\n"
  }

  /// What a reading device has its own way for: marks of headings, charts by themselves, boxes that
  /// scroll.
  private static func forReader(_ element: Markup.Element) -> Markup {
    var element = element.image
    if element["tabindex"] != nil { element["tabindex"] = nil }
    if element.name == "img" { element["loading"] = nil }
    if element.name == "div", element.has(class: "table") {
      element["role"] = nil
      element["aria-label"] = nil
    }
    element.children = element.children.flatMap { child -> [Markup] in
      guard case .element(let inner) = child, inner.name == "a" else { return [child] }
      if inner.has(class: "anchor") { return [] }
      return inner["href"]?.hasPrefix("images/") == true ? inner.children : [child]
    }
    if element.name == "a", let href = element["href"], !href.contains(":") {
      element["href"] = href.replacing(#/^([^#]*)\.html/#) { "\($0.output.1).xhtml" }
      if element["href"] == "#top" { element = Markup.Element("span", [], element.children) }
    }
    return .element(element)
  }

  private var navigation: String {
    func item(_ href: String, _ title: String, _ below: [Markup] = []) -> Markup {
      .tag(
        "li", [:],
        [.tag("a", ["href": href], [.text(title)])]
          + (below.isEmpty ? [] : [.tag("ol", [:], below)]))
    }
    let items = book.pages.map { page in
      item(
        "\(page.name).xhtml", page.title,
        page.sections.filter { $0.level == 2 }.map {
          item("\(page.name).xhtml#\($0.id)", $0.title)
        })
    }
    return Self.document(
      "Contents", "en",
      [
        .tag(
          "nav", ["epub:type": "toc", "id": "toc"],
          [.tag("h1", [:], [.text("Contents")]), .tag("ol", [:], items)])
      ])
  }

  // MARK: The package

  private func package(pictures: [String], digest: String) -> String {
    let stamp = modified.formatted(.iso8601)
    var manifest = [
      item("nav", "nav.xhtml", "application/xhtml+xml", "nav"),
      item("style", "style.css", "text/css"),
      item("cover", "cover.svg", "image/svg+xml", "cover-image"),
    ]
    for (index, page) in book.pages.enumerated() {
      let hasFormulas = page.body.elements.contains { $0.name == "math" }
      manifest.append(
        item(
          "page\(index)", "\(page.name).xhtml", "application/xhtml+xml",
          hasFormulas ? "mathml" : nil))
    }
    for (index, name) in pictures.enumerated() {
      let kind = name.hasSuffix(".png") ? "image/png" : "image/svg+xml"
      manifest.append(item("picture\(index)", name, kind))
    }
    let spine = book.pages.indices.map { Markup.tag("itemref", ["idref": "page\($0)"]) }
    let package = Markup.tag(
      "package",
      [
        "xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "id",
        "xml:lang": "en",
      ],
      [
        .tag(
          "metadata", ["xmlns:dc": "http://purl.org/dc/elements/1.1/"],
          [
            .tag("dc:identifier", ["id": "id"], [.text("urn:uuid:\(Self.uuid(of: digest))")]),
            .tag("dc:title", [:], [.text(book.title)]), .tag("dc:language", [:], [.text("en")]),
            .tag("meta", ["property": "dcterms:modified"], [.text(stamp)]),
          ]),
        .tag("manifest", [:], manifest), .tag("spine", [:], spine),
      ])
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(package.html)\n"
  }

  private func item(
    _ id: String, _ href: String, _ kind: String, _ properties: String? = nil
  ) -> Markup {
    var item = Markup.Element("item")
    item["id"] = id
    item["href"] = href
    item["media-type"] = kind
    item["properties"] = properties
    return .element(item)
  }

  /// A name for this edition: the same text has the same (UUID version 8, of a digest).
  private static func uuid(of digest: String) -> String {
    var digits = Array(digest.prefix(32))
    digits[12] = "8"
    digits[16] = "8"
    let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return cuts.map { String(digits[$0]) }.joined(separator: "-")
  }
}
