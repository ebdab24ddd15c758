import ArgumentParser

/// The arguments as they were typed, made plain for the parser, which takes the last of two values in
/// silence and a value that begins with a dash for an option.
///
///     --prompt "- a list"      --prompt=- a list
///     --model a --model b      usage: --model is given twice
enum TypedArguments {
  /// - Throws: `ValidationError` where an option that takes one value is given twice.
  static func prepared(_ arguments: [String]) throws -> [String] {
    guard arguments.contains(where: { $0.hasPrefix("-") }) else { return arguments }
    let path = Verbs.path(arguments)
    guard let verb = path.last else { return arguments }
    let catalog = try ArgumentCatalog(verb)
    return catalog.passesArgumentsOn
      ? arguments : try prepared(arguments, catalog, from: path.count)
  }

  private static func prepared(
    _ arguments: [String], _ verb: ArgumentCatalog, from start: Int
  ) throws -> [String] {
    var result = Array(arguments[..<start])
    var given: Set<String> = []
    var index = start
    while index < arguments.count {
      let word = arguments[index]
      index += 1
      guard word != "--" else { return result + arguments[(index - 1)...] }
      let name = String(word.prefix { $0 != "=" })
      guard let option = verb.argument(named: name), option.isOption else {
        result.append(word)
        continue
      }
      if !option.isRepeating, let first = option.dashedNames.first, !given.insert(first).inserted {
        throw ValidationError("\(name) is given twice and takes one value")
      }
      guard name == word, index < arguments.count else {
        result.append(word)
        continue
      }
      let value = arguments[index]
      if option.parsingStrategy == "unconditional" {
        result += [word, value]
        index += 1
      } else if value.hasPrefix("-"), value != "-", !looksLikeAnOption(value, of: verb) {
        result.append("\(word)=\(value)")
        index += 1
      } else {
        result.append(word)
      }
    }
    return result
  }

  /// A known name, or a word in an option's form, which is more likely mistyped than meant as a value:
  /// such a value is given as `--prompt=--word`.
  private static func looksLikeAnOption(_ word: String, of verb: ArgumentCatalog) -> Bool {
    let name = String(word.prefix { $0 != "=" })
    if word == "--" || name == "-h" || verb.argument(named: name) != nil { return true }
    return word.wholeMatch(of: /--[a-z][a-z0-9-]*(=.*)?/.dotMatchesNewlines()) != nil
  }
}
