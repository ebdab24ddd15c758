import ArgumentParser
import Foundation
import WorkbookCore

/// `scaling sweep`: many small trainings on the user's own text, for a law to be fitted to.
struct ScalingSweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Trains models of several sizes for several budgets, into a table of runs.",
    discussion: """
      Example: ./workbook scaling sweep --corpus notes/ --out runs.csv --minutes 10
      Example: ./workbook scaling sweep --corpus notes/ --out runs.csv --budgets 1e11,3e11,1e12 \
      --sizes 2,3,4,5,6
      Example: ./workbook scaling sweep --merge part-1.csv part-2.csv --out runs.csv

      Sizes are notches of one dial: 0 is 8 wide with 1 layer, 4 is 32 wide with 3, 8 is 128 wide \
      with 5; heads, learning rate and batch follow. Every finished run is in the table at once; \
      after Ctrl-C, or worse, the same command goes on. So it does with what --minutes left no time \
      for: no run is begun that would pass the end. The table serves this text and these settings \
      alone; then: ./workbook scaling fit --runs runs.csv --out law.json.

      Over machines: --part 2/8 makes the second of eight parts, and so does the second of eight \
      tasks of a Slurm array job, or of mpirun's processes after ./workbook setup --mpi. Parts write \
      to the same table, or to one each that --merge brings together.
      """)

  @Option(parsing: .upToNextOption, help: "Files or folders of text.")
  var corpus: [String] = []

  @Option(help: "The table of runs, a CSV file.")
  var out: String

  @Option(
    help: ArgumentHelp(
      "Budgets in floating-point operations (6ND), with commas between.", valueName: "list"))
  var budgets: NumberList?

  @Option(
    help: "How long the whole sweep may take, in place of --budgets, which follow. (default: 10)")
  var minutes: Double?

  @Option(
    help: ArgumentHelp(
      "Notches of the size dial, with commas between. (default: five around the expected best)",
      valueName: "list"))
  var sizes: NumberList?

  @Option(
    help: "Seeds of the cheapest budgets, whose runs are noisy; more expensive ones have fewer.")
  var seeds = 4

  @Option(help: "A last run costs so many times the largest budget; 0 for none.")
  var holdOutFactor = 4.0

  @Option(help: "unigram, bpe, characters, bytes, or the path of a tokenizer.json.")
  var tokenizer = "unigram"

  @Option(help: "Tokens that unigram or bpe learns. (default: 3072)")
  var vocabularySize: Int?

  @Option(help: "gpt2, llama or bloom.")
  var family = ModelConfiguration.Family.llama

  @Option(help: "Tokens that a model sees at once.")
  var context = 64

  @Option(help: "The share of the text that is held out; at most 200,000 bytes of it are read.")
  var validationFraction = 0.1

  @Option(help: "The seed of the split and the first of the runs' seeds.")
  var seed: UInt64 = 1

  @Option(help: "Threads of this process. (default: one a core)")
  var threads: Int?

  @Option(help: "Threads that share each run.")
  var replicas = 1

  @Option(
    help:
      "The numbers that matrices are multiplied in: float32, bfloat16, or the fastest of them here."
  )
  var precision = PrecisionChoice.auto

  @Option(help: "The part to make, as 2/8. (default: what Slurm's array says, else all)")
  var part: String?

  @Option(
    parsing: .upToNextOption,
    help: "Tables of other parts, whose runs are brought into --out before anything is made.")
  var merge: [String] = []

  @Flag(help: "Say what would be made, and how long that takes, but make nothing.")
  var planOnly = false

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard !corpus.isEmpty || !merge.isEmpty else {
      throw ValidationError("give --corpus to make runs, or --merge to bring tables together")
    }
    guard budgets == nil || minutes == nil else {
      throw ValidationError("--budgets and --minutes exclude each other")
    }
    if let minutes, !(minutes > 0 && minutes <= 1e6) {
      throw ValidationError("--minutes must be a positive number")
    }
    guard validationFraction > 0, validationFraction < 1 else {
      throw ValidationError("--validation-fraction must lie between 0 and 1")
    }
    guard holdOutFactor == 0 || holdOutFactor > 1 else {
      throw ValidationError("--hold-out-factor must be 0, or above 1")
    }
    for (name, value) in [
      ("--seeds", seeds), ("--threads", threads ?? 1), ("--replicas", replicas),
    ] where !(1...1_024).contains(value) {
      throw ValidationError("\(name) must lie between 1 and 1024")
    }
    if vocabularySize != nil && !["unigram", "bpe"].contains(tokenizer) {
      throw ValidationError("--vocabulary-size has a meaning with --tokenizer unigram or bpe alone")
    }
    if let sizes, sizes.values.contains(where: { $0 != $0.rounded() || abs($0) > 1e6 }) {
      throw ValidationError("--sizes are whole numbers, such as 2,3,4")
    }
  }

  func run() throws {
    let processes = try LaunchedProcesses.join()
    let clock = ContinuousClock()
    let start = clock.now
    let plan = try processes.together {
      try OutputFolder.checkFile(out)
      let part =
        try self.part.map { try SweepPart($0) }
        ?? SweepPart(scheduler: ProcessInfo.processInfo.environment) ?? .whole
      if !merge.isEmpty && processes.isFirst && !planOnly {
        let count = try RunTable.merge(merge, into: out)
        Console.note("\(out): \(Plural.count(count, "run")) came from other tables")
      }
      return corpus.isEmpty
        ? nil
        : try SweepPlan(
          makeRequest(), table: out, part: part, processCount: processes.count, isTimed: planOnly,
          noting: { if processes.isFirst { Console.note($0.summary) } },
          saying: { if processes.isFirst { Console.note($0) } })
    }
    guard let plan else { return try reportMerged() }
    let report = ScalingSweepReport(plan)
    if processes.isFirst { report.note() }
    if planOnly {
      if processes.isFirst { report.showPlan(json: json) }
      return
    }
    let outcome =
      if let limit = plan.limit {
        try plan.sweep.runs(
          plan.runs, table: out, title: "sweep", threads: threads, within: limit)
      } else {
        SweepOutcome(
          runs: try plan.sweep.run(
            plan.runs, table: out, title: processes.isFirst ? "sweep" : nil, threads: threads,
            part: plan.part, processes: processes), leftOut: [])
      }
    if processes.isFirst {
      report.show(outcome, table: out, seconds: (clock.now - start) / .seconds(1), json: json)
    }
  }

  /// The options as the library takes them.
  private func makeRequest() throws -> SweepRequest {
    var request = SweepRequest(paths: corpus)
    if let budgets {
      request.extent = .budgets(budgets.values)
    } else if let minutes {
      request.extent = .minutes(minutes)
    }
    request.sizes = sizes?.values.map { Int($0) }
    request.seeds = seeds
    request.holdOutFactor = holdOutFactor == 0 ? nil : holdOutFactor
    request.tokenizer = try ModelFolder.tokenizerChoice(
      tokenizer, vocabularySize: vocabularySize ?? SweepRequest.defaultVocabularySize)
    request.family = family
    request.contextLength = context
    request.validationFraction = validationFraction
    request.seed = seed
    request.threads = threads
    request.replicas = replicas
    request.precision = precision
    return request
  }

  private func reportMerged() throws {
    guard json else { return }
    Console.printJSON([
      "table": .text(out), "runs": .integer(try RunTable.read(out).runs.count),
    ])
  }
}
