import Foundation
import XCTest

/// Where a stream of a program leads.
enum LostStream: String, CaseIterable {
  case kept, closed, full
  /// A pipe that nobody reads any more.
  case broken

  /// Runs a program with such streams; only kept ones can be read.
  static func run(
    _ program: String, _ arguments: [String], output: LostStream = .kept,
    errors: LostStream = .kept, environment: [String: String] = [:],
    folder: String = NSTemporaryDirectory()
  ) throws -> CommandLineRun {
    let streams = try TemporaryFolder()
    var redirections = ""
    let process = Process()
    for (number, stream) in [(1, output), (2, errors)] {
      let file = try FileHandle(
        forWritingTo: URL(fileURLWithPath: streams.write("", to: "\(number)")))
      var handle = file
      switch stream {
      case .kept: break
      case .closed: redirections += " \(number)>&-"
      case .full: redirections += " \(number)>/dev/full"
      case .broken:
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        handle = pipe.fileHandleForWriting
      }
      if number == 1 { process.standardOutput = handle } else { process.standardError = handle }
    }
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exec \"$0\" \"$@\"" + redirections, program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let status = process.terminationStatus
    func text(_ number: Int) throws -> String {
      // A model may write bytes that are no text.
      let bytes = try XCTUnwrap(FileManager.default.contents(atPath: "\(streams.path)/\(number)"))
      return String(decoding: bytes, as: UTF8.self)
    }
    return CommandLineRun(
      status: process.terminationReason == .exit ? status : 128 + status, output: try text(1),
      errors: try text(2))
  }
}
