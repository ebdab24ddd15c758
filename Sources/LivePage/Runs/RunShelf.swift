import Figures
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
  /// - Returns: the picture's address below the page's root, and that of its form for phones; nil where
  ///   nothing is measured yet.
  /// - Throws: `FigureError` where no chart can be drawn.
  func chart(of comparison: RunComparison) throws -> (wide: String, narrow: String)? {
    defer { removeOldCharts() }
    guard let figure = RunChart(comparison.runs).figure else { return nil }
    let key = Checksum.sha256(comparison.runs.map(\.folder).joined(separator: "\n")).prefix(12)
    let folder = "serve/runs-\(key)"
    for form in Figure.Form.allCases {
      try figure.render(in: "\(root)/.workbook/\(folder)", form: form)
    }
    return ("chart/\(folder)/loss.svg", "chart/\(folder)/loss\(Figure.Form.narrow.suffix).svg")
  }

  /// Comparisons whose charts are kept: pages that are open still show them.
  private static let keptCount = 12

  private func removeOldCharts() {
    let (files, home) = (FileManager.default, "\(root)/.workbook/serve")
    let drawn = ((try? files.contentsOfDirectory(atPath: home)) ?? [])
      .filter { $0.hasPrefix("runs-") }
      .compactMap { name -> (name: String, date: Date)? in
        let date = try? files.attributesOfItem(atPath: "\(home)/\(name)/loss.svg")[
          .modificationDate]
        return (name, date as? Date ?? .distantPast)
      }
    for old in drawn.sorted(by: { ($0.date, $0.name) > ($1.date, $1.name) }).dropFirst(
      Self.keptCount)
    {
      try? files.removeItem(atPath: "\(home)/\(old.name)")
    }
  }
}
