import Foundation

/// What a chapter's command line says.
public struct ChapterOptions: Equatable, Sendable {
  public var tier = Tier.lesson
  /// Files and folders of the user's own text; empty for the built-in worlds.
  public var corpus: [String] = []
  public var seed: UInt64 = 1
  /// What the reader says in place of the chapter's own assumptions.
  public var assumptions: [Assumption: Double] = [:]
  /// Pause between sections.
  public var isStepping = false
  public var wantsHelp = false

  public init() {}

  /// Reads the arguments behind the program's name.
  ///
  /// - Throws: `NotebookError.usage`.
  public static func parse(_ arguments: [String]) throws(NotebookError) -> ChapterOptions {
    var options = ChapterOptions()
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--tier":
        guard let name = rest.popFirst(), let tier = Tier(rawValue: name) else {
          throw .usage("--tier takes smoke, lesson or overnight")
        }
        options.tier = tier
      case "--seed":
        guard let text = rest.popFirst(), let seed = UInt64(text) else {
          throw .usage("--seed takes a whole number that is not negative")
        }
        options.seed = seed
      case "--corpus":
        let paths = rest.prefix { !$0.hasPrefix("--") }
        guard !paths.isEmpty else { throw .usage("--corpus takes files or folders of text") }
        options.corpus += paths
        rest = rest.dropFirst(paths.count)
      case "--budget", "--price", "--volume":
        guard let assumption = Assumption(rawValue: String(argument.dropFirst(2))) else { break }
        guard let value = rest.popFirst().flatMap(Assumption.value) else {
          throw .usage("\(argument) takes \(assumption.form)")
        }
        options.assumptions[assumption] = value
      case "--step": options.isStepping = true
      case "--help", "-h": options.wantsHelp = true
      default: throw .usage("unknown option '\(argument)'; see --help")
      }
    }
    return options
  }

  /// - Throws: `NotebookError.usage` where a chapter is told what it does not ask for.
  func requireTaken(by chapter: String) throws(NotebookError) {
    guard !Self.takesAssumptions(chapter), let first = assumptions.keys.map(\.rawValue).min() else {
      return
    }
    throw .usage("--\(first) is for chapter \(Assumption.chapterNumber) alone")
  }

  /// - Parameter chapter: its folder, `09-Decision`.
  private static func takesAssumptions(_ chapter: String) -> Bool {
    Int(chapter.prefix(2)) == Assumption.chapterNumber
  }

  /// What `--help` prints.
  static func help(program: String, chapter: String) -> String {
    let own =
      takesAssumptions(chapter)
      ? """

        --budget  dollars for training, all told, in place of the chapter's own
        --price   dollars for an hour of an accelerator, in place of the chapter's own
        --volume  tokens read and written a day, in place of the chapter's own
      """ : ""
    return text(program: program, takesAssumptions: !own.isEmpty) + own
  }

  private static func text(program: String, takesAssumptions: Bool) -> String {
    """
    USAGE: \(program) [--tier smoke|lesson|overnight] [--corpus PATH ...] [--seed N] [--step]\
    \(takesAssumptions ? " [--budget DOLLARS] [--price DOLLARS] [--volume TOKENS]" : "")

    Runs one chapter of the workbook. Example: \(program) --tier smoke

      --tier    smoke (seconds), lesson (a minute or a few; the default) or overnight
      --corpus  files or folders of text in place of the built-in worlds; each path is a
                kind of text of its own
      --seed    the seed of everything that is drawn (default 1)
      --step    pause between sections
    """
  }
}
