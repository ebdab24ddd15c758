/// Values in rows and columns, shown as colours.
///
///     HeatMap([[1, 0], [0.5, 0.5]], annotation: .decimals(2), scaleLabel: "attention weight")
public struct HeatMap: Equatable, Sendable {
  /// From low to high.
  public enum Palette: Equatable, Sendable {
    /// Dark violet to yellow.
    case sequential
    /// White to blue: for shares and weights, where nothing should look like nothing.
    case light
    /// Blue through white to vermilion, the same distance on both sides of zero.
    case diverging
  }

  /// Values by row, first row at the top; a value that is not finite leaves its cell empty.
  /// - Shape: (rows, columns)
  public var values: [[Double]]
  /// How each cell's value is written into it; nil for colours only.
  public var annotation: NumberStyle?
  public var palette: Palette
  /// The values at the ends of the colour scale; nil follows the data.
  public var range: ClosedRange<Double>?
  /// What the colours mean, written above the colour scale.
  public var scaleLabel: String

  public init(
    _ values: [[Double]], annotation: NumberStyle? = nil, palette: Palette = .sequential,
    range: ClosedRange<Double>? = nil, scaleLabel: String = ""
  ) {
    self.values = values
    self.annotation = annotation
    self.palette = palette
    self.range = range
    self.scaleLabel = scaleLabel
  }

  /// The ends of the colour scale, never equal.
  var bounds: (low: Double, high: Double) {
    if let range, range.lowerBound < range.upperBound {
      return (range.lowerBound, range.upperBound)
    }
    let finite = values.joined().filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    if palette == .diverging {
      let reach = max(abs(low), abs(high))
      return reach > 0 ? (-reach, reach) : (-1, 1)
    }
    return low < high ? (low, high) : (low - 0.5, low + 0.5)
  }

  /// Colours at even distances along the scale.
  var stops: [String] {
    switch palette {
    case .sequential: (0...10).map { Viridis.hexadecimal(at: Double($0) / 10) }
    case .light: ["#F7FBFF", "#D2E3F0", "#A6CBE3", "#6BA9D2", "#3784BC", "#0F5E9C", "#083B6B"]
    case .diverging:
      ["#0B4F7D", "#3F8DBF", "#A5CCE4", "#F5F5F5", "#F3BE96", "#DE7C33", "#993F00"]
    }
  }

  /// A gnuplot condition on a cell's place on the scale (0 to 1): true where text must be white.
  func whiteInkCondition(_ place: String) -> String {
    switch palette {
    case .sequential: "\(place) < 0.55"
    case .light: "\(place) > 0.55"
    case .diverging: "(\(place) < 0.2 || \(place) > 0.82)"
    }
  }
}
