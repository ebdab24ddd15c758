import ArgumentParser
import Foundation
import WorkbookCore

/// `advise`: whether to train a model of one's own, measured on one's own text.
struct AdviseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advise",
    abstract: "Weighs every way to a model for a field, on its own text, cheapest first.",
    discussion: """
      Example: ./workbook advise --domain contracts/ --general novels/ --base smollm2.gguf \
      --minutes 10 --out advice
      Example: ./workbook advise --domain notes/ --general novels/ --base smollm2.gguf \
      --must private on-device=4e9 --tokens-per-day 2e6 --out advice --json
      Example: ./workbook advise --domain filings/ --general novels/ --base a.gguf b.gguf \
      --tasks questions.jsonl --budget-dollars 20000 --hourly-price 2 --gpu h100 --out advice

      Each option is run for real, small, within the minutes: the base as it is, with passages of the \
      field in its window, with passages that a search finds, with an adapter, trained further with and \
      without replay, and new models of several sizes. Curves through the runs foretell what the budget \
      would give, where they foretold their own last runs. The report (report.html, report.md, \
      report.json, runs.csv, charts) says what is recommended, how sure that is, what it costs, what \
      would change it, and what to do next.

      Without --general the course's novels stand for general text, once ./workbook data get course has \
      brought them. General text that is like what the base is to go on doing tells more.

      After Ctrl-C the report is of what is done. The same command with more minutes goes on from there.

      --tasks has a question a line: {"question": "…", "choices": ["…", "…"], "answer": 0}, or with a \
      short text as the answer and no choices.
      """)

  @Option(parsing: .upToNextOption, help: "Files or folders of the field's text.")
  var domain: [String]

  @Option(
    parsing: .upToNextOption,
    help: "Files or folders of general text. (default: the course's novels, if they are here)")
  var general: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: "Models that you have: directories or GGUF files. (default: none is measured)")
  var base: [String] = []

  @Option(help: "Questions in a JSON-lines file. (default: made of the field's terms)")
  var tasks: String?

  @Option(help: "How long all measurements may take.")
  var minutes = 10.0

  @Option(help: "The folder of measurements and report.")
  var out: String

  @OptionGroup(title: "Costs") var costs: AdviceCostOptions

  @Option(
    parsing: .upToNextOption,
    help: "What must hold: private, on-device, on-device=BYTES, licence=NAME.")
  var must: [String] = []

  @Option(help: "The licence of the base, for --must licence=NAME.")
  var baseLicence: String?

  @Option(help: "How much the field counts against general text, 0 to 1.")
  var fieldWeight = AdviceSettings().fieldWeight

  @Option(help: "Bits per byte by which a dearer option must be better.")
  var margin = AdviceSettings().margin

  @Option(help: "The seed of the split, the runs and the draws.")
  var seed: UInt64 = 1

  @Option(help: "Threads. (default: one a core)")
  var threads: Int?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard minutes > 0, minutes <= 1e5 else {
      throw ValidationError("--minutes is \(minutes); give a positive number")
    }
    guard (0...1).contains(fieldWeight) else {
      throw ValidationError("--field-weight is \(fieldWeight); it lies from 0 to 1")
    }
    guard margin >= 0, margin.isFinite else {
      throw ValidationError("--margin is \(margin); it is 0 or more")
    }
    guard (1...1_024).contains(threads ?? 1) else {
      throw ValidationError("--threads must lie between 1 and 1024")
    }
  }

  func run() throws {
    try OutputFolder.check(out)
    var request = AdviceRequest(domain: domain, general: general, folder: out)
    if general.isEmpty { request.generalCorpus = try courseText() }
    request.constraints = try must.map { try AdviceConstraint($0) }
    request.costs = try costs.costs()
    request.bases = try base.map { try ModelFolder.open($0) }
    request.tasks = tasks
    request.minutes = minutes
    request.settings.seed = seed
    request.settings.fieldWeight = fieldWeight
    request.settings.margin = margin
    request.threads = threads
    Interruption.watch()
    let lock = try OwnerLock(folder: out)
    defer { lock.release() }
    let runner = try request.runner(noting: Console.note) { trial, done in
      Console.note("advise: \(Int(done * 100)) % of the time: \(trial)")
    }
    try runner.run()
    let advice = runner.advice(
      costs: request.costs, constraints: request.constraints, licence: baseLicence)
    let report = AdviceReport(runner, advice: advice)
    try report.write(to: out).forEach(Console.note)
    guard !json else { return Console.printJSON(report.json) }
    print(report.text)
    NextStep.say("open \(ShellWord.quoted("\(out)/report.html"))  # the whole report")
  }

  /// The course's general text, under a name that says what it is.
  ///
  /// - Throws: `NotebookError.noGeneralText` where it is not here; `DataSetError` where it is damaged.
  private func courseText() throws -> Corpus {
    let library = CourseLibrary()
    guard library.holds(.general) else { throw NotebookError.noGeneralText(beside: domain) }
    let names = CourseField.general.dataSets.map(\.name).joined(separator: ", ")
    let text = try library.corpus(of: .general)
    return Corpus(
      name: "the course's (data set \(names)), as none was named", documents: text.documents)
  }
}
