import Foundation
import Notebook
import XCTest

/// `Sources/README.md` lists the modules as the manifest and the modules' own pages have them.
///
/// `WORKBOOK_REGENERATE=1 ./workbook test --filter ArchitecturePageTests` writes the table anew.
final class ArchitecturePageTests: XCTestCase {
  private let path = CommandLineRun.root + "/Sources/README.md"
  private let marks = ("<!-- modules -->\n", "<!-- end of modules -->\n")

  func testTheTableIsTheManifests() throws {
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let begin = try XCTUnwrap(page.range(of: marks.0)).upperBound
    let end = try XCTUnwrap(page.range(of: marks.1)).lowerBound
    let table = try table()
    if ProcessInfo.processInfo.environment["WORKBOOK_REGENERATE"] == "1" {
      try (page[..<begin] + table + page[end...]).write(
        toFile: path, atomically: true, encoding: .utf8)
    } else {
      XCTAssertEqual(
        String(page[begin..<end]), table, "WORKBOOK_REGENERATE=1 writes the table anew")
    }
  }

  private func table() throws -> String {
    let modules = try PackageModule.all(root: CommandLineRun.root)
    let names = Set(modules.map(\.name))
    let rows = try modules.map { module in
      let page = "\(CommandLineRun.root)/Sources/\(module.name)/README.md"
      let imports = module.dependencies.filter(names.contains).map { "`\($0)`" }
      return "| \(module.floor) | [`\(module.name)`](\(module.name)/README.md) "
        + "| \(Self.firstSentence(of: try String(contentsOfFile: page, encoding: .utf8))) "
        + "| \(imports.joined(separator: " ")) |\n"
    }
    return "| floor | module | what it is | stands on |\n|--:|:--|:--|:--|\n" + rows.joined()
  }

  /// The first sentence behind the title, on one line.
  private static func firstSentence(of page: String) -> String {
    let paragraph = page.split(separator: "\n\n").first { !$0.hasPrefix("#") } ?? ""
    // Links are the module's own; this page stands one folder above it.
    let text = paragraph.split(separator: "\n").joined(separator: " ")
      .replacingOccurrences(of: "](../", with: "](")
    return text.range(of: ". ").map { String(text[..<$0.lowerBound]) + "." } ?? text
  }
}
