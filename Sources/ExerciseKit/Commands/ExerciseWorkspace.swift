import Foundation
import Groundwork

/// The learner's exercises in a checkout: what the verbs `status`, `next`, `list`, `check`, `hint`,
/// `reset` and `solution` do.
public struct ExerciseWorkspace: Sendable {
  /// The root of the package.
  public let root: String
  /// The exercises as they stood when this was made.
  public let catalog: ExerciseCatalog

  /// - Throws: `ExerciseError` where the exercises' folders are not as they should be.
  public init(root: String) throws(ExerciseError) {
    self.root = root
    catalog = try ExerciseCatalog(root: root)
  }

  /// An exercise and how it stands.
  public struct State: Codable, Equatable, Sendable {
    public var id: String
    public var title: String
    public var kind: ExerciseKind
    public var minutes: Int
    public var status: Progress.Status
    /// The file to edit, from the root of the package.
    public var file: String
  }

  /// All exercises, in order.
  public func states() -> [State] {
    let progress = Progress.read(root: root)
    return catalog.all.map {
      State(
        id: $0.id, title: $0.title, kind: $0.kind, minutes: $0.minutes,
        status: progress[$0.id].status, file: learnerFile($0) ?? "(missing)")
    }
  }

  /// The first exercise that is not passed.
  public func next() -> State? { states().first { $0.status != .passed } }

  /// How an exercise stands.
  ///
  /// - Throws: `ExerciseError.unknown`.
  public func state(_ id: String) throws(ExerciseError) -> State {
    guard let state = states().first(where: { $0.id == id }) else { throw .unknown(id: id) }
    return state
  }

  /// The exercise of an id.
  ///
  /// - Throws: `ExerciseError.unknown`.
  public func exercise(_ id: String) throws(ExerciseError) -> ExerciseInfo {
    guard let info = catalog.exercise(id) else { throw .unknown(id: id) }
    return info
  }

  /// The learner's file of an exercise, from the root of the package.
  public func learnerFile(_ info: ExerciseInfo) -> String? {
    let folder = "Exercises/\(catalog.folder(ofChapter: info.chapter))"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return names.sorted().first { $0.hasPrefix(info.id + "-") && $0.hasSuffix(".swift") }
      .map { "\(folder)/\($0)" }
  }

  /// The next hint, and how many there are; after the last one, the last one again.
  ///
  /// - Throws: `ExerciseError.unknown`; `FileError` where the progress cannot be written.
  public func hint(_ id: String) throws -> (text: String, number: Int, count: Int) {
    let info = try exercise(id)
    guard !info.hints.isEmpty else { return ("There is no hint to this one.", 0, 0) }
    let number = try Progress.update(root: root) { progress in
      let number = min(progress[id].hints + 1, info.hints.count)
      progress[id].hints = number
      return number
    }
    return (info.hints[number - 1], number, info.hints.count)
  }

  /// All hints, which are then all shown.
  public func hints(_ id: String) throws -> [String] {
    let info = try exercise(id)
    try Progress.update(root: root) { $0[id].hints = info.hints.count }
    return info.hints
  }

  /// The solution's text, after a pass or when asked for.
  ///
  /// - Throws: `ExerciseError`.
  public func solution(_ id: String, anyway: Bool) throws -> String {
    let info = try exercise(id)
    guard anyway || Progress.read(root: root)[id].status == .passed else {
      throw ExerciseError.notYet(id: id)
    }
    let text = importingGiven(try solutionText(info), ofChapter: info.chapter)
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      let trimmed = line.drop { $0 == " " }
      return !trimmed.hasPrefix("// exercise ") && !trimmed.hasPrefix("// |")
    }.joined(separator: "\n")
  }
}
