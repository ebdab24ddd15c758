import Groundwork
import Models
import Tokenizers

extension GGUFTokenizer {
  /// A tokenizer as metadata of a GGUF file.
  ///
  /// - Parameters:
  ///   - endOfTextID: what ends a text, where the model says so and the tokenizer does not.
  ///   - path: the file that messages name.
  /// - Throws: `TokenizerError.malformedFile` for a tokenizer that the format cannot hold: only byte-level
  ///   BPE whose cutting of texts has a name there, and SentencePiece.
  public static func metadata(
    of tokenizer: any Tokenizer, endOfTextID: Int? = nil, vocabularySize: Int, path: String
  ) throws -> [(key: String, value: GGUFEntry)] {
    var vocabulary = try ListedVocabulary(of: tokenizer, path: path)
    // A model may know more ids than its tokenizer has: llama.cpp wants a token for each.
    while vocabulary.tokens.count < vocabularySize {
      vocabulary.tokens.append(Array("[PAD\(vocabulary.tokens.count)]".utf8))
      vocabulary.kinds.append(.unused)
      if !vocabulary.scores.isEmpty { vocabulary.scores.append(-1e6) }
    }
    var list: [(key: String, value: GGUFEntry)] = []
    func add(_ key: String, _ value: GGUFEntry) { list.append(("tokenizer.ggml.\(key)", value)) }
    if let bytePairs = tokenizer as? BytePairTokenizer {
      guard let name = ListedCutting.name(for: bytePairs) else {
        throw TokenizerError.malformedFile(
          path: path,
          problem: "has no name for the way in which this tokenizer cuts texts "
            + "(\(bytePairs.pattern.rawValue)); export to a directory")
      }
      add("model", .text("gpt2"))
      add("pre", .text(name))
    } else {
      add("model", .text("llama"))
      add("pre", .text("default"))
    }
    add("tokens", .texts(Array(vocabulary.tokens)))
    add("token_type", .integers(vocabulary.kinds.map(\.rawValue)))
    if vocabulary.scores.isEmpty {
      add("merges", .texts(Array(vocabulary.merges)))
    } else {
      add("scores", .numbers(vocabulary.scores))
      add("add_space_prefix", .bool(tokenizer.stripsLeadingSpace))
    }
    let frame = vocabulary.frame
    let ending = tokenizer.endOfText.map { Int($0) } ?? endOfTextID
    if let begin = frame.before.first.map({ Int($0) }) ?? ending {
      add("bos_token_id", .unsigned(begin))
    }
    if let end = frame.after.first.map({ Int($0) }) ?? ending {
      add("eos_token_id", .unsigned(end))
    }
    add("add_bos_token", .bool(!frame.before.isEmpty))
    add("add_eos_token", .bool(!frame.after.isEmpty))
    return list
  }
}
