import ArgumentParser
import Foundation
import WorkbookCore

/// `book`: the woven chapters as a site, an EPUB, notebooks and a PDF file.
struct BookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book",
    abstract:
      "Writes the chapters as a site, an EPUB file and Jupyter notebooks; as PDF on request.",
    discussion: """
      Example: ./workbook book
      Example: ./workbook book --format html pdf --out pages
      Example: ./workbook book --api

      The book is made from the chapters' pages as weave left them. The site opens from the disk and \
      asks no network for anything. Formulas need pandoc, which the launcher installs when this is \
      first called; --format pdf prints with Chromium, where it is installed. --api adds pages of what the \
      library declares, by the docc of the Swift toolchain: these a browser opens from a server of files.
      """)

  /// What a book can be.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html
    case epub
    case ipynb
    case pdf
  }

  @Option(parsing: .upToNextOption, help: "html, epub, ipynb, pdf; all but pdf when there is none.")
  var format: [Format] = []

  @Option(help: "The folder to write to; .workbook/book in the workbook's folder without it.")
  var out: String?

  @Flag(help: "Add pages of what the library declares to the site; needs docc, and takes minutes.")
  var api = false

  func validate() throws {
    guard !api || format.isEmpty || format.contains(.html) else {
      throw ValidationError("--api adds to the site: name html, too")
    }
  }

  func run() throws {
    let root = try PackageRoot.find()
    let formats = Set(format.isEmpty ? [.html, .epub, .ipynb] : format)
    let folder = out ?? root + "/.workbook/book"
    // What can be wrong is found before anything is made.
    try OutputFolder.check(folder)
    if formats.contains(.pdf) { _ = try BookPrint.browser() }
    if api { try DeclarationPages.requireDocc() }
    let book = try Book.read(
      root: root, renderer: try Pandoc(), exercises: try Self.exercises(root: root))
    // Every format comes from the same pages: where the site is whole, the others are.
    try BookSite(book).requireWhole()
    try AtomicFile.createFolder(folder)
    for format in Format.allCases where formats.contains(format) {
      try print(PackageRoot.relative(write(book, as: format, to: folder), to: root))
    }
    if api { try addDeclarations(to: book, folder + "/html", root: root) }
    Console.note(
      "wrote \(Plural.count(book.pages.count, "page")) and \(Plural.count(book.wideImages.count, "chart"))"
    )
  }

  /// Puts the pages of the declarations beside the site, and a way to them on its front page.
  private func addDeclarations(to book: Book, _ folder: String, root: String) throws {
    var site = BookSite(book)
    site.declarations = try DeclarationPages.make(root: root, beside: folder)
    try site.write(to: folder)
    print(PackageRoot.relative("\(folder)/\(DeclarationPages.folder)", to: root))
    Console.note(
      "the declarations want a server of files: python3 -m http.server --directory "
        + PackageRoot.relative(folder, to: root))
  }

  /// Writes one form of the book; returns where it begins.
  private func write(_ book: Book, as format: Format, to folder: String) throws -> String {
    let file = "\(folder)/pretraining-workbook"
    switch format {
    case .html:
      try BookSite(book).write(to: folder + "/html")
      return folder + "/html/index.html"
    case .epub:
      try AtomicFile.write(try EPUBBook(book).bytes(), to: file + ".epub")
      return file + ".epub"
    case .ipynb:
      try JupyterBook(book).write(to: folder + "/notebooks")
      return folder + "/notebooks"
    case .pdf:
      Console.note("printing; this takes a few seconds")
      try BookPrint(book).writePDF(to: file + ".pdf")
      return file + ".pdf"
    }
  }

  /// The exercises as the book prints them; none where the workbook has none.
  static func exercises(root: String) throws -> [BookExercise] {
    // A workbook of pages alone is a book, too.
    guard FileManager.default.fileExists(atPath: root + "/Exercises/Tasks") else { return [] }
    return try ExerciseCatalog(root: root).all.map {
      BookExercise(
        id: $0.id, title: $0.title, note: "\($0.kind.rawValue), \($0.minutes) minutes",
        task: $0.task, command: "./workbook check \($0.id)")
    }
  }
}
