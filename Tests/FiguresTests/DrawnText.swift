import Figures
import Foundation

/// A text of a drawn picture, and the room that it takes.
struct DrawnText {
  let text: String
  let size: Double
  /// Degrees, counted as gnuplot writes them.
  let rotation: Double
  let left: Double
  let top: Double
  let right: Double
  let bottom: Double

  func overlaps(_ other: DrawnText) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  /// The texts of a picture by gnuplot, without those that are turned upright or slanted in the list of boxes.
  static func all(in svg: String) -> [DrawnText] {
    let pattern =
      #/<g transform="translate\(([-\d.]+),([-\d.]+)\)(?: rotate\(([-\d.]+)\))?"[^>]*font-size="([\d.]+)" +text-anchor="(\w+)">\s*<text>(.*?)</text>/#
    return svg.matches(of: pattern).compactMap { match in
      let (_, across, down, turn, size, anchor, marked) = match.output
      guard let x = Double(across), let y = Double(down), let size = Double(size) else {
        return nil
      }
      let text = String(marked).replacing(#/<[^>]*>/#, with: "").replacing("&lt;", with: "<")
        .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
      let isBold = marked.contains("bold")
      let width = TextMetrics.width(text, size: size, isBold: isBold)
      let rotation = turn.flatMap { Double($0) } ?? 0
      guard !text.isEmpty else { return nil }
      if rotation == -90 {
        // Its end stands at the place, and it reads upwards to it.
        return DrawnText(
          text: text, size: size, rotation: rotation, left: x - size * 0.7, top: y,
          right: x + size * 0.2, bottom: y + width)
      }
      let left =
        switch anchor {
        case "end": x - width
        case "middle": x - width / 2
        default: x
        }
      return DrawnText(
        text: text, size: size, rotation: rotation, left: left, top: y - size * 0.7,
        right: left + width, bottom: y + size * 0.1)
    }
  }

  /// The width and height of a picture.
  static func extent(of svg: String) -> (width: Double, height: Double)? {
    svg.firstMatch(of: #/viewBox="0 0 (\d+) (\d+)"/#).flatMap { match in
      guard let width = Double(match.output.1), let height = Double(match.output.2) else {
        return nil
      }
      return (width, height)
    }
  }
}
