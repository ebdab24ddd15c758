import Foundation
import WorkbookCore

/// What somebody most likely wants to do after a verb, said on standard error once it is done.
///
///     next: ./workbook pretrain --corpus clean --out model  # a model of your own
enum NextStep {
  /// - Parameters:
  ///   - words: the command after `./workbook`; a path in it is quoted where a shell needs that.
  ///   - why: what it gives, as a comment that a shell passes over.
  static func say(_ words: [String], why: String) {
    say("./workbook " + words.map(ShellWord.quoted).joined(separator: " ") + "  # \(why)")
  }

  static func say(_ line: String) {
    // What the verb gave stands above what comes next, also where both go to one file.
    StandardStreams.flushOutput()
    Console.note("next: \(line)")
  }

  /// Paths of text as they can be given again: a pipe is read only once.
  static func texts(_ paths: [String]) -> [String] {
    paths.map { path in
      var status = stat()
      let isThere = stat(path, &status) == 0
      let kind = status.st_mode & S_IFMT
      return isThere && kind != S_IFREG && kind != S_IFDIR ? "TEXT" : path
    }
  }
}
