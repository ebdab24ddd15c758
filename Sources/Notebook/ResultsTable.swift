import Foundation
import Groundwork

/// Numbers that one chapter measured and a later one reads: `results.csv`, a key and a value a line.
public struct ResultsTable: Equatable, Sendable {
  public private(set) var values: [String: Double] = [:]
  let path: String

  /// Reads a table; a file that does not exist is an empty one.
  public init(path: String) throws {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else { return }
    var reader = CSVReader(path: path, bytes: try AtomicFile.read(path))
    do {
      _ = try reader.next()
      while let row = try reader.next() {
        guard row.fields.count == 2, let value = Double(row.fields[1]) else {
          throw NotebookError.damaged(path: path)
        }
        values[row.fields[0]] = value
      }
    } catch is CSVError {
      throw NotebookError.damaged(path: path)
    }
  }

  public subscript(key: String) -> Double? { values[key] }

  /// Sets a value and writes the table, whole or not at all; what another chapter has recorded
  /// meanwhile stays.
  public mutating func record(_ key: String, _ value: Double) throws {
    try FileLock.hold(besides: path) {
      values = try ResultsTable(path: path).values
      values[key] = value
      let lines = values.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)" }
      try AtomicFile.write((["key,value"] + lines).joined(separator: "\n") + "\n", to: path)
    }
  }
}
