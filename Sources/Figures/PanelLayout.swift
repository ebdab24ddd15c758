/// A rectangle in pixels, y downwards.
struct Box: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }

  func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }
}

/// Font sizes and distances, in pixels.
enum Measure {
  static let edge = 18.0
  static let titleSize = 18.0
  static let titleLine = 24.0
  static let subtitleSize = 13.5
  static let subtitleLine = 19.0
  static let keySize = 13.0
  static let keyLine = 22.0
  static let captionSize = 11.0
  static let captionLine = 15.0
  static let panelTitleSize = 14.0
  static let panelTitleLine = 20.0
  static let axisSize = 12.5
  static let axisLine = 18.0
  static let tickSize = 12.0
  static let tickLine = 16.0
  static let labelSize = 13.0
  static let labelLine = 16.0
  static let barTextSize = 11.5
  static let scaleBarWidth = 14.0
}

/// Where the parts of one panel stand.
struct PanelLayout {
  let panel: Figure.Panel
  let x: AxisFrame
  let y: AxisFrame
  let xTicks: [Axis.Tick]
  private(set) var yTicks: [Axis.Tick]
  /// By how many degrees the names under the axis are turned because they do not fit side by side.
  let tickRotation: Int
  let outer: Box
  let plot: Box
  let form: Figure.Form
  let captions: PanelCaptions
  /// Whether a heat map's colour scale stands beside it.
  let showsScale: Bool

  /// - Parameter endLabels: the texts that need room to the right of the plot.
  init(
    _ panel: Figure.Panel, x: AxisFrame, y: AxisFrame, outer: Box, endLabels: [String],
    form: Figure.Form = .wide
  ) {
    self.panel = panel
    self.x = x
    self.y = y
    self.outer = outer
    self.form = form
    let size = Measure.tickSize
    let isNarrow = form == .narrow
    showsScale = panel.showsScale(width: outer.width, form: form)
    captions =
      isNarrow
      ? PanelCaptions(panel, width: outer.width, showsScale: showsScale) : PanelCaptions(panel)
    let top = outer.top + 8 + captions.heightAbove
    var bottom = outer.bottom - 4 - captions.heightBelow

    // The right margin: names of lines, or the colour scale of a heat map.
    var right = outer.right
    if let map = panel.heatMap {
      right -= showsScale ? map.scaleWidth : 2
    } else {
      let widest = endLabels.map { TextMetrics.width($0, size: Measure.labelSize) }.max()
      right -= max(16, widest.map { $0 + 12 } ?? 0)
      if isNarrow { right = min(right, outer.right - panel.roomForBarTexts(x, outer.width / 2)) }
    }

    // Names on the y axis break into lines; the left margin follows the widest label.
    let roughTicks = y.ticks(atMost: max(3, Int((bottom - 24 - top) / 44)))
    yTicks = roughTicks.map { tick in
      guard y.axis.categories != nil else { return tick }
      let lines = TextMetrics.wrapped(
        tick.label, limit: outer.width * (isNarrow ? 0.36 : 0.28), size: size)
      return Axis.Tick(tick.value, lines.joined(separator: "\n"))
    }
    let tickLines = yTicks.flatMap { $0.label.split(separator: "\n") }
    let widest = tickLines.map { TextMetrics.width(String($0), size: size) }.max() ?? 0
    var left = outer.left + widest + 12

    var names = XTicks.choose(x, width: right - left, form: form)
    if names.rotation == 45, let first = names.ticks.first {
      // The first turned name reaches to the left of the axis.
      let reach = TextMetrics.width(first.label, size: size) * 0.72
      left = max(left, outer.left + reach - (right - left) / Double(names.ticks.count) / 2)
      names = XTicks.choose(x, width: right - left, form: form)
    }
    if isNarrow, x.axis.categories == nil {
      // Half of the last number reaches to the right of the axis.
      let reach = names.ticks.map { tick in
        left + x.fraction(of: tick.value) * (right - left)
          + TextMetrics.width(tick.label, size: size) / 2
      }.max()
      right -= max(0, (reach ?? 0) - outer.right - 4)
    }
    xTicks = names.ticks
    tickRotation = names.rotation
    bottom -= names.height + 8
    plot = Box(left: left, top: top, right: right, bottom: max(bottom, top + 20))
    if isNarrow {
      yTicks = XTicks.thinned(yTicks, slot: plot.height / Double(max(yTicks.count, 1)))
    }
  }

  /// A place in pixels from a place in the data's coordinates.
  func pixel(x xValue: Double, y yValue: Double) -> (x: Double, y: Double) {
    let (across, up) = (x.fraction(of: xValue), y.fraction(of: yValue))
    return (plot.left + across * plot.width, plot.bottom - up * plot.height)
  }
}

/// The labels under an x axis, as many as fit.
enum XTicks {
  static func choose(
    _ frame: AxisFrame, width: Double, form: Figure.Form
  ) -> (ticks: [Axis.Tick], rotation: Int, height: Double) {
    let size = Measure.tickSize
    guard frame.axis.categories != nil else {
      var count = max(2, Int(width / 55))
      var ticks = frame.ticks(atMost: count)
      while count > 2, !fits(ticks, frame, width: width) {
        count -= 1
        ticks = frame.ticks(atMost: count)
      }
      return (ticks, 0, Measure.tickLine)
    }
    let ticks = frame.ticks(atMost: .max)
    let slot = width / Double(max(ticks.count, 1))
    let wrapped = ticks.map { TextMetrics.wrapped($0.label, limit: slot - 8, size: size) }
    let widest = wrapped.joined().map { TextMetrics.width($0, size: size) }.max() ?? 0
    let lineCount = wrapped.map(\.count).max() ?? 1
    if widest <= slot - 4, lineCount <= 3 {
      let result = zip(ticks, wrapped).map { Axis.Tick($0.value, $1.joined(separator: "\n")) }
      return (result, 0, Double(lineCount) * Measure.tickLine)
    }
    let longest = ticks.map { TextMetrics.width($0.label, size: size) }.max() ?? 0
    guard form == .narrow, slot < Measure.tickLine * 1.45 else {
      return (ticks, 45, longest * 0.72 + 8)
    }
    // Slanted names that stand closer would cover each other.
    return (thinned(ticks, slot: slot), 90, longest + 8)
  }

  /// Every second or third name where all of them would stand closer than they are high.
  static func thinned(_ ticks: [Axis.Tick], slot: Double) -> [Axis.Tick] {
    let stride = max(1, Int((13 / max(slot, 1)).rounded(.up)))
    return ticks.enumerated().map { index, tick in
      index.isMultiple(of: stride) ? tick : Axis.Tick(tick.value, "")
    }
  }

  private static func fits(_ ticks: [Axis.Tick], _ frame: AxisFrame, width: Double) -> Bool {
    var end = -Double.infinity
    for tick in ticks.sorted(by: { $0.value < $1.value }) {
      let half = TextMetrics.width(tick.label, size: Measure.tickSize) / 2
      let center = frame.fraction(of: tick.value) * width
      if center - half < end + 12 { return false }
      end = center + half
    }
    return true
  }
}
