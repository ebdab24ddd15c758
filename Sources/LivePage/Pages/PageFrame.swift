import Groundwork

/// What stands around every page: its head, the way to the others, and the one script.
struct PageFrame {
  /// A page that the frame leads to.
  enum Place: String, CaseIterable {
    case read, run, exercises, play, runs, advice

    var title: String {
      switch self {
      case .read: "Read"
      case .run: "Run"
      case .exercises: "Solve"
      case .play: "Play"
      case .runs: "Runs"
      case .advice: "Advice"
      }
    }

    /// From the page's root.
    var address: String { self == .read ? "" : rawValue }
  }

  let title: String
  var place: Place?
  /// How many folders the page lies below the root.
  var depth = 0
  var language = "en"
  /// Further style sheets, from the page's root.
  var styles: [String] = []

  /// The way back to the root.
  private var up: String { String(repeating: "../", count: depth) }

  /// - Parameter body: HTML; its links are from the page itself.
  func html(_ body: String) -> String {
    let links = Place.allCases.map { place in
      let mark = place == self.place ? " aria-current=\"page\"" : ""
      let address = place.address.isEmpty && up.isEmpty ? "./" : up + place.address
      return "<a href=\"\(address)\"\(mark)>\(place.title)</a>"
    }
    let sheets = (styles + ["live.css"]).map { "<link rel=\"stylesheet\" href=\"\(up)\($0)\">" }
    return """
      <!doctype html>
      <html lang="\(MarkupText.escaped(language))">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(MarkupText.escaped(title))</title>
      <link rel="icon" href="data:,">
      \(sheets.joined(separator: "\n"))
      <script src="\(up)live.js" defer></script>
      </head>
      <body data-up="\(up)">
      <a class="skip" href="#main">To the content</a>
      <header class="bar">
      <strong>The pretraining workbook</strong>
      <nav aria-label="Pages">\(links.joined(separator: " "))</nav>
      <a id="run-mark" class="run-mark" href="\(up)run" hidden>a chapter is running</a>
      </header>
      <main id="main">
      \(body)
      </main>
      </body>
      </html>

      """
  }
}
