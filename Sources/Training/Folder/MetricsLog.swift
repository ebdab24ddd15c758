import Foundation
import Groundwork

/// `metrics.csv`: what a run measured, step by step.
///
/// The same run gives the same rows, also when it was killed and resumed; only the last column, what
/// it had taken by then, is another each time.
public final class MetricsLog {
  public let path: String
  public let validationNames: [String]
  public private(set) var rows: [MetricsRow] = []
  private let isWriting: Bool
  private var handle: FileHandle?
  private let clock = ContinuousClock()
  private var opened: ContinuousClock.Instant
  /// What the run had taken before it was taken up again.
  private var earlier = 0.0

  /// - Parameters:
  ///   - validationNames: what the validation texts are called, in order.
  ///   - isWriting: whether there is a file; a process that is not the first keeps rows alone.
  init(path: String, validationNames: [String], isWriting: Bool = true) {
    self.path = path
    self.validationNames = validationNames
    self.isWriting = isWriting
    opened = clock.now
  }

  /// What the run has taken so far, in seconds, to the millisecond; pauses between its parts do not count.
  var seconds: Double {
    ((earlier + (clock.now - opened) / .seconds(1)) * 1_000).rounded() / 1_000
  }

  /// Starts the file, keeping its rows up to a step. Of a damaged file what is whole is kept, and a copy
  /// of it as it was.
  ///
  /// - Parameter recorded: the digest of the rows that the checkpoint of the step has.
  func open(
    keepingStepsUpTo step: Int, recorded: String?, noting note: (RunNotice) -> Void
  ) throws {
    guard isWriting else { return }
    if step > 0 { try takeUp(step, recorded, note) }
    earlier = rows.last?.seconds ?? 0
    opened = clock.now
    let columns = MetricsRow.fixedColumns + columns + [MetricsRow.secondsColumn]
    let text = ([columns.joined(separator: ",")] + rows.map(line)).joined(separator: "\n") + "\n"
    try AtomicFile.write(text, to: path)
    handle = FileHandle(forWritingAtPath: path)
    _ = try handle?.seekToEnd()
  }

  private func takeUp(
    _ step: Int, _ recorded: String?, _ note: (RunNotice) -> Void
  ) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      return note(.metrics(path: path, problem: "is missing", keptRows: 0, copy: nil))
    }
    let bytes = try AtomicFile.read(path, limit: .table)
    let file = MetricsFile(bytes)
    rows = file?.rows(upTo: step, columns: columns) ?? []
    let problem =
      file.map { $0.problem(upTo: step, recorded: recorded) } ?? "does not begin with its columns"
    guard let problem else { return }
    let copy = path + ".damaged"
    try AtomicFile.write(bytes, to: copy)
    note(.metrics(path: path, problem: problem, keptRows: rows.count, copy: copy))
  }

  /// A digest of all rows, times excepted.
  var digest: String {
    MetricsFile.digest(rows, columns, upTo: .max)
  }

  func append(_ row: MetricsRow) throws {
    rows.append(row)
    do {
      try handle?.write(contentsOf: Data((line(row) + "\n").utf8))
    } catch {
      throw FileError(path: path, problem: "cannot be written; free space on the disk")
    }
  }

  /// Makes sure that what was appended is on the disk, before a checkpoint relies on it.
  func synchronize() throws {
    do {
      try handle?.synchronize()
    } catch {
      throw FileError(path: path, problem: "cannot be synced to the disk; free space on it")
    }
  }

  private var columns: [String] { Self.columns(validationNames) }

  static func columns(_ validationNames: [String]) -> [String] {
    validationNames.map {
      MetricsRow.validationPrefix + $0.filter { $0.isLetter || $0.isNumber }
    }
  }

  private func line(_ row: MetricsRow) -> String {
    (row.fields + [row.seconds.map { "\($0)" } ?? ""]).joined(separator: ",")
  }

  /// The rows of a file with these validation texts; nil where they are not those of a digest.
  static func read(_ path: String, validationNames: [String], digest: String) -> [MetricsRow]? {
    guard let bytes = try? AtomicFile.read(path, limit: .table), let file = MetricsFile(bytes),
      file.validationColumns == columns(validationNames), file.brokenLines.isEmpty, file.hasTimes,
      file.digest(upTo: .max) == digest
    else { return nil }
    return file.rows
  }
}
