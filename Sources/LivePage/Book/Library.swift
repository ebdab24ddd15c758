import ExerciseKit
import Foundation
import Groundwork
import Notebook

/// The book, made anew where one of its pages has changed.
actor Library {
  /// A chapter, whether the book can be made or not.
  struct Chapter: Equatable, Sendable {
    let number: Int
    /// As the chapter's page says it, up to a colon: `When is a model enough?`; the folder's name where there
    /// is no page.
    let title: String
    /// The page's name, `07-scaling-laws`.
    let page: String
  }

  /// A page as it is shown.
  struct Reading: Sendable {
    let title: String
    let language: String
    /// What stands inside the page's frame.
    let html: String
  }

  static var style: String { BookStyle.css }

  nonisolated let chapters: [Chapter]
  private let root: String
  private let queue = WorkQueue("book")
  private var book: Book?
  /// The names and dates of what the book was made from.
  private var stamp = ""

  nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  init(root: String) {
    self.root = root
    chapters = Weaver(root: root).chapters().compactMap { folder in
      guard let number = Int(folder.prefix(2)) else { return nil }
      var name = ""
      for character in folder.dropFirst(3) {
        if character.isUppercase, !name.isEmpty { name += " " }
        name += name.isEmpty ? String(character) : character.lowercased()
      }
      let slug = name.lowercased().replacing(" ", with: "-")
      return Chapter(
        number: number, title: Self.title(ofPage: "\(root)/Chapters/\(folder)/README.md") ?? name,
        page: folder.prefix(3) + slug)
    }
  }

  /// Of `# 3. Transformer: a stack of small corrections` the part between number and colon.
  private static func title(ofPage path: String) -> String? {
    guard let bytes = try? AtomicFile.read(path) else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").lazy
      .compactMap { $0.wholeMatch(of: #/# (?:\d+\. )?([^:]+).*/#)?.output.1 }.first
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// A page of the book with its list of contents.
  ///
  /// - Throws: `LivePageError.notFound`; `BookError`.
  func reading(_ name: String) throws -> Reading {
    let book = try current()
    guard let page = book.page(named: name) else { throw LivePageError.notFound(name) }
    return Reading(
      title: page.title, language: page.language, html: ReadingPage(book, page).html)
  }

  /// Where a picture of the book lies, from the workbook's folder; nil for none of its pictures.
  func picture(_ name: String) throws -> String? {
    try current().images.first { Book.imageName($0) == name }
  }

  private func current() throws -> Book {
    let now = present()
    if let book, stamp == now { return book }
    let exercises = (try? ExerciseCatalog(root: root).all) ?? []
    let made = try Book.read(
      root: root, renderer: Pandoc(),
      exercises: exercises.map {
        BookExercise(
          id: $0.id, title: $0.title, note: "\($0.kind.rawValue), \($0.minutes) minutes",
          task: $0.task, command: "./workbook check \($0.id)")
      })
    (book, stamp) = (made, now)
    return made
  }

  private func present() -> String {
    Book.sources(root: root).map { page in
      let date =
        try? FileManager.default.attributesOfItem(atPath: "\(root)/\(page)")[.modificationDate]
        as? Date
      return "\(page) \(date?.timeIntervalSince1970 ?? 0)"
    }.joined(separator: "\n")
  }
}
