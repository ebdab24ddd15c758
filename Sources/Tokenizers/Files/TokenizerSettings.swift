import Foundation
import Groundwork

/// What transformers keeps of a tokenizer beside its files: `added_tokens.json`,
/// `special_tokens_map.json` and `tokenizer_config.json`. A `tokenizer.json` says it all by itself; GPT-2's
/// two files do not.
struct TokenizerSettings {
  /// Tokens that are added to the vocabulary, with their ids.
  private(set) var added: [(content: [UInt8], id: Int)] = []
  /// The spelling of tokens that stand for no text.
  private(set) var special: Set<[UInt8]> = []
  /// Goes before every text, where the settings say so.
  private(set) var beginning: [UInt8]?

  /// The settings in a folder; none of the files has to be there.
  init(folder: String) throws {
    try readAdded(folder + "/added_tokens.json")
    try readSpecial(folder + "/special_tokens_map.json")
    try readConfiguration(folder + "/tokenizer_config.json")
  }

  /// The object in a file of Python's; nil where there is no file.
  private func object(_ path: String) throws -> JSONObject? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      let value = try StrictJSON.parse(
        try AtomicFile.read(path, limit: .settings), allowsNonFinite: true)
      guard let object = value.object else {
        throw TokenizerError.malformedFile(path: path, problem: "holds no JSON object")
      }
      return object
    } catch let error as JSONError {
      throw TokenizerError.malformedFile(path: path, problem: "not valid JSON: \(error)")
    }
  }

  /// `{"<|pad|>": 50257}`
  private mutating func readAdded(_ path: String) throws {
    for member in try object(path)?.members ?? [] {
      guard let id = member.value.integer else {
        throw TokenizerError.malformedFile(
          path: path, problem: "the id of '\(member.name)' is no whole number")
      }
      added.append((member.key, id))
    }
  }

  /// `{"eos_token": "<|endoftext|>", "additional_special_tokens": […]}`, tokens by name or as objects.
  private mutating func readSpecial(_ path: String) throws {
    for member in try object(path)?.members ?? [] {
      for value in member.value.array ?? [member.value] {
        if let content = Self.content(value) { special.insert(content) }
      }
    }
  }

  private mutating func readConfiguration(_ path: String) throws {
    guard let settings = try object(path) else { return }
    func failure(_ problem: String) -> TokenizerError {
      .malformedFile(path: path, problem: problem)
    }
    for member in settings["added_tokens_decoder"]?.object?.members ?? [] {
      guard let id = Int(member.name), let content = Self.content(member.value),
        let object = member.value.object
      else { throw failure("\"added_tokens_decoder\" has an entry that is no token") }
      let name = String(decoding: content, as: UTF8.self)
      if let known = added.first(where: { $0.content == content }) {
        guard known.id == id else { throw failure("'\(name)' has the ids \(known.id) and \(id)") }
      } else {
        added.append((content, id))
      }
      if try BytePairFile.flag(object, "special", failure) {
        special.insert(content)
      }
    }
    for key in ["bos_token", "eos_token", "unk_token", "pad_token"] {
      if let content = settings[key].flatMap(Self.content) { special.insert(content) }
    }
    guard try !BytePairFile.flag(settings, "add_prefix_space", failure) else {
      throw failure("a byte-level tokenizer that adds a space in front is not supported")
    }
    guard try BytePairFile.flag(settings, "add_bos_token", failure) else { return }
    beginning =
      settings["bos_token"].flatMap(Self.content) ?? Array(SpecialToken.endOfTextContent.utf8)
  }

  /// A token's spelling: a string, or an object that has one.
  private static func content(_ value: JSONValue) -> [UInt8]? {
    if case .string(let content) = value.object?["content"] ?? value { return content }
    return nil
  }
}
