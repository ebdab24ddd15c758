import ArgumentParser
import WorkbookCore

/// `tokenizer encode`: bytes to ids, a line a document, in bounded memory.
struct TokenizerEncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Writes the token ids of a text, a line a document.",
    discussion: """
      Example: ./workbook tokenizer encode --tokenizer t.json notes.txt > notes.ids
      Example: gzip -dc notes.gz | ./workbook tokenizer encode --tokenizer t.json | wc -w

      A line of the text that holds only <|endoftext|> ends a document, whose ids then end with the \
      special id. Text after the last such line gives a last line of ids without it. Any bytes can be \
      encoded, and a file of any size; a stretch without a cut of more than 1 MiB is an error.
      """)

  @OptionGroup var tokenizer: TokenizerOptions

  @Argument(help: "The text; - for standard input.")
  var file = "-"

  @Flag(help: "Find special tokens anywhere in the text, in place of taking them as ordinary text.")
  var allowSpecial = false

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let vocabulary = try tokenizer.read()
    let source = try ByteSource(file)
    let output = IDLines()
    var notes = ProgressNotes()
    let encoder = DocumentEncoder(vocabulary, allowsSpecialTokens: allowSpecial) {
      try output.write($0, endsDocument: $1)
    }
    try source.forEachPart { part in
      try encoder.append(part)
      notes.note("\(encoder.byteCount) bytes, \(output.tokens) tokens so far")
    }
    try encoder.finish()
    // A special token in the middle of a line can be the very end of the text. Then no end of line
    // follows its id, so that decoding adds none.
    let end = vocabulary.endOfText
    try output.finish(isOpen: !json && end != nil && output.lastID == end)
    guard json else { return }
    Console.printJSON([
      "bytes": .integer(encoder.byteCount), "tokens": .integer(output.tokens),
      "documents": .integer(output.documents),
      "bytesPerToken": output.tokens > 0
        ? .number(Double(encoder.byteCount) / Double(output.tokens)) : .null,
      "vocabularySize": .integer(vocabulary.vocabularySize),
    ])
  }
}

/// Ids on standard output: spaces between them, an end of line after each document.
private final class IDLines {
  private var sink = ByteSink()
  private var isAtLineStart = true
  private(set) var tokens = 0
  private(set) var documents = 0
  private(set) var lastID: Int32?

  func write(_ ids: [Int32], endsDocument: Bool) throws {
    for id in ids {
      if !isAtLineStart { try sink.write(UInt8(ascii: " ")) }
      isAtLineStart = false
      try sink.write(id)
    }
    tokens += ids.count
    lastID = ids.last ?? lastID
    if endsDocument { try endLine() }
  }

  private func endLine() throws {
    try sink.write(0x0A as UInt8)
    isAtLineStart = true
    documents += 1
    lastID = nil
  }

  /// Ends the last line, unless it is to stay open, and writes everything out.
  func finish(isOpen: Bool) throws {
    if !isAtLineStart {
      if isOpen { documents += 1 } else { try endLine() }
    }
    try sink.flush()
  }
}
