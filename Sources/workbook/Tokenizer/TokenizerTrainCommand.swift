import ArgumentParser
import Foundation
import WorkbookCore

/// `tokenizer train`: a vocabulary from text.
struct TokenizerTrainCommand: ParsableCommand {
  /// What kinds of tokenizers can be trained.
  enum Model: String, CaseIterable, ExpressibleByArgument {
    case bpe, unigram
  }

  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learns a vocabulary from text.",
    discussion: """
      Example: ./workbook tokenizer train --vocabulary-size 4096 --out t.json notes/ filings.txt
      Example: ./workbook tokenizer train --vocabulary-size 8192 --pattern bloomberg --special \
      "<|pad|>" --out t.json notes/ --json

      The same text gives the same vocabulary, byte for byte: of pairs that are as frequent, the one \
      whose tokens were made first is merged first. Ids 0 to 255 are the bytes, then come the \
      merges, or unigram's pieces by falling probability, then <|endoftext|> and the other special \
      tokens. --out names the format: encoder.json \
      with vocab.bpe beside it, ….tiktoken, anything else a tokenizer.json.
      """)

  @Argument(help: "Files or folders of text.")
  var paths: [String]

  @Option(help: "Tokens in the vocabulary, special ones among them.")
  var vocabularySize: Int

  @Option(help: "Where the tokenizer goes.")
  var out: String

  @Option(help: "bpe: byte-level byte pair encoding; unigram: a unigram language model over bytes.")
  var model = Model.bpe

  @Option(help: ArgumentHelp("How text is cut before merging: \(PreTokenPattern.allNames)."))
  var pattern = PreTokenPattern.gpt2

  @Option(
    parsing: .unconditionalSingleValue, help: "A special token beside <|endoftext|>; give several.")
  var special: [String] = []

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let specialTokens = [SpecialToken.endOfTextContent] + special
    for (index, token) in specialTokens.enumerated() {
      guard !token.isEmpty, !token.contains(where: \.isNewline),
        !specialTokens[..<index].contains(where: { $0.utf8.elementsEqual(token.utf8) })
      else { throw TokenizerError.badSpecialToken(token) }
    }
    // What can be known before reading: a large text takes longer than a wrong number.
    let minimum = 256 + specialTokens.count
    guard vocabularySize >= minimum else {
      throw TokenizerError.vocabularyTooSmall(vocabularySize, minimum: minimum)
    }
    try OutputFolder.checkFile(out)
    var notes = ProgressNotes()
    let corpus = try Corpus.read(paths: paths, for: .vocabulary) { Console.note($0.summary) }
    let (bytes, documents) = (corpus.byteCount, corpus.documents.count)
    Console.note("learning from \(ByteCount.text(bytes)) in \(Plural.count(documents, "document"))")
    let tokenizer = try train(corpus.texts, specialTokens, &notes)
    let seconds = notes.seconds
    try TokenizerFile.write(tokenizer, to: out)
    if tokenizer.vocabularySize < vocabularySize {
      Console.note(
        "the text gives \(tokenizer.vocabularySize) tokens, not \(vocabularySize): it has no more")
    }
    guard json else {
      print("\(out): \(tokenizer.vocabularySize) tokens in \(Measure.ratio(seconds)) s")
      NextStep.say(
        ["pretrain", "--corpus"] + NextStep.texts(paths) + ["--tokenizer", out, "--out", "model"],
        why: "a model of your own")
      return
    }
    Console.printJSON([
      "out": .text(out), "model": .text(model.rawValue), "pattern": .text(pattern.rawValue),
      "vocabularySize": .integer(tokenizer.vocabularySize), "bytes": .integer(bytes),
      "documents": .integer(documents), "seconds": .number(seconds),
    ])
  }

  private func train(
    _ texts: [[UInt8]], _ specialTokens: [String], _ notes: inout ProgressNotes
  ) throws -> any Tokenizer {
    switch model {
    case .bpe:
      try BytePairTokenizer.train(
        on: texts, vocabularySize: vocabularySize, pattern: pattern, specialTokens: specialTokens
      ) { merges, total in
        notes.note("merge \(merges) of \(total)")
      }
    case .unigram:
      try UnigramTokenizer.train(
        on: texts, vocabularySize: vocabularySize, pattern: pattern, specialTokens: specialTokens
      ) { pieces, wanted in
        notes.note("\(Plural.count(pieces, "piece")) left on the way to \(wanted)")
      }
    }
  }
}
