/// Where the parts of a schematic stand, in pixels.
struct SchematicLayout {
  struct Point: Equatable {
    var x: Double
    var y: Double
  }

  struct Frame: Equatable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    var middle: Point { Point(x: (left + right) / 2, y: (top + bottom) / 2) }
    /// With rows for columns.
    var turned: Frame { Frame(left: top, top: left, right: bottom, bottom: right) }
    func union(_ other: Frame) -> Frame {
      Frame(
        left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
        bottom: max(bottom, other.bottom))
    }
    func grown(by amount: Double) -> Frame {
      Frame(
        left: left - amount, top: top - amount, right: right + amount, bottom: bottom + amount)
    }
  }

  struct Text {
    let lines: [String]
    let noteLines: [String]
    var height: Double {
      Double(lines.count) * SchematicLayout.lineHeight
        + Double(noteLines.count) * SchematicLayout.noteLineHeight
    }
  }

  static let labelSize = 14.0
  static let noteSize = 11.5
  static let lineHeight = 18.0
  static let noteLineHeight = 15.0
  private static let padding = (x: 10.0, y: 9.0)
  /// What an arrow around others keeps from them.
  private static let berth = 22.0
  private static let groupInset = 14.0
  static let groupTitleHeight = 20.0

  private(set) var frames: [String: Frame] = [:]
  private(set) var texts: [String: Text] = [:]
  private(set) var groupFrames: [Frame] = []
  /// The corners of each arrow's line, from its beginning to its point.
  private(set) var routes: [[Point]] = []
  private(set) var labelPlaces: [(at: Point, isLeftAligned: Bool)] = []
  /// Of everything.
  private(set) var extent = Frame(left: 0, top: 0, right: 0, bottom: 0)
  /// Whether the grid's rows have been made columns: what was meant to go to the right goes down.
  private let isTurned: Bool

  /// - Parameter isTurned: whether arrows that find their way take it as if rows were columns.
  init(_ schematic: Schematic, isTurned: Bool = false) {
    self.isTurned = isTurned
    let gap = schematic.gap
    let boxes = schematic.boxes
    // A word that is wider than its box makes every column wider.
    let columnWidth = boxes.map { box in
      let longest = Self.longestWord(of: box, isTight: isTurned)
      return (longest + 2 * Self.padding.x - (box.width - 1) * gap.column) / max(box.width, 0.25)
    }.reduce(schematic.columnWidth) { max($0, $1) }
    func width(_ box: Schematic.Box) -> Double {
      box.width * columnWidth + (box.width - 1) * gap.column
    }
    for box in boxes {
      let inner = width(box) - 2 * Self.padding.x
      texts[box.name] = Text(
        lines: TextMetrics.wrapped(box.label, limit: inner, size: Self.labelSize),
        noteLines: TextMetrics.wrapped(box.note, limit: inner, size: Self.noteSize))
    }
    let rowHeight = boxes.map { box in
      let needed = (texts[box.name]?.height ?? 0) + 2 * Self.padding.y
      return (needed - (box.height - 1) * gap.row) / max(box.height, 0.25)
    }.reduce(0) { max($0, $1) }
    for box in boxes {
      let left = box.column * (columnWidth + gap.column)
      let top = box.row * (rowHeight + gap.row)
      frames[box.name] = Frame(
        left: left, top: top, right: left + width(box),
        bottom: top + box.height * rowHeight + (box.height - 1) * gap.row)
    }
    for arrow in schematic.arrows { addRoute(of: arrow, in: schematic.groups) }
    groupFrames = schematic.groups.map { group in
      // Labels between its boxes stand in the frame, too.
      let inner = zip(schematic.arrows, labelPlaces).filter { arrow, _ in
        group.boxes.contains(arrow.from) && group.boxes.contains(arrow.to)
      }
      var frame = Self.union(
        group.boxes.compactMap { frames[$0] } + inner.compactMap { Self.frame(of: $0, at: $1) }
      ).grown(by: Self.groupInset)
      frame.top -= Self.groupTitleHeight
      return frame
    }
    measure(schematic)
  }

  private static func union(_ frames: [Frame]) -> Frame {
    guard let first = frames.first else { return Frame(left: 0, top: 0, right: 0, bottom: 0) }
    return frames.dropFirst().reduce(first) { $0.union($1) }
  }

  /// - Parameter isTight: whether a note's words are measured as small as they are written.
  private static func longestWord(of box: Schematic.Box, isTight: Bool) -> Double {
    func longest(_ text: String, _ size: Double) -> Double {
      text.split(whereSeparator: \.isWhitespace).map { TextMetrics.width(String($0), size: size) }
        .max() ?? 0
    }
    return max(
      longest(box.label, labelSize), longest(box.note, isTight ? noteSize : labelSize))
  }

  // MARK: Arrows

  private mutating func addRoute(of arrow: Schematic.Arrow, in groups: [Schematic.Group]) {
    guard let from = frames[arrow.from], let to = frames[arrow.to] else { return }
    let route =
      arrow.around.map { around(from, to, by: $0) }
      ?? (isTurned
        ? Self.direct(from.turned, to.turned).map { Point(x: $0.y, y: $0.x) }
        : Self.direct(from, to))
    routes.append(route)
    if isTurned, route.count == 2, route[0].x == route[1].x {
      // Between a box and the next one below; beyond the frame that the arrow leaves.
      let leaves = groups.contains { $0.boxes.contains(arrow.from) && !$0.boxes.contains(arrow.to) }
      let begin = min(route[0].y, route[1].y)
      labelPlaces.append(
        (Point(x: route[0].x + 7, y: begin + (leaves ? Self.groupInset + 14 : 15)), true))
      return
    }
    // Beside the longest part of the line: above what lies, to the right of what stands.
    let parts = zip(route, route.dropFirst())
    let longest = parts.max {
      abs($0.1.x - $0.0.x) + abs($0.1.y - $0.0.y) < abs($1.1.x - $1.0.x) + abs($1.1.y - $1.0.y)
    }
    guard let (a, b) = longest else { return }
    let isLevel = abs(b.x - a.x) >= abs(b.y - a.y)
    let middle = Point(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2)
    labelPlaces.append(
      isLevel
        ? (Point(x: middle.x, y: middle.y - 6), false)
        : (Point(x: middle.x + 7, y: middle.y + 4), true))
  }

  /// Straight where the boxes face each other, else with one corner.
  private static func direct(_ from: Frame, _ to: Frame) -> [Point] {
    let (left, right) = (max(from.left, to.left), min(from.right, to.right))
    let (top, bottom) = (max(from.top, to.top), min(from.bottom, to.bottom))
    if left < right {
      let x = (left + right) / 2
      return from.middle.y <= to.middle.y
        ? [Point(x: x, y: from.bottom), Point(x: x, y: to.top)]
        : [Point(x: x, y: from.top), Point(x: x, y: to.bottom)]
    }
    let isRightwards = from.middle.x <= to.middle.x
    let start = isRightwards ? from.right : from.left
    if top < bottom {
      let y = (top + bottom) / 2
      return [Point(x: start, y: y), Point(x: isRightwards ? to.left : to.right, y: y)]
    }
    return [
      Point(x: start, y: from.middle.y), Point(x: to.middle.x, y: from.middle.y),
      Point(x: to.middle.x, y: from.middle.y < to.middle.y ? to.top : to.bottom),
    ]
  }

  /// Out by a side, past every box that stands between, and in by the same side.
  private func around(_ from: Frame, _ to: Frame, by side: Schematic.Side) -> [Point] {
    let isLevel = side == .top || side == .bottom
    let reach = from.union(to)
    let between = frames.values.filter { frame in
      isLevel
        ? frame.left < reach.right && frame.right > reach.left
          && frame.top < reach.bottom && frame.bottom > reach.top
        : frame.top < reach.bottom && frame.bottom > reach.top
          && frame.left < reach.right && frame.right > reach.left
    }
    let all = Self.union(between + [from, to])
    let count = Double(routes.count { $0.count == 4 })
    // Arrows that go around do not lie on each other.
    let berth = Self.berth + 7 * count
    switch side {
    case .left, .right:
      let x = side == .left ? all.left - berth : all.right + berth
      let (start, end) = side == .left ? (from.left, to.left) : (from.right, to.right)
      return [
        Point(x: start, y: from.middle.y), Point(x: x, y: from.middle.y),
        Point(x: x, y: to.middle.y), Point(x: end, y: to.middle.y),
      ]
    case .top, .bottom:
      let y = side == .top ? all.top - berth : all.bottom + berth
      let (start, end) = side == .top ? (from.top, to.top) : (from.bottom, to.bottom)
      return [
        Point(x: from.middle.x, y: start), Point(x: from.middle.x, y: y),
        Point(x: to.middle.x, y: y), Point(x: to.middle.x, y: end),
      ]
    }
  }

  // MARK: The whole

  private mutating func measure(_ schematic: Schematic) {
    var all = Self.union(Array(frames.values))
    for frame in groupFrames { all = all.union(frame) }
    for (frame, group) in zip(groupFrames, schematic.groups) {
      let width = TextMetrics.width(group.title, size: Self.noteSize, isBold: true)
      all = all.union(
        Frame(
          left: frame.left, top: frame.top, right: frame.left + width + 16, bottom: frame.top))
    }
    for point in routes.joined() {
      all = all.union(Frame(left: point.x, top: point.y, right: point.x, bottom: point.y))
    }
    for (arrow, place) in zip(schematic.arrows, labelPlaces) {
      if let frame = Self.frame(of: arrow, at: place) { all = all.union(frame) }
    }
    extent = all.grown(by: 10)
  }

  /// The room that an arrow's label takes; nil for none.
  private static func frame(
    of arrow: Schematic.Arrow, at place: (at: Point, isLeftAligned: Bool)
  ) -> Frame? {
    guard !arrow.label.isEmpty else { return nil }
    let width = TextMetrics.width(arrow.label, size: noteSize)
    let left = place.isLeftAligned ? place.at.x : place.at.x - width / 2
    return Frame(
      left: left, top: place.at.y - noteSize, right: left + width, bottom: place.at.y)
  }
}
