import Groundwork

extension Schematic {
  /// The picture as a text: lines and letters take the page's own colour where the picture stands in a page,
  /// and follow the reader's preference for light or dark where it is shown by itself.
  ///
  /// - Parameters:
  ///   - name: of the file, without extension; it keeps the picture's inner names apart from those of
  ///     others on a page.
  ///   - form: the page that it is drawn for: on a phone what would go to the right goes down.
  /// - Throws: `FigureError.invalidName`, `FigureError.schematic`.
  public func svg(name: String, form: Figure.Form = .wide) throws(FigureError) -> String {
    guard Figure.isValid(name: name) else { throw .invalidName(name) }
    try validate(name)
    let layout = layout(form)
    let extent = layout.extent
    let (width, height) = (extent.right - extent.left, extent.bottom - extent.top)
    let box = [extent.left, extent.top, width, height].map(Self.number).joined(separator: " ")
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"schematic\" role=\"img\" "
        + "aria-labelledby=\"\(name)-title \(name)-text\" viewBox=\"\(box)\" "
        + "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\">",
      "<title id=\"\(name)-title\">\(MarkupText.escaped(title))</title>",
      "<desc id=\"\(name)-text\">\(MarkupText.escaped(description))</desc>",
      Self.style,
      "<defs><marker id=\"\(name)-tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" "
        + "markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"
        + "<path d=\"M0 0L10 5L0 10z\" fill=\"currentColor\"/></marker></defs>",
    ]
    for (group, frame) in zip(groups, layout.groupFrames) {
      lines.append(
        "<rect class=\"group\" \(Self.attributes(frame)) rx=\"8\"/>"
          + "<text class=\"group-title\" x=\"\(Self.number(frame.left + 8))\" "
          + "y=\"\(Self.number(frame.top + 15))\">\(MarkupText.escaped(group.title))</text>")
    }
    for box in boxes { lines += Self.drawing(box, in: layout) }
    for (index, arrow) in arrows.enumerated() {
      lines += Self.drawing(
        arrow, route: layout.routes[index], label: layout.labelPlaces[index], name: name)
    }
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private func validate(_ name: String) throws(FigureError) {
    func refuse(_ problem: String) -> FigureError { .schematic(name: name, problem: problem) }
    guard !boxes.isEmpty else { throw refuse("it has no box") }
    var known: Set<String> = []
    for box in boxes {
      guard known.insert(box.name).inserted else {
        throw refuse("two boxes are named \"\(box.name)\"")
      }
      let numbers = [box.column, box.row, box.width, box.height]
      guard numbers.allSatisfy(\.isFinite), box.width > 0, box.height > 0 else {
        throw refuse("box \"\(box.name)\" has no place on the grid")
      }
    }
    for arrow in arrows {
      for end in [arrow.from, arrow.to] where !known.contains(end) {
        throw refuse("an arrow names a box \"\(end)\" that is not there")
      }
      guard arrow.from != arrow.to else {
        throw refuse("an arrow leads from box \"\(arrow.from)\" to itself")
      }
    }
    for group in groups {
      guard !group.boxes.isEmpty else { throw refuse("group \"\(group.title)\" is empty") }
      for member in group.boxes where !known.contains(member) {
        throw refuse("group \"\(group.title)\" names a box \"\(member)\" that is not there")
      }
    }
  }

  private static let style = """
    <style>
    .schematic{color:#24292f;color-scheme:light dark;font-family:system-ui,"DejaVu Sans",sans-serif}
    @media (prefers-color-scheme:dark){.schematic{color:#e6edf3}}
    .schematic text{fill:currentColor;font-size:14px;text-anchor:middle}
    .schematic .note,.schematic .label{font-size:11.5px;opacity:.85}
    .schematic .group-title{font-size:11.5px;font-weight:600;text-anchor:start}
    .schematic .left{text-anchor:start}
    .schematic rect{fill:none;stroke:currentColor;stroke-width:1.4}
    .schematic .group{stroke-dasharray:5 4;opacity:.55}
    .schematic .way{fill:none;stroke:currentColor;stroke-width:1.4}
    .schematic .dashed{stroke-dasharray:5 4}
    </style>
    """

  private static func drawing(_ box: Box, in layout: SchematicLayout) -> [String] {
    guard let frame = layout.frames[box.name], let text = layout.texts[box.name] else { return [] }
    var lines: [String] = []
    if box.shape != .plain {
      let height = frame.bottom - frame.top
      let radius = box.shape == .round ? min(height, frame.right - frame.left) / 2 : 6
      let colour =
        box.hue.map { hue in
          " style=\"fill:\(hue.hexadecimal);fill-opacity:.16;stroke:\(hue.hexadecimal)\""
        } ?? ""
      lines.append("<rect \(attributes(frame)) rx=\"\(number(radius))\"\(colour)/>")
    }
    let middle = frame.middle
    var baseline = middle.y - text.height / 2
    for line in text.lines {
      lines.append(written(line, x: middle.x, y: baseline + 13.5, style: nil))
      baseline += SchematicLayout.lineHeight
    }
    for line in text.noteLines {
      lines.append(written(line, x: middle.x, y: baseline + 11, style: "note"))
      baseline += SchematicLayout.noteLineHeight
    }
    return lines
  }

  private static func drawing(
    _ arrow: Arrow, route: [SchematicLayout.Point],
    label: (at: SchematicLayout.Point, isLeftAligned: Bool), name: String
  ) -> [String] {
    let path = route.enumerated().map { index, point in
      (index == 0 ? "M" : "L") + number(point.x) + " " + number(point.y)
    }.joined()
    var lines = [
      "<path class=\"way\(arrow.isDashed ? " dashed" : "")\" d=\"\(path)\" "
        + "marker-end=\"url(#\(name)-tip)\"/>"
    ]
    if !arrow.label.isEmpty {
      lines.append(
        written(
          arrow.label, x: label.at.x, y: label.at.y,
          style: label.isLeftAligned ? "label left" : "label"))
    }
    return lines
  }

  private static func written(_ text: String, x: Double, y: Double, style: String?) -> String {
    "<text\(style.map { " class=\"\($0)\"" } ?? "") x=\"\(number(x))\" y=\"\(number(y))\">"
      + MarkupText.escaped(text) + "</text>"
  }

  private static func attributes(_ frame: SchematicLayout.Frame) -> String {
    "x=\"\(number(frame.left))\" y=\"\(number(frame.top))\" "
      + "width=\"\(number(frame.right - frame.left))\" "
      + "height=\"\(number(frame.bottom - frame.top))\""
  }

  /// To a tenth of a pixel.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
    return sign + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
  }
}
