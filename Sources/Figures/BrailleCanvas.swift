import Foundation

/// Dots in letters: each character of Unicode's braille block has two columns of four.
struct BrailleCanvas {
  /// In characters.
  let width: Int
  let height: Int
  private var cells: [UInt8]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    cells = [UInt8](repeating: 0, count: width * height)
  }

  /// The dots of a character, by row and column.
  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  /// Sets the dot at shares of the width, from the left, and of the height, from the bottom.
  mutating func dot(x: Double, y: Double) {
    guard x.isFinite, y.isFinite, (0...1).contains(x), (0...1).contains(y) else { return }
    let column = Int((x * Double(2 * width - 1)).rounded())
    let row = Int(((1 - y) * Double(4 * height - 1)).rounded())
    cells[row / 4 * width + column / 2] |= Self.bits[row % 4][column % 2]
  }

  /// Joins two places by dots; only those of every `gap`-th step for a broken line.
  mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), gap: Int = 1
  ) {
    let ends = [start.x, start.y, end.x, end.y]
    guard ends.allSatisfy({ $0.isFinite && abs($0) < 1e3 }) else { return }
    let across = abs(end.x - start.x) * Double(2 * width)
    let up = abs(end.y - start.y) * Double(4 * height)
    let count = max(1, Int(max(across, up).rounded(.up)))
    for step in 0...count where step % gap == 0 {
      let share = Double(step) / Double(count)
      dot(
        x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y))
    }
  }

  /// The rows, from the top.
  var rows: [String] {
    (0..<height).map { row in
      String(
        cells[row * width..<(row + 1) * width].map { cell in
          // The block's 256 characters begin with the empty one.
          Character(UnicodeScalar(0x2800 + UInt32(cell)) ?? " ")
        })
    }
  }
}
