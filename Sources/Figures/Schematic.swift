/// How parts hang together: named boxes on a grid, arrows between them, frames around groups of them.
///
/// A chart shows numbers, a schematic what goes where. It is a value, drawn into an SVG without gnuplot: the
/// same bytes for the same schematic, readable on a light page and on a dark one, and with a description in
/// words for whoever does not see it.
///
///     let schematic = Schematic(
///       "A layer adds to the stream what it has computed",
///       boxes: [
///         .box("in", "x", column: 0, row: 0),
///         .box("norm", "normalize", column: 1, row: 0, hue: .blue),
///         .box("sum", "+", column: 2, row: 0, shape: .round),
///       ],
///       arrows: [
///         .arrow("in", "norm", "(T, D)"), .arrow("norm", "sum"),
///         .arrow("in", "sum", "kept", around: .top),
///       ],
///       groups: [.group("layer", ["norm", "sum"])])
///     try schematic.svg(name: "03-layer")       // or notebook.show(schematic, "layer")
public struct Schematic: Equatable, Sendable {
  /// What it shows, in one sentence.
  public var title: String
  public var boxes: [Box]
  public var arrows: [Arrow]
  public var groups: [Group]
  /// The width of a column in pixels; a longer word makes columns wider.
  public var columnWidth: Double
  /// Between columns, and between rows, in pixels: arrows and their labels stand there.
  public var gap: (column: Double, row: Double)

  public init(
    _ title: String, boxes: [Box], arrows: [Arrow] = [], groups: [Group] = [],
    columnWidth: Double = 130, columnGap: Double = 56, rowGap: Double = 44
  ) {
    self.title = title
    (self.boxes, self.arrows, self.groups) = (boxes, arrows, groups)
    self.columnWidth = columnWidth
    gap = (columnGap, rowGap)
  }

  public static func == (a: Schematic, b: Schematic) -> Bool {
    a.title == b.title && a.boxes == b.boxes && a.arrows == b.arrows && a.groups == b.groups
      && a.columnWidth == b.columnWidth && a.gap == b.gap
  }
}

extension Schematic {
  public enum Shape: Equatable, Sendable {
    /// With slightly rounded corners.
    case rectangle
    /// As round as its height allows: sums, starts, ends.
    case round
    /// No line around it: a text.
    case plain
  }

  /// A part, known by a name that arrows and groups use.
  public struct Box: Equatable, Sendable {
    public var name: String
    /// Broken at spaces where it is wider than the box; keeps its own newlines.
    public var label: String
    /// Smaller, under the label.
    public var note: String
    /// Of the upper left corner, from 0; halves are allowed.
    public var column: Double
    public var row: Double
    /// How many columns and rows it takes.
    public var width: Double
    public var height: Double
    public var hue: Hue?
    public var shape: Shape

    /// - Parameters:
    ///   - column: of the left edge, from 0.
    ///   - row: of the upper edge, from 0 downwards.
    ///   - width: in columns.
    ///   - height: in rows.
    public static func box(
      _ name: String, _ label: String, note: String = "", column: Double, row: Double,
      width: Double = 1, height: Double = 1, hue: Hue? = nil, shape: Shape = .rectangle
    ) -> Box {
      Box(
        name: name, label: label, note: note, column: column, row: row, width: width,
        height: height, hue: hue, shape: shape)
    }
  }

  public enum Side: Equatable, Sendable { case left, right, top, bottom }

  /// From one box to another.
  public struct Arrow: Equatable, Sendable {
    public var from: String
    public var to: String
    public var label: String
    public var isDashed: Bool
    /// The side by which it leaves the first box and enters the second one, around all that stands between;
    /// nil for the short way.
    public var around: Side?

    public static func arrow(
      _ from: String, _ to: String, _ label: String = "", isDashed: Bool = false,
      around: Side? = nil
    ) -> Arrow {
      Arrow(from: from, to: to, label: label, isDashed: isDashed, around: around)
    }
  }

  /// A frame around boxes, with its title above them.
  public struct Group: Equatable, Sendable {
    public var title: String
    /// The boxes' names.
    public var boxes: [String]

    public static func group(_ title: String, _ boxes: [String]) -> Group {
      Group(title: title, boxes: boxes)
    }
  }
}

extension Schematic {
  /// What it shows in words: every box, then where each arrow leads.
  public var description: String {
    func words(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    func title(_ name: String) -> String {
      words(boxes.first { $0.name == name }?.label ?? name)
    }
    let parts = boxes.map { box in
      words(box.label) + (box.note.isEmpty ? "" : " (\(words(box.note)))")
    }
    let ways = arrows.map { arrow in
      "\(title(arrow.from)) → \(title(arrow.to))"
        + (arrow.label.isEmpty ? "" : ": \(words(arrow.label))")
    }
    let frames = groups.map { group in
      "\(words(group.title)) holds \(group.boxes.map(title).joined(separator: ", "))"
    }
    return ([parts.joined(separator: "; ")] + ways + frames).map { $0 + "." }.joined(separator: " ")
  }
}
