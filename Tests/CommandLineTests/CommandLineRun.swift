import Foundation
import XCTest

/// One run of a program as a user would start it: arguments in, streams and exit status out.
struct CommandLineRun {
  let status: Int32
  let output: String
  let errors: String

  /// The lines on standard error.
  var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

  /// The package's folder.
  static var root: String {
    let file = URL(fileURLWithPath: #filePath)
    return file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .path
  }

  /// The built executable, which lies beside the test bundle.
  static func executable() throws -> String {
    let bundle = Bundle(for: Anchor.self).bundleURL
    let folders = [
      bundle, bundle.deletingLastPathComponent(),
      URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
      URL(fileURLWithPath: root + "/.build/release"),
    ]
    let paths = folders.map { $0.appendingPathComponent("workbook").path }
    return try XCTUnwrap(
      paths.first { FileManager.default.isExecutableFile(atPath: $0) && !isFolder($0) },
      "no workbook beside the tests; build it first")
  }

  /// Runs `workbook` with arguments.
  static func workbook(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> CommandLineRun {
    try program(try executable(), arguments, environment: environment)
  }

  /// Runs a program, without a terminal and in its own folder.
  static func program(
    _ path: String, _ arguments: [String], environment: [String: String] = [:],
    folder: String = NSTemporaryDirectory()
  ) throws -> CommandLineRun {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    // Files rather than pipes: neither stream can fill up while the other is read.
    let streams = try TemporaryFolder()
    let (out, error) = (streams.path + "/out", streams.path + "/error")
    for name in ["out", "error"] { try streams.write("", to: name) }
    process.standardOutput = try XCTUnwrap(FileHandle(forWritingAtPath: out))
    process.standardError = try XCTUnwrap(FileHandle(forWritingAtPath: error))
    try process.run()
    process.waitUntilExit()
    let status = process.terminationStatus
    return CommandLineRun(
      status: process.terminationReason == .exit ? status : 128 + status,
      output: try String(contentsOfFile: out, encoding: .utf8),
      errors: try String(contentsOfFile: error, encoding: .utf8))
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private final class Anchor {}
}

/// A folder of a test's own, with a space in its name, removed at the end.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "workbook test " + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ text: String, to name: String, isExecutable: Bool = false) throws -> String {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    if isExecutable {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    }
    return file
  }
}

/// Checks that a run failed as it should: this status, one line on standard error, these words.
func assertFails(
  _ run: CommandLineRun, status: Int32, saying words: String..., file: StaticString = #filePath,
  line: UInt = #line
) {
  XCTAssertEqual(run.status, status, "standard error: \(run.errors)", file: file, line: line)
  XCTAssertEqual(run.errorLines.count, 1, run.errors, file: file, line: line)
  for word in words {
    XCTAssertTrue(
      run.errors.contains(word), "\(run.errors) lacks '\(word)'", file: file, line: line)
  }
  XCTAssertTrue(run.errors.hasPrefix("workbook: "), run.errors, file: file, line: line)
}
