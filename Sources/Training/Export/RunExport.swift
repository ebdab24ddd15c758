import Foundation
import Groundwork

/// Runs for the programs that others look at theirs with.
public struct RunExport: Sendable {
  public enum Format: String, CaseIterable, Sendable {
    /// Event files, a folder a run.
    case tensorboard
    /// Two tables, as Weights & Biases and every spreadsheet import them: the runs, and what they
    /// measured step by step.
    case csv
  }

  private let comparison: RunComparison

  public init(_ runs: [RunRecord]) { comparison = RunComparison(runs) }

  /// Writes the files into a folder; returns their paths.
  ///
  /// - Throws: `FileError`.
  public func write(_ format: Format, to folder: String) throws -> [String] {
    switch format {
    case .tensorboard: try writeEvents(to: folder)
    case .csv: try writeTables(to: folder)
    }
  }

  private var named: [(name: String, run: RunRecord)] {
    zip(comparison.names, comparison.runs).map { ($0, $1) }
  }

  // MARK: TensorBoard

  private func writeEvents(to folder: String) throws -> [String] {
    try named.map { name, run in
      let start = run.started?.timeIntervalSince1970 ?? 0
      // The name that TensorBoard looks for; it goes through a folder's files by their names.
      let file = String(format: "events.out.tfevents.%010.0f.workbook", start)
      let path = "\(folder)/\(name)/\(file)"
      try AtomicFile.write(Self.events(run, start: start), to: path)
      return path
    }
  }

  /// The bytes of an event file.
  ///
  /// - Parameter start: the wall time of the beginning; without times of the rows, that of all.
  static func events(_ run: RunRecord, start: Double) -> [UInt8] {
    var file = EventFile(wallTime: start)
    for row in run.metrics {
      let heldOut = zip(run.heldOut.names, row.validationLosses).compactMap { name, loss in
        loss.map { (tag: "loss/held-out/\(name)", value: $0) }
      }
      file.append(
        step: row.step, wallTime: start + (row.seconds ?? 0),
        [("loss/training", row.trainingLoss)] + heldOut
          + [
            ("learning rate", row.learningRate), ("gradient norm", row.gradientNorm),
            ("tokens", Double(row.tokens)),
          ])
    }
    return file.bytes
  }

  // MARK: Tables

  private func writeTables(to folder: String) throws -> [String] {
    let tables = [("runs.csv", runsTable), ("metrics.csv", metricsTable)]
    return try tables.map { name, lines in
      let path = "\(folder)/\(name)"
      try AtomicFile.write(lines.map(CSVWriter.line).joined(separator: "\n") + "\n", to: path)
      return path
    }
  }

  /// A row a run: its settings and results in full.
  private var runsTable: [[String]] {
    var columns: [String] = []
    for run in comparison.runs {
      for entry in run.settings + run.results where !columns.contains(entry.name) {
        columns.append(entry.name)
      }
    }
    return [["run", "state"] + columns]
      + named.map { name, run in
        let entries = Dictionary(
          (run.settings + run.results).map { ($0.name, $0) },
          uniquingKeysWith: { first, _ in first })
        return [name, "\(run.state)"] + columns.map { entries[$0].map(Self.field) ?? "" }
      }
  }

  private static func field(_ entry: RunRecord.Entry) -> String {
    entry.json.text ?? entry.json.encodedText
  }

  /// A row a run and step; held-out losses a column a text.
  private var metricsTable: [[String]] {
    var texts: [String] = []
    for name in comparison.runs.flatMap(\.heldOut.names) where !texts.contains(name) {
      texts.append(name)
    }
    let header =
      ["run", "step", "tokens", "seconds", "learning_rate", "training_loss", "gradient_norm"]
      + texts.map { "held_out_loss \($0)" }
    func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    return [header]
      + named.flatMap { name, run in
        run.metrics.map { row in
          [
            name, "\(row.step)", "\(row.tokens)", text(row.seconds), text(row.learningRate),
            text(row.trainingLoss), text(row.gradientNorm),
          ]
            + texts.map { name in
              run.heldOut.names.firstIndex(of: name).flatMap { place in
                place < row.validationLosses.count ? row.validationLosses[place] : nil
              }.map { "\($0)" } ?? ""
            }
        }
      }
  }
}
