import Foundation
import XCTest

/// A workbook in a temporary folder: the exercises, of which chapter 1 is begun, and in place of the compiler and of
/// the check scripts that say what a test wants.
final class ExerciseHouse {
  let folder = try? TemporaryFolder()
  private var root: String { (folder?.path ?? "") + "/house" }
  let file = "Exercises/01-Tokenizer/1.1-CountPairs.swift"

  init() throws {
    let folder = try XCTUnwrap(folder)
    try folder.write("// a package", to: "house/Package.swift")
    try write("// stubs", to: "Exercises/01-Tokenizer/Other.swift")
    let tasks = "/Exercises/Tasks"
    try FileManager.default.copyItem(
      atPath: CommandLineRun.root + tasks, toPath: root + tasks)
    for id in ["1.1", "1.2", "1.3"] { _ = try run("reset", id) }
    try compiler("exit 0")
    try verdicts(#"{"id":"1.1","status":"passed"}"#)
  }

  /// Runs a verb here.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandLineRun {
    try CommandLineRun.program(
      try CommandLineRun.executable(), arguments,
      environment: self.environment.merging(environment) { _, new in new })
  }

  /// What a verb sees of this house.
  var environment: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return ["WORKBOOK_ROOT": root, "PATH": (folder?.path ?? "") + "/bin:" + path]
  }

  func write(_ text: String, to name: String) throws {
    try folder?.write(text, to: "house/" + name)
  }

  /// Makes a repository of this house, with all that is in it.
  func commit() throws {
    for arguments in [
      ["init", "-q"], ["add", "-A"],
      ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "a"],
    ] {
      let git = try CommandLineRun.program("/usr/bin/env", ["git"] + arguments, folder: root)
      XCTAssertEqual(git.status, 0, git.errors)
    }
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: root + "/" + name, encoding: .utf8)
  }

  func path(_ name: String) -> String { root + "/" + name }

  /// What `swift` does; `$root` is this house.
  func compiler(_ script: String) throws {
    try folder?.write(
      "#!/bin/bash\nroot='\(root)'\n\(script)\n", to: "bin/swift", isExecutable: true)
  }

  /// What `check-01` does for each of its arguments, `$id`: a script, or a line to print.
  func verdicts(_ script: String) throws {
    let body = script.hasPrefix("{") ? "echo '\(script)'" : script
    try folder?.write(
      """
      #!/bin/bash
      for id in "$@"; do
        echo "{\\"id\\":\\"$id\\",\\"status\\":\\"started\\"}"
        \(body)
      done

      """, to: "house/.build/release/check-01", isExecutable: true)
  }

  /// The object on the last line of standard output.
  static func json(_ run: CommandLineRun) throws -> [String: Any] {
    let last = try XCTUnwrap(run.output.split(separator: "\n").last, run.errors)
    return try XCTUnwrap(
      JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any], String(last))
  }
}
