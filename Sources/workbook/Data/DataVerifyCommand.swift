import ArgumentParser
import Foundation
import WorkbookCore

/// `data verify`: reads every file and compares its size and SHA-256.
struct DataVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Compares the files that are here with their SHA-256.",
    discussion: """
      Example: ./workbook data verify
      Example: ./workbook data verify contracts --json
      Example: ./workbook data verify --manifest model.txt

      With names or manifests, every file of these must be here; without, what is not here is passed \
      over. Exits 1 where something is wrong.
      """)

  @Argument(help: "Names, as data list shows them.")
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file that describes a model or texts, as data get takes it; may be repeated.",
      valueName: "path"))
  var manifest: [String] = []

  @OptionGroup var cacheOption: CacheOption

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let cache = try cacheOption.folder()
    // What is asked for must be here, and comes by the same words.
    let asked =
      try names.map { (set: try DataSet.named($0), words: [$0]) }
      + manifest.map { (set: try DataSet(manifest: $0), words: ["--manifest", $0]) }
    let sets = asked.isEmpty ? (DataSet.all + DataSet.models).map { ($0, [$0.name]) } : asked
    var results: [JSONValue] = []
    var problems: [String] = []
    for (set, words) in sets {
      var (good, absent) = (0, 0)
      var damaged: [String] = []
      for file in set.files {
        switch try cache.state(of: file, digesting: true) {
        case .present: good += 1
        case .absent, .partial: absent += 1
        case .wrongSize, .wrongDigest: damaged.append(cache.path(of: file))
        }
      }
      let isBad = !damaged.isEmpty || !asked.isEmpty && absent > 0
      if isBad { problems += words.map { ShellWord.quoted($0) } }
      if !json {
        print(
          "\(set.name): \(good) of \(set.files.count) files right, \(absent) not here, "
            + "\(damaged.count) damaged")
        for path in damaged { print("  damaged: \(path)") }
      }
      results.append([
        "name": .text(set.name), "files": .integer(set.files.count), "right": .integer(good),
        "absent": .integer(absent), "damaged": .array(damaged.map { .text($0) }),
      ])
    }
    if json {
      Console.printJSON([
        "cache": .text(cache.folder), "isRight": .bool(problems.isEmpty),
        "dataSets": .array(results),
      ])
    }
    if !problems.isEmpty {
      throw InputError(
        "data verify: files are damaged or missing; ./workbook data get "
          + "\(problems.joined(separator: " ")) brings them anew")
    }
  }
}
