import Foundation

/// Where the links of a page lead, once the page is part of the book.
struct BookLinks {
  /// What a link or a picture leads to.
  enum Target: Equatable {
    /// Another place of the book: the name of a page, nil for the page itself, and an id on it.
    case page(String?, fragment: String?)
    /// A file of the workbook that is not in the book, from the root.
    case file(String)
    /// Another host.
    case web
    /// Nothing that is there.
    case nowhere
  }

  let root: String
  /// Names of pages by the paths of their sources.
  let pages: [String: String]

  /// - Parameter source: the page's own source, from the root, `Chapters/02-Attention/README.md`.
  func target(of link: String, on source: String) -> Target {
    if link.contains(#/^[a-z][a-z0-9+.-]*:/#) {
      return link.hasPrefix("https:") || link.hasPrefix("http:") || link.hasPrefix("mailto:")
        ? .web : .nowhere
    }
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let fragment = parts.count > 1 ? String(parts[1]).removingPercentEncoding : nil
    guard !parts[0].isEmpty else { return .page(nil, fragment: fragment) }
    guard let path = Self.path(String(parts[0]), from: source) else { return .nowhere }
    if let name = pages[path] ?? pages[path.isEmpty ? "README.md" : "\(path)/README.md"] {
      return .page(pages[source] == name ? nil : name, fragment: fragment)
    }
    return FileManager.default.fileExists(atPath: "\(root)/\(path)") ? .file(path) : .nowhere
  }

  /// A relative link as a path from the root; nil where it leads out of the workbook's folder.
  static func path(_ link: String, from source: String) -> String? {
    guard !link.hasPrefix("/") else { return nil }
    var parts = source.split(separator: "/").dropLast()
    for part in (link.removingPercentEncoding ?? link).split(separator: "/") {
      switch part {
      case ".": continue
      case "..": if parts.popLast() == nil { return nil }
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}

/// Ids of headings as code-hosting sites make them, so that a link works on both.
struct HeadingIDs {
  private var taken: Set<String> = []

  /// - Parameter heading: its text. `Why divide by √d` becomes `why-divide-by-d`.
  mutating func id(for heading: String) -> String {
    let kept = heading.lowercased().unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "-_ ".unicodeScalars.contains($0)
    }
    let slug = String(String.UnicodeScalarView(kept)).replacing(" ", with: "-")
    let stem = slug.isEmpty ? "section" : slug
    var id = stem
    var number = 0
    while !taken.insert(id).inserted {
      number += 1
      id = "\(stem)-\(number)"
    }
    return id
  }

  /// A heading's text without its marks: `` The `Tape` `` is `The Tape`.
  static func text(ofMarkdown heading: some StringProtocol) -> String {
    String(heading).replacing(#/[*`$]/#, with: "").replacing(#/\[([^\]]*)\]\([^)]*\)/#) {
      $0.output.1
    }
  }

  /// Keeps an id that the page gives itself from being given to a heading.
  mutating func reserve(_ id: String) { taken.insert(id) }
}
