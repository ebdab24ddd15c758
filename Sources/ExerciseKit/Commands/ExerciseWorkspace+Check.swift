import Foundation

extension ExerciseWorkspace {
  /// What a check found, for one exercise.
  public struct Finding: Equatable, Sendable {
    public enum Status: String, Sendable {
      case passed, open, failed
      /// Another exercise of the chapter does not compile; the progress stays as it was.
      case unjudged
    }

    public var id: String
    public var status: Status
    /// What is wrong, where something is.
    public var message: String?
    /// The sentence of the known mistake that the answer equals.
    public var mistake: String?
    /// What a capstone's check measured, each beside its bound.
    public var measured: [String] = []
    /// What the learner's code printed.
    public var printed: [String] = []
  }

  /// Seconds that an exercise may take, and a capstone between two of the things that it tells.
  static func patience(_ kind: ExerciseKind?) -> Int32 { kind == .capstone ? 60 : 10 }

  /// Builds and runs the checks of the exercises, chapter by chapter, each in a process of its own,
  /// and writes the progress down.
  ///
  /// - Parameters:
  ///   - ids: exercises, or nothing for all.
  ///   - stop: ends the check before its verdict; the progress stays as it was.
  ///   - progress: is told what is under way; of a capstone, what its check is at and has measured.
  /// - Throws: `ExerciseError` for an unknown id, a list of cases that is out of date, or where no
  ///   swift can be started, `.stopped`; `FileError` where the progress cannot be written.
  public func check(
    _ ids: [String], stop: CheckStop? = nil,
    progress announce: @escaping (String) -> Void = { _ in }
  ) throws -> [Finding] {
    for id in ids { _ = try exercise(id) }
    let wanted = catalog.all.filter { ids.isEmpty || ids.contains($0.id) }
    var findings: [Finding] = []
    for chapter in Set(wanted.map(\.chapter)).sorted() {
      announce("checking the exercises of chapter \(chapter) …")
      let ids = wanted.filter { $0.chapter == chapter }.map(\.id)
      findings += try check(chapter: chapter, ids, stop, announce)
    }
    try Progress.update(root: root) { progress in
      for finding in findings {
        guard let status = Progress.Status(rawValue: finding.status.rawValue) else { continue }
        progress[finding.id].status = status
      }
    }
    return findings
  }

  private func check(
    chapter: Int, _ ids: [String], _ stop: CheckStop?, _ announce: @escaping (String) -> Void
  ) throws -> [Finding] {
    try requireCurrentList(ofChapter: chapter)
    let product = String(format: "check-%02d", chapter)
    let program = "\(root)/.build/release/\(product)"
    let stamp = CheckStamp(
      root: root, chapter: chapter, folder: catalog.folder(ofChapter: chapter))
    if !stamp.holds || !FileManager.default.isExecutableFile(atPath: program) {
      let build = try CapturedProcess.run(
        "swift", SwiftBuild.arguments(product: product, root: root), stop: stop)
      guard build.ending != .stopped else { throw ExerciseError.stopped }
      guard build.ending == .exit(0) else { return uncompiled(ids, build.output) }
      stamp.write()
    }
    var findings: [Finding] = []
    // A trap ends the process, so those behind it get another one; a capstone has one of its own.
    while findings.count < ids.count {
      let left = ids.dropFirst(findings.count)
      let together = left.prefix { !isCapstone($0) }
      let batch = together.isEmpty ? Array(left.prefix(1)) : Array(together)
      let patience = Self.patience(batch.first.flatMap { catalog.exercise($0)?.kind })
      let run = try CapturedProcess.run(
        program, batch, silence: patience, environment: CheckOutput.environment, stop: stop
      ) { line in
        if let news = line.news { announce("  \(line.id)  \(news)") }
      }
      guard run.ending != .stopped else { throw ExerciseError.stopped }
      let output = CheckOutput(
        call: { [self] id, inputs in call(id, inputs) },
        folder: "Exercises/\(catalog.folder(ofChapter: chapter))", patience: patience)
      findings += output.findings(run, ids: batch)
    }
    return findings
  }

  private func isCapstone(_ id: String) -> Bool { catalog.exercise(id)?.kind == .capstone }

  /// A question to an exercise's answer, written as the call that it is.
  private func call(_ id: String, _ inputs: [String]) -> String {
    let text = catalog.exercise(id).flatMap { try? solutionText($0) }
    let signature = text.flatMap { CallSignature(solution: $0) }
    return (signature ?? CallSignature(name: "", labels: [])).call(inputs)
  }

  /// The verdicts where the compiler gave up: its first complaint about an exercise's own file is
  /// that exercise's failure, and keeps the rest of the chapter from being judged.
  func uncompiled(_ ids: [String], _ output: String) -> [Finding] {
    let complaints = output.split(separator: "\n").map {
      $0.replacingOccurrences(of: root + "/", with: "")
    }.filter { $0.contains("error:") }
    let first = complaints.first ?? "swift build failed and named no file"
    return ids.map { id in
      let file = catalog.exercise(id).flatMap { learnerFile($0) }
      if let file, let own = complaints.first(where: { $0.hasPrefix(file + ":") }) {
        return Finding(id: id, status: .failed, message: "does not compile: \(own)")
      }
      return Finding(
        id: id, status: .unjudged, message: "not judged, for the chapter does not compile: \(first)"
      )
    }
  }
}
