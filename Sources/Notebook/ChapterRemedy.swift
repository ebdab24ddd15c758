import Corpora
import Figures
import Groundwork

/// What to do about an error, in the words of a chapter.
///
/// The library's errors state facts. A chapter is started by `./workbook run` or by its own name,
/// and goes on by itself where it was interrupted.
public enum ChapterRemedy {
  /// The one line for an error: what is so, and what to do about it.
  public static func line(for error: any UserFacingError) -> String {
    guard let remedy = remedy(for: error) else { return error.description }
    return "\(error.description); \(remedy)"
  }

  private static func remedy(for error: any UserFacingError) -> String? {
    if error.isResumable { return "run the same command again: it goes on from there" }
    return switch error {
    case is InUseError: "wait for it to end"
    case FigureError.gnuplotMissing: "run ./workbook setup, or apt-get install gnuplot-nox"
    case NotebookError.rootMissing: "run chapters with its ./workbook, or set WORKBOOK_ROOT"
    case NotebookError.noGeneralText: generalText
    case DataSetError.damaged, DataSetError.notCached: "./workbook data get course gets it anew"
    default: nil
    }
  }

  /// How to come by a general text beside one's own.
  public static let generalText =
    "name one with --general PATH, or get the course's: ./workbook data get course"

  /// How to come by the course's real text, a sentence.
  static func courseText(missing: [CourseField]) -> String {
    let all = missing.count == CourseField.allCases.count
    let what =
      all
      ? "The course's real text is not here"
      : "Of the course's real text, \(missing.map(\.rawValue).joined(separator: ", ")) is not here"
    return "\(what): ./workbook data get course brings it."
  }
}
