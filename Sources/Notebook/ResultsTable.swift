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
    let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    for line in text.split(separator: "\n").dropFirst() {
      let parts = line.split(separator: ",")
      guard parts.count == 2, let value = Double(parts[1]) else {
        throw NotebookError.damaged(path: path)
      }
      values[String(parts[0])] = value
    }
  }

  public subscript(key: String) -> Double? { values[key] }

  /// Sets a value and writes the table, whole or not at all.
  public mutating func record(_ key: String, _ value: Double) throws {
    values[key] = value
    let lines = values.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)" }
    try AtomicFile.write((["key,value"] + lines).joined(separator: "\n") + "\n", to: path)
  }
}
