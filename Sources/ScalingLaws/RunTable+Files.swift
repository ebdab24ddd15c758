import Foundation
import Groundwork

extension RunTable {
  /// Reads a table from a file.
  ///
  /// - Throws: `FileError`, `ScalingError.badLine`.
  public static func read(_ path: String) throws -> RunTable {
    try RunTable(csv: try text(path), path: path)
  }

  private static func text(_ path: String) throws -> String {
    let bytes = try AtomicFile.read(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ScalingError.badLine(path: path, line: 1, problem: "the file is not UTF-8 text")
    }
    return text
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
      removePartialFiles(of: path)
      guard FileManager.default.fileExists(atPath: path) else {
        return try RunTable(runs).write(to: path)
      }
      let old = try text(path)
      _ = try RunTable(csv: old, path: path)
      try AtomicFile.write(runs.reduce(old) { adding($1, to: $0) }, to: path)
    }
  }

  /// Under the lock nobody is writing: what lies there was left by somebody who was killed.
  private static func removePartialFiles(of path: String) {
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    let prefix = (path as NSString).lastPathComponent + ".partial-"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(prefix) {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  /// A table's text with one more line, and more columns where the run needs them.
  private static func adding(_ run: TrainingRun, to text: String) -> String {
    // Bytes, not characters: "\r\n" is one Character.
    var lines = Array(text.utf8).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
      .map { String(decoding: $0, as: UTF8.self) }.filter { !$0.allSatisfy(\.isWhitespace) }
    // The header was read once already: it is there and well formed.
    let header = lines.first ?? ""
    let names = CSVLine.fields(of: header.replacing("\u{FEFF}", with: "")) ?? []
    let more = columns(for: [run]).filter { !names.contains($0) && !field($0, of: run).isEmpty }
    if !more.isEmpty {
      let room = String(repeating: ",", count: more.count)
      lines = [header + "," + more.joined(separator: ",")] + lines.dropFirst().map { $0 + room }
    }
    lines.append(line(names + more, of: run))
    return lines.joined(separator: "\n") + "\n"
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
    for run in added { try append(run, to: path) }
    return added.count
  }
}

/// A lock that processes on one machine, or on several with one file system, take in turn.
enum FileLock {
  /// Runs a body that no other holder of the same path's lock runs at the same time.
  ///
  /// The folder itself is locked, which leaves no file behind. Some network file systems lock only
  /// what is open for writing: there it is a hidden file beside the path.
  static func hold<Result>(besides path: String, _ body: () throws -> Result) throws -> Result {
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    try AtomicFile.createFolder(folder)
    let hidden = "\(folder)/.\((path as NSString).lastPathComponent).lock"
    let candidates = [
      (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), (hidden, O_RDWR | O_CREAT | O_CLOEXEC),
    ]
    for (target, flags) in candidates {
      let descriptor = open(target, flags, 0o644)
      guard descriptor >= 0 else { continue }
      // Closing the descriptor gives the lock back.
      defer { close(descriptor) }
      var isLocked = flock(descriptor, LOCK_EX) == 0
      while !isLocked && errno == EINTR { isLocked = flock(descriptor, LOCK_EX) == 0 }
      if isLocked { return try body() }
    }
    throw FileError(
      path: folder,
      problem: "the folder cannot be locked; check its permissions, or use another disk")
  }
}
