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

  func source(_ chapter: String) throws -> ChapterSource {
    try ChapterSource.read("\(root)/Chapters/\(chapter)")
  }

  /// Pages that are written by hand and lead into chapters, from the workbook's folder.
  private func handWritten() -> [String] {
    let files = FileManager.default
    let beside = ((try? files.contentsOfDirectory(atPath: root + "/Chapters")) ?? []).sorted()
      .filter { $0.hasSuffix(".md") }.map { "Chapters/\($0)" }
    return ["README.md", "README.zh.md"].filter { files.fileExists(atPath: "\(root)/\($0)") }
      + beside
  }

  /// Writes every chapter's pages from the stored lesson run, and leads the links of the pages beside
  /// them to where their sections stand; returns the pages that changed.
  ///
  /// - Throws: `NotebookError.noResults` before anything is written, where a chapter has not run.
  public func weave() throws -> [String] {
    let run = RunDirectory.published(root: root)
    let sources = try chapters().map { (folder: $0, source: try source($0)) }
    let all = ChapterPages(sources)
    var pages: [(path: String, text: String)] = []
    for (chapter, source) in sources {
      let path = run.outputs(ofChapter: chapter)
      guard FileManager.default.fileExists(atPath: path) else {
        throw NotebookError.noResults(tier: Tier.lesson.rawValue)
      }
      let outputs = try ChapterOutputs.read(path)
      pages += self.pages(of: source, chapter: chapter, outputs: outputs, among: all).map {
        ("\(root)/Chapters/\(chapter)/\($0.name)", $0.text)
      }
    }
    for path in handWritten() {
      let text = String(decoding: try AtomicFile.read("\(root)/\(path)"), as: UTF8.self)
      pages.append(("\(root)/\(path)", all.relinked(text, at: path)))
    }
    var changed: [String] = []
    for page in pages
    where (try? AtomicFile.read(page.path)) != Array(page.text.utf8) {
      try AtomicFile.write(page.text, to: page.path)
      changed.append(page.path)
    }
    for stale in stalePages(all) {
      try FileManager.default.removeItem(atPath: stale)
      changed.append(stale)
    }
    return changed
  }

  /// Pages of parts that the chapters do not have any more.
  private func stalePages(_ all: ChapterPages) -> [String] {
    all.chapters.flatMap { folder, pages in
      WovenPage.names(in: "\(root)/Chapters/\(folder)")
        .filter { name in !pages.contains { $0.name == name } }
        .map { "\(root)/Chapters/\(folder)/\($0)" }
    }
  }

  /// What has drifted: pages whose prose or code is not their source's, chapters without outputs,
  /// charts that a page shows but `Plots/` lacks, pages of parts that are gone, and links to sections
  /// that stand on another page.
  public func drift() throws -> [String] {
    var problems: [String] = []
    let sources = try chapters().map { (folder: $0, source: try source($0)) }
    let all = ChapterPages(sources)
    for (chapter, source) in sources {
      for page in pages(of: source, chapter: chapter, outputs: nil, among: all) {
        problems += drift(
          of: "\(root)/Chapters/\(chapter)/\(page.name)", from: page.text,
          source: source.isOfSections ? "its sections" : "main.swift")
      }
    }
    for path in handWritten() {
      let text = String(decoding: try AtomicFile.read("\(root)/\(path)"), as: UTF8.self)
      if text != all.relinked(text, at: path) {
        problems.append(
          "\(root)/\(path): a link to a section names another page than the section's")
      }
    }
    return problems + stalePages(all).map { "\($0): no part of its chapter" }
  }

  private func drift(of path: String, from expected: String, source: String) -> [String] {
    guard let bytes = try? AtomicFile.read(path) else { return ["\(path): missing"] }
    let woven = String(decoding: bytes, as: UTF8.self)
    var problems: [String] = []
    if Self.withoutOutputs(woven) != Self.withoutOutputs(expected) {
      problems.append("\(path): prose or code differs from \(source)")
    }
    if !woven.contains(Self.outputBegin) { problems.append("\(path): shows no output") }
    for chart in Self.charts(in: woven)
    where !FileManager.default.fileExists(atPath: "\(root)/Plots/\(chart)") {
      problems.append("\(path): Plots/\(chart) is missing")
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
