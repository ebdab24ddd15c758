/// A chart described as a value.
///
/// The title states what the chart shows, as a newspaper would: "Loss falls below the bigram model
/// after 400 steps", not "Loss against step". The label of the y axis stands above it, lines are
/// named at their ends.
///
///     let figure = Figure(
///       "loss", title: "Held-out loss falls below the bigram model after 400 steps",
///       x: Axis("training step"), y: Axis("loss", unit: "bits per byte"),
///       marks: [
///         .line("held-out", x: steps, y: loss),
///         .horizontal(3.2, "byte bigram model"),
///       ])
///     try figure.render(in: "charts")   // charts/loss.csv, charts/loss.gp, charts/loss.svg
public struct Figure: Equatable, Sendable {
  /// Width and height in pixels.
  public struct Size: Equatable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }

    public static let standard = Size(width: 800, height: 480)
    public static let tall = Size(width: 800, height: 640)
    public static let wide = Size(width: 1000, height: 480)
    public static let square = Size(width: 640, height: 640)
  }

  /// Which axes have the same range in every panel.
  public enum Sharing: Equatable, Sendable { case none, x, y, both }

  /// One pair of axes and what is drawn on it.
  public struct Panel: Equatable, Sendable {
    /// Shown when the figure has several panels.
    public var title: String
    public var x: Axis
    public var y: Axis
    /// Drawn in this order, later ones on top.
    public var marks: [Mark]

    public init(_ title: String = "", x: Axis, y: Axis, marks: [Mark]) {
      self.title = title
      self.x = x
      self.y = y
      self.marks = marks
    }
  }

  /// The stem of the files' names: ASCII letters, digits, `-`, `_`, `.`.
  public var name: String
  /// The finding, in one sentence.
  public var title: String
  /// What is shown, of what, measured how.
  public var subtitle: String
  /// Source and caveats, in small print.
  public var caption: String
  public var size: Size
  public var panels: [Panel]
  /// Panels in a row.
  public var columnCount: Int
  public var sharing: Sharing
  /// Whether data and script may be published beside the picture; false where the points are other
  /// people's, who publish them themselves.
  public var publishesData = true

  /// A chart with one panel.
  public init(
    _ name: String, title: String, subtitle: String = "", caption: String = "",
    size: Size = .standard, x: Axis, y: Axis, marks: [Mark]
  ) {
    self.init(
      name, title: title, subtitle: subtitle, caption: caption, size: size, columnCount: 1,
      panels: [Panel(x: x, y: y, marks: marks)])
  }

  /// Small multiples: panels in rows of `columnCount`, read line by line.
  public init(
    _ name: String, title: String, subtitle: String = "", caption: String = "",
    size: Size = .wide, columnCount: Int = 2, sharing: Sharing = .none, panels: [Panel]
  ) {
    self.name = name
    self.title = title
    self.subtitle = subtitle
    self.caption = caption
    self.size = size
    self.panels = panels
    self.columnCount = columnCount
    self.sharing = sharing
  }
}
