import Foundation

/// What a chapter's command line says.
public struct ChapterOptions: Equatable, Sendable {
  public var tier = Tier.lesson
  /// Files and folders of the user's own text; empty for the built-in worlds.
  public var corpus: [String] = []
  public var seed: UInt64 = 1
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
      case "--step": options.isStepping = true
      case "--help", "-h": options.wantsHelp = true
      default: throw .usage("unknown option '\(argument)'; see --help")
      }
    }
    return options
  }

  /// What `--help` prints.
  static func help(program: String) -> String {
    """
    USAGE: \(program) [--tier smoke|lesson|overnight] [--corpus PATH ...] [--seed N] [--step]

    Runs one chapter of the workbook. Example: \(program) --tier smoke

      --tier    smoke (seconds), lesson (a minute or a few; the default) or overnight
      --corpus  files or folders of text in place of the built-in worlds; each path is a
                kind of text of its own
      --seed    the seed of everything that is drawn (default 1)
      --step    pause between sections
    """
  }
}
