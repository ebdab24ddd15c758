import WorkbookCore

/// A model that a verb reads: a model directory or a GGUF file.
enum ModelFolder {
  static func open(_ path: String) throws -> any StoredModel {
    try StoredModels.open(path) { Console.note($0) }
  }

  /// The tokenizer of a model, which knows all of its tokens.
  ///
  /// - Parameter addsSpecial: whether it puts tokens around texts, where its file says so.
  static func tokenizer(of model: any StoredModel, addsSpecial: Bool) throws -> any Tokenizer {
    guard let tokenizer = try model.readTokenizer() else {
      throw FileError(
        path: model.tokenizerPath,
        problem: model.tokenizerPath == model.path
          ? "has no tokenizer; without one give --ids"
          : "no such file; without a tokenizer give --ids")
    }
    return addsSpecial ? tokenizer : tokenizer.withoutTextFrame()
  }

  /// The tokenizer that an option names: a kind, a file or folder, or a GGUF file's own.
  static func tokenizerChoice(_ name: String, vocabularySize: Int) throws -> TokenizerChoice {
    guard StoredModels.isGGUF(name) else {
      return TokenizerChoice(name, vocabularySize: vocabularySize)
    }
    return .given(.init(try StoredModels.readTokenizer(name), path: name))
  }

  /// Says once which bytes of texts a tokenizer cannot write.
  static func noteDroppedBytes(_ texts: [[UInt8]], _ tokenizer: any Tokenizer) {
    var dropped = DroppedBytes(tokenizer)
    for text in texts { dropped.add(text) }
    if let summary = dropped.summary { Console.note(summary) }
  }
}
