import Foundation
import Groundwork

/// The learner's exercises in a checkout: what the verbs `status`, `next`, `list`, `check`, `hint`,
/// `reset` and `solution` do.
public struct ExerciseWorkspace: Sendable {
  /// The root of the package.
  public let root: String

  public init(root: String) { self.root = root }

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
    return ExerciseCatalog.all.map {
      State(
        id: $0.id, title: $0.title, kind: $0.kind, minutes: $0.minutes,
        status: progress[$0.id].status, file: learnerFile($0) ?? "(missing)")
    }
  }

  /// The first exercise that is not passed.
  public func next() -> State? { states().first { $0.status != .passed } }

  /// The exercise of an id.
  ///
  /// - Throws: `ExerciseError.unknown`.
  public func exercise(_ id: String) throws(ExerciseError) -> ExerciseInfo {
    guard let info = ExerciseCatalog.exercise(id) else { throw .unknown(id: id) }
    return info
  }

  /// The learner's file of an exercise, from the root of the package.
  public func learnerFile(_ info: ExerciseInfo) -> String? {
    let folder = "Exercises/\(ExerciseCatalog.folders[info.chapter - 1])"
    return file(of: info.id, in: folder)
  }

  func solutionFile(_ info: ExerciseInfo) -> String? {
    let folder = "Exercises/Solutions/\(ExerciseCatalog.folders[info.chapter - 1])"
    return file(of: info.id, in: folder)
  }

  /// Files are named by their exercise: `1.2-ContextCost.swift`.
  private func file(of id: String, in folder: String) -> String? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return names.sorted().first { $0.hasPrefix(id + "-") && $0.hasSuffix(".swift") }
      .map { "\(folder)/\($0)" }
  }

  /// The next hint, and how many there are; after the last one, the last one again.
  ///
  /// - Throws: `ExerciseError.unknown`; `FileError` where the progress cannot be written.
  public func hint(_ id: String) throws -> (text: String, number: Int, count: Int) {
    let info = try exercise(id)
    guard !info.hints.isEmpty else { return ("There is no hint to this one.", 0, 0) }
    var progress = Progress.read(root: root)
    let number = min(progress[id].hints + 1, info.hints.count)
    progress[id].hints = number
    try progress.write(root: root)
    return (info.hints[number - 1], number, info.hints.count)
  }

  /// The stub that belongs into the learner's folder, and its file.
  func stub(_ info: ExerciseInfo) throws -> (text: String, file: String) {
    guard let source = solutionFile(info) else { throw ExerciseError.noSource(id: info.id) }
    let text = String(decoding: try AtomicFile.read("\(root)/\(source)"), as: UTF8.self)
    let name = (source as NSString).lastPathComponent
    return (
      try StubDeriver.derive(from: text),
      "Exercises/\(ExerciseCatalog.folders[info.chapter - 1])/\(name)"
    )
  }

  /// All hints, which are then all shown.
  public func hints(_ id: String) throws -> [String] {
    let info = try exercise(id)
    var progress = Progress.read(root: root)
    progress[id].hints = info.hints.count
    try progress.write(root: root)
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
    guard let source = solutionFile(info) else { throw ExerciseError.noSource(id: id) }
    let text = String(decoding: try AtomicFile.read("\(root)/\(source)"), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      let trimmed = line.drop { $0 == " " }
      return !trimmed.hasPrefix("// exercise ") && !trimmed.hasPrefix("// |")
    }.joined(separator: "\n")
  }

  /// Where the learner's files differ from the stubs derived from the solutions: the lint of a fresh
  /// checkout.
  public func drift() -> [String] {
    ExerciseCatalog.all.compactMap { info in
      do {
        let (stub, file) = try stub(info)
        let present = String(decoding: try AtomicFile.read("\(root)/\(file)"), as: UTF8.self)
        return present == stub ? nil : "\(file) is not the stub of exercise \(info.id)"
      } catch {
        return "exercise \(info.id): \(error)"
      }
    }
  }
}
