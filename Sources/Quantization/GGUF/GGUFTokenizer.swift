import Groundwork
import Tokenizers

/// The tokenizer in a GGUF file: byte-level BPE ("gpt2") or the BPE of SentencePiece ("llama").
///
///     let tokenizer = try GGUFTokenizer.read(file)
///     try tokenizer?.encode("Hello world!")      // 19556 905 17
///
/// The ids are those of the same model's `tokenizer.json`.
///
/// Source: `docs/gguf.md` of ggml-org/ggml, and `src/llama-vocab.cpp` of ggml-org/llama.cpp for what holds
/// where a file does not say.
public enum GGUFTokenizer {
  /// Reads the tokenizer; nil where the file has none.
  ///
  /// - Throws: `GGUFError` for an entry that is missing, of another type or not supported;
  ///   `TokenizerError.malformedFile` for a vocabulary that is none.
  public static func read(_ file: GGUFFile) throws -> (any Tokenizer)? {
    try Entries(file: file).tokenizer()
  }
}

/// What a file says about its tokenizer.
private struct Entries {
  let file: GGUFFile

  func tokenizer() throws -> (any Tokenizer)? {
    guard let value = file[key("model")] else { return nil }
    guard let model = value.text else { throw problem("model", "is no text") }
    switch model {
    case "none", "no_vocab": return nil
    case "gpt2":
      let cutting = try cutting()
      var vocabulary = try vocabulary(beginsTexts: cutting.beginsTexts)
      vocabulary.merges = try list("merges", of: "texts", \.texts) ?? []
      return try vocabulary.bytePairs(cutting, path: file.path)
    case "llama":
      var vocabulary = try vocabulary(beginsTexts: true)
      vocabulary.scores = try list("scores", of: "numbers", \.numbers) ?? []
      return try vocabulary.sentencePieces(
        addsSpace: try flag("add_space_prefix") ?? true, path: file.path)
    default:
      throw problem(
        "model",
        "\"\(TerminalText.oneLine(model))\" is not supported; gpt2 (byte-level BPE) and llama "
          + "(SentencePiece) are")
    }
  }

  private func cutting() throws -> ListedCutting {
    let name = file[key("pre")]
    guard name == nil || name?.text != nil else { throw problem("pre", "is no text") }
    guard let cutting = ListedCutting.named(name?.text) else {
      throw problem(
        "pre",
        "the pattern \"\(TerminalText.oneLine(name?.text ?? ""))\" is not supported; supported are "
          + ListedCutting.names.joined(separator: ", "))
    }
    return cutting
  }

  private func vocabulary(beginsTexts: Bool) throws -> ListedVocabulary {
    guard let tokens = try list("tokens", of: "texts", \.texts) else {
      throw problem("tokens", "is missing")
    }
    let kinds = try (list("token_type", of: "whole numbers", \.integers) ?? []).enumerated().map {
      id, number in
      guard let kind = ListedVocabulary.Kind(rawValue: number) else {
        throw problem("token_type", "the token \(id) is of kind \(number); there are 1 to 6")
      }
      return kind
    }
    var frame = TextFrame.none
    if try flag("add_bos_token") ?? beginsTexts { frame.before = [try id("bos")] }
    if try flag("add_eos_token") ?? false { frame.after = [try id("eos")] }
    return ListedVocabulary(tokens: tokens, kinds: kinds, frame: frame)
  }

  /// The id of the token that begins or ends texts.
  private func id(_ name: String) throws -> Int32 {
    guard let value = file[key("\(name)_token_id")] else {
      throw problem("\(name)_token_id", "is missing, though the token goes around every text")
    }
    guard let id = value.integer.flatMap({ Int32(exactly: $0) }), id >= 0 else {
      throw problem("\(name)_token_id", "is no token's id")
    }
    return id
  }

  private func flag(_ name: String) throws -> Bool? {
    guard let value = file[key(name)] else { return nil }
    guard let flag = value.bool else { throw problem(name, "is neither true nor false") }
    return flag
  }

  private func list<List>(
    _ name: String, of kind: String, _ elements: (GGUFArray) -> List?
  ) throws -> List? {
    guard let value = file[key(name)] else { return nil }
    guard let list = value.array.flatMap(elements) else {
      throw problem(name, "is no list of \(kind)")
    }
    return list
  }

  private func key(_ name: String) -> String { "tokenizer.ggml.\(name)" }

  private func problem(_ name: String, _ what: String) -> GGUFError {
    GGUFError(path: file.path, name: key(name), problem: what)
  }
}
