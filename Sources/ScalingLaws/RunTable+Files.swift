import Foundation
import Tensors

extension RunTable {
  /// Reads a table from a file.
  ///
  /// - Throws: `FileError`, `ScalingError.badLine`.
  public static func read(_ path: String) throws -> RunTable {
    let bytes = try AtomicFile.read(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ScalingError.badLine(path: path, line: 1, problem: "the file is not UTF-8 text")
    }
    return try RunTable(csv: text, path: path)
  }

  /// Writes the table, whole or not at all.
  public func write(to path: String) throws {
    try AtomicFile.write(csv, to: path)
  }

  /// Adds a run at the end of a file, which is created where it is missing.
  ///
  /// The file is read, checked and put in place anew as a whole, under a lock on its folder: a
  /// sweep that is killed leaves it as it was, and two sweeps that append at once lose no run.
  ///
  /// - Throws: `FileError`, `ScalingError`; the file is then as it was.
  public static func append(_ run: TrainingRun, to path: String) throws {
    if let problem = run.problem { throw ScalingError.impossible("run \(run.name): \(problem)") }
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    try AtomicFile.createFolder(folder)
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileError(path: folder, problem: "the folder cannot be opened; check its permissions")
    }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        throw FileError(path: folder, problem: "the folder cannot be locked; use a local disk")
      }
    }
    var table = FileManager.default.fileExists(atPath: path) ? try read(path) : RunTable()
    table.runs.append(run)
    try table.write(to: path)
  }
}
