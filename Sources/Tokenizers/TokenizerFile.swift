import Tensors

/// Tokenizers on disk, as `tokenizer.json`.
///
/// Byte-level BPE is written and read as Hugging Face's `tokenizers` does. Byte and character
/// tokenizers have a short form of the workbook's own: `{"version":"1.0","model":{"type":
/// "WorkbookBytes"}}`, and `"WorkbookCharacters"` with the list of `characters`.
public enum TokenizerFile {
  /// Writes a tokenizer; the same tokenizer gives the same bytes.
  public static func write(_ tokenizer: any Tokenizer, to path: String) throws {
    let value: JSONValue
    switch tokenizer {
    case let tokenizer as BytePairTokenizer: value = BytePairFile.value(of: tokenizer)
    case let tokenizer as CharacterTokenizer:
      let characters = tokenizer.scalars.map { JSONValue.text(String(Character($0))) }
      value = [
        "version": "1.0",
        "model": ["type": "WorkbookCharacters", "characters": .array(characters)],
      ]
    case is ByteTokenizer: value = ["version": "1.0", "model": ["type": "WorkbookBytes"]]
    default:
      throw TokenizerError.malformedFile(path: path, problem: "this tokenizer has no file format")
    }
    try AtomicFile.write(value.encoded(isPretty: true) + [0x0A], to: path)
  }

  /// Reads a tokenizer, checking all of it.
  ///
  /// - Throws: `FileError`, or `TokenizerError.malformedFile` with what is wrong and where.
  public static func read(_ path: String) throws -> any Tokenizer {
    let bytes = try AtomicFile.read(path)
    let value: JSONValue
    do {
      value = try StrictJSON.parse(bytes)
    } catch {
      throw TokenizerError.malformedFile(path: path, problem: "not valid JSON: \(error)")
    }
    func failure(_ problem: String) -> TokenizerError {
      .malformedFile(path: path, problem: problem)
    }
    guard let root = value.object else { throw failure("a tokenizer file is a JSON object") }
    guard let model = root["model"]?.object else { throw failure("\"model\" is missing") }
    switch model["type"]?.text {
    case "BPE": return try BytePairFile.read(root, model: model, failure: failure)
    case "WorkbookBytes": return ByteTokenizer()
    case "WorkbookCharacters":
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
    case let type?: throw failure("a model of type \(type) is not known here; BPE is")
    case nil: throw failure("\"model\" has no \"type\"")
    }
  }
}
