/// One axis of a panel: what it shows, in which unit, on which scale.
///
///     Axis("training step")
///     Axis("loss", unit: "bits per byte", range: 0...8)
///     Axis("compute", unit: "FLOPs", scale: .log)
///     Axis("format", categories: ["fp32", "bf16", "int8"])
public struct Axis: Equatable, Sendable {
  /// How values are spread along an axis.
  public enum Scale: Equatable, Sendable {
    case linear
    /// Logarithmic, marked at powers of ten.
    case log
    /// Logarithmic, marked at powers of two.
    case log2
  }

  /// A marked place on an axis.
  public struct Tick: Equatable, Sendable {
    public var value: Double
    public var label: String

    public init(_ value: Double, _ label: String) {
      self.value = value
      self.label = label
    }
  }

  /// What the axis shows.
  public var label: String
  public var unit: String?
  public var scale: Scale
  /// The shown part; nil on a side that follows the data.
  public var lower: Double?
  public var upper: Double?
  /// Names at positions 1, 2, 3, …; a y axis lists them from the top.
  public var categories: [String]?
  /// The marked places; nil for round numbers chosen by range and room.
  public var ticks: [Tick]?
  public var style: NumberStyle
  /// Whether faint lines cross the panel at the ticks; nil decides by the scale.
  public var showsGrid: Bool?

  public init(
    _ label: String, unit: String? = nil, scale: Scale = .linear, range: ClosedRange<Double>? = nil,
    ticks: [Tick]? = nil, style: NumberStyle = .automatic, showsGrid: Bool? = nil
  ) {
    self.init(
      label, unit: unit, scale: scale, from: range?.lowerBound, to: range?.upperBound, ticks: ticks,
      style: style, showsGrid: showsGrid)
  }

  /// An axis with a bound on one side only: `Axis("tokens", from: 0)`.
  public init(
    _ label: String, unit: String? = nil, scale: Scale = .linear, from lower: Double?,
    to upper: Double? = nil, ticks: [Tick]? = nil, style: NumberStyle = .automatic,
    showsGrid: Bool? = nil
  ) {
    self.label = label
    self.unit = unit
    self.scale = scale
    self.lower = lower
    self.upper = upper
    self.categories = nil
    self.ticks = ticks
    self.style = style
    self.showsGrid = showsGrid
  }

  /// An axis of names, for bars and heat maps. On the x axis bars stand; on the y axis they lie.
  public init(_ label: String = "", categories: [String]) {
    self.init(label)
    self.categories = categories
  }

  /// Label and unit, as printed beside the axis.
  var caption: String {
    guard let unit, !unit.isEmpty else { return label }
    return label.isEmpty ? unit : "\(label) (\(unit))"
  }

  var isLogarithmic: Bool { scale != .linear && categories == nil }
}
