extension Schematic {
  /// As wide as a schematic may be for its smallest letters to be 9 pixels high on a phone, which shows a
  /// picture 358 pixels wide.
  private static let legibleWidth = SchematicLayout.noteSize / 9 * 358

  /// Whether the schematic is laid out anew for a phone; one that is legible there as it is is not.
  public var hasNarrowForm: Bool { SchematicLayout(self).width > Self.legibleWidth }

  func layout(_ form: Figure.Form) -> SchematicLayout {
    let own = SchematicLayout(self)
    guard form == .narrow, own.width > Self.legibleWidth else { return own }
    let widths = [columnWidth, 112, 100, 90, 70].filter { $0 <= columnWidth }
    let layouts = widths.map { SchematicLayout(turned(columnWidth: $0), isTurned: true) }
    return layouts.first { $0.width <= Self.legibleWidth } ?? layouts.last ?? own
  }

  /// The same with rows for columns: what was beside a box is below it.
  private func turned(columnWidth: Double) -> Schematic {
    let lying = boxes.map { box in
      Box.box(
        box.name, box.label, note: box.note, column: box.row, row: box.column, width: box.height,
        height: box.width, hue: box.hue, shape: box.shape)
    }
    let rows = Dictionary(boxes.map { ($0.name, $0.column) }) { first, _ in first }
    let ways = arrows.map { arrow in
      // Labels of lines that stand are to the right of them, where only the right side has room.
      Arrow.arrow(
        arrow.from, arrow.to, arrow.label, isDashed: arrow.isDashed,
        around: arrow.around.map { side in
          switch side {
          case .top, .bottom: .right
          case .left: .top
          case .right: .bottom
          }
        })
    }
    // Labels of what lies stand between two columns.
    let labels = arrows.filter { $0.around == nil && rows[$0.from] == rows[$0.to] }
      .map { TextMetrics.width($0.label, size: SchematicLayout.noteSize) }
    let hasLabels = arrows.contains { !$0.label.isEmpty }
    return Schematic(
      title, boxes: lying, arrows: ways, groups: groups, columnWidth: columnWidth,
      columnGap: max(groups.isEmpty ? 26 : hasFramesBetween ? 40 : 20, (labels.max() ?? 0) + 16),
      rowGap: groups.isEmpty ? (hasLabels ? 40 : 30) : (hasLabels ? 66 : 56))
  }
}

extension Schematic {
  /// Whether the frame of a group will stand between two boxes that will be beside each other.
  private var hasFramesBetween: Bool {
    groups.contains { group in
      let members = boxes.filter { group.boxes.contains($0.name) }
      guard let first = members.map(\.column).min(),
        let last = members.map({ $0.column + $0.width }).max()
      else { return false }
      return boxes.contains {
        !group.boxes.contains($0.name) && $0.column < last && $0.column + $0.width > first
      }
    }
  }
}

extension SchematicLayout {
  fileprivate var width: Double { extent.right - extent.left }
}
