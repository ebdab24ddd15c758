import Foundation
import XCTest

/// Every link of a page that is written by hand leads somewhere: the file is there, and so is the heading.
final class PageLinkTests: XCTestCase {
  /// Chapters' own pages are woven, and looked at by `weave --check`.
  private func handWritten() throws -> [String] {
    let folders = ["Sources", "Tests", "Exercises", "Chapters", ".github"]
    let found = try folders.flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: "\(MarkdownPage.root)/\(folder)")
        .filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
    }
    return (["README.md", "README.zh.md"] + found).sorted()
      .filter { $0.wholeMatch(of: #/Chapters/\d\d-\w+/(?:README|PART-\d+)\.md/#) == nil }
  }

  func testEveryLinkLeadsSomewhere() throws {
    let pages = try handWritten()
    for page in ["Chapters/GLOSSARY.md", "Chapters/REFERENCES.md", ".github/CONTRIBUTING.md"] {
      XCTAssertTrue(pages.contains(page), page)
    }
    for page in pages {
      for problem in try problems(of: try MarkdownPage(page)) { XCTFail("\(page): \(problem)") }
    }
  }

  func testABrokenLinkIsSeen() throws {
    let page = MarkdownPage(
      "Chapters/x.md",
      text: """
        [a](GLOSSARY.md) [b](../README.md#the-chapters) [c](gone.md) [d](../README.md#gone)
        [e](https://arxiv.org) `[f](gone.md)`

            [g](gone.md)
        """)
    XCTAssertEqual(
      try problems(of: page), ["gone.md is missing", "../README.md#gone has no such heading"])
  }

  private func problems(of page: MarkdownPage) throws -> [String] {
    let folder = (page.path as NSString).deletingLastPathComponent
    return try page.links.compactMap { link in
      guard !link.contains("://") else { return nil }
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let target =
        parts[0].isEmpty
        ? page.path : ((folder as NSString).appendingPathComponent(String(parts[0])))
      let path = URL(fileURLWithPath: "\(MarkdownPage.root)/\(target)").standardizedFileURL.path
      guard FileManager.default.fileExists(atPath: path) else { return "\(link) is missing" }
      guard parts.count == 2 else { return nil }
      let name = String(path.dropFirst(MarkdownPage.root.count + 1))
      let anchors = parts[0].isEmpty ? page.anchors : try MarkdownPage(name).anchors
      return anchors.contains(String(parts[1])) ? nil : "\(link) has no such heading"
    }
  }
}
