import Foundation
import Groundwork

/// The book as a folder of HTML files, which a browser opens from the disk: nothing in it asks a
/// network for anything.
public struct BookSite: Sendable {
  public let book: Book
  /// Where pages of what the library declares lie beside the site, which the front page leads to then.
  public var declarations: String?

  public init(_ book: Book) { self.book = book }

  /// The pages and their style sheet, by their paths in the folder; pictures aside.
  public var texts: [(path: String, text: String)] {
    let frame = BookFrame(book)
    return book.pages.map { ("\($0.name).html", frame.document(led($0))) }
      + [("style.css", BookStyle.css)]
  }

  /// The front page with a way to the declarations, at the end of the contents.
  private func led(_ page: BookPage) -> BookPage {
    guard let declarations, page.kind == .front,
      let place = page.body.firstIndex(where: { $0.isElement("section") })
    else { return page }
    var page = page
    let way = Markup.tag(
      "p", ["class": "declarations"],
      [.tag("a", ["href": declarations], [.text("What the library declares, module by module")])])
    page.body.insert(contentsOf: [way, .text("\n")], at: page.body.index(after: place))
    return page
  }

  /// Every file of the site, by its path in the folder.
  ///
  /// - Throws: where a picture cannot be read.
  public func files() throws -> [(path: String, bytes: [UInt8])] {
    try texts.map { ($0.path, Array($0.text.utf8)) }
      + book.images.map { path in
        let bytes = try AtomicFile.read("\(book.root)/\(path)")
        return (Book.imageName(path), ChartPicture.adaptive(bytes, name: path))
      }
  }

  /// Looks at the site with a reader's eyes.
  ///
  /// - Throws: `BookError.broken` where a reader would meet a dead link, a missing picture, or anything
  ///   else that `BookCheck` finds.
  public func requireWhole() throws {
    // The declarations are another program's pages.
    let problems = BookCheck(files: try BookSite(book).files()).problems
    guard problems.isEmpty else { throw BookError.broken(problems) }
  }

  /// Writes the site into a folder, which is made where it is missing; other files in it stay.
  ///
  /// - Throws: as `requireWhole`, before anything is written.
  public func write(to folder: String) throws {
    try requireWhole()
    for (path, bytes) in try files() {
      let file = "\(folder)/\(path)"
      try AtomicFile.createFolder((file as NSString).deletingLastPathComponent)
      try AtomicFile.write(bytes, to: file)
    }
  }
}
