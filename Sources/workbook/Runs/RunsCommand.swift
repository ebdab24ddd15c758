import ArgumentParser
import Foundation
import WorkbookCore

extension RunExport.Format: ExpressibleByArgument {}

/// `runs`: what was trained, side by side.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Lists training runs, compares them, and hands them to other programs.",
    discussion: """
      Example: ./workbook runs
      Example: ./workbook runs model-a model-b --out compared
      Example: ./workbook runs models/ --export tensorboard --out events

      Finds the runs in and below the folders, by default the current one and the workbook's own \
      .workbook: what each was set to, its losses, its time, and whether it is finished, unfinished, \
      diverged or in use. Two or more folders that are runs themselves are compared: what differs \
      first. --out draws their losses against the tokens seen, as loss.svg, loss.csv and loss.gp.

      --export tensorboard writes an event file a run (tensorboard --logdir DIR); --export csv writes \
      runs.csv and metrics.csv, which Weights & Biases and spreadsheets import.
      """)

  @Argument(help: "Folders of runs, or with runs in them. (default: . and .workbook)")
  var paths: [String] = []

  @Option(help: "The folder for the chart, or for what is exported.")
  var out: String?

  @Option(help: "Write the runs for another program: tensorboard or csv.")
  var export: RunExport.Format?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard export == nil || out != nil else {
      throw ValidationError("--export needs a folder: give --out")
    }
  }

  func run() throws {
    if let out { try OutputFolder.check(out) }
    for path in paths where !FileManager.default.fileExists(atPath: path) {
      throw FileError(path: path, problem: "no such folder; check the path")
    }
    let isComparison = paths.count > 1 && paths.allSatisfy(RunFinder.isRun)
    let places = paths.isEmpty ? try usual() : paths
    let folders = isComparison ? paths : RunFinder.folders(below: places)
    guard !folders.isEmpty else {
      throw InputError(
        "no training run in \(places.joined(separator: ", ")); "
          + "./workbook pretrain makes one")
    }
    let runs = folders.map(RunRecord.init)
    let report = RunsReport(runs)
    if let export, let out {
      let files = try RunExport(runs).write(export, to: out)
      if json {
        Console.printJSON(report.json(files))
      } else {
        print(files.joined(separator: "\n"))
      }
      if export == .tensorboard {
        NextStep.say("tensorboard --logdir \(ShellWord.quoted(out))")
      }
      return
    }
    let chart = try out.flatMap { try RunChart(runs).figure?.render(in: $0).svg }
    if json {
      Console.printJSON(report.json(chart.map { [$0] } ?? []))
    } else {
      print(isComparison ? report.comparison : report.list)
      if let chart { print("\nchart: \(chart)") }
    }
    if let next = report.next(isComparison: isComparison, isDrawn: chart != nil) {
      NextStep.say(next)
    }
  }

  /// Where runs are where nobody says: below the current folder, and where chapters leave theirs.
  private func usual() throws -> [String] {
    let root = try PackageRoot.named() ?? (try? PackageRoot.find())
    let own = root.map { "\($0)/.workbook" }
    return ["."] + [own].compactMap { $0 }.filter(FileManager.default.fileExists)
  }
}
