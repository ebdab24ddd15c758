import ArgumentParser
import Foundation
import WorkbookCore

/// `data get`: brings data sets into the cache.
struct DataGetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Brings data sets; what is there and right is not brought again.",
    discussion: """
      Example: ./workbook data get contracts
      Example: ./workbook data get course
      Example: WORKBOOK_DATA_MIRROR=/mnt/mirror ./workbook data get --all --json

      Example: ./workbook data get smollm2-135m

      Example: ./workbook data get --manifest model.txt

      A manifest describes a model or texts of your own choice, such as a model's repository at a pinned       revision: a line for each file, SHA-256, bytes and https address, with blanks between them; lines that       begin with # say nothing. The digests are yours to name: nothing is kept that has another.

      The name course stands for the real text that chapters 1, 8 and 9 read: novels, central bank minutes \
      and annual reports, contracts, medical abstracts.

      Prints each data set's folder, and of a model in one file the file. An interrupted download goes on where it stopped, by the same \
      command; a file gets its name only after its size and SHA-256 were found right.
      """)

  @Argument(help: "Names, as data list shows them, or course.")
  var names: [String] = []

  @Flag(help: "All texts and tables; a model is brought by its name.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "A file that describes a model or texts, beside the names; may be repeated.",
      valueName: "path"))
  var manifest: [String] = []

  @OptionGroup var cacheOption: CacheOption

  @Option(help: "Attempts at a file before giving up.")
  var attempts = 5

  @Option(help: "Seconds without a byte after which an attempt has failed.")
  var stallSeconds = 30.0

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard names.isEmpty || !all, all || !names.isEmpty || !manifest.isEmpty else {
      throw ValidationError("give names, --manifest, or --all")
    }
    guard (1...100).contains(attempts) else {
      throw ValidationError("--attempts must lie between 1 and 100")
    }
    guard stallSeconds > 0, stallSeconds <= 3_600 else {
      throw ValidationError("--stall-seconds must lie between 0 and 3600")
    }
  }

  func run() throws {
    // Wrong names before anything is brought.
    let sets =
      (all
        ? DataSet.all
        : try names.flatMap { name in
          try name == DataSet.courseName ? DataSet.course : [DataSet.named(name)]
        })
      + (try manifest.map { try DataSet(manifest: $0) })
    var downloader = DataSetDownloader(
      cache: try cacheOption.folder(), mirror: try DataMirror(), transfer: URLSessionTransfer())
    downloader.attempts = attempts
    downloader.stallSeconds = stallSeconds
    var results: [JSONValue] = []
    for set in sets {
      var line = ProgressLine(set.name, total: set.byteCount)
      var (done, brought) = (0, 0)
      for file in set.files {
        let outcome = try downloader.get(file) { count in
          line.update(done + min(count, file.byteCount - 1), rate: (1, "bytes"))
        }
        done += file.byteCount
        line.update(done, rate: (1, "bytes"))
        if outcome == .brought { brought += 1 }
      }
      let path = downloader.cache.path(of: set)
      if !json { print(path) }
      results.append([
        "name": .text(set.name), "path": .text(path), "files": .integer(set.files.count),
        "bytes": .integer(set.byteCount), "brought": .integer(brought),
      ])
    }
    let texts = sets.filter(\.contents.isText)
    if !json, !texts.isEmpty {
      // The verb knows sets by name, and others by their folder.
      NextStep.say(
        ["data", "clean"]
          + texts.flatMap { set in
            DataSet.all.contains(set) ? ["--set", set.name] : [downloader.cache.path(of: set)]
          } + ["--out", "clean"],
        why: "parts for training and validation")
    }
    if !json, let model = sets.first(where: { $0.contents == .model }) {
      NextStep.say(
        ["inspect", downloader.cache.path(of: model)], why: "what it is; then generate, evaluate")
    }
    if json {
      Console.printJSON(["cache": .text(downloader.cache.folder), "dataSets": .array(results)])
    }
  }
}
