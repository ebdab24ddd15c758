import ArgumentParser
import WorkbookCore

/// `tokenizer decode`: ids back to bytes, the inverse of `encode`.
struct TokenizerDecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Writes the bytes that token ids stand for.",
    discussion: """
      Example: ./workbook tokenizer decode --tokenizer t.json notes.ids > notes.txt
      Example: echo 15496 995 | ./workbook tokenizer decode --tokenizer gpt2/

      Ids stand between spaces, a line a document. The end-of-text id at the end of a line is written \
      as <|endoftext|> and an end of line, and the tokens that the tokenizer puts before every text are \
      left out at the beginning of one, so that decoding gives the very bytes that were encoded (but for \
      CRLF behind such a line).
      """)

  @OptionGroup var tokenizer: TokenizerOptions

  @Argument(help: "The ids; - for standard input.")
  var file = "-"

  @Flag(help: "End with one JSON object on standard output, on a line of its own.")
  var json = false

  func run() throws {
    let source = try ByteSource(file)
    var decoder = IDLineDecoder(try tokenizer.read())
    try source.forEachPart { try decoder.append($0) }
    try decoder.finish(endsLine: json)
    guard json else { return }
    Console.printJSON([
      "tokens": .integer(decoder.tokens), "bytes": .integer(decoder.byteCount),
      "documents": .integer(decoder.documents),
    ])
  }
}

/// Reads lines of ids and writes bytes on standard output.
private struct IDLineDecoder: ~Copyable {
  private let tokenizer: any Tokenizer
  private let special: [Int32: [UInt8]]
  private var sink = ByteSink()
  private var word: [UInt8] = []
  /// Of the id at hand; one buffer for all.
  private var bytes: [UInt8] = []
  private var line = 1
  /// Whether the end-of-text id was the last on this line so far.
  private var isEndPending = false
  private var lineHasTokens = false
  /// The tokens that go before a text, and how many of them this line has begun with.
  private let beginning: [Int32]
  private var begun = 0
  private var lastByte: UInt8 = 0x0A
  private(set) var tokens = 0
  private(set) var byteCount = 0
  private(set) var documents = 0
  private static let longestWord = 20

  init(_ tokenizer: any Tokenizer) {
    self.tokenizer = tokenizer
    beginning = tokenizer.textFrame.before
    special = Dictionary(
      tokenizer.specialTokens.map { ($0.id, $0.content) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) throws {
    for byte in text {
      switch byte {
      case 0x20, 0x09, 0x0D: try endWord()
      case 0x0A:
        try endWord()
        try endLine()
      default:
        word.append(byte)
        if word.count > Self.longestWord { try endWord() }
      }
    }
  }

  mutating func finish(endsLine: Bool) throws {
    try endWord()
    try writePendingEnd()
    if lineHasTokens { documents += 1 }
    if endsLine && lastByte != 0x0A { try sink.write(0x0A as UInt8) }
    try sink.flush()
  }

  private mutating func endWord() throws {
    guard !word.isEmpty else { return }
    guard let id = Self.number(word) else {
      throw TokenizerError.malformedIDs(line: line, String(decoding: word, as: UTF8.self))
    }
    word.removeAll(keepingCapacity: true)
    try writePendingEnd()
    tokens += 1
    lineHasTokens = true
    bytes.removeAll(keepingCapacity: true)
    guard tokenizer.appendBytes(of: id, to: &bytes) else {
      throw TokenizerError.unknownID(id, vocabularySize: tokenizer.vocabularySize)
    }
    if begun < beginning.count, id == beginning[begun] {
      begun += 1
      return
    }
    try writeBeginning()
    if id == tokenizer.endOfText {
      isEndPending = true
    } else {
      // A special token stands for no bytes itself.
      try write(bytes.isEmpty ? special[id] ?? [] : bytes)
    }
  }

  /// The number that digits write; nil for anything else, and for more than an id can be.
  private static func number(_ digits: [UInt8]) -> Int32? {
    var number: Int32 = 0
    for digit in digits {
      guard digit >= 0x30 && digit <= 0x39 else { return nil }
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isBeyond) = tens.addingReportingOverflow(Int32(digit - 0x30))
      guard !isTooLarge && !isBeyond else { return nil }
      number = sum
    }
    return number
  }

  private mutating func endLine() throws {
    if isEndPending {
      try write(Array(SpecialToken.endOfTextContent.utf8) + [0x0A])
      isEndPending = false
    }
    if lineHasTokens { documents += 1 }
    lineHasTokens = false
    begun = 0
    line += 1
  }

  /// Writes out ids that only looked like the beginning of a text.
  private mutating func writeBeginning() throws {
    if begun < beginning.count {
      for id in beginning[..<begun] { try write(special[id] ?? tokenizer.bytes(of: id) ?? []) }
    }
    begun = beginning.count
  }

  /// The end-of-text id inside a line is the special token in the middle of a text.
  private mutating func writePendingEnd() throws {
    guard isEndPending, let id = tokenizer.endOfText else { return }
    isEndPending = false
    try write(special[id] ?? [])
  }

  private mutating func write(_ bytes: [UInt8]) throws {
    guard let last = bytes.last else { return }
    try sink.write(bytes)
    byteCount += bytes.count
    lastByte = last
  }
}
