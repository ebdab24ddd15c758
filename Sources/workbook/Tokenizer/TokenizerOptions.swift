import ArgumentParser
import WorkbookCore

/// Which tokenizer a verb uses.
struct TokenizerOptions: ParsableArguments {
  @Option(
    help:
      "A tokenizer.json, encoder.json, ….tiktoken or ….gguf, or a folder (a model's) that has one.")
  var tokenizer: String

  static let patternHelp = ArgumentHelp(
    "The pre-token pattern of a rank file that is not one of tiktoken's by its name: "
      + PreTokenPattern.allNames + ".")

  @Option(help: Self.patternHelp)
  var pattern: PreTokenPattern?

  func read() throws -> any Tokenizer {
    try StoredModels.readTokenizer(tokenizer, pattern: pattern)
  }
}

extension PreTokenPattern: ExpressibleByArgument {
  static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
