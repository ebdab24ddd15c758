import Foundation

extension EPUBBook {
  /// The cover: the title over a power law that falls to its floor.
  static func cover(_ book: Book) -> String {
    let (width, floor) = (1_200.0, 1_420.0)
    let points = stride(from: 0.0, through: 1.0, by: 0.02).map { place in
      let x = 120 + place * (width - 240)
      let y = floor - 40 - 560 * pow(1 + 24 * place, -0.7)
      return String(format: "%.1f,%.1f", x, y)
    }
    func text(_ words: String, y: Double, size: Int, weight: Int, fill: String) -> Markup {
      .tag(
        "text",
        [
          "x": "120", "y": "\(Int(y))", "font-size": "\(size)", "font-weight": "\(weight)",
          "fill": fill,
        ], [.text(words)])
    }
    let words = book.title.split(separator: " ").map(String.init)
    let lines = words.indices.map {
      text(words[$0], y: 280 + 130 * Double($0), size: 116, weight: 700, fill: "#ffffff")
    }
    let picture = Markup.tag(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": "1200", "height": "1600",
        "viewBox": "0 0 1200 1600", "font-family": "DejaVu Sans, Helvetica, Arial, sans-serif",
      ],
      [.tag("rect", ["width": "1200", "height": "1600", "fill": "#0b2f57"])] + lines + [
        text(
          "When should you train your own language model?", y: 300 + 130 * Double(words.count),
          size: 38, weight: 400, fill: "#cfe2ff"),
        .tag(
          "polyline",
          [
            "points": points.joined(separator: " "), "fill": "none", "stroke": "#f2b27a",
            "stroke-width": "10", "stroke-linecap": "round",
          ]),
        .tag(
          "line",
          [
            "x1": "120", "y1": "\(Int(floor))", "x2": "\(Int(width - 120))", "y2": "\(Int(floor))",
            "stroke": "#63d2b2", "stroke-width": "6", "stroke-dasharray": "18 14",
          ]),
      ])
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(picture.html)\n"
  }
}
