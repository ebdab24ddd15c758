import Foundation
import Groundwork

/// From a chapter's source and what it displayed to a page of Markdown.
///
/// Each output stands between two marks, so that a page can be checked against its source without
/// running the chapter: prose and code must agree, outputs may differ.
public struct Weaver: Sendable {
  public let root: String
  static let outputBegin = "<!-- output -->"
  static let outputEnd = "<!-- end of output -->"

  public init(root: String) { self.root = root }

  /// The folders of the chapters, in order.
  public func chapters() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/Chapters")) ?? []
    return names.filter {
      FileManager.default.fileExists(atPath: "\(root)/Chapters/\($0)/main.swift")
    }.sorted()
  }

  /// The page of a chapter.
  public func page(of source: ChapterSource, chapter: String, outputs: ChapterOutputs?) -> String {
    var rest = outputs?.outputs ?? []
    var parts = [
      source.isOfSections
        ? "<!-- Woven from the Swift files beside it by ./workbook weave; edit those, not this one. -->"
        : "<!-- Woven from main.swift by ./workbook weave; edit that file, not this one. -->"
    ]
    let lastFile = source.files.lastIndex { $0.cells.contains(where: \.isCode) }
    // A reader who has been asked to predict does not see the answer before asking for it.
    var isPredicting = false
    for (fileIndex, file) in source.files.enumerated() {
      let lastCell = file.cells.lastIndex(where: \.isCode)
      for (index, cell) in file.cells.enumerated() {
        switch cell {
        case .prose(let text, _):
          parts.append(text)
          isPredicting = Self.asksForPrediction(text, isAsked: isPredicting)
        case .code(let text, let lines, let fold):
          let code = "```swift\n\(text)\n```"
          parts.append(fold.map { Self.folded(code, under: $0) } ?? code)
          // An output of a line belongs to the cell that holds the line; the file's last cell takes
          // the rest of the file, and the page's what is left.
          let own = rest.filter { output in
            (output.file == file.name && (index == lastCell || output.line <= lines.upperBound))
              || (index == lastCell && fileIndex == lastFile)
          }
          rest.removeAll { own.contains($0) }
          if !own.isEmpty {
            let joined = Self.joined(own.map(\.markdown))
            let shown = isPredicting ? Self.folded(joined, under: Self.answer) : joined
            parts.append("\(Self.outputBegin)\n\n\(shown)\n\n\(Self.outputEnd)")
            isPredicting = false
          }
        }
      }
    }
    parts.append(navigation(chapter))
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// What a prediction's paragraph is called, and what its output is folded under.
  private static let prediction = "**Predict.**"
  private static let answer = "Your prediction first; then open what came out."

  /// A question holds until its answer has come, or until another section begins.
  private static func asksForPrediction(_ prose: String, isAsked: Bool) -> Bool {
    let lines = prose.split(separator: "\n")
    let heading = lines.lastIndex { $0.hasPrefix("#") }
    return lines[(heading ?? 0)...].contains { $0.contains(prediction) }
      || isAsked && heading == nil
  }

  /// Markdown that opens on a click.
  private static func folded(_ markdown: String, under title: String) -> String {
    "<details>\n<summary>\(title)</summary>\n\n\(markdown)\n\n</details>"
  }

  /// Claims that follow each other are one quotation.
  private static func joined(_ outputs: [String]) -> String {
    var text = ""
    var previous = ""
    for output in outputs {
      let isRun = previous.hasPrefix("> ") && output.hasPrefix("> ")
      text += previous.isEmpty ? output : (isRun ? "\n>\n" : "\n\n") + output
      previous = output
    }
    return text
  }

  private func navigation(_ chapter: String) -> String {
    let all = chapters()
    guard let place = all.firstIndex(of: chapter) else { return "" }
    var links = ["[All chapters](../../README.md)"]
    if place > 0 { links.insert("[← \(all[place - 1])](../\(all[place - 1])/README.md)", at: 0) }
    if place + 1 < all.count {
      links.append("[\(all[place + 1]) →](../\(all[place + 1])/README.md)")
    }
    return "---\n\n" + links.joined(separator: " · ")
  }

  private func pagePath(_ chapter: String) -> String { "\(root)/Chapters/\(chapter)/README.md" }

  private func source(_ chapter: String) throws -> ChapterSource {
    try ChapterSource.read("\(root)/Chapters/\(chapter)")
  }

  /// Writes every chapter's page from the stored lesson run; returns the pages that changed.
  ///
  /// - Throws: `NotebookError.noResults` before anything is written, where a chapter has not run.
  public func weave() throws -> [String] {
    let run = RunDirectory.published(root: root)
    var pages: [(path: String, text: String)] = []
    for chapter in chapters() {
      let path = run.outputs(ofChapter: chapter)
      guard FileManager.default.fileExists(atPath: path) else {
        throw NotebookError.noResults(tier: Tier.lesson.rawValue)
      }
      let text = page(
        of: try source(chapter), chapter: chapter, outputs: try ChapterOutputs.read(path))
      pages.append((pagePath(chapter), text))
    }
    var changed: [String] = []
    for page in pages
    where (try? AtomicFile.read(page.path)) != Array(page.text.utf8) {
      try AtomicFile.write(page.text, to: page.path)
      changed.append(page.path)
    }
    return changed
  }

  /// What has drifted: pages whose prose or code is not their source's, pages without outputs, and
  /// charts that a page shows but `Plots/` lacks.
  public func drift() throws -> [String] {
    var problems: [String] = []
    for chapter in chapters() {
      let path = pagePath(chapter)
      guard let bytes = try? AtomicFile.read(path) else {
        problems.append("\(path): missing")
        continue
      }
      let woven = String(decoding: bytes, as: UTF8.self)
      let source = try source(chapter)
      let expected = page(of: source, chapter: chapter, outputs: nil)
      if Self.withoutOutputs(woven) != Self.withoutOutputs(expected) {
        problems.append(
          "\(path): prose or code differs from \(source.isOfSections ? "its sections" : "main.swift")"
        )
      }
      if !woven.contains(Self.outputBegin) { problems.append("\(path): shows no output") }
      for chart in Self.charts(in: woven)
      where !FileManager.default.fileExists(atPath: "\(root)/Plots/\(chart)") {
        problems.append("\(path): Plots/\(chart) is missing")
      }
    }
    return problems
  }

  static func withoutOutputs(_ page: String) -> String {
    var isOutput = false
    var kept: [Substring] = []
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == outputBegin { isOutput = true }
      if !isOutput { kept.append(line) }
      if line == outputEnd { isOutput = false }
    }
    // An output leaves an empty line too many behind.
    return kept.joined(separator: "\n").replacing("\n\n\n\n", with: "\n\n").replacing(
      "\n\n\n", with: "\n\n")
  }

  /// The file names of the charts that a page shows.
  static func charts(in page: String) -> [String] {
    page.split(separator: "(../../Plots/").dropFirst().compactMap { part in
      part.firstIndex(of: ")").map { String(part[..<$0]) }
    }
  }
}
