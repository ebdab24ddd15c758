import ArgumentParser
import Foundation
import WorkbookCore

extension Tier: ExpressibleByArgument {}

/// `run`: chapters, in order, each in a process of its own.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Steps through the chapters, or those of the given numbers, in order.",
    discussion: """
      Example: ./workbook run --tier smoke
      Example: ./workbook run 5 --corpus filings.txt reports/
      Example: ./workbook run 9 --budget 20000 --price 1.5

      Models, results and charts go to .workbook/ in the workbook's folder.
      """)

  @Argument(help: "Chapters by number; all of them when there is none.")
  var chapters: [Int] = []

  @Option(help: "smoke (seconds a chapter), lesson (minutes) or overnight.")
  var tier: Tier = .lesson

  @Flag(help: "Pause between sections, and before an answer that you are to predict.")
  var step = false

  @Option(
    parsing: .upToNextOption,
    help: "Files or folders of text in place of the worlds, each a kind of its own.")
  var corpus: [String] = []

  @Option(help: "The seed of everything that is drawn.")
  var seed: UInt64?

  @Option(
    help: "Dollars for training, all told, in place of what chapter 9 assumes.",
    transform: { try Self.value(of: .budget, $0) })
  var budget: Double?

  @Option(
    help: "Dollars for an hour of an accelerator, in place of what chapter 9 assumes.",
    transform: { try Self.value(of: .price, $0) })
  var price: Double?

  @Option(
    help: "Tokens read and written a day, in place of what chapter 9 assumes.",
    transform: { try Self.value(of: .volume, $0) })
  var volume: Double?

  func validate() throws {
    guard let first = assumptions.first, !chapters.isEmpty,
      !chapters.contains(Assumption.chapterNumber)
    else { return }
    throw ValidationError(
      "--\(first.assumption.rawValue) is for chapter \(Assumption.chapterNumber): name it, too")
  }

  func run() throws {
    let root = try PackageRoot.find()
    let chosen = try Chapter.chosen(chapters, root: root)
    // Everything that can be wrong is found before anything slow starts.
    try Corpus.requireRepeatable(corpus)
    if !corpus.isEmpty { _ = try Notebook.readCorpus(corpus) { Console.note($0.summary) } }
    try Gnuplot.requireInstalled()
    if !PackageRoot.isEverythingBuilt { try build(chosen, root: root) }
    var durations: [(chapter: Chapter, seconds: Double)] = []
    let reading = NSTemporaryDirectory() + "workbook-reading-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: reading) }
    for (place, chapter) in chosen.enumerated() {
      let (ending, seconds) = try Stopwatch.timed {
        try ChildProcess.run(
          "\(root)/.build/release/\(chapter.product)", arguments(of: chapter),
          environment: ["WORKBOOK_ROOT": root, Notebook.readingTimeVariable: reading])
      }
      guard ending == .exit(0) else {
        throw stopped(chapter, ending: ending, left: Array(chosen[place...]))
      }
      let read = try? String(contentsOfFile: reading, encoding: .utf8)
      let waited = read.flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
      durations.append((chapter, max(0, seconds - (waited ?? 0))))
    }
    summarize(durations)
  }

  private static func value(of assumption: Assumption, _ text: String) throws -> Double {
    guard let value = Assumption.value(text) else {
      throw ValidationError("give \(assumption.form)")
    }
    return value
  }

  /// What the reader says in place of a chapter's assumptions.
  private var assumptions: [(assumption: Assumption, value: Double)] {
    [(Assumption.budget, budget), (.price, price), (.volume, volume)].compactMap {
      assumption, value in value.map { (assumption, $0) }
    }
  }

  /// The assumptions as options, for the chapter that asks for them.
  private var assumptionArguments: [String] {
    assumptions.flatMap { ["--" + $0.assumption.rawValue, "\($0.value)"] }
  }

  private func arguments(of chapter: Chapter) -> [String] {
    var arguments = ["--tier", tier.rawValue]
    if chapter.number == Assumption.chapterNumber { arguments += assumptionArguments }
    if !corpus.isEmpty { arguments += ["--corpus"] + corpus }
    if step { arguments.append("--step") }
    if let seed { arguments += ["--seed", String(seed)] }
    return arguments
  }

  private func build(_ chosen: [Chapter], root: String) throws {
    for chapter in chosen {
      let ending = try ChildProcess.run(
        "swift", SwiftBuild.arguments(product: chapter.product, root: root),
        outputToStandardError: true)
      guard ending == .exit(0) else {
        throw InputError(
          "chapter \(chapter.number) does not build; see the compiler's messages above, or bring "
            + "the original back with ./workbook reset \(chapter.folder.prefix(2))")
      }
    }
  }

  /// Says why the run stops here and how to go on.
  private func stopped(
    _ chapter: Chapter, ending: ChildProcess.Ending, left: [Chapter]
  ) -> ExitStatus {
    let (reason, status): (String, Int32) =
      switch ending {
      case .exit(let status):
        ("ended with status \(status)", [1, 2].contains(status) ? status : 70)
      case .signal(SIGINT), .signal(SIGTERM): ("was interrupted", 1)
      case .signal(SIGKILL): ("was killed; was the memory exhausted?", 1)
      case .signal(let number): ("died of signal \(number), a fault of the workbook itself", 70)
      }
    var command = "./workbook run " + left.map { String($0.number) }.joined(separator: " ")
    if step { command += " --step" }
    command += " --tier \(tier.rawValue)"
    if let seed { command += " --seed \(seed)" }
    command += assumptionArguments.map { " " + $0 }.joined()
    if !corpus.isEmpty { command += " --corpus " + corpus.map(Self.quoted).joined(separator: " ") }
    Console.note("workbook: chapter \(chapter.number) \(reason); go on with: \(command)")
    return ExitStatus(code: status)
  }

  private static func quoted(_ path: String) -> String {
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
    return isPlain ? path : "'" + path.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }

  private func summarize(_ durations: [(chapter: Chapter, seconds: Double)]) {
    print("\nThe \(tier.rawValue) run is done.")
    for (chapter, seconds) in durations {
      let name = chapter.folder.padding(toLength: 22, withPad: " ", startingAt: 0)
      print("  \(name)" + String(format: "%7.1f s", seconds))
    }
    let total = durations.reduce(0) { $0 + $1.seconds }
    print(
      "  " + "in all".padding(toLength: 22, withPad: " ", startingAt: 0)
        + String(format: "%7.1f s", total))
  }
}
