import ArgumentParser
import Foundation
import WorkbookCore

/// `data list`: what there is, under which licence, and what is here.
struct DataListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists data sets and models: domain, size, licence, what is here.",
    discussion: "Example: ./workbook data list --json")

  @OptionGroup var cacheOption: CacheOption

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let cache = try cacheOption.folder()
    guard !json else {
      return Console.printJSON([
        "cache": .text(cache.folder),
        "dataSets": .array(DataSet.all.map { json(of: $0, in: cache) }),
        "models": .array(DataSet.models.map { json(of: $0, in: cache) }),
      ])
    }
    func column(_ text: String, _ width: Int) -> String {
      text.padding(toLength: width, withPad: " ", startingAt: 0)
    }
    for set in DataSet.all + DataSet.models {
      let present = cache.presentCount(set)
      let state =
        present == set.files.count ? "here" : present == 0 ? "" : "\(present)/\(set.files.count)"
      print(
        column(set.name, 17) + column(set.domain, 11) + column(ByteCount.text(set.byteCount), 9)
          + column(state, 9) + set.title)
      print(column("", 17) + "\(set.licence); \(set.origin)")
    }
    let names = DataSet.course.map(\.name).joined(separator: ", ")
    print("\n\(DataSet.courseName): \(names)")
    print("\nin \(cache.folder)")
  }

  private func json(of set: DataSet, in cache: DataSetCache) -> JSONValue {
    [
      "name": .text(set.name), "title": .text(set.title), "domain": .text(set.domain),
      "licence": .text(set.licence), "origin": .text(set.origin),
      "contents": .text(set.contents.rawValue), "files": .integer(set.files.count),
      "bytes": .integer(set.byteCount), "filesPresent": .integer(cache.presentCount(set)),
      "path": .text(cache.path(of: set)),
    ]
  }
}
