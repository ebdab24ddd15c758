import Foundation

extension ExerciseWorkspace {
  /// What a check found, for one exercise.
  public struct Finding: Codable, Equatable, Sendable {
    public var id: String
    public var status: Progress.Status
    public var message: String?
    public var mistake: String?
  }

  /// Builds and runs the checks of the exercises, chapter by chapter, each in a process of its own,
  /// and writes the progress down.
  ///
  /// - Parameters:
  ///   - ids: exercises, or nothing for all.
  ///   - progress: is told what is under way.
  public func check(
    _ ids: [String], progress announce: (String) -> Void = { _ in }
  ) throws -> [Finding] {
    let wanted = try ids.isEmpty ? ExerciseCatalog.all : ids.map { try exercise($0) }
    var findings: [Finding] = []
    for chapter in Set(wanted.map(\.chapter)).sorted() {
      announce("checking the exercises of chapter \(chapter)…")
      findings += try check(chapter: chapter, wanted.filter { $0.chapter == chapter }.map(\.id))
    }
    var record = Progress.read(root: root)
    for finding in findings { record[finding.id].status = finding.status }
    try record.write(root: root)
    return findings
  }

  private func check(chapter: Int, _ ids: [String]) throws -> [Finding] {
    let product = String(format: "check-%02d", chapter)
    let build = try Self.run(
      "swift", ["build", "-c", "release", "--product", product, "--package-path", root])
    guard build.status == 0 else {
      // A typo: the compiler's first complaint is the verdict.
      let lines = build.output.split(separator: "\n").map(String.init)
      let first = lines.first { $0.contains("error:") } ?? "swift build ended with \(build.status)"
      let message = first.replacingOccurrences(of: root + "/", with: "")
      return ids.map { Finding(id: $0, status: .failed, message: "does not compile: \(message)") }
    }
    let result = try Self.run("\(root)/.build/release/\(product)", ids)
    return Self.findings(result.output, ids: ids, status: result.status)
  }

  /// Reads the lines of a check; an exercise that was started and never ended has trapped.
  static func findings(_ output: String, ids: [String], status: Int32) -> [Finding] {
    let lines = output.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(CheckProgram.Line.self, from: Data($0.utf8))
    }
    return ids.map { id in
      if let line = lines.last(where: { $0.id == id && $0.status != "started" }),
        let verdict = Progress.Status(rawValue: line.status)
      {
        return Finding(id: id, status: verdict, message: line.message, mistake: line.mistake)
      }
      if lines.contains(where: { $0.id == id }) {
        return Finding(
          id: id, status: .failed,
          message: "your code trapped (index out of range, overflow, or a force unwrap?)")
      }
      return Finding(
        id: id, status: .failed,
        message: "not judged: an exercise before it trapped; check this one by itself")
    }
  }

  /// Runs a program and returns what it printed on both channels.
  static func run(_ program: String, _ arguments: [String]) throws -> (
    output: String, status: Int32
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw ExerciseError.cannotBuild("\(program) cannot be started")
    }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}
