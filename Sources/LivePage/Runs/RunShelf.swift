import Foundation
import Groundwork
import Training

/// Training runs below the project's folder, side by side.
struct RunShelf: Sendable {
  private let root: String

  init(root: String) { self.root = root }

  /// The folders of all runs, from the project's folder.
  func folders() -> [String] {
    RunFinder.folders(below: [root, root + "/.workbook"]).map { folder in
      folder.hasPrefix(root + "/") ? String(folder.dropFirst(root.count + 1)) : folder
    }
  }

  /// Some of the runs, each known by its folder; names that are none of them are passed over.
  func comparison(of names: [String]) -> RunComparison {
    let known = Set(folders())
    return RunComparison(
      names.filter(known.contains).map { RunRecord(folder: "\(root)/\($0)") })
  }

  /// Draws the losses of runs.
  ///
  /// - Returns: the picture's address below the page's root; nil where nothing is measured yet.
  /// - Throws: `FigureError` where no chart can be drawn.
  func chart(of comparison: RunComparison) throws -> String? {
    guard let figure = RunChart(comparison.runs).figure else { return nil }
    let key = Checksum.sha256(comparison.runs.map(\.folder).joined(separator: "\n")).prefix(12)
    let folder = "serve/runs-\(key)"
    _ = try figure.render(in: "\(root)/.workbook/\(folder)")
    return "chart/\(folder)/loss.svg"
  }
}
