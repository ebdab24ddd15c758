import Foundation

/// A Markdown page of the repository, cut up as far as the tests of pages need it.
struct MarkdownPage {
  /// The root of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// From the root: `Chapters/GLOSSARY.md`.
  let path: String
  /// The lines outside code blocks.
  private(set) var lines: [String] = []
  /// The code blocks, fenced or indented, line by line.
  private(set) var code: [[String]] = []

  init(_ path: String) throws {
    self.init(
      path, text: try String(contentsOfFile: "\(Self.root)/\(path)", encoding: .utf8))
  }

  init(_ path: String, text: String) {
    self.path = path
    var block: [String]?
    var isFenced = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        if isFenced { code.append(block ?? []) }
        block = isFenced ? nil : []
        isFenced.toggle()
      } else if isFenced {
        block?.append(line)
      } else if line.hasPrefix("    "), block != nil || lines.last?.isEmpty == true {
        block = (block ?? []) + [String(line.dropFirst(4))]
      } else {
        if let block { code.append(block) }
        block = nil
        lines.append(line)
      }
    }
    if let block { code.append(block) }
  }

  /// The targets of its links and pictures, in order.
  var links: [String] {
    lines.flatMap { line in
      // What stands between backquotes is no link.
      let plain = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .map { $0.offset.isMultiple(of: 2) ? String($0.element) : "`" }.joined()
      return plain.matches(of: #/\]\(([^)\s]+)\)/#).map { String($0.output.1) }
    }
  }

  /// The anchors of its headings, as code-hosting pages make them.
  var anchors: Set<String> {
    var anchors: Set<String> = []
    var counts: [String: Int] = [:]
    for line in lines where line.hasPrefix("#") {
      let title = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
      let kept = title.unicodeScalars.filter {
        CharacterSet.alphanumerics.contains($0) || "-_ ".unicodeScalars.contains($0)
      }
      let slug = String(String.UnicodeScalarView(kept)).replacingOccurrences(of: " ", with: "-")
      let count = counts[slug, default: 0]
      counts[slug] = count + 1
      anchors.insert(count == 0 ? slug : "\(slug)-\(count)")
    }
    return anchors
  }

  /// The rows of its tables, cell by cell, without headings and rules.
  var rows: [[String]] {
    var rows: [[String]] = []
    var isBody = false
    for line in lines {
      guard line.hasPrefix("|") else {
        isBody = false
        continue
      }
      if line.hasPrefix("|:") || line.hasPrefix("|-") {
        isBody = true
      } else if isBody {
        rows.append(
          line.dropFirst().dropLast().split(separator: " | ", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) })
      }
    }
    return rows
  }
}
