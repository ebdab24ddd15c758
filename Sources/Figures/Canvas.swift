import Foundation

/// The commands of one script, and the way from pixels to gnuplot's screen coordinates.
struct Canvas {
  let size: Figure.Size
  private(set) var commands: [String] = []

  init(size: Figure.Size) { self.size = size }

  mutating func add(_ command: String) { commands.append(command) }

  /// A share of the picture's width, to a hundredth of a pixel and better.
  func across(_ pixels: Double) -> String { Self.share(pixels / Double(size.width)) }

  /// A share of the picture's height, from the bottom.
  func up(_ pixels: Double) -> String { Self.share(1 - pixels / Double(size.height)) }

  func place(_ x: Double, _ y: Double) -> String { "screen \(across(x)), screen \(up(y))" }

  static func share(_ value: Double) -> String { String(format: "%.5f", value) }

  /// One line of text; `y` is the middle of its height.
  mutating func text(
    _ text: String, x: Double, y: Double, size: Double, color: String,
    alignment: Mark.Alignment = .left, isBold: Bool = false, rotation: Int = 0
  ) {
    guard !text.isEmpty else { return }
    let quoted =
      isBold ? GnuplotText.quotedBold(text) : GnuplotText.quoted(text) + " noenhanced"
    add(
      "set label \(quoted) at \(place(x, y)) \(alignment.rawValue) "
        + "\(rotation == 0 ? "" : "rotate by \(rotation) ")front "
        + "font \"\(Self.font(size))\" textcolor rgb \"\(color)\"")
  }

  /// A straight line without an arrow's head.
  mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), color: String,
    width: Double, dash: Mark.Dash = .solid, head: String = "nohead"
  ) {
    add(
      "set arrow from \(place(start.x, start.y)) to \(place(end.x, end.y)) \(head) front "
        + "lw \(GnuplotText.number(width)) \(dash.option) lc rgb \"\(color)\"")
  }

  mutating func rectangle(_ box: Box, color: String, opacity: Double = 1) {
    add(
      "set object rectangle from \(place(box.left, box.bottom)) to \(place(box.right, box.top)) "
        + "front fillstyle \(opacity < 1 ? "transparent " : "")solid "
        + "\(GnuplotText.number(opacity)) noborder fillcolor rgb \"\(color)\"")
  }

  static func font(_ size: Double) -> String { "sans-serif,\(GnuplotText.number(size))" }
}

extension Mark.Dash {
  /// gnuplot's name of the pattern.
  var option: String {
    switch self {
    case .solid: "dt solid"
    case .dashed: "dt (9,5)"
    case .dotted: "dt (2,4)"
    }
  }
}
