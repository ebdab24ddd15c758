import Foundation
import Groundwork

/// Turns Markdown into HTML.
public protocol MarkdownRenderer: Sendable {
  /// A fragment of HTML for each text, its formulas as MathML.
  ///
  /// - Throws: `BookError` for what cannot be turned.
  func html(of texts: [String]) throws -> [String]
}

/// Pandoc: Markdown as code-hosting sites have it, with formulas between dollars, to HTML with MathML.
public struct Pandoc: MarkdownRenderer {
  /// Where the program lies.
  public let path: String

  /// - Throws: `BookError.noProgram` where there is none on the PATH.
  public init() throws(BookError) {
    guard let found = ProgramPath.find("pandoc") else { throw .noProgram("pandoc") }
    path = found
  }

  private static let options = [
    // Headings are given ids here, in one way for all formats; a page never begins with metadata.
    "--from", "gfm+tex_math_dollars-gfm_auto_identifiers-yaml_metadata_block-emoji",
    "--to", "html5", "--mathml", "--no-highlight", "--wrap", "preserve",
  ]

  public func html(of texts: [String]) throws -> [String] {
    let folder = NSTemporaryDirectory() + "workbook-book-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var pages: [String] = []
    // A few at a time: one takes a fifth of a second, most of it waiting for itself to be loaded.
    let step = max(1, ProcessInfo.processInfo.activeProcessorCount)
    for begin in stride(from: 0, to: texts.count, by: step) {
      let indices = begin..<min(begin + step, texts.count)
      let children = try indices.map { try start(texts[$0], as: "\(folder)/\($0)") }
      for (index, child) in zip(indices, children) {
        pages.append(try result(of: child, at: "\(folder)/\(index)"))
      }
    }
    return pages
  }

  private func start(_ text: String, as file: String) throws -> ChildProgram {
    try AtomicFile.write(text, to: file + ".md")
    try AtomicFile.write("", to: file + ".log")
    let log = try FileHandle(forWritingTo: URL(fileURLWithPath: file + ".log"))
    defer { try? log.close() }
    return try ChildProgram.start(
      path, Self.options + ["--output", file + ".html", file + ".md"], errors: log.fileDescriptor)
  }

  /// The page that a child made; a formula that it could not read ends the book as a failure does.
  private func result(of child: ChildProgram, at file: String) throws -> String {
    let ending = child.wait()
    let said = String(decoding: try AtomicFile.read(file + ".log"), as: UTF8.self)
      .split(whereSeparator: \.isNewline).joined(separator: " ")
    guard ending == .exit(0), said.isEmpty else {
      throw BookError.failed(program: "pandoc", reason: said.isEmpty ? "\(ending)" : said)
    }
    return String(decoding: try AtomicFile.read(file + ".html"), as: UTF8.self)
  }
}
