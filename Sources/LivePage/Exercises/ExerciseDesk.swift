import ExerciseKit
import Foundation
import Groundwork

/// The exercises as the page shows them: the same files, checks, hints and progress as on the command line.
actor ExerciseDesk {
  private let root: String
  private let files: ProjectFiles
  private let queue = WorkQueue("exercises")

  nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  init(files: ProjectFiles) {
    root = files.root
    self.files = files
  }

  /// An exercise with all that its page shows.
  struct Sheet: Sendable {
    let info: ExerciseInfo
    let state: ExerciseWorkspace.State
    /// What the exercise's code takes from elsewhere.
    let given: [GivenCode]
    /// The hints that were shown already.
    let hints: [String]
    /// The learner's file.
    let text: String
    /// Of the file's bytes: what a change is a change of.
    let digest: String
  }

  private nonisolated func workspace() throws -> ExerciseWorkspace {
    try ExerciseWorkspace(root: root)
  }

  /// Does not wait for a check that is under way, which may build for minutes; neither does `sheet`.
  nonisolated func states() async throws -> [ExerciseWorkspace.State] { try workspace().states() }

  nonisolated func sheet(_ id: String) async throws -> Sheet {
    let workspace = try workspace()
    let info = try workspace.exercise(id)
    let bytes = try AtomicFile.read(try place(of: info, workspace), limit: .document)
    let shown = Progress.read(root: root)[id].hints
    return Sheet(
      info: info, state: try workspace.state(id),
      given: try workspace.given(info).map { GivenCode($0, root: root) },
      hints: Array(info.hints.prefix(shown)), text: String(decoding: bytes, as: UTF8.self),
      digest: Checksum.sha256(bytes))
  }

  /// Writes the learner's file, unless somebody else has changed it since it was read.
  ///
  /// - Parameter digest: of the text that the change began from.
  /// - Returns: the digest of what stands there now.
  /// - Throws: `LivePageError.badRequest` where the file is another one by now.
  func save(_ id: String, text: String, over digest: String) throws -> String {
    let workspace = try workspace()
    let path = try place(of: try workspace.exercise(id), workspace)
    let present = Checksum.sha256(try AtomicFile.read(path, limit: .document))
    let bytes = Array(text.utf8)
    let new = Checksum.sha256(bytes)
    guard present != new else { return new }
    guard present == digest else {
      throw LivePageError.badRequest(
        "the file was changed elsewhere meanwhile; load the page anew before you save")
    }
    try AtomicFile.write(bytes, to: path)
    return new
  }

  func hint(_ id: String) throws -> (text: String, number: Int, count: Int) {
    try workspace().hint(id)
  }

  /// Puts the stub back; the learner's text is kept, and the answer says where.
  func reset(_ id: String) throws -> ExerciseWorkspace.Reset {
    let workspace = try workspace()
    _ = try place(of: try workspace.exercise(id), workspace)
    return try workspace.reset(id)
  }

  func solution(_ id: String, anyway: Bool) throws -> (String, ExerciseWorkspace.Explanation) {
    let workspace = try workspace()
    return (try workspace.solution(id, anyway: anyway), try workspace.explanation(of: id))
  }

  /// The learner's file, which no link may lead out of the exercises.
  private nonisolated func place(
    of info: ExerciseInfo, _ workspace: ExerciseWorkspace
  ) throws -> String {
    guard let file = workspace.learnerFile(info) else {
      throw LivePageError.notFound("the file of exercise \(info.id)")
    }
    return try files.path(
      file.split(separator: "/").dropFirst().map(String.init), below: "Exercises")
  }
}
