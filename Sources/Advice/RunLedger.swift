import Foundation
import Groundwork

/// What was measured so far, kept in a folder: another call goes on from there.
///
///     var ledger = try RunLedger.open("advice", project: project)
///     if ledger.run(named: "as-is") == nil { try ledger.add([run]) }
public struct RunLedger: Sendable {
  /// What the measurements are of: another text, model or seed is another project.
  public struct Project: Codable, Hashable, Sendable {
    public var field: String
    public var general: String
    public var bases: [String]
    public var settings: AdviceSettings
    public var tasks: String

    public init(
      field: String, general: String, bases: [String], settings: AdviceSettings, tasks: String
    ) {
      (self.field, self.general, self.bases) = (field, general, bases)
      (self.settings, self.tasks) = (settings, tasks)
    }
  }

  struct Content: Codable {
    var version = 1
    var project: Project
    var runs: [AdviceRun]
    var findings: GapFindings?
    var forecasts: [KeptForecast]?
  }

  public let folder: String
  private(set) var content: Content

  public var runs: [AdviceRun] { content.runs }
  public var findings: GapFindings? { content.findings }
  /// What earlier calls foretold, and what came of it.
  public var record: ForecastRecord { ForecastRecord(content.forecasts ?? [], runs) }
  public static let file = "measurements.json"
  public static let table = "runs.csv"

  /// Opens a folder's measurements, or begins with none.
  ///
  /// - Throws: `AdviceError.otherProject` where they are of something else, `.damagedLedger`, `FileError`.
  public static func open(_ folder: String, project: Project) throws -> RunLedger {
    let path = "\(folder)/\(file)"
    guard FileManager.default.fileExists(atPath: path) else {
      return RunLedger(folder: folder, content: Content(project: project, runs: []))
    }
    let content: Content
    do {
      content = try JSONDecoder().decode(
        Content.self, from: Data(try AtomicFile.read(path, limit: .settings)))
    } catch let error as FileError {
      throw error
    } catch {
      throw AdviceError.damagedLedger(
        path: path, problem: "is damaged, or of another version; remove it to begin anew")
    }
    guard content.project == project else {
      throw AdviceError.otherProject(
        path: folder, what: Self.difference(content.project, project))
    }
    let names = content.runs.map(\.name)
    guard Set(names).count == names.count, content.runs.allSatisfy(\.isSound) else {
      throw AdviceError.damagedLedger(
        path: path, problem: "holds a run twice or without scores; remove it to begin anew")
    }
    return RunLedger(folder: folder, content: content)
  }

  /// The settings of a folder's measurements; nil without any that can be read.
  static func settings(in folder: String) -> AdviceSettings? {
    guard let bytes = try? AtomicFile.read("\(folder)/\(file)", limit: .settings) else {
      return nil
    }
    return try? JSONDecoder().decode(Content.self, from: Data(bytes)).project.settings
  }

  private static func difference(_ a: Project, _ b: Project) -> String {
    if a.field != b.field { return "another field text" }
    if a.general != b.general { return "another general text" }
    if a.bases != b.bases { return "other models" }
    if a.tasks != b.tasks { return "other tasks" }
    return "other settings"
  }

  public func run(named name: String) -> AdviceRun? { runs.first { $0.name == name } }

  /// Adds runs, and writes all of them: what is done is never lost.
  public mutating func add(_ runs: [AdviceRun]) throws {
    content.runs += runs
    try write()
  }

  /// Says how what was run answers questions.
  mutating func set(_ tasks: TaskScore, ofRunNamed name: String) throws {
    guard let place = content.runs.firstIndex(where: { $0.name == name }) else { return }
    content.runs[place].tasks = tasks
    try write()
  }

  public mutating func set(_ findings: GapFindings) throws {
    content.findings = findings
    try write()
  }

  mutating func add(_ forecasts: [KeptForecast]) throws {
    content.forecasts = (content.forecasts ?? []) + forecasts
    try write()
  }

  public func write() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try AtomicFile.createFolder(folder)
    try AtomicFile.write(
      [UInt8](try encoder.encode(content)) + [0x0A], to: "\(folder)/\(Self.file)")
    let lines = [AdviceRun.columns.joined(separator: ",")] + runs.map(\.row)
    try AtomicFile.write(lines.joined(separator: "\n") + "\n", to: "\(folder)/\(Self.table)")
  }
}

extension AdviceRun {
  var isSound: Bool {
    let all = field.pieces + (general?.pieces ?? [])
    return !field.pieces.isEmpty && all.allSatisfy { $0.nats.isFinite && $0.byteCount > 0 }
      && parameters.isFinite && tokens.isFinite && compute.isFinite && seconds.isFinite
  }
}
