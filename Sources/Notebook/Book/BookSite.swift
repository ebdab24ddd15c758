import Foundation
import Groundwork

/// The book as a folder of HTML files, which a browser opens from the disk: nothing in it asks a
/// network for anything.
public struct BookSite: Sendable {
  public let book: Book

  public init(_ book: Book) { self.book = book }

  /// The pages and their style sheet, by their paths in the folder; pictures aside.
  public var texts: [(path: String, text: String)] {
    let frame = BookFrame(book)
    return book.pages.map { ("\($0.name).html", frame.document($0)) }
      + [("style.css", BookStyle.css)]
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
    let problems = BookCheck(files: try files()).problems
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
