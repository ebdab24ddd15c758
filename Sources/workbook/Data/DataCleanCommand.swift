import ArgumentParser
import Foundation
import WorkbookCore

/// `data clean`: the pipeline from raw text to parts for training and validation.
struct DataCleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Cleans text: documents in, parts for training out, and why.",
    discussion: """
      Example: ./workbook data clean --out clean filings/ notes.txt
      Example: ./workbook data clean --out clean --set contracts --validation 0.05 --json

      Reads files and folders of text; a line that holds only <|endoftext|> ends a document. UTF-8, \
      UTF-16 with its mark and Windows-1252 are told from the bytes; what Project Gutenberg and EDGAR \
      put around texts goes. Then: normalization (LF, composed characters, no controls); identical \
      documents; lines that stand in a fifth of all documents; quality rules; nearly identical \
      documents (MinHash, Jaccard similarity of word 5-grams of 0.8); a split by document that keeps \
      similar ones (0.5) together.

      Writes to DIR: training.txt, validation.txt and test.txt, as far as they hold documents, each \
      ended by a line <|endoftext|>; report.json and report.txt: what was dropped, by which rule, with \
      examples.

      A folder that data clean wrote is known by its report: pretrain, scaling sweep and data shard keep \
      its parts, tokenizer train reads training.txt alone, and evaluate validation.txt.

      Rules: documents (for books, contracts, reports), gopher (for web pages, as Rae et al. 2021), \
      none.
      """)

  @Argument(help: "Files or folders of text.")
  var paths: [String] = []

  @Option(name: .customLong("set"), help: "A data set from the cache, by name; give several.")
  var sets: [String] = []

  @Option(help: "The folder for the parts and the report.")
  var out: String

  @Option(help: "Quality rules: documents, gopher or none.")
  var rules = RuleChoice.documents

  @Option(help: "Share of the bytes for validation.")
  var validation = 0.1

  @Option(help: "Share of the bytes for test.")
  var test = 0.0

  @Option(help: "Similarity from which on one of two documents is dropped; 0 keeps both.")
  var similarity = 0.8

  @Flag(help: "Keeps lines that stand in many documents.")
  var keepBoilerplate = false

  @Option(help: "Seed of the split.")
  var seed: UInt64 = 1

  @Flag(help: "Writes over the parts of an earlier run.")
  var overwrite = false

  @OptionGroup var cacheOption: CacheOption

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  enum RuleChoice: String, CaseIterable, ExpressibleByArgument {
    case documents, gopher, none
  }

  func validate() throws {
    guard !paths.isEmpty || !sets.isEmpty else { throw ValidationError("give paths or --set") }
    guard validation >= 0, test >= 0, validation + test < 1 else {
      throw ValidationError("--validation and --test are shares that leave something for training")
    }
    guard similarity == 0 || (0.5...1).contains(similarity) else {
      throw ValidationError("--similarity must be 0 or lie between 0.5 and 1")
    }
  }

  func run() throws {
    let cache = try cacheOption.folder()
    let dataSets = try sets.map { try DataSet.named($0) }
    try checkOut()
    let lock = try OwnerLock(folder: out)
    defer { lock.release() }
    var pipeline = CleaningPipeline(options: options)
    var shown = 0
    func take(_ document: Document) {
      pipeline.add(document)
      if pipeline.inputByteCount - shown >= 10_000_000 {
        shown = pipeline.inputByteCount
        Console.note("data clean: \(ByteCount.text(shown)) read")
      }
    }
    let start = ContinuousClock.now
    for set in dataSets { try cache.forEachDocument(of: set, take) }
    var reader = TextFileReader()
    if !paths.isEmpty { try reader.read(paths: paths, take) }
    let byteCount = pipeline.inputByteCount
    var cleaned = pipeline.finish()
    cleaned.report.files = reader.notes
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    guard cleaned.report.keptDocuments > 0 else {
      throw InputError(
        "data clean: of \(Plural.count(cleaned.report.inputDocuments, "document")) none is left "
          + "(\(Self.reasons(cleaned.report)))\(Self.advice(cleaned.report).map { "; \($0)" } ?? "")"
      )
    }
    try cleaned.write(to: out)
    Console.note("data clean: \(ByteCount.text(byteCount, in: seconds))")
    for notice in reader.notices + cleaned.report.notices { Console.note(notice.summary) }
    if let harsh = cleaned.report.harshestStep, let advice = Self.advice(cleaned.report) {
      Console.note(
        "data clean: \(harsh.documents) of \(cleaned.report.inputDocuments) documents went in one "
          + "step (\(Self.reasons(cleaned.report))); \(advice)")
    }
    if json {
      Console.printJSON(cleaned.report.json)
    } else {
      print(cleaned.report.text, terminator: "")
      NextStep.say(
        ["tokenizer", "train", "--vocabulary-size", "4096", "--out", "tokenizer.json", out],
        why: "a vocabulary from the training part")
    }
  }

  private var options: CleaningOptions {
    var options = CleaningOptions()
    options.rules = rules == .documents ? .documents : rules == .gopher ? .gopher : nil
    if keepBoilerplate { options.boilerplate = nil }
    options.copyThreshold = similarity > 0 ? similarity : nil
    options.split = DocumentSplit(validation: validation, test: test, seed: seed)
    return options
  }

  /// The option that keeps what the harshest step dropped.
  private static func advice(_ report: CleaningReport) -> String? {
    switch report.harshestStep?.step {
    case .boilerplate: "--keep-boilerplate keeps them"
    case .quality: "try --rules none"
    case .similarity: "--similarity 0 keeps them"
    case .normalization, .identity, nil: nil
    }
  }

  private static func reasons(_ report: CleaningReport) -> String {
    report.drops.map { "\($0.documents) \($0.rule)" }.joined(separator: ", ")
  }

  /// Before any work: whether the folder can be written, and holds nothing of an earlier run.
  private func checkOut() throws {
    try OutputFolder.check(out)
    let names = DocumentSplit.names.map { "\($0).txt" } + ["report.json", "report.txt"]
    guard
      !overwrite,
      let found = names.first(where: { FileManager.default.fileExists(atPath: "\(out)/\($0)") })
    else { return }
    throw InputError("\(out)/\(found) is there already; give --overwrite or another --out")
  }
}
