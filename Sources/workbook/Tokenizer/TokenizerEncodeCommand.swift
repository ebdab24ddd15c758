import ArgumentParser
import Foundation
import WorkbookCore

/// `tokenizer encode`: bytes to ids, a line a document, in bounded memory.
struct TokenizerEncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Writes the token ids of a text, a line a document.",
    discussion: """
      Example: ./workbook tokenizer encode --tokenizer t.json notes.txt > notes.ids
      Example: ./workbook tokenizer encode --tokenizer t.json --shard notes.tokens notes.txt
      Example: gzip -dc notes.gz | ./workbook tokenizer encode --tokenizer t.json | wc -w

      A line of the text that holds only <|endoftext|> ends a document, whatever ends the line; its ids \
      then end with the special id. Text after the last such line gives a last line of ids without it. Any bytes can be \
      encoded, and a file of any size; a stretch without a cut of more than 1 MiB is an error.

      A tokenizer whose file puts tokens around every text, such as a beginning-of-sequence token, puts \
      them around each document; --no-special leaves them out.

      --shard writes the ids to a token shard instead, which pretrain --shards reads; data shard also \
      splits text into training and validation.
      """)

  @OptionGroup var tokenizer: TokenizerOptions

  @Argument(help: "The text; - for standard input.")
  var file = "-"

  @Option(help: "Write a token shard here, and no ids on standard output.")
  var shard: String?

  @Flag(help: "Find special tokens anywhere in the text, in place of taking them as ordinary text.")
  var allowSpecial = false

  @Flag(help: "Leave out the tokens that the tokenizer puts around a text.")
  var noSpecial = false

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let vocabulary = try tokenizer.read()
    let source = try ByteSource(file)
    if let shard {
      try OutputFolder.checkFile(shard)
      try TokenShardWriter.write(
        to: shard, vocabularySize: vocabulary.vocabularySize,
        vocabularyDigest: vocabulary.vocabularyDigest
      ) { documents in
        let bytes = try encode(source, vocabulary) {
          try documents.append($0)
          if $1 { documents.endDocument() }
        }
        documents.endOpenDocument()
        report(
          bytes: bytes, tokens: documents.tokenCount, documents: documents.documentCount,
          vocabulary, shard: shard)
      }
      return
    }
    let output = IDLines()
    let bytes = try encode(source, vocabulary) {
      try output.write($0, endsDocument: $1)
    }
    // A special token in the middle of a line can be the very end of the text. Then no end of line
    // follows its id, so that decoding adds none.
    let end = vocabulary.endOfText
    try output.finish(isOpen: !json && end != nil && output.lastID == end)
    report(bytes: bytes, tokens: output.tokens, documents: output.documents, vocabulary)
  }

  /// Encodes a source into a sink; returns its bytes.
  private func encode(
    _ source: ByteSource, _ vocabulary: any Tokenizer, _ sink: @escaping DocumentEncoder.Sink
  ) throws -> Int {
    var notes = ProgressNotes()
    var tokens = 0
    var dropped = DroppedBytes(vocabulary)
    let encoder = DocumentEncoder(
      vocabulary, allowsSpecialTokens: allowSpecial, framesDocuments: !noSpecial
    ) {
      tokens += $0.count
      try sink($0, $1)
    }
    var probe = UTF8Probe()
    try source.forEachPart { part in
      probe.append(part)
      try encoder.append(part)
      dropped.add(part)
      notes.note("\(ByteCount.text(encoder.byteCount)), \(tokens) tokens so far")
    }
    try encoder.finish()
    if let summary = dropped.summary { Console.note(summary) }
    // Whoever asks for ids gets those of any bytes; a shard is there to be trained on.
    if shard != nil && !probe.finish() {
      Console.note(
        "\(source.name): no UTF-8, or with zero bytes; its bytes were encoded as they stand, while data "
          + "shard reads other encodings")
    }
    return encoder.byteCount
  }

  private func report(
    bytes: Int, tokens: Int, documents: Int, _ vocabulary: any Tokenizer, shard: String? = nil
  ) {
    guard json else {
      if let shard {
        print(
          "\(shard): \(Plural.count(documents, "document")), \(Plural.count(tokens, "token"))")
      }
      return
    }
    Console.printJSON([
      "bytes": .integer(bytes), "tokens": .integer(tokens), "documents": .integer(documents),
      "bytesPerToken": tokens > 0 ? .number(Double(bytes) / Double(tokens)) : .null,
      "vocabularySize": .integer(vocabulary.vocabularySize),
      "shard": shard.map { .text($0) } ?? .null,
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
