import Foundation
import Groundwork

/// The reports of `Advice` that lie in the project's folder, or in one inside it.
struct AdviceShelf: Sendable {
  private let root: String
  private static let report = "report.html"

  init(root: String) { self.root = root }

  /// The folders with a report, from the project's folder, the latest first.
  func folders() -> [String] {
    let files = FileManager.default
    func below(_ folder: String) -> [String] {
      let names = (try? files.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
      return names.filter { !$0.hasPrefix(".") || $0 == ".workbook" }
        .map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
    }
    let first = below("").filter { !["Sources", "Tests", "Exercises"].contains($0) }
    let folders = first + first.flatMap(below)
    let found = folders.compactMap { folder -> (folder: String, date: Date)? in
      let path = "\(root)/\(folder)/\(Self.report)"
      guard files.fileExists(atPath: "\(root)/\(folder)/report.json"),
        let date = try? files.attributesOfItem(atPath: path)[.modificationDate] as? Date
      else { return nil }
      return (folder, date)
    }
    return found.sorted { ($0.date, $1.folder) > ($1.date, $0.folder) }.map(\.folder)
  }

  /// Where the report of a folder lies, from the project's folder; nil for a folder that has none.
  func report(in folder: String) -> String? {
    folders().contains(folder) ? "\(folder)/\(Self.report)" : nil
  }
}
