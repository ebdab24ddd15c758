extension Box {
  /// Without the air around its letters: texts whose lines touch do not cover each other.
  var shrunk: Box { grown(by: -1) }

  func grown(by amount: Double) -> Box {
    Box(left: left - amount, top: top - amount, right: right + amount, bottom: bottom + amount)
  }

  func moved(by step: (x: Double, y: Double)) -> Box {
    Box(left: left + step.x, top: top + step.y, right: right + step.x, bottom: bottom + step.y)
  }

  /// The box moved as little as it takes to lie in another; at that one's left and top if it is larger.
  func pushed(into room: Box) -> Box {
    let x = max(room.left - left, min(0, room.right - right))
    let y = max(room.top - top, min(0, room.bottom - bottom))
    return moved(by: (x, y))
  }

  func contains(_ point: (x: Double, y: Double)) -> Bool {
    left < point.x && point.x < right && top < point.y && point.y < bottom
  }

  /// Whether a straight line between two points goes through the box (the part of the line between each pair
  /// of opposite sides, cut one after the other; Liang and Barsky, 1984).
  func isCrossed(from a: (x: Double, y: Double), to b: (x: Double, y: Double)) -> Bool {
    var (first, last) = (0.0, 1.0)
    for (start, step, low, high) in [(a.x, b.x - a.x, left, right), (a.y, b.y - a.y, top, bottom)] {
      guard step != 0 else {
        if start <= low || start >= high { return false }
        continue
      }
      let ends = [(low - start) / step, (high - start) / step].sorted()
      (first, last) = (max(first, ends[0]), min(last, ends[1]))
    }
    return first < last
  }
}
