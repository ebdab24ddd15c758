import Foundation
import Groundwork

/// What the last checks found, in `.workbook/progress.json` at the root of the package.
public struct Progress: Equatable, Sendable {
  public enum Status: String, Codable, Sendable {
    case open, failed, passed
  }

  public struct Entry: Codable, Equatable, Sendable {
    public var status: Status = .open
    /// Hints shown so far.
    public var hints = 0
  }

  public private(set) var entries: [String: Entry] = [:]
  /// The root of the package.
  private let root: String

  public subscript(id: String) -> Entry {
    get { entries[id] ?? Entry() }
    set { entries[id] = newValue }
  }

  private static func path(_ root: String) -> String { root + "/.workbook/progress.json" }

  /// Reads the progress; a missing or damaged file means that nothing was done yet.
  public static func read(root: String) -> Progress {
    let bytes = (try? AtomicFile.read(path(root), limit: .settings)) ?? []
    let entries = try? JSONDecoder().decode([String: Entry].self, from: Data(bytes))
    return Progress(entries: entries ?? [:], root: root)
  }

  /// Changes the progress: reads it, lets a body change it, writes it, while nobody else does. The
  /// command line and the live page may both be at work.
  ///
  /// A damaged file is kept aside under another name, which a line on standard error tells.
  ///
  /// - Throws: what the body throws; `FileError` where the progress cannot be written.
  public static func update<Result>(
    root: String, _ body: (inout Progress) throws -> Result
  ) throws -> Result {
    let path = path(root)
    return try FileLock.hold(besides: path) {
      try keepDamaged(path)
      var progress = read(root: root)
      let result = try body(&progress)
      try progress.write()
      return result
    }
  }

  private static func keepDamaged(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let bytes = try? AtomicFile.read(path, limit: .settings)
    let isWhole = bytes.flatMap {
      try? JSONDecoder().decode([String: Entry].self, from: Data($0))
    }
    guard isWhole == nil else { return }
    let stem = path.dropLast(".json".count)
    let free = (1...).lazy.map { "\(stem)-damaged-\($0).json" }
      .first { !FileManager.default.fileExists(atPath: $0) }
    guard let free else { return }
    guard rename(path, free) == 0 else {
      throw FileError(
        path: path,
        problem: "it is damaged, and cannot be renamed (\(String(cString: strerror(errno))))")
    }
    StandardStreams.note("\(path): damaged; kept as \(free), and begun anew")
  }

  /// Writes the progress, whole or not at all.
  public func write() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try AtomicFile.write([UInt8](try encoder.encode(entries)), to: Self.path(root))
  }

  /// One line on a chapter's exercises, for the end of the chapter.
  public func summary(ofChapter chapter: Int) -> String {
    let catalog: ExerciseCatalog
    do {
      catalog = try ExerciseCatalog(root: root)
    } catch {
      return "Exercises: \(error)"
    }
    let own = catalog.exercises(ofChapter: chapter)
    let passed = own.count { self[$0.id].status == .passed }
    let states = own.map {
      ($0.kind == .capstone ? "capstone " : "") + "\($0.id) \(self[$0.id].status.rawValue)"
    }.joined(separator: ", ")
    return "Exercises: \(passed) of \(own.count) passed (\(states))"
  }
}
