import ArgumentParser
import Foundation
import WorkbookCore

/// `data`: text and numbers that others publish, and the pipeline that cleans text.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Brings, checks, cleans and encodes data sets and the user's own text.",
    discussion: """
      Example: ./workbook data list
      Example: ./workbook data get contracts gutenberg
      Example: ./workbook data clean --set contracts --out clean/law
      Example: ./workbook data shard --tokenizer t.json --set contracts --out law

      Files lie in $XDG_CACHE_HOME/pretraining-workbook, or ~/.cache/pretraining-workbook, under the \
      host and path of their address; --cache names another folder. WORKBOOK_DATA_MIRROR, a folder or \
      an http address with the same layout, takes the place of the hosts. Every file's size and \
      SHA-256 are checked before use.
      """,
    subcommands: [
      DataListCommand.self, DataGetCommand.self, DataVerifyCommand.self, DataCleanCommand.self,
      DataShardCommand.self,
    ])
}

/// Where data sets lie.
struct CacheOption: ParsableArguments {
  @Option(help: "The folder of data sets. (default: $XDG_CACHE_HOME/pretraining-workbook)")
  var cache: String?

  func folder() throws -> DataSetCache {
    try cache.map { DataSetCache(folder: $0) } ?? DataSetCache.standard()
  }
}
