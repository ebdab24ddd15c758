import ArgumentParser
import WorkbookCore

/// `tokenizer inspect`: what a tokenizer is, and how it cuts a text.
struct TokenizerInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Says what a tokenizer is and how it cuts a text; writes it in other formats.",
    discussion: """
      Example: ./workbook tokenizer inspect --tokenizer t.json --text "The tenant shall"
      Example: ./workbook tokenizer inspect --tokenizer gpt2/ --export gpt2.json --json
      """)

  @OptionGroup var tokenizer: TokenizerOptions

  @Option(help: "A text to cut.")
  var text: String?

  @Option(help: "Token ids to show: 5,8,13.")
  var ids: TokenIDs?

  @Option(
    help: "Also write the tokenizer here: encoder.json, ….tiktoken, or anything else for JSON.")
  var export: String?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let vocabulary = try tokenizer.read()
    let shown = try (ids?.ids ?? []) + (text.map { try vocabulary.encode($0) } ?? [])
    for id in shown where vocabulary.bytes(of: id) == nil {
      throw TokenizerError.unknownID(id, vocabularySize: vocabulary.vocabularySize)
    }
    if let export { try TokenizerFile.write(vocabulary, to: export) }
    let facts = facts(of: vocabulary)
    guard json else {
      for (name, value) in facts {
        print(name.padding(toLength: 16, withPad: " ", startingAt: 0) + plain(value))
      }
      for id in shown { print("\(id)\t\(quoted(vocabulary.label(of: id)))") }
      return
    }
    let tokens = shown.map { id -> JSONValue in
      [
        "id": .integer(Int(id)), "text": .text(vocabulary.label(of: id)),
        "bytes": .array((vocabulary.bytes(of: id) ?? []).map { .integer(Int($0)) }),
      ]
    }
    Console.printJSON(
      .object(
        JSONObject(
          members: (facts + (shown.isEmpty ? [] : [("tokens", .array(tokens))])).map {
            .init(key: Array($0.0.utf8), value: $0.1)
          })))
  }

  private func facts(of vocabulary: any Tokenizer) -> [(String, JSONValue)] {
    var facts: [(String, JSONValue)] = [
      ("model", .text(name(of: vocabulary))),
      ("vocabularySize", .integer(vocabulary.vocabularySize)),
    ]
    if let bytePairs = vocabulary as? BytePairTokenizer {
      facts.append(("merges", .integer(bytePairs.merges.count)))
      facts.append(("pattern", .text(bytePairs.pattern.rawValue)))
    }
    if let unigram = vocabulary as? UnigramTokenizer {
      facts.append(("pattern", .text(unigram.pattern.rawValue)))
    }
    facts.append(("endOfText", vocabulary.endOfText.map { .integer(Int($0)) } ?? .null))
    let special = vocabulary.specialTokens.map {
      JSONObject.Member(key: $0.content, value: .integer(Int($0.id)))
    }
    facts.append(("specialTokens", .object(JSONObject(members: special))))
    if vocabulary.textFrame != .none {
      facts.append(("before", TokenIDs.json(vocabulary.textFrame.before)))
      facts.append(("after", TokenIDs.json(vocabulary.textFrame.after)))
    }
    if !vocabulary.unwritableBytes.isEmpty {
      let bytes = vocabulary.unwritableBytes.map { JSONValue.integer(Int($0)) }
      facts.append(("withoutToken", .array(bytes)))
    }
    let lengths = (0..<Int32(vocabulary.vocabularySize)).compactMap { vocabulary.bytes(of: $0) }
      .map(\.count)
    facts.append(("longestToken", .integer(lengths.max() ?? 0)))
    return facts
  }

  private func name(of vocabulary: any Tokenizer) -> String {
    switch vocabulary {
    case is BytePairTokenizer: "bpe"
    case is UnigramTokenizer: "unigram"
    case is CharacterTokenizer: "characters"
    case is ByteTokenizer: "bytes"
    default: "\(type(of: vocabulary))"
    }
  }

  private func plain(_ value: JSONValue) -> String { value.text ?? value.encodedText }

  private func quoted(_ text: String) -> String { JSONValue.text(text).encodedText }
}
