/// Why a figure cannot be drawn. The description is one line: what was wrong, where, what is right.
public enum FigureError: Error, Equatable, CustomStringConvertible, Sendable {
  /// No executable `gnuplot` in any folder of the PATH.
  case gnuplotMissing
  /// gnuplot ended with another status than 0, or left no picture.
  case gnuplotFailed(figure: String, message: String)
  /// The name is empty or has characters other than ASCII letters, digits, `-`, `_` and `.`.
  case invalidName(String)
  /// Two lists of one mark that must be equally long are not.
  case unequalCounts(figure: String, mark: String, what: String, expected: Int, found: Int)
  /// A value that is zero or negative on a logarithmic axis.
  case nonPositive(figure: String, mark: String, axis: String, value: Double)
  /// Nothing finite to draw in a whole panel.
  case noData(figure: String, panel: Int)
  /// Bars or a heat map without categories on the axis that needs them.
  case missingCategories(figure: String, mark: String)
  /// A range whose bounds are not finite, not ascending, or not positive on a logarithmic axis.
  case invalidRange(figure: String, axis: String)
  /// A schematic whose parts do not hang together.
  case schematic(name: String, problem: String)
  /// A file that cannot be written or read.
  case file(path: String, problem: String)

  public var description: String {
    switch self {
    case .gnuplotMissing:
      "gnuplot is not on the PATH"
    case .gnuplotFailed(let figure, let message):
      "figure \(figure): gnuplot did not draw it: \(message)"
    case .invalidName(let name):
      "figure name \"\(name)\": use ASCII letters, digits, '-', '_' and '.' only"
    case .unequalCounts(let figure, let mark, let what, let expected, let found):
      "figure \(figure), \(mark): \(found) \(what) where \(expected) are needed; "
        + "give one for every point"
    case .nonPositive(let figure, let mark, let axis, let value):
      "figure \(figure), \(mark): the value \(value) cannot stand on the logarithmic \(axis) axis; "
        + "drop it or make the axis linear"
    case .noData(let figure, let panel):
      "figure \(figure), panel \(panel + 1): no finite value to draw; check what was measured"
    case .missingCategories(let figure, let mark):
      "figure \(figure), \(mark): name the categories on the axis, one for every value"
    case .invalidRange(let figure, let axis):
      "figure \(figure): the \(axis) axis needs a finite, ascending range (positive if logarithmic)"
    case .schematic(let name, let problem):
      "schematic \(name): \(problem)"
    case .file(let path, let problem):
      "\(path): \(problem)"
    }
  }
}
