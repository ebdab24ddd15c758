import Groundwork

/// The entries of a `config.json`, each read with the type it must have.
///
/// A `null` counts as an entry that is not there, as transformers has it.
struct ConfigurationEntries {
  let object: JSONObject
  let path: String

  func problem(_ what: String) -> ModelError { .malformedFile(path: path, problem: what) }

  private func entry(_ key: String) -> JSONValue? {
    guard let value = object[key], value != .null else { return nil }
    return value
  }

  func has(_ key: String) -> Bool { entry(key) != nil }

  /// Whether an entry stands there that says there is none.
  func isNull(_ key: String) -> Bool { object[key] == .null }

  /// The entries of an object.
  func optionalEntries(_ key: String) throws(ModelError) -> ConfigurationEntries? {
    guard let value = entry(key) else { return nil }
    guard let inner = value.object else { throw mistyped(key, value, "an object") }
    return ConfigurationEntries(object: inner, path: path)
  }

  func mistyped(_ key: String, _ value: JSONValue, _ wanted: String) -> ModelError {
    problem("\(key) is \(value.kind) where \(wanted) is needed")
  }

  func text(_ key: String) throws(ModelError) -> String {
    guard let value = entry(key) else { throw problem("\(key) is missing") }
    guard let text = value.text else { throw mistyped(key, value, "a string") }
    return text
  }

  /// A whole number from 1, or nil where there is no entry.
  func optionalSize(_ key: String) throws(ModelError) -> Int? {
    guard let value = entry(key) else { return nil }
    guard let size = value.integer else { throw mistyped(key, value, "a whole number") }
    guard size >= 1, size <= 1 << 24 else {
      throw problem("\(key) is \(size), not between 1 and \(1 << 24)")
    }
    return size
  }

  func size(_ key: String) throws(ModelError) -> Int {
    guard let size = try optionalSize(key) else { throw problem("\(key) is missing") }
    return size
  }

  /// A whole number from 0.
  func count(_ key: String, otherwise: Int) throws(ModelError) -> Int {
    guard let value = entry(key) else { return otherwise }
    guard let count = value.integer else { throw mistyped(key, value, "a whole number") }
    guard count >= 0 else { throw problem("\(key) is \(count); it must not be negative") }
    return count
  }

  func number(_ key: String, otherwise: Double) throws(ModelError) -> Double {
    try optionalNumber(key) ?? otherwise
  }

  func optionalNumber(_ key: String) throws(ModelError) -> Double? {
    guard let value = entry(key) else { return nil }
    guard let number = value.number else { throw mistyped(key, value, "a number") }
    guard number.isFinite else { throw problem("\(key) is \(number); it must be finite") }
    return number
  }

  func flag(_ key: String, otherwise: Bool) throws(ModelError) -> Bool {
    guard let value = entry(key) else { return otherwise }
    guard let flag = value.bool else { throw mistyped(key, value, "true or false") }
    return flag
  }

  /// Refuses a model that computes something else than the workbook's does.
  func require(_ key: String, _ wanted: Bool, otherwise: Bool) throws(ModelError) {
    let flag = try flag(key, otherwise: otherwise)
    if flag != wanted { throw problem("\(key) is \(flag); only \(wanted) is supported") }
  }

  func require(_ key: String, _ wanted: [String], otherwise: String) throws(ModelError) {
    let value = entry(key) == nil ? otherwise : try text(key)
    guard wanted.contains(value) else {
      throw problem(
        "\(key) is \"\(TerminalText.oneLine(value))\"; only \(wanted[0]) is supported")
    }
  }

  /// `layer_types`: what each layer's attention sees.
  func layerTypes(count: Int) throws(ModelError) -> [String]? {
    guard let value = entry("layer_types") else { return nil }
    let known = ["full_attention", "sliding_attention"]
    guard let array = value.array, array.count == count else {
      throw problem("layer_types is no list of \(count), one for each layer")
    }
    var types: [String] = []
    for element in array {
      guard let type = element.text, known.contains(type) else {
        let name = element.text.map { "\"\(TerminalText.oneLine($0))\"" } ?? element.kind
        throw problem("layer_types has \(name); only \(known.joined(separator: " and ")) are known")
      }
      types.append(type)
    }
    return types
  }

  /// `eos_token_id`: an id, several, or none.
  ///
  /// - Parameter custom: the id that transformers takes where there is no entry at all; `null`
  ///   stands for none.
  func endOfText(otherwise custom: Int?) throws(ModelError) -> [Int] {
    guard let value = object["eos_token_id"] else { return custom.map { [$0] } ?? [] }
    if value == .null { return [] }
    var ids: [Int] = []
    for element in value.array ?? [value] {
      guard let id = element.integer else {
        throw mistyped("eos_token_id", element, "a whole number")
      }
      ids.append(id)
    }
    return ids
  }

  /// The name by which an entry is there, of several that transformers takes: of two that are there it
  /// takes the first, and the last is the usual one.
  func key(_ names: String...) -> String {
    names.first(where: has) ?? names[names.count - 1]
  }
}
