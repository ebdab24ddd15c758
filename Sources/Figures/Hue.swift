/// A colour of a mark.
///
/// The eight named ones are the Okabe–Ito palette, which people with the common forms of colour
/// blindness can tell apart (M. Okabe and K. Ito, "Color Universal Design", 2008).
public enum Hue: Equatable, Sendable {
  case blue, vermilion, green, purple, orange, sky, black, yellow
  /// For what is context rather than finding.
  case gray
  /// A place on the viridis scale, 0 (dark) to 1 (light green): for families of ordered curves.
  case ordered(Double)

  /// The order in which marks without a colour of their own get one.
  static let sequence: [Hue] = [.blue, .vermilion, .green, .purple, .orange, .sky, .black]

  /// Six hexadecimal digits after a number sign.
  public var hexadecimal: String {
    switch self {
    case .blue: "#0072B2"
    case .vermilion: "#D55E00"
    case .green: "#009E73"
    case .purple: "#B5588C"
    case .orange: "#E69F00"
    case .sky: "#56B4E9"
    case .black: "#1A1A1A"
    case .yellow: "#F0E442"
    case .gray: "#8A8A8A"
    case .ordered(let position): Viridis.hexadecimal(at: position * 0.8)
    }
  }
}

/// Colours from dark violet to yellow whose lightness rises evenly, legible in grey as well
/// (S. van der Walt and N. Smith, "viridis", matplotlib, 2015), as eleven stops.
enum Viridis {
  static let stops: [(red: Int, green: Int, blue: Int)] = [
    (68, 1, 84), (72, 36, 117), (65, 68, 135), (53, 95, 141), (42, 120, 142), (33, 145, 140),
    (34, 168, 132), (68, 191, 112), (122, 209, 81), (189, 223, 38), (253, 231, 37),
  ]

  static func hexadecimal(at position: Double) -> String {
    let place = min(max(position.isFinite ? position : 0, 0), 1) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    let share = place - Double(index)
    let (low, high) = (stops[index], stops[index + 1])
    func mix(_ a: Int, _ b: Int) -> Int { Int((Double(a) + share * Double(b - a)).rounded()) }
    let mixed = [mix(low.red, high.red), mix(low.green, high.green), mix(low.blue, high.blue)]
    return "#" + mixed.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined().uppercased()
  }
}

/// The greys of everything that is not data.
enum Ink {
  static let title = "#1A1A1A"
  static let text = "#333333"
  static let quiet = "#666666"
  static let axis = "#999999"
  static let grid = "#E4E4E4"
}
