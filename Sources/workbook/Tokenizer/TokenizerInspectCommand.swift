import ArgumentParser
import WorkbookCore

/// `tokenizer inspect`: what a tokenizer is, and how it cuts a text.
struct TokenizerInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Says what tokenizers are and how they cut a text; writes one in other formats.",
    discussion: """
      Example: ./workbook tokenizer inspect --tokenizer t.json --text "The tenant shall"
      Example: ./workbook tokenizer inspect --tokenizer own.json gpt2/ --corpus contracts/
      Example: ./workbook tokenizer inspect --tokenizer gpt2/ --export gpt2.json --json

      Several tokenizers are set side by side. The more bytes a token, the more text fits into a \
      model's context and the less a step costs.
      """)

  @Option(
    parsing: .upToNextOption,
    help:
      "Files tokenizer.json, encoder.json, ….tiktoken or ….gguf, or folders (of models) that have one."
  )
  var tokenizer: [String]

  @Option(help: TokenizerOptions.patternHelp)
  var pattern: PreTokenPattern?

  @Option(parsing: .upToNextOption, help: "Files or folders of text to count the tokens of.")
  var corpus: [String] = []

  @Option(help: "A text to cut.")
  var text: String?

  @Option(help: "Token ids to show: 5,8,13.")
  var ids: TokenIDs?

  @Option(
    help: "Also write the tokenizer here: encoder.json, ….tiktoken, or anything else for JSON.")
  var export: String?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard tokenizer.count == 1 || (export == nil && ids == nil) else {
      throw ValidationError("--export and --ids are for one tokenizer")
    }
  }

  func run() throws {
    let texts = try EvaluatedText.read(corpus)
    let inspections = try tokenizer.map { path in
      let vocabulary = try StoredModels.readTokenizer(path, pattern: pattern)
      if let export { try TokenizerFile.write(vocabulary, to: export) }
      return try TokenizerInspection(
        path: path, vocabulary: vocabulary, texts: texts,
        shown: (ids?.ids ?? []) + (text.map { try vocabulary.encode($0) } ?? []))
    }
    let comparison = TokenizerComparison(inspections: inspections, texts: texts)
    if json { Console.printJSON(comparison.json) } else { print(comparison.text) }
  }
}
