import Foundation
import Groundwork

extension RunTable {
  /// Reads a sweep's table from a file.
  ///
  /// - Throws: `FileError`, `ScalingError.badTable`.
  public static func read(_ path: String) throws -> RunTable {
    try RunTable(csv: AtomicFile.read(path, limit: .table), path: path)
  }

  /// Writes the table, whole or not at all.
  public func write(to path: String) throws {
    try AtomicFile.write(csv, to: path)
  }

  /// Adds a run at the end of a file, which is created where it is missing.
  ///
  /// The file is read, checked and put in place anew as a whole, under a lock: a sweep that is
  /// killed leaves it as it was, and two sweeps that append at once lose no run. What else the file
  /// holds, columns of the user's own among it, stays.
  ///
  /// - Throws: `FileError`, `ScalingError`; the file is then as it was.
  public static func append(_ run: TrainingRun, to path: String) throws {
    try append([run], to: path)
  }

  /// Adds several runs at once: all or none.
  public static func append(_ runs: [TrainingRun], to path: String) throws {
    for run in runs {
      if let problem = run.problem { throw ScalingError.impossible("run \(run.name): \(problem)") }
    }
    try FileLock.hold(besides: path) {
      guard FileManager.default.fileExists(atPath: path) else {
        return try RunTable(runs).write(to: path)
      }
      let old = try AtomicFile.read(path, limit: .table)
      try AtomicFile.write(try adding(runs, to: old, path: path), to: path)
    }
  }

  /// A table's text with more lines, and more columns where the runs need them. What is there is
  /// checked, and stays as it was written.
  private static func adding(
    _ runs: [TrainingRun], to text: [UInt8], path: String
  ) throws(ScalingError) -> [UInt8] {
    let table: CSVTable
    do {
      table = try CSVTable(path: path, bytes: text)
      _ = try RunTable(table)
    } catch {
      throw .badTable(error)
    }
    let more = columns(for: runs).filter { name in
      !table.names.contains(name) && runs.contains { !field(name, of: $0).isEmpty }
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var result = text.starts(with: mark) ? mark : []
    guard table.isVerbatim else {
      // A spreadsheet's table becomes one of commas: behind its own separators nothing can be added.
      let lines =
        [table.names + more]
        + table.rows.map { $0.fields + more.map { _ in "" } }
        + runs.map { run in (table.names + more).map { field($0, of: run) } }
      return result + Array((lines.map(CSVWriter.line).joined(separator: "\n") + "\n").utf8)
    }
    result += text[table.header.bytes] + more.flatMap { Array(",\($0)".utf8) } + [0x0A]
    for row in table.rows {
      result += text[row.bytes] + Array(repeating: UInt8(ascii: ","), count: more.count) + [0x0A]
    }
    for run in runs {
      let fields = (table.names + more).map { field($0, of: run) }
      result += Array((CSVWriter.line(fields) + "\n").utf8)
    }
    return result
  }

  /// Adds to a file what other files hold of runs that it lacks.
  ///
  /// - Returns: how many runs were added.
  /// - Throws: `FileError`, `ScalingError`: also where two files hold different runs of one name.
  @discardableResult
  public static func merge(_ others: [String], into path: String) throws -> Int {
    let tables = try others.map { (path: $0, table: try read($0)) }
    var known: [String: (run: TrainingRun, path: String)] = [:]
    if FileManager.default.fileExists(atPath: path) {
      for run in try read(path).runs { known[run.name] = (run, path) }
    }
    var added: [TrainingRun] = []
    for (other, table) in tables {
      for run in table.runs {
        guard let twin = known[run.name] else {
          known[run.name] = (run, other)
          added.append(run)
          continue
        }
        // The same training gives the same loss on every machine of a kind, but not the same time.
        guard twin.run.fingerprint == run.fingerprint, twin.run.tokens == run.tokens,
          twin.run.parameters == run.parameters
        else {
          throw ScalingError.impossible(
            "\(other): the run \(run.name) is another one than in \(twin.path); tables of "
              + "different texts or settings are not merged")
        }
      }
    }
    if !added.isEmpty { try append(added, to: path) }
    return added.count
  }
}
