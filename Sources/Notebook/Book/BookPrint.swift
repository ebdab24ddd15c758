import Foundation
import Groundwork

/// The book as one long page, and that page printed: every fold is open, every link leads to a place
/// of the same file.
public struct BookPrint: Sendable {
  public let book: Book

  public init(_ book: Book) { self.book = book }

  /// The page and what it shows, by their paths.
  ///
  /// - Throws: where a picture cannot be read.
  public func files() throws -> [(path: String, bytes: [UInt8])] {
    [("book.html", Array(document.utf8)), ("style.css", Array(BookStyle.css.utf8))]
      + (try book.wideImages.map { path in
        (Book.imageName(path), try AtomicFile.read("\(book.root)/\(path)"))
      })
  }

  private var document: String {
    let head = Markup.tag(
      "head", [:],
      [
        .tag("meta", ["charset": "utf-8"]), .tag("title", [:], [.text(book.title)]),
        .tag("link", ["rel": "stylesheet", "href": "style.css"]),
      ])
    let articles = book.pages.filter { $0.language == "en" }.flatMap { page in
      [Markup.tag("article", ["id": page.name], page.body.mapElements { joined($0, on: page) })]
        + [.text("\n")]
    }
    let html = Markup.tag(
      "html", ["lang": "en"], [head, .tag("body", [:], [.tag("main", ["id": "top"], articles)])])
    return "<!DOCTYPE html>\n\(html.html)\n"
  }

  private func joined(_ element: Markup.Element, on page: BookPage) -> Markup {
    var element = element.image
    // The book's title is the only heading of the first level.
    if element.name == "h1", page.kind != .front {
      element.name = "h2"
      element["class"] = "chapter"
    } else if page.kind != .front, element.name.count == 2, element.name.hasPrefix("h"),
      let level = Int(element.name.dropFirst())
    {
      element.name = "h\(min(6, level + 1))"
    }
    for name in ["id", "aria-labelledby"] {
      if let id = element[name] { element[name] = "\(page.name)--\(id)" }
    }
    if element.name == "details" { element["open"] = "" }
    // What waits until it is in sight would never be printed.
    if element.name == "img" { element["loading"] = nil }
    if element.name == "a", let href = element["href"] { relink(&element, href, on: page) }
    return .element(element)
  }

  private func relink(_ element: inout Markup.Element, _ href: String, on page: BookPage) {
    if href == "#top" {
      element["href"] = "#\(page.name)"
    } else if href.hasPrefix("#") {
      element["href"] = "#\(page.name)--\(href.dropFirst())"
    } else if let link = href.wholeMatch(of: #/([^:\/#]+)\.html(?:#(.+))?/#) {
      let name = String(link.output.1)
      guard book.page(named: name)?.language == "en" else {
        element["href"] = nil
        return
      }
      element["href"] = "#" + name + (link.output.2.map { "--\($0)" } ?? "")
    }
  }

  // MARK: Printing

  /// Names under which the browser that prints is found.
  private static let browsers = ["chromium", "chromium-browser", "google-chrome"]

  /// The browser that prints.
  ///
  /// - Throws: `BookError.noProgram` where there is none on the PATH.
  public static func browser() throws(BookError) -> String {
    guard let path = browsers.lazy.compactMap({ ProgramPath.find($0) }).first else {
      throw .noProgram(browsers[0])
    }
    return path
  }

  /// Prints the book to a PDF file.
  ///
  /// - Throws: `BookError.noProgram` without a browser to print with, `.failed` where it fails, before the
  ///   file that stood there is touched.
  public func writePDF(to path: String) throws {
    let browser = try Self.browser()
    let folder = NSTemporaryDirectory() + "workbook-print-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, bytes) in try files() {
      let file = "\(folder)/\(name)"
      try AtomicFile.createFolder((file as NSString).deletingLastPathComponent)
      try AtomicFile.write(bytes, to: file)
    }
    let made = folder + "/book.pdf"
    var options = [
      "--headless", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline",
      "--user-data-dir" + "=" + folder + "/profile", "--print-to-pdf" + "=" + made,
    ]
    // A browser refuses to guard itself against its pages when the administrator runs it.
    if geteuid() == 0 { options.append("--no-sandbox") }
    try AtomicFile.write("", to: folder + "/log")
    let log = try FileHandle(forWritingTo: URL(fileURLWithPath: folder + "/log"))
    defer { try? log.close() }
    let child = try ChildProgram.start(
      browser, options + ["file://\(folder)/book.html"], output: log.fileDescriptor,
      errors: log.fileDescriptor)
    let ending = child.wait()
    guard ending == .exit(0), let bytes = try? AtomicFile.read(made),
      bytes.starts(with: Array("%PDF-".utf8))
    else {
      throw BookError.failed(program: browser, reason: "it printed nothing: \(ending)")
    }
    try AtomicFile.write(bytes, to: path)
  }
}

/// Where a program lies.
enum ProgramPath {
  /// The first of a name on the PATH.
  static func find(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }
      .first { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
      }
  }
}
