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
    // What the verb gave stands above what comes next, also where both go to one file.
    fflush(nil)
    Console.note("next: ./workbook " + words.map(quoted).joined(separator: " ") + "  # \(why)")
  }

  private static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=,:+@%".contains($0) }
    if plain, !word.isEmpty { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
