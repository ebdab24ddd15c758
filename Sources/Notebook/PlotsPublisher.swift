import Figures
import Foundation
import Groundwork

/// Draws stored charts again, and publishes those of the lesson run in `Plots/`.
public struct PlotsPublisher: Sendable {
  public let root: String

  public init(root: String) { self.root = root }

  /// The stems of the charts in a folder, in order; a form for phones is no chart of its own.
  private func stems(in folder: String, kind: String = "gp") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix("." + kind) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(kind.count + 1)) }
      .filter { !$0.hasSuffix(Figure.Form.narrow.suffix) }.sorted()
  }

  /// The picture for phones; its script stays in the run's folder, for it says nothing new.
  private static let narrow = "narrow.svg"
  /// What a drawn chart consists of.
  private static let kinds = ["svg", "csv", "gp", narrow]

  /// The stems of everything drawn in a folder: charts, which have a script, and schematics, which have none.
  private func drawn(in folder: String) -> [String] {
    Set(stems(in: folder) + stems(in: folder, kind: "svg")).sorted()
  }

  /// The stems that are meant by some names: `05-loss`, or `05` for a whole chapter.
  private func chosen(_ names: [String], among all: [String]) throws -> [String] {
    guard !names.isEmpty else { return all }
    return try names.flatMap { name in
      let matching = all.filter { $0 == name || $0.hasPrefix(name + "-") }
      guard !matching.isEmpty else { throw NotebookError.noSuchChart(name: name, known: all) }
      return matching
    }
  }

  /// What of a drawn chart or schematic is published.
  private func publishedKinds(of stem: String, in folder: String) throws -> [String] {
    func exists(_ kind: String) -> Bool {
      FileManager.default.fileExists(atPath: "\(folder)/\(stem).\(kind)")
    }
    // A schematic that is legible on a phone as it is has one picture.
    let pictures = ["svg", Self.narrow].filter(exists)
    guard exists("gp") else { return pictures }
    let script = String(decoding: try AtomicFile.read("\(folder)/\(stem).gp"), as: UTF8.self)
    return Figure.publishesData(script: script) ? pictures + ["csv", "gp"] : pictures
  }

  /// The run that was written to last, whatever its tier and text.
  private func latestRun() throws -> String {
    let base = root + "/.workbook"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
    let dated = names.compactMap { name -> (path: String, date: Date)? in
      let charts = "\(base)/\(name)/charts"
      let attributes = try? FileManager.default.attributesOfItem(atPath: charts)
      guard let date = attributes?[.modificationDate] as? Date, !stems(in: charts).isEmpty else {
        return nil
      }
      return (charts, date)
    }
    guard let latest = dated.max(by: { ($0.date, $0.path) < ($1.date, $1.path) }) else {
      throw NotebookError.noResults(tier: Tier.lesson.rawValue)
    }
    return latest.path
  }

  /// Draws charts of the latest run again; returns the pictures' paths.
  public func redraw(_ names: [String]) throws -> [String] {
    try Gnuplot.requireInstalled()
    let folder = try latestRun()
    return try chosen(names, among: stems(in: folder)).map { stem in
      let narrow = "\(folder)/\(stem)\(Figure.Form.narrow.suffix).gp"
      if FileManager.default.fileExists(atPath: narrow) { try Figure.redraw(script: narrow) }
      return try Figure.redraw(script: "\(folder)/\(stem).gp")
    }
  }

  /// Copies pictures, data and script of the lesson run's charts to `Plots/`; returns the names. Of
  /// charts whose data are other people's, and of schematics, the pictures alone.
  ///
  /// With no names, charts that no chapter draws any more are removed.
  public func publish(_ names: [String]) throws -> [String] {
    let source = RunDirectory.published(root: root).charts
    let all = drawn(in: source)
    guard !all.isEmpty else { throw NotebookError.noResults(tier: Tier.lesson.rawValue) }
    let wanted = try chosen(names, among: all)
    let target = root + "/Plots"
    for stem in wanted {
      let kinds = try publishedKinds(of: stem, in: source)
      for kind in Self.kinds where !kinds.contains(kind) {
        try? FileManager.default.removeItem(atPath: "\(target)/\(stem).\(kind)")
      }
      for kind in kinds {
        let bytes = try AtomicFile.read("\(source)/\(stem).\(kind)")
        try AtomicFile.write(bytes, to: "\(target)/\(stem).\(kind)")
      }
    }
    if names.isEmpty {
      for stale in Self.kinds.flatMap({ stems(in: target, kind: $0) }) where !all.contains(stale) {
        for kind in Self.kinds {
          try? FileManager.default.removeItem(atPath: "\(target)/\(stale).\(kind)")
        }
      }
    }
    return wanted
  }
}
