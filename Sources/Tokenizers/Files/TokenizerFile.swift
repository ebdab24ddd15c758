import Foundation
import Groundwork

/// Tokenizers on disk.
///
/// - `tokenizer.json` of Hugging Face's `tokenizers`, for byte-level BPE and unigram models. Byte and
///   character tokenizers have a short form of the workbook's own:
///   `{"version":"1.0","model":{"type":"WorkbookBytes"}}`, and `"WorkbookCharacters"` with the list of
///   `characters`.
/// - GPT-2's `encoder.json` with `vocab.bpe` beside it (or `vocab.json` with `merges.txt`).
/// - tiktoken's rank files, `….tiktoken`, by tiktoken's own names or with their pattern.
public enum TokenizerFile {
  /// Writes a tokenizer in the format that the path's name asks for: `encoder.json` and `vocab.json`
  /// GPT-2's two files, `….tiktoken` ranks, anything else a `tokenizer.json`. The same tokenizer gives
  /// the same bytes.
  ///
  /// - Throws: `FileError`, or `TokenizerError.malformedFile` where the format cannot hold it.
  public static func write(_ tokenizer: any Tokenizer, to path: String) throws {
    if let tokenizer = tokenizer as? BytePairTokenizer {
      if GPT2Files.isVocabulary(path) { return try GPT2Files.write(tokenizer, to: path) }
      if path.hasSuffix(".tiktoken") { return try RankFile.write(tokenizer, to: path) }
    }
    guard let value = value(of: tokenizer) else {
      throw TokenizerError.malformedFile(path: path, problem: "this tokenizer has no file format")
    }
    try AtomicFile.write(value.encoded(isPretty: true) + [0x0A], to: path)
  }

  private static func value(of tokenizer: any Tokenizer) -> JSONValue? {
    switch tokenizer {
    case let tokenizer as BytePairTokenizer: return BytePairFile.value(of: tokenizer)
    case let tokenizer as UnigramTokenizer: return UnigramFile.value(of: tokenizer)
    case let tokenizer as CharacterTokenizer:
      let characters = tokenizer.scalars.map { JSONValue.text(String(Character($0))) }
      return [
        "version": "1.0",
        "model": ["type": "WorkbookCharacters", "characters": .array(characters)],
      ]
    case is ByteTokenizer: return ["version": "1.0", "model": ["type": "WorkbookBytes"]]
    default: return nil
    }
  }

  /// Reads a tokenizer, checking all of it.
  ///
  /// - Parameters:
  ///   - path: a file of a format above, or a folder that has one: a `tokenizer.json` before others.
  ///   - pattern: the pre-token pattern of a rank file, which does not say its own; not needed where
  ///     the file has the name of one of tiktoken's encodings.
  /// - Throws: `FileError`, `TokenizerError.malformedFile` with what is wrong and where, or
  ///   `.unknownPattern`.
  public static func read(
    _ path: String, pattern: PreTokenPattern? = nil
  ) throws -> any Tokenizer {
    let path = Self.path(in: path) ?? file(for: path)
    let bytes = try AtomicFile.read(path, limit: .tokenizer)
    func failure(_ problem: String) -> TokenizerError {
      .malformedFile(path: path, problem: problem)
    }
    if path.hasSuffix(".tiktoken") || RankFile.isLikely(bytes) {
      return try RankFile.read(bytes, path: path, pattern: pattern, failure: failure)
    }
    let value: JSONValue
    do {
      value = try StrictJSON.parse(bytes)
    } catch {
      throw failure("not valid JSON: \(error)")
    }
    guard let root = value.object else { throw failure("a tokenizer file is a JSON object") }
    if GPT2Files.isVocabulary(path) { return try GPT2Files.read(root, path: path) }
    guard let model = root["model"]?.object else { throw failure("\"model\" is missing") }
    // Old files of GPT-2 do not say that they are BPE.
    let type = model["type"]?.text ?? (model["merges"] == nil ? nil : "BPE")
    switch type {
    case "BPE": return try BytePairFile.read(root, model: model, failure: failure)
    case "Unigram": return try UnigramFile.read(root, model: model, failure: failure)
    case "WorkbookBytes": return ByteTokenizer()
    case "WorkbookCharacters": return try readCharacters(model, failure)
    case let type?: throw failure("a model of type \(type) is not known here; BPE and Unigram are")
    case nil: throw failure("\"model\" has no \"type\"")
    }
  }

  /// The tokenizer's file in a folder, such as a model directory: a `tokenizer.json`, or else GPT-2's
  /// two files; nil where there is none.
  public static func path(in folder: String) -> String? {
    let json = folder + "/tokenizer.json"
    return FileManager.default.fileExists(atPath: json) ? json : GPT2Files.vocabulary(in: folder)
  }

  /// The path itself, or the file that a folder without a tokenizer lacks.
  private static func file(for path: String) -> String {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && isFolder.boolValue ? path + "/tokenizer.json" : path
  }

  private static func readCharacters(
    _ model: JSONObject, _ failure: (String) -> TokenizerError
  ) throws -> CharacterTokenizer {
    guard let list = model["characters"]?.array else { throw failure("no list of characters") }
    var scalars: [Unicode.Scalar] = []
    for (id, entry) in list.enumerated() {
      guard let text = entry.text, let scalar = text.unicodeScalars.first,
        text.unicodeScalars.count == 1
      else { throw failure("character \(id) is not one Unicode scalar") }
      scalars.append(scalar)
    }
    guard !scalars.isEmpty else { throw failure("the list of characters is empty") }
    guard Set(scalars).count == scalars.count else { throw failure("a character stands twice") }
    return CharacterTokenizer(scalars: scalars)
  }
}
