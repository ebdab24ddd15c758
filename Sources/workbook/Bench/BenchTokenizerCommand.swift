import ArgumentParser
import WorkbookCore

/// `bench tokenizer`: how fast a vocabulary is learned and text encoded, on one thread.
struct BenchTokenizerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenizer",
    abstract: "Times training a vocabulary and encoding with it, on one thread.",
    discussion: """
      Example: ./workbook bench tokenizer --corpus book.txt --vocabulary-size 4096 --json
      Example: ./workbook bench tokenizer --corpus book.txt --model unigram --json

      The text is in memory; times are the least of some runs. A fresh encoder remembers no words. \
      Tests/Benchmarks/tokenizer_peers.py runs tiktoken, tokenizers and rustbpe on the same text.
      """)

  @Option(parsing: .upToNextOption, help: "Files or folders of text.")
  var corpus: [String]

  @Option(help: "bpe or unigram.")
  var model = TokenizerTrainCommand.Model.bpe

  @Option(help: ArgumentHelp("How text is cut: \(PreTokenPattern.allNames)."))
  var pattern = PreTokenPattern.gpt2

  @Option(help: "Tokens in the vocabulary.")
  var vocabularySize = 4_096

  @Option(help: "How often each is timed.")
  var runs = 3

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard runs > 0 else { throw ValidationError("--runs must be at least 1") }
  }

  func run() throws {
    let texts = try Corpus.read(
      paths: corpus, for: .vocabulary, noting: { Console.note($0.summary) }
    ).texts
    let bytes = texts.reduce(0) { $0 + $1.count }
    var training: [Double] = []
    var encoding: [Double] = []
    var tokens = 0
    for _ in 0..<runs {
      var watch = ProgressNotes()
      let tokenizer = try train(on: texts)
      training.append(watch.seconds)
      watch = ProgressNotes()
      tokens = try tokenizer.encode(documents: texts).count
      encoding.append(watch.seconds)
    }
    let trainSeconds = training.min() ?? .nan
    let speed = Double(bytes) / 1e6 / (encoding.min() ?? .nan)
    guard !json else {
      Console.printJSON([
        "model": .text(model.rawValue), "pattern": .text(pattern.rawValue),
        "trainSeconds": .number(trainSeconds), "encodeMegabytesPerSecond": .number(speed),
        "bytes": .integer(bytes), "tokens": .integer(tokens),
        "vocabularySize": .integer(vocabularySize), "threads": 1, "runs": .integer(runs),
        "peakMemoryBytes": .integer(MachineProbe.peakMemoryByteCount),
      ])
      return
    }
    print(
      """
      training         \(Measure.ratio(trainSeconds)) s for \(vocabularySize) tokens
      encoding         \(Measure.ratio(speed)) MB/s, \(tokens) tokens of \(ByteCount.text(bytes))
      """)
  }

  private func train(on texts: [[UInt8]]) throws -> any Tokenizer {
    switch model {
    case .bpe:
      try BytePairTokenizer.train(on: texts, vocabularySize: vocabularySize, pattern: pattern)
    case .unigram:
      try UnigramTokenizer.train(on: texts, vocabularySize: vocabularySize, pattern: pattern)
    }
  }
}
