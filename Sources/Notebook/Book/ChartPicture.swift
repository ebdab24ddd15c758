import Foundation

/// A chart as a page shows it: with colours for dark surroundings beside its own.
///
/// gnuplot draws on white. A style inside the picture gives every colour a second one, which the browser
/// takes where its reader prefers dark; no second file is made, and nothing is drawn anew. Every colour
/// keeps the contrast with the paper that it has in the light (WCAG 2.2, 1.4.11: 3 to 1 at least for what
/// is data), and its hue.
///
///     let picture = ChartPicture.adaptive(svg)
public enum ChartPicture {
  /// The paper of dark pages.
  static let darkPaper = Colour(red: 0x14, green: 0x17, blue: 0x1A)
  private static let white = Colour(red: 255, green: 255, blue: 255)

  /// A picture of gnuplot's with a dark variant; any other one as it is. The cells of a heat map keep their
  /// colours, which are its numbers, and what is written on them.
  public static func adaptive(_ svg: String) -> String {
    guard svg.contains("Produced by GNUPLOT"), !svg.contains("prefers-color-scheme"),
      let place = svg.range(of: "<g id=\"gnuplot_canvas\">")
    else { return svg }
    let rules = rules(of: svg)
    let style = "<style>@media (prefers-color-scheme:dark){\(rules.joined())}</style>\n\n"
    return svg[..<place.lowerBound] + style + svg[place.lowerBound...]
  }

  /// The same for the bytes of a file of this name.
  public static func adaptive(_ bytes: [UInt8], name: String) -> [UInt8] {
    guard name.hasSuffix(".svg") else { return bytes }
    return Array(adaptive(String(decoding: bytes, as: UTF8.self)).utf8)
  }

  /// A rule for each colour of each attribute, as it is written there.
  private static func rules(of svg: String) -> [String] {
    // gnuplot writes polygons in this way, and nothing else.
    let areas = Set(svg.matches(of: #/<polygon fill = '([^']+)'/#).map(\.output.1))
    let isHeatMap = areas.count > 8
    var seen: Set<String> = []
    var rules = svg.matches(of: #/\b(fill|stroke|color)( ?)= ?["']([^"']+)["']/#).compactMap {
      match -> String? in
      let (_, attribute, space, text) = match.output
      // White letters stand on bars and cells, whose colours stay dark enough for them.
      let isOnColour = attribute == "fill" && text == "rgb(255,255,255)"
      guard let colour = Colour(String(text)), !isOnColour, space.isEmpty || !isHeatMap,
        seen.insert("\(attribute)=\(text)").inserted
      else { return nil }
      return "[\(attribute)=\"\(text)\"]{\(attribute):\(dark(colour).hexadecimal)}"
    }
    if isHeatMap {
      // Dark letters in the middle of a cell.
      rules.append("[fill=\"rgb(26,26,26)\"][text-anchor=\"middle\"]{fill:#1a1a1a}")
    }
    return rules
  }

  /// What stands for a colour on dark paper.
  static func dark(_ colour: Colour) -> Colour {
    if colour == white { return darkPaper }
    let own = colour.contrast(with: white)
    let wanted = colour.isGrey ? own : min(max(own, 3), 5)
    // A hue that is as clear there already stays; a grey turns to the other side of the paper.
    if !colour.isGrey, colour.contrast(with: darkPaper) >= wanted { return colour }
    // Towards white as far as it takes, by halves: contrast grows with the share.
    let base = colour.isGrey ? darkPaper : colour
    var (low, high) = (0.0, 1.0)
    for _ in 0..<20 {
      let middle = (low + high) / 2
      if base.mixed(with: white, share: middle).contrast(with: darkPaper) < wanted {
        low = middle
      } else {
        high = middle
      }
    }
    // White itself dazzles.
    return base.mixed(with: white, share: min(high, 0.9))
  }

  /// A colour of eight bits a channel.
  struct Colour: Equatable {
    var red: Int
    var green: Int
    var blue: Int

    init(red: Int, green: Int, blue: Int) { (self.red, self.green, self.blue) = (red, green, blue) }

    /// Reads `#0072B2`, `rgb(  0, 114, 178)`, `black`; nil for anything else, `none` above all.
    init?(_ text: String) {
      switch text {
      case "black": self.init(red: 0, green: 0, blue: 0)
      case "white": self.init(red: 255, green: 255, blue: 255)
      default:
        if let hex = text.wholeMatch(of: #/#([0-9A-Fa-f]{6})/#)?.output.1,
          let value = Int(hex, radix: 16)
        {
          self.init(red: value >> 16, green: value >> 8 & 255, blue: value & 255)
        } else if let parts = text.wholeMatch(of: #/rgb\( *(\d+), *(\d+), *(\d+)\)/#)?.output,
          let red = Int(parts.1), let green = Int(parts.2), let blue = Int(parts.3)
        {
          self.init(red: red, green: green, blue: blue)
        } else {
          return nil
        }
      }
    }

    var isGrey: Bool { max(red, green, blue) - min(red, green, blue) < 12 }

    var hexadecimal: String {
      "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    func mixed(with other: Colour, share: Double) -> Colour {
      func mix(_ a: Int, _ b: Int) -> Int { Int((Double(a) + share * Double(b - a)).rounded()) }
      return Colour(
        red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// WCAG 2.2, relative luminance.
    private var luminance: Double {
      func linear(_ value: Int) -> Double {
        let share = Double(value) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// WCAG 2.2, contrast ratio: 1 to 21.
    func contrast(with other: Colour) -> Double {
      let (a, b) = (luminance + 0.05, other.luminance + 0.05)
      return max(a, b) / min(a, b)
    }
  }
}
