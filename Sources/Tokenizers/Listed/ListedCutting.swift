/// What a name such as "llama-bpe" stands for in a model's file: how a text is cut before pairs are merged,
/// and what is done to it besides.
///
/// The names are those of GGUF's `tokenizer.ggml.pre`. Where the file of the same model for Hugging Face's
/// `tokenizers` normalizes a text (Qwen 2, GPT-NeoX and OLMo: NFC), so is it here, for the ids to be those
/// that the model was trained on; llama.cpp leaves that out.
///
/// Source: `src/llama-vocab.cpp` of ggml-org/llama.cpp, and the models' own `tokenizer.json`.
public struct ListedCutting: Sendable {
  public let pattern: PreTokenPattern
  let normalization: [TextPreparation.Step]
  /// A pre-token that is in the vocabulary is one token, whatever the merges say.
  public let ignoresMergesForWholeWords: Bool
  /// Whether a token goes before every text where the file does not say.
  public let beginsTexts: Bool

  private init(
    _ pattern: PreTokenPattern, isNormalized: Bool = false, isLlama3: Bool = false
  ) {
    self.pattern = pattern
    normalization = isNormalized ? [.form(.nfc)] : []
    (ignoresMergesForWholeWords, beginsTexts) = (isLlama3, isLlama3)
  }

  /// The cutting of a name; nil for one that is not known here.
  ///
  /// - Parameter name: "default", as no name at all, says that the converter did not know the tokenizer;
  ///   GPT-2's pattern is then the likeliest, and what transformers takes.
  public static func named(_ name: String?) -> ListedCutting? { table[name ?? "default"] }

  /// All names, in the order of their letters.
  public static var names: [String] { table.keys.sorted() }

  private static let table: [String: ListedCutting] = {
    let groups: [(ListedCutting, String)] = [
      (.init(.gpt2), "default gpt-2 phi-2 gigachat a.x-4.0 mellum exaone4 jais trillion"),
      (.init(.gpt2, isNormalized: true), "olmo mpt"),
      (.init(.smollm), "smollm starcoder refact command-r codeshell exaone minerva-7b"),
      (.init(.cl100k), "dbrx smaug-bpe glm4 chatglm-bpe"),
      (.init(.cl100k, isLlama3: true), "llama-bpe llama3 llama-v3 falcon3 pixtral lfm2"),
      (.init(.qwen2, isNormalized: true), "qwen2"),
      (.init(.qwen2), "deepseek-r1-qwen megrez stablelm2 hunyuan solar-open"),
      (.init(.o200k), "gpt-4o llama4 kanana2 minimax-m2"),
    ]
    var table: [String: ListedCutting] = [:]
    for (cutting, names) in groups {
      for name in names.split(separator: " ") { table[String(name)] = cutting }
    }
    return table
  }()
}
