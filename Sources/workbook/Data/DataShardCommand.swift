import ArgumentParser
import Foundation
import WorkbookCore

/// `data shard`: from text to the tokens that `pretrain --shards` reads.
struct DataShardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shard", abstract: "Encodes text into token shards for training and validation.",
    discussion: """
      Example: ./workbook data shard --tokenizer t.json --out law filings/ notes.txt
      Example: ./workbook data shard --tokenizer t.json --set contracts --out law --json
      Example: ./workbook pretrain --shards law=3 general=1 --out model

      Reads text as data clean does, and changes nothing in it: clean it first. A line that holds only \
      <|endoftext|> ends a document. From ten documents on, whole documents go to one part, and \
      similar ones (Jaccard similarity of word 5-grams of 0.5) to the same; with fewer, the last part \
      of the text is held out. The same documents, seed and shares give the same shards.

      Writes to DIR: training.tokens, validation.tokens and test.tokens, as far as they hold something, \
      and the tokenizer.json. The documents at hand lie in memory, and 600 bytes for each. Text that \
      is split already, or comes through a pipe: tokenizer encode --shard.
      """)

  @Argument(help: "Files or folders of text.")
  var paths: [String] = []

  @Option(name: .customLong("set"), help: "A data set from the cache, by name; give several.")
  var sets: [String] = []

  @OptionGroup var tokenizer: TokenizerOptions

  @Option(help: "The folder for the shards.")
  var out: String

  @Option(help: "Share of the bytes for validation.")
  var validation = 0.1

  @Option(help: "Share of the bytes for test.")
  var test = 0.0

  @Option(help: "Seed of the split.")
  var seed: UInt64 = 1

  @Flag(help: "Writes over the shards of an earlier run.")
  var overwrite = false

  @OptionGroup var cacheOption: CacheOption

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard !paths.isEmpty || !sets.isEmpty else { throw ValidationError("give paths or --set") }
    guard validation >= 0, test >= 0, validation + test < 1 else {
      throw ValidationError("--validation and --test are shares that leave something for training")
    }
  }

  func run() throws {
    let vocabulary = try tokenizer.read()
    let cache = try cacheOption.folder()
    let dataSets = try sets.map { try DataSet.named($0) }
    try checkOut()
    let lock = try OwnerLock(folder: out)
    defer { lock.release() }
    var notes = ProgressNotes()
    var reader = TextFileReader(purpose: .division)
    var byteCount = 0
    var dropped = DroppedBytes(vocabulary)
    var split = DocumentSplit(validation: validation, test: test)
    split.seed = seed
    let parts = try ShardedCorpus.write(
      to: out, tokenizer: vocabulary, split: split,
      progress: { bytes, tokens in
        byteCount = bytes
        notes.note("data shard: \(ByteCount.text(bytes)) read, \(tokens) tokens")
      },
      { write in
        let add: (Document) throws -> Void = {
          dropped.add($0.bytes)
          try write($0)
        }
        for set in dataSets { try cache.forEachDocument(of: set, add) }
        if !paths.isEmpty { try reader.read(paths: paths, add) }
      })
    try TokenizerFile.write(vocabulary, to: "\(out)/\(ModelDirectory.tokenizerFile)")
    for note in reader.notices + ShardedCorpus.notices(parts) { Console.note(note.summary) }
    if let summary = dropped.summary { Console.note(summary) }
    let tokens = parts.reduce(0) { $0 + $1.tokens }
    let seconds = notes.seconds
    Console.note("data shard: \(ByteCount.text(byteCount, in: seconds))")
    guard json else {
      for part in parts {
        print(
          "\(part.path): \(Plural.count(part.documents, "document")), "
            + Plural.count(part.tokens, "token"))
      }
      NextStep.say(["pretrain", "--shards", out, "--out", "model"], why: "a model of your own")
      return
    }
    Console.printJSON([
      "out": .text(out), "bytes": .integer(byteCount), "tokens": .integer(tokens),
      "vocabularySize": .integer(vocabulary.vocabularySize), "seconds": .number(seconds),
      "peakMemoryBytes": .integer(MachineProbe.peakMemoryByteCount),
      "parts": .array(
        parts.map {
          [
            "name": .text($0.name), "path": .text($0.path), "documents": .integer($0.documents),
            "tokens": .integer($0.tokens), "bytes": .integer($0.bytes),
          ]
        }),
    ])
  }

  /// Before any work: whether the folder can be written, and holds nothing of an earlier run.
  private func checkOut() throws {
    try OutputFolder.check(out)
    let found = DocumentSplit.names.map { ShardedCorpus.path($0, in: out) }
      .first { FileManager.default.fileExists(atPath: $0) }
    guard let found, !overwrite else { return }
    throw InputError("\(found) is there already; give --overwrite or another --out")
  }
}
