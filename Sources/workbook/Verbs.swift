import ArgumentParser
import Foundation
import WorkbookCore

/// The names of verbs, and what somebody may have meant.
enum Verbs {
  static var built: [String] {
    WorkbookCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  /// The verb that arguments begin with, and the verbs below it: `data get` of `data get x --bogus`.
  static func path(_ arguments: [String]) -> [any ParsableCommand.Type] {
    var path: [any ParsableCommand.Type] = []
    for argument in arguments {
      let verbs = (path.last ?? WorkbookCommand.self).configuration.subcommands
      guard let verb = verbs.first(where: { $0.configuration.commandName == argument }) else {
        break
      }
      path.append(verb)
    }
    return path
  }

  /// Answers a first argument that is no verb: a line on standard error and the exit status; nil
  /// where the argument is a verb, an option or absent.
  static func refuse(_ argument: String?) -> Int32? {
    guard let argument, !argument.hasPrefix("-"), argument != "help", !built.contains(argument)
    else { return nil }
    let hint = nearest(to: argument).map { "did you mean '\($0)'? " } ?? ""
    say("there is no verb '\(argument)'; \(hint)./workbook --help lists them")
    return 2
  }

  private static func say(_ message: String) {
    LaunchedProcesses.say("workbook: \(message)")
  }

  /// The verb that is at most two edits away, or one that begins alike.
  static func nearest(to word: String) -> String? {
    let scored = built.map { (name: $0, distance: EditDistance.between(word.lowercased(), $0)) }
    if let best = scored.min(by: { $0.distance < $1.distance }),
      best.distance <= min(2, best.name.count / 2)
    {
      return best.name
    }
    return word.count < 2 ? nil : built.first { $0.hasPrefix(word.lowercased()) }
  }
}
