import ArgumentParser
import Foundation

/// The options of a verb, as the parser describes them: what a check of typed arguments needs to know.
struct ArgumentCatalog {
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

  private struct Description: Decodable {
    struct Command: Decodable { let arguments: [Argument]? }
    let command: Command
  }

  private let arguments: [Argument]

  init(_ verb: any ParsableCommand.Type) throws {
    let text = Data(verb._dumpHelp().utf8)
    arguments = try JSONDecoder().decode(Description.self, from: text).command.arguments ?? []
  }

  /// The option or flag that goes by a name, such as `--model` or `-h`.
  func argument(named name: String) -> Argument? {
    arguments.first { $0.dashedNames.contains(name) }
  }

  /// Whether what the verb does not know goes on to another program.
  var passesArgumentsOn: Bool { arguments.contains { $0.parsingStrategy == "allUnrecognized" } }
}
