import Foundation
import Groundwork

/// The whole workbook as pages that link to each other: what the site, the EPUB and the live page
/// are made of.
///
///     let book = try Book.read(root: root, renderer: Pandoc(), exercises: exercises)
///     for page in book.pages { print(page.name, page.title, page.html.count) }
public struct Book: Sendable {
  public let root: String
  public let title: String
  /// In reading order: the front page, the chapters, what stands beside them.
  public let pages: [BookPage]

  public static let name = "The pretraining workbook"

  /// Reads the woven chapters, the front page, and the pages beside them.
  ///
  /// - Parameters:
  ///   - root: the workbook's folder.
  ///   - exercises: printed at the end of their chapters.
  /// - Throws: `BookError.noPages`; `.broken` with every link that leads nowhere and every picture that
  ///   is not there; what the renderer throws.
  public static func read(
    root: String, renderer: some MarkdownRenderer, exercises: [BookExercise] = []
  ) throws -> Book {
    let sources = BookSource.all(root: root)
    guard sources.contains(where: { $0.number != nil }) else { throw BookError.noPages }
    let texts = try sources.map { source in
      let own = exercises.filter { $0.chapter == source.number }
      let page = String(decoding: try AtomicFile.read("\(root)/\(source.path)"), as: UTF8.self)
      return BookMarkdown.prepared(page) + BookMarkdown.tasks(of: own, after: page)
    }
    let links = BookLinks(
      root: root, pages: Dictionary(uniqueKeysWithValues: sources.map { ($0.path, $0.name) }))
    var pages: [BookPage] = []
    var problems: [String] = []
    for (source, html) in zip(sources, try renderer.html(of: texts)) {
      var builder = PageBuilder(links: links, source: source.path)
      let body = try builder.body(from: html)
      problems += builder.problems
      pages.append(
        BookPage(
          name: source.name, kind: source.kind,
          title: builder.title.isEmpty ? source.name : builder.title, language: source.language,
          source: source.path, body: body, sections: builder.sections,
          exercises: exercises.filter { $0.chapter == source.number }, images: builder.images))
    }
    guard problems.isEmpty else { throw BookError.broken(problems) }
    pages = pages.map { $0.kind == .front ? BookContents.adding(pages, to: $0) : $0 }
    return Book(root: root, title: name, pages: pages)
  }

  public var front: BookPage? { pages.first { $0.kind == .front } }

  /// The chapters, in order.
  public var chapters: [BookPage] {
    pages.filter { if case .chapter = $0.kind { true } else { false } }
  }

  public func page(named name: String) -> BookPage? { pages.first { $0.name == name } }

  /// The page before one, in reading order.
  public func page(before page: BookPage) -> BookPage? {
    pages.firstIndex { $0.name == page.name }.flatMap { $0 > 0 ? pages[$0 - 1] : nil }
  }

  /// The page behind one, in reading order.
  public func page(after page: BookPage) -> BookPage? {
    pages.firstIndex { $0.name == page.name }.flatMap {
      $0 + 1 < pages.count ? pages[$0 + 1] : nil
    }
  }

  /// Every picture of the book, once: paths from the workbook's folder.
  public var images: [String] {
    var seen: Set<String> = []
    return pages.flatMap(\.images).filter { seen.insert($0).inserted }
  }

  /// Where a picture lies beside the pages: `Plots/02-scale.svg` is `images/02-scale.svg`.
  public static func imageName(_ path: String) -> String {
    let parts = path.split(separator: "/")
    let isOfPlots = parts.count == 2 && parts[0] == "Plots"
    return "images/" + (isOfPlots ? String(parts[1]) : parts.joined(separator: "-"))
  }
}

/// A Markdown file that becomes a page.
struct BookSource {
  let name: String
  let path: String
  let kind: BookPage.Kind
  var language = "en"

  var number: Int? {
    if case .chapter(let number) = kind { number } else { nil }
  }

  /// `07-ScalingLaws` is `07-scaling-laws`.
  static func slug(_ folder: String) -> String {
    var slug = ""
    for character in folder {
      if character.isUppercase, slug.last?.isLetter == true { slug += "-" }
      slug += character.lowercased()
    }
    return slug
  }

  /// The pages of a workbook: its front, its chapters, and what lies beside them.
  static func all(root: String) -> [BookSource] {
    func exists(_ path: String) -> Bool {
      FileManager.default.fileExists(atPath: "\(root)/\(path)")
    }
    let folder = (try? FileManager.default.contentsOfDirectory(atPath: root + "/Chapters")) ?? []
    var sources = [BookSource(name: "index", path: "README.md", kind: .front)]
    for name in folder.sorted() {
      guard let number = Int(name.prefix(2)), name.dropFirst(2).first == "-" else { continue }
      sources.append(
        BookSource(
          name: slug(name), path: "Chapters/\(name)/README.md", kind: .chapter(number)))
    }
    sources.append(BookSource(name: "exercises", path: "Exercises/README.md", kind: .appendix))
    for name in folder.sorted() where name.hasSuffix(".md") && name != "README.md" {
      let stem = name.dropLast(".md".count).lowercased()
      sources.append(BookSource(name: stem, path: "Chapters/\(name)", kind: .appendix))
    }
    sources.append(
      BookSource(name: "index-zh", path: "README.zh.md", kind: .appendix, language: "zh"))
    return sources.filter { exists($0.path) }
  }
}
