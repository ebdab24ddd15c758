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
      let own = source.exercises(among: exercises)
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
          exercises: source.exercises(among: exercises), images: builder.images))
    }
    guard problems.isEmpty else { throw BookError.broken(problems) }
    pages = pages.map { $0.kind == .front ? BookContents.adding(pages, to: $0) : $0 }
    return Book(root: root, title: name, pages: pages)
  }

  public var front: BookPage? { pages.first { $0.kind == .front } }

  /// Where the pages of a workbook come from, by their paths from its folder, in reading order.
  public static func sources(root: String) -> [String] { BookSource.all(root: root).map(\.path) }

  /// The pages of the chapters, in order.
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

  /// The same without the forms for phones: what is shown where every page is as wide as paper.
  public var wideImages: [String] { images.filter { !NarrowPicture.isNarrow($0) } }

  /// Where a picture lies beside the pages: `Plots/02-scale.svg` is `images/02-scale.svg`.
  public static func imageName(_ path: String) -> String {
    let parts = path.split(separator: "/")
    let isOfPlots = parts.count == 2 && parts[0] == "Plots"
    return "images/" + (isOfPlots ? String(parts[1]) : parts.joined(separator: "-"))
  }
}
