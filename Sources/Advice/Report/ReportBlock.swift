import Foundation
import Groundwork

/// A piece of a report, whatever it is written in.
enum ReportBlock: Equatable {
  case title(String)
  case heading(String)
  case paragraph(String)
  /// A paragraph that matters most.
  case finding(String)
  case list([String])
  case table(header: [String], rows: [[String]], alignsRight: Set<Int>)
  /// A chart by the stem of its files, and what it shows for those who do not see it.
  case chart(name: String, text: String)
}

extension [ReportBlock] {
  /// Markdown, with charts as links to files beside it.
  var markdown: String {
    map { block in
      switch block {
      case .title(let text): "# \(text)"
      case .heading(let text): "## \(text)"
      case .paragraph(let text): text
      case .finding(let text): "**\(text)**"
      case .list(let items): items.map { "- \($0)" }.joined(separator: "\n")
      case .table(let header, let rows, let right):
        ([header] + [header.indices.map { right.contains($0) ? "--:" : ":--" }] + rows)
          .map { "| " + $0.map(Self.cell).joined(separator: " | ") + " |" }
          .joined(separator: "\n")
      case .chart(let name, let text): "![\(text)](\(name).svg)"
      }
    }.joined(separator: "\n\n") + "\n"
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }

  /// One page that needs nothing beside it.
  ///
  /// - Parameter picture: gives a chart's file as SVG; nil where it could not be drawn.
  func html(picture: (String) -> [UInt8]?) -> String {
    let body = map { block -> String in
      switch block {
      case .title(let text): return "<h1>\(MarkupText.escaped(text))</h1>"
      case .heading(let text): return "<h2>\(MarkupText.escaped(text))</h2>"
      case .paragraph(let text): return "<p>\(MarkupText.escaped(text))</p>"
      case .finding(let text): return "<p class=\"finding\">\(MarkupText.escaped(text))</p>"
      case .list(let items):
        return "<ul>" + items.map { "<li>\(MarkupText.escaped($0))</li>" }.joined() + "</ul>"
      case .table(let header, let rows, let right):
        func line(_ cells: [String], _ tag: String) -> String {
          "<tr>"
            + cells.enumerated().map {
              "<\(tag)\(right.contains($0) ? " class=\"right\"" : "")>\(MarkupText.escaped($1))</\(tag)>"
            }.joined() + "</tr>"
        }
        return "<div class=\"wide\"><table><thead>\(line(header, "th"))</thead><tbody>"
          + rows.map { line($0, "td") }.joined() + "</tbody></table></div>"
      case .chart(let name, let text):
        guard let bytes = picture(name) else { return "<p>\(MarkupText.escaped(text))</p>" }
        let data = Data(bytes).base64EncodedString()
        return
          "<figure><img alt=\"\(MarkupText.escaped(text))\" src=\"data:image/svg+xml;base64,\(data)\">"
          + "</figure>"
      }
    }
    let title = lazy.compactMap { if case .title(let text) = $0 { text } else { nil } }.first ?? ""
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(MarkupText.escaped(title))</title>
      <style>\(Self.style)</style></head>
      <body><main>
      \(body.joined(separator: "\n"))
      </main></body></html>

      """
  }

  private static let style = """
    :root{color-scheme:light dark}
    body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:1rem}
    main{max-width:60rem;margin:auto}
    h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2.2rem}
    .finding{font-size:1.15rem;font-weight:600;border-left:.3rem solid #0072b2;padding-left:.8rem}
    .wide{overflow-x:auto}table{border-collapse:collapse;font-size:.92rem}
    th,td{padding:.3rem .6rem;border-bottom:1px solid #8886;text-align:left;vertical-align:top}
    .right{text-align:right;font-variant-numeric:tabular-nums}
    figure{margin:1rem 0}img{max-width:100%;height:auto;background:#fff}
    @media print{body{padding:0}h2{break-after:avoid}figure,tr{break-inside:avoid}}
    """
}
