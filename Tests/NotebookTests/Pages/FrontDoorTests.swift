import Foundation
import Notebook
import XCTest

/// The page that a newcomer reads first, and the same page in Chinese.
final class FrontDoorTests: XCTestCase {
  /// A command without what is said about it.
  private func command(_ line: String) -> String {
    (line.range(of: #"\s+# .*$"#, options: .regularExpression).map {
      String(line[..<$0.lowerBound])
    }
      ?? line).trimmingCharacters(in: .whitespaces)
  }

  func testBothLanguagesSayTheSame() throws {
    let english = try MarkdownPage("README.md")
    let chinese = try MarkdownPage("README.zh.md")
    XCTAssertGreaterThan(english.code.count, 4)
    XCTAssertEqual(
      chinese.code.map { $0.map(command) }, english.code.map { $0.map(command) }, "commands")
    let own = ["README.md", "README.zh.md"]
    XCTAssertEqual(
      chinese.links.filter { !own.contains($0) }, english.links.filter { !own.contains($0) })
    XCTAssertTrue(english.links.contains("README.zh.md") && chinese.links.contains("README.md"))
    // Tables row by row, and sections, in the same order.
    XCTAssertEqual(chinese.rows.map(\.count), english.rows.map(\.count))
    func levels(_ page: MarkdownPage) -> [Int] {
      page.lines.filter { $0.hasPrefix("#") }.map { $0.prefix { $0 == "#" }.count }
    }
    XCTAssertEqual(levels(chinese), levels(english))
    // What is code in a sentence is the same in both.
    func names(_ page: MarkdownPage) -> Set<String> {
      Set(page.lines.flatMap { $0.matches(of: #/`([^`]+)`/#).map { String($0.output.1) } })
    }
    XCTAssertEqual(names(chinese), names(english))
  }

  /// Every number of one page stands on the other.
  func testBothLanguagesHaveTheSameNumbers() throws {
    func numbers(_ page: MarkdownPage) -> [String] {
      page.lines.flatMap { $0.matches(of: #/[0-9][0-9.,]*[0-9]|[0-9]/#).map { String($0.output) } }
        .sorted()
    }
    XCTAssertEqual(
      numbers(try MarkdownPage("README.zh.md")), numbers(try MarkdownPage("README.md")))
  }

  /// Each chapter has its row, with every page of it.
  func testEveryChapterIsInTheTable() throws {
    let links = try MarkdownPage("README.md").links
    let chapters = try FileManager.default.contentsOfDirectory(
      atPath: MarkdownPage.root + "/Chapters"
    ).filter { $0.wholeMatch(of: #/\d\d-\w+/#) != nil }.sorted()
    XCTAssertEqual(
      links.filter { $0.hasPrefix("Chapters/0") },
      chapters.flatMap { chapter in
        WovenPage.names(in: "\(MarkdownPage.root)/Chapters/\(chapter)").map {
          "Chapters/\(chapter)/\($0)"
        }
      })
  }

  /// The packages that the launcher installs, and those of the manifest, have their reasons.
  func testEveryDependencyHasItsReason() throws {
    let manifest = try String(contentsOfFile: MarkdownPage.root + "/Package.swift", encoding: .utf8)
    let table = try MarkdownPage("README.md").rows.map { $0[0] }.joined(separator: "\n")
    let packages = manifest.matches(of: #/github\.com/[\w-]+/([\w-]+)", exact: "([\d.]+)"/#)
    XCTAssertGreaterThanOrEqual(packages.count, 3)
    for package in packages {
      XCTAssertTrue(
        table.contains("\(package.output.1) \(package.output.2)"),
        "\(package.output.1) \(package.output.2) has no reason")
    }
  }
}
