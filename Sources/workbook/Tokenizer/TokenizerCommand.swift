import ArgumentParser

/// `tokenizer`: text to ids and back, with vocabularies of one's own.
struct TokenizerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenizer",
    abstract: "Trains tokenizers and applies them to any bytes.",
    discussion: """
      Example: ./workbook tokenizer train --vocabulary-size 4096 --out t.json notes/
      Example: ./workbook tokenizer encode --tokenizer t.json notes.txt > notes.ids
      Example: ./workbook tokenizer decode --tokenizer t.json notes.ids

      Tokenizers are read from and written to Hugging Face's tokenizer.json, GPT-2's encoder.json \
      with vocab.bpe beside it, and tiktoken's rank files (….tiktoken).
      """,
    subcommands: [
      TokenizerTrainCommand.self, TokenizerEncodeCommand.self, TokenizerDecodeCommand.self,
      TokenizerInspectCommand.self,
    ])
}
