import Foundation
import Groundwork

extension Notebook {
  /// Names a file that a chapter writes the seconds to in which it waited for its reader.
  nonisolated public static let readingTimeVariable = "WORKBOOK_READING_TIME"

  /// Runs a chapter and ends the process with its status.
  ///
  /// - Parameters:
  ///   - name: the chapter's folder, `05-Pretraining`.
  ///   - body: the chapter.
  public static func chapter(
    _ name: String, _ body: @MainActor (Notebook) throws -> Void
  ) -> Never {
    let program = CommandLine.arguments.first.map { ($0 as NSString).lastPathComponent } ?? name
    #if DEBUG
      complain(
        "\(program): built for debugging, where loops are 20 times slower; run it with: "
          + "swift run -c release \(program)")
      exit(1)
    #else
      StandardStreams.open()
      if let problem = MachineLimits.problem {
        complain("\(program): \(problem)")
        _exit(1)
      }
      let status = status(of: body, chapter: name, program: program)
      if let loss = StandardStreams.finishOutput(), status == 0 {
        if !loss.isReaderGone {
          complain("\(program): standard output cannot be written (\(loss.reason))")
        }
        exit(1)
      }
      exit(status)
    #endif
  }

  private static func status(
    of body: @MainActor (Notebook) throws -> Void, chapter: String, program: String
  ) -> Int32 {
    do {
      let options = try ChapterOptions.parse(Array(CommandLine.arguments.dropFirst()))
      if options.wantsHelp {
        print(ChapterOptions.help(program: program, chapter: chapter))
        return 0
      }
      try options.requireTaken(by: chapter)
      let notebook = try Notebook(
        chapter: chapter, options: options, root: try RunDirectory.packageRoot())
      // Two of one chapter would write each other's models and charts.
      let lock = try OwnerLock(file: "\(notebook.runDirectory.path)/\(chapter)")
      defer { lock.release() }
      try body(notebook)
      try notebook.finish()
      // Whoever times the chapter leaves the reading out.
      if let path = ProcessInfo.processInfo.environment[readingTimeVariable] {
        try AtomicFile.write("\(notebook.secondsOfReading)", to: path)
      }
      return notebook.failedClaims.isEmpty ? 0 : 70
    } catch NotebookError.usage(let message) {
      complain("\(program): \(message)")
      return 2
    } catch let error as any UserFacingError {
      complain("\(program): \(ChapterRemedy.line(for: error))")
      return 1
    } catch {
      complain("\(program): this is a fault of the workbook itself: \(error)")
      return 70
    }
  }

  private static func complain(_ message: String) {
    StandardStreams.note(message)
  }
}
