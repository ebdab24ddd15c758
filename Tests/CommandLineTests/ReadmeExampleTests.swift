import Foundation
import XCTest

/// Every Swift block in a README compiles against the library as it is.
///
/// A comment before a block, which the page does not show, says what the block takes for granted:
///
///     <!-- given: ids: [Int32], reader: inout TextFileReader -->
///     <!-- quoted from: Tests/CommandLineTests/BadInputTests.swift -->
///
/// The first kind become parameters of a function around the block; a block of the second kind must
/// stand in that file, line for line. Chapters' pages are woven from code that compiles, and left out.
final class ReadmeExampleTests: XCTestCase {
  private struct Example {
    let file: String
    let line: Int
    let code: [String]
    /// The comment before the block, without its marks.
    let note: String?
  }

  func testEveryExampleCompiles() throws {
    let examples = try readmes().flatMap { try Self.examples(of: $0) }
    XCTAssertGreaterThanOrEqual(examples.count, 15)
    let compiler = try Compiler()
    for example in examples {
      let place = "\(example.file):\(example.line)"
      if let source = example.note?.afterPrefix("quoted from: ") {
        let text = try String(contentsOfFile: "\(CommandLineRun.root)/\(source)", encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let quoted = example.code.map { $0.trimmingCharacters(in: .whitespaces) }
        XCTAssertTrue(lines.contains(quoted), "\(place): these lines do not stand in \(source)")
      } else {
        let errors = try compiler.errors(of: source(example))
        XCTAssertEqual(errors, [], "\(place): does not compile")
      }
    }
  }

  /// The test itself fails where it should.
  func testABrokenExampleIsSeen() throws {
    let compiler = try Compiler()
    let broken = Example(file: "x", line: 1, code: ["_ = Corpus.read(paths: [])"], note: nil)
    XCTAssertEqual(try compiler.errors(of: source(broken)).count, 1)
  }

  // MARK: - From pages to sources

  private func readmes() throws -> [String] {
    var pages = [
      "README.md", "README.zh.md", "Exercises/README.md", "Exercises/AGENTS.md",
      "Tests/README.md", "Tests/Benchmarks/README.md", ".github/CONTRIBUTING.md",
      "Chapters/GLOSSARY.md", "Chapters/NAMES.md", "Chapters/REFERENCES.md",
    ]
    let sources = CommandLineRun.root + "/Sources"
    pages += try FileManager.default.subpathsOfDirectory(atPath: sources).sorted()
      .filter { $0.hasSuffix("README.md") }.map { "Sources/\($0)" }
    return pages
  }

  private static func examples(of file: String) throws -> [Example] {
    let text = try String(contentsOfFile: "\(CommandLineRun.root)/\(file)", encoding: .utf8)
    var examples: [Example] = []
    var (code, begin, note): ([String]?, Int, String?) = (nil, 0, nil)
    for (index, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = String(part)
      if let lines = code {
        if line == "```" {
          examples.append(Example(file: file, line: begin, code: lines, note: note))
          (code, note) = (nil, nil)
        } else {
          code = lines + [line]
        }
      } else if line == "```swift" {
        (code, begin) = ([], index + 2)
      } else if line.hasPrefix("<!-- "), line.hasSuffix(" -->") {
        note = String(line.dropFirst(5).dropLast(4))
      } else if !line.isEmpty {
        note = nil
      }
    }
    return examples
  }

  /// A file with the example in it: in a function, or as it is where it declares types.
  private func source(_ example: Example) -> String {
    let imports = example.code.filter { $0.hasPrefix("import ") }
    let rest = example.code.filter { !$0.hasPrefix("import ") }
    var lines = Set(imports + ["import Foundation", "import WorkbookCore"]).sorted()
    if rest.contains(where: { $0.hasPrefix("struct ") }) {
      lines += rest
    } else {
      let given = example.note?.afterPrefix("given: ") ?? ""
      lines += ["@MainActor func example(\(given)) throws {"] + rest + ["}"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The compiler, with the modules that lie beside the tests.
private struct Compiler {
  private let arguments: [String]
  private let folder: TemporaryFolder

  init() throws {
    let products = (try CommandLineRun.executable() as NSString).deletingLastPathComponent
    let build = "\(CommandLineRun.root)/.build/checkouts"
    let maps =
      try Self.moduleMaps(in: products, depth: 2)
      + Self.moduleMaps(in: "\(CommandLineRun.root)/Sources", depth: 2)
      + Self.moduleMaps(in: "\(build)/swift-numerics/Sources", depth: 3)
    let flags = try CommandLineRun.program(
      "/usr/bin/env", ["pkg-config", "--cflags", "openblas"]
    ).output.split(whereSeparator: \.isWhitespace)
    arguments =
      ["swiftc", "-typecheck", "-swift-version", "6", "-I", "\(products)/Modules"]
      + maps.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
      + flags.flatMap { ["-Xcc", String($0)] }
    folder = try TemporaryFolder()
  }

  /// What the compiler finds wrong with a text.
  func errors(of source: String) throws -> [String] {
    try folder.write(source, to: "Example.swift")
    let run = try CommandLineRun.program(
      "/usr/bin/env", arguments + [folder.path + "/Example.swift"])
    let errors = run.errorLines.filter { $0.contains("error: ") && !$0.hasPrefix(" ") }
    return run.status == 0 ? [] : errors.isEmpty ? [run.errors] : errors
  }

  private static func moduleMaps(in folder: String, depth: Int) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      if name == "module.modulemap" { return [path] }
      var isFolder: ObjCBool = false
      guard depth > 1, FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        isFolder.boolValue
      else { return [] }
      return try moduleMaps(in: path, depth: depth - 1)
    }
  }
}

extension String {
  /// What follows a beginning; nil where the text begins otherwise.
  fileprivate func afterPrefix(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
