import ArgumentParser
import Foundation
import WorkbookCore

/// From the arguments to the exit status.
///
/// Statuses: 0 done; 1 the user's input or machine is at fault; 2 usage; 70 a fault of the workbook
/// itself. Whatever goes wrong is one line on standard error.
enum CommandLineProgram {
  static func run(_ arguments: [String]) -> Int32 {
    StandardStreams.open()
    if let problem = MachineLimits.problem {
      complain(problem)
      // What libraries do at the end of a process may need the room that is not there.
      _exit(1)
    }
    let status = perform(arguments)
    guard let loss = StandardStreams.finishOutput(), status == 0 else { return status }
    // Who has stopped reading needs no word about it. What went wrong before was said already.
    if !loss.isReaderGone { complain("standard output cannot be written (\(loss.reason))") }
    return 1
  }

  private static func perform(_ arguments: [String]) -> Int32 {
    if let status = Verbs.refuse(arguments.first) { return status }
    do {
      try LaunchedProcesses.check(arguments)
      var command = try WorkbookCommand.parseAsRoot(TypedArguments.prepared(arguments))
      try command.run()
      LaunchedProcesses.leave()
      return 0
    } catch {
      let status = report(error, arguments)
      if error is SharedFailure {
        LaunchedProcesses.leave()
      } else {
        LaunchedProcesses.abort(status: status)
      }
      return status
    }
  }

  /// Says what went wrong and returns the exit status for it.
  private static func report(_ error: any Error, _ arguments: [String]) -> Int32 {
    let verb = arguments.first
    switch error {
    case let status as ExitStatus: return status.code
    // It is told, and becomes the status, when all output is written.
    case is StandardStreams.LostOutput: return 0
    case let failure as SharedFailure:
      // Where it happened, it is said; the other processes end in silence.
      guard let underlying = failure.underlying else { return 1 }
      return report(underlying, arguments)
    case let error as any UserFacingError:
      complain(Remedies.line(for: error, verb: verb))
      return 1
    default: break
    }
    let status = WorkbookCommand.exitCode(for: error)
    if status == .success {
      if LaunchedProcesses.rank ?? 0 == 0 { print(WorkbookCommand.fullMessage(for: error)) }
      return 0
    }
    // ArgumentParser's own status for a bad command is 64.
    if status == .validationFailure {
      let help = zip(arguments, Verbs.path(arguments)).map { "\($0.0) " }.joined()
      let message = oneLine(WorkbookCommand.message(for: error))
      let equals =
        message.contains("Missing value for") ? "; a value like an option's name: --name=value" : ""
      complain("\(message)\(equals); see ./workbook \(help)--help")
      return 2
    }
    complain("this is a fault of the workbook itself: \(error)")
    return 70
  }

  /// A message of several lines in one; a list of values, which has a line for each, with commas.
  private static func oneLine(_ message: String) -> String {
    var text = ""
    for line in message.split(separator: "\n") {
      if line.hasPrefix("  - ") {
        text += (text.hasSuffix(":") ? " " : ", ") + line.dropFirst(4)
      } else {
        text += (text.isEmpty ? "" : " ") + line
      }
    }
    return text
  }

  private static func complain(_ message: String) {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    LaunchedProcesses.say("workbook: \(line)")
  }
}
