import Groundwork

/// A piece of a page: an element with what is in it, or text.
///
/// Pages are held as trees so that links, ids and pictures are changed where they stand, never by
/// searching text. What is written is HTML and well-formed XML at once, so that the same bodies go into
/// a site and into an EPUB.
public enum Markup: Equatable, Sendable {
  /// Text as it is read, not as it is written: `<`, not `&lt;`.
  case text(String)
  case element(Element)

  public struct Element: Equatable, Sendable {
    public var name: String
    public var attributes: [Attribute]
    public var children: [Markup]

    public init(_ name: String, _ attributes: [Attribute] = [], _ children: [Markup] = []) {
      self.name = name
      self.attributes = attributes
      self.children = children
    }

    /// An attribute's value; nil removes it.
    public subscript(name: String) -> String? {
      get { attributes.first { $0.name == name }?.value }
      set {
        let place = attributes.firstIndex { $0.name == name }
        if let newValue, let place {
          attributes[place].value = newValue
        } else if let newValue {
          attributes.append(Attribute(name, newValue))
        } else if let place {
          attributes.remove(at: place)
        }
      }
    }

    /// Whether a class is among the element's.
    public func has(class name: String) -> Bool {
      self["class"]?.split(separator: " ").contains(Substring(name)) ?? false
    }
  }

  public struct Attribute: Equatable, Sendable {
    public let name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// An element, for building pages: `.tag("a", ["href": "x.html"], [.text("x")])`.
  public static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Markup] = []
  ) -> Markup {
    .element(Element(name, attributes.map { Attribute($0.key, $0.value) }, children))
  }

  /// The text of an element and all below it. Of a formula, the TeX that it was made from is not read
  /// along.
  public var plainText: String {
    switch self {
    case .text(let text): text
    case .element(let element) where element.name == "annotation": ""
    case .element(let element): element.children.map(\.plainText).joined()
    }
  }

  // MARK: Writing

  /// Elements that have no end tag in HTML.
  static let voidNames: Set = [
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  public var html: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .text(let words): text += MarkupText.escaped(words, areQuotesEscaped: false)
    case .element(let element):
      text += "<\(element.name)"
      for attribute in element.attributes {
        text += " \(attribute.name)=\"\(MarkupText.escaped(attribute.value))\""
      }
      guard !Self.voidNames.contains(element.name) || !element.children.isEmpty else {
        text += " />"
        return
      }
      text += ">"
      for child in element.children { child.write(to: &text) }
      text += "</\(element.name)>"
    }
  }
}

extension [Markup] {
  public var html: String { map(\.html).joined() }
  public var plainText: String { map(\.plainText).joined() }

  /// Every element, outer before inner, in the order of the page.
  public var elements: [Markup.Element] {
    var found: [Markup.Element] = []
    func visit(_ nodes: [Markup]) {
      for case .element(let element) in nodes {
        found.append(element)
        visit(element.children)
      }
    }
    visit(self)
    return found
  }

  /// A page with each element replaced, inner before outer; text stays as it is.
  public func mapElements(_ change: (Markup.Element) throws -> Markup) rethrows -> [Markup] {
    try map { node in
      guard case .element(var element) = node else { return node }
      element.children = try element.children.mapElements(change)
      return try change(element)
    }
  }
}
