import Groundwork

/// The `normalizer` of a `tokenizer.json`.
enum NormalizerFile {
  static func read(
    _ value: JSONValue?, _ failure: (String) -> TokenizerError
  ) throws -> [TextPreparation.Step] {
    guard let value, value != .null else { return [] }
    guard let object = value.object, let type = object["type"]?.text else {
      throw failure("\"normalizer\" is no object with a \"type\"")
    }
    if let form = TextPreparation.Form(rawValue: type) { return [.form(form)] }
    switch type {
    case "Sequence":
      guard let list = object["normalizers"]?.array else {
        throw failure("\"normalizers\" is missing or no list")
      }
      return try list.flatMap { try read($0, failure) }
    case "Prepend":
      guard case .string(let start)? = object["prepend"] else {
        throw failure("a Prepend without a \"prepend\" is not supported")
      }
      return [.prepend(start)]
    case "Replace":
      guard case .string(let old)? = object["pattern"]?.object?["String"], !old.isEmpty,
        case .string(let new)? = object["content"]
      else { throw failure("a Replace of other than one \"String\" by another is not supported") }
      return [.replace(old, with: new)]
    default: throw failure("a normalizer (\(type)) is not supported")
    }
  }

  static func value(of steps: [TextPreparation.Step]) -> JSONValue {
    let values = steps.map { step -> JSONValue in
      switch step {
      case .form(let form): ["type": .text(form.rawValue)]
      case .prepend(let start): ["type": "Prepend", "prepend": .string(start)]
      case .replace(let old, let new):
        ["type": "Replace", "pattern": ["String": .string(old)], "content": .string(new)]
      }
    }
    switch values.count {
    case 0: return .null
    case 1: return values[0]
    default: return ["type": "Sequence", "normalizers": .array(values)]
    }
  }
}
