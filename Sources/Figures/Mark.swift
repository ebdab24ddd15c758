/// Something drawn in a panel.
///
///     .line("training", x: steps, y: loss)
///     .band(x: steps, low: low, high: high, color: .blue)
///     .horizontal(2.12, "byte bigram model")
///     .note("warm-up ends", at: (300, 5), pointingTo: (100, 4.2))
public struct Mark: Equatable, Sendable {
  /// Where a mark's label goes.
  public enum Placement: Equatable, Sendable {
    /// Lines at their last point; bars, points and bands in the key if there are several.
    case automatic
    /// Beside the last point.
    case end
    /// In a row under the title.
    case key
    /// Nowhere; the label still names the series in the data file.
    case hidden
  }

  /// How a line is broken up.
  public enum Dash: Equatable, Sendable { case solid, dashed, dotted }

  /// The side of its point on which a note's text stands.
  public enum Alignment: String, Equatable, Sendable { case left, center, right }

  enum Content: Equatable, Sendable {
    case curve(x: [Double], y: [Double], Curve)
    case band(x: [Double], low: [Double], high: [Double])
    case errorBars(x: [Double], y: [Double], low: [Double], high: [Double])
    case bars(Bars)
    case heatMap(HeatMap)
    case horizontal(Double)
    case vertical(Double)
    case note(Note)
  }

  struct Curve: Equatable, Sendable {
    var hasLine = true
    var hasPoints = false
    var isStep = false
    var dash = Dash.solid
    var width = 2.5
  }

  struct Bars: Equatable, Sendable {
    var values: [Double]
    var low: [Double]?
    var high: [Double]?
    var isStacked = false
    var valueStyle: NumberStyle?
  }

  struct Note: Equatable, Sendable {
    var text: String
    var x: Double
    var y: Double
    var target: [Double]?
    var alignment: Alignment
  }

  public var label: String
  public var placement: Placement
  /// Nil for the next of the palette.
  public var color: Hue?
  var content: Content

  init(_ label: String, _ placement: Placement, _ color: Hue?, _ content: Content) {
    self.label = label
    self.placement = placement
    self.color = color
    self.content = content
  }
}

extension Mark {
  /// Points joined by a line, in the order given; a value that is not finite leaves a gap.
  public static func line(
    _ label: String = "", x: [Double], y: [Double], color: Hue? = nil, dash: Dash = .solid,
    width: Double = 2.5, showsPoints: Bool = false, placement: Placement = .automatic
  ) -> Mark {
    let curve = Curve(hasPoints: showsPoints, dash: dash, width: width)
    return Mark(label, placement, color, .curve(x: x, y: y, curve))
  }

  /// A line that keeps each value until the next.
  public static func step(
    _ label: String = "", x: [Double], y: [Double], color: Hue? = nil,
    placement: Placement = .automatic
  ) -> Mark {
    Mark(label, placement, color, .curve(x: x, y: y, Curve(isStep: true)))
  }

  /// Points on their own.
  public static func points(
    _ label: String = "", x: [Double], y: [Double], color: Hue? = nil,
    placement: Placement = .automatic
  ) -> Mark {
    Mark(label, placement, color, .curve(x: x, y: y, Curve(hasLine: false, hasPoints: true)))
  }

  /// The area between two curves: a range of uncertainty.
  public static func band(
    _ label: String = "", x: [Double], low: [Double], high: [Double], color: Hue? = nil,
    placement: Placement = .automatic
  ) -> Mark {
    Mark(label, placement, color, .band(x: x, low: low, high: high))
  }

  /// Points with the ends of their intervals.
  public static func errorBars(
    _ label: String = "", x: [Double], y: [Double], low: [Double], high: [Double],
    color: Hue? = nil, placement: Placement = .automatic
  ) -> Mark {
    Mark(label, placement, color, .errorBars(x: x, y: y, low: low, high: high))
  }

  /// One bar for every category of the axis that has categories. Several of these stand side by
  /// side in each category, or on top of one another when stacked.
  ///
  /// - Parameters:
  ///   - interval: the ends of a whisker on each bar.
  ///   - valueStyle: how the value is written at the bar's end; nil for no value.
  public static func bars(
    _ label: String = "", _ values: [Double], interval: (low: [Double], high: [Double])? = nil,
    color: Hue? = nil, isStacked: Bool = false, valueStyle: NumberStyle? = nil,
    placement: Placement = .automatic
  ) -> Mark {
    let bars = Bars(
      values: values, low: interval?.low, high: interval?.high, isStacked: isStacked,
      valueStyle: valueStyle)
    return Mark(label, placement, color, .bars(bars))
  }

  /// A rectangle of coloured cells; both axes need categories.
  public static func heatMap(_ map: HeatMap) -> Mark {
    Mark("", .hidden, nil, .heatMap(map))
  }

  /// A dashed line across the panel at one value of y.
  public static func horizontal(
    _ value: Double, _ label: String = "", color: Hue? = .gray, placement: Placement = .automatic
  ) -> Mark {
    Mark(label, placement, color, .horizontal(value))
  }

  /// A dashed line up the panel at one value of x.
  public static func vertical(_ value: Double, _ label: String = "", color: Hue? = .gray) -> Mark {
    Mark(label, .automatic, color, .vertical(value))
  }

  /// Free text at a place in the data's coordinates, with an arrow to another place if given.
  /// A newline starts a new line of text.
  public static func note(
    _ text: String, at place: (Double, Double), pointingTo target: (Double, Double)? = nil,
    alignment: Alignment = .left, color: Hue? = nil
  ) -> Mark {
    let note = Note(
      text: text, x: place.0, y: place.1, target: target.map { [$0.0, $0.1] },
      alignment: alignment)
    return Mark("", .hidden, color, .note(note))
  }
}
