import Foundation

/// What a reader of the book would find broken: dead links, missing pictures, ids given twice,
/// anything asked of a network.
///
/// It reads what is written, not what it was made from, so that a fault of any step before shows.
///
///     let problems = BookCheck(files: try BookSite(book).files()).problems
public struct BookCheck {
  private let files: [String: [UInt8]]
  private let paths: [String]

  /// - Parameter files: every file of a site or an EPUB, by its path in it.
  public init(files: [(path: String, bytes: [UInt8])]) {
    paths = files.map(\.path)
    self.files = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
  }

  /// One line a problem; empty for a book in order.
  public var problems: [String] {
    let isDouble = Dictionary(grouping: paths) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    var problems = isDouble.map { "\($0): written twice" }
    var pages: [String: [Markup]] = [:]
    for path in paths where Self.isPage(path) {
      do {
        pages[path] = try MarkupParser.parse(text(path))
      } catch {
        problems.append("\(path): \(error)")
      }
    }
    let ids = pages.mapValues { Set($0.elements.compactMap { $0["id"] }) }
    for path in paths {
      if let page = pages[path] {
        problems += self.problems(of: page, at: path, ids: ids).map { "\(path): \($0)" }
      } else if path.hasSuffix(".css") {
        problems += Self.requests(ofStyle: text(path)).map { "\(path): \($0)" }
      } else if path.hasSuffix(".svg") {
        problems += requests(ofPicture: path).map { "\(path): \($0)" }
      }
    }
    return problems
  }

  static func isPage(_ path: String) -> Bool { path.hasSuffix(".html") || path.hasSuffix(".xhtml") }

  private func text(_ path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }

  private func problems(of page: [Markup], at path: String, ids: [String: Set<String>]) -> [String]
  {
    let elements = page.elements
    var problems: [String] = []
    var seen: Set<String> = []
    for element in elements {
      if let id = element["id"], !seen.insert(id).inserted {
        problems.append("the id \(id) is given twice")
      }
      for attribute in element.attributes {
        if let problem = problem(of: attribute, in: element, at: path, ids: ids) {
          problems.append(problem)
        }
      }
      if element.name == "img" { problems += Self.problems(ofPicture: element) }
      if ["script", "iframe", "object", "embed", "base"].contains(element.name) {
        problems.append("there is a <\(element.name)>")
      }
      if element.name == "style" {
        problems += Self.requests(ofStyle: element.children.plainText)
      }
    }
    func count(_ name: String) -> Int { elements.count { $0.name == name } }
    if let html = elements.first, html.name == "html" {
      if (html["lang"] ?? "").isEmpty { problems.append("the page names no language") }
    } else {
      problems.append("the page does not begin with <html>")
    }
    let title = elements.first { $0.name == "title" }
    if title?.children.plainText.isEmpty ?? true { problems.append("the page has no title") }
    if count("h1") != 1 { problems.append("there are \(count("h1")) headings of the first level") }
    return problems
  }

  /// What an attribute asks for that is not there, or that is not to be asked for.
  private func problem(
    of attribute: Markup.Attribute, in element: Markup.Element, at path: String,
    ids: [String: Set<String>]
  ) -> String? {
    let value = attribute.value
    if attribute.name.hasPrefix("on") { return "there is a script in \(attribute.name)" }
    let isLink = ["href", "xlink:href"].contains(attribute.name)
    guard isLink || ["src", "srcset", "data", "poster", "action"].contains(attribute.name) else {
      return nil
    }
    if value.contains(#/^([A-Za-z][A-Za-z0-9+.-]*:|\/\/)/#) {
      // A link waits until it is followed; everything else is fetched when the page opens.
      let isFollowed = element.name == "a" && value.contains(#/^(https?|mailto):/#)
      return isFollowed ? nil : "<\(element.name)> asks for \(value.prefix(80))"
    }
    let parts = value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let target = parts[0].isEmpty ? path : BookLinks.path(String(parts[0]), from: path),
      files[target] != nil
    else { return "\(value) is not there" }
    guard parts.count > 1 else { return nil }
    let id = String(parts[1]).removingPercentEncoding ?? String(parts[1])
    return ids[target]?.contains(id) == true ? nil : "\(value): there is no such place on the page"
  }

  private static func problems(ofPicture picture: Markup.Element) -> [String] {
    let name = picture["src"] ?? "a picture"
    var problems: [String] = []
    if picture["src"] == nil { problems.append("a picture has no source") }
    if (picture["alt"] ?? "").isEmpty { problems.append("\(name) has no text in its place") }
    let sizes = [picture["width"], picture["height"]].compactMap { $0.flatMap { Int($0) } }
    if sizes.count != 2 || sizes.contains(where: { $0 < 1 }) {
      problems.append("\(name) has no size, so that the page jumps when it comes")
    }
    return problems
  }

  private static func requests(ofStyle text: String) -> [String] {
    text.contains("@import") || text.contains(#/url\(\s*["']?(https?:|\/\/)/#)
      ? ["the style sheet asks for other files"] : []
  }

  /// Pictures are pages of their own to a browser, and may ask for things as well.
  private func requests(ofPicture path: String) -> [String] {
    guard let nodes = try? MarkupParser.parse(text(path)) else { return ["is not well formed"] }
    return nodes.elements.flatMap { element in
      element.attributes.compactMap { attribute -> String? in
        let isRequest =
          ["href", "xlink:href", "src"].contains(attribute.name) && !attribute.value.hasPrefix("#")
          && !attribute.value.hasPrefix("data:")
        return isRequest && element.name != "a" ? "asks for \(attribute.value)" : nil
      } + (element.name == "script" ? ["has a script"] : [])
    }
  }
}
