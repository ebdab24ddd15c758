import ArgumentParser
import Foundation

/// The options of every verb, as the parser describes them: what a check of typed arguments needs to know.
struct ArgumentCatalog: Decodable {
  struct Verb: Decodable {
    let commandName: String
    let subcommands: [Verb]?
    let arguments: [Argument]?

    /// The option or flag that goes by a name, such as `--model` or `-h`.
    func argument(named name: String) -> Argument? {
      arguments?.first { $0.dashedNames.contains(name) }
    }

    /// Whether what the verb does not know goes on to another program.
    var passesArgumentsOn: Bool {
      arguments?.contains { $0.parsingStrategy == "allUnrecognized" } ?? false
    }
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    /// "positional", "option" or "flag".
    let kind: String
    let isRepeating: Bool
    let parsingStrategy: String
    let names: [Name]?

    var dashedNames: [String] {
      (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }
    }
    var isOption: Bool { kind == "option" }
  }

  private let command: Verb

  static func ofWorkbook() throws -> Self {
    try JSONDecoder().decode(Self.self, from: Data(WorkbookCommand._dumpHelp().utf8))
  }

  /// The verb that arguments begin with, and how many of them name it.
  func verb(of arguments: [String]) -> (verb: Verb, words: Int) {
    var (verb, words) = (command, 0)
    while words < arguments.count,
      let next = verb.subcommands?.first(where: { $0.commandName == arguments[words] })
    {
      (verb, words) = (next, words + 1)
    }
    return (verb, words)
  }
}
