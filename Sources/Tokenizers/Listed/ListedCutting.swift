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
  /// Cuts by expressions that no scanner knows, before those of the pattern.
  let cuts: [TextCut]
  let normalization: [TextPreparation.Step]
  /// A pre-token that is in the vocabulary is one token, whatever the merges say.
  public let ignoresMergesForWholeWords: Bool
  /// Whether a token goes before every text where the file does not say.
  public let beginsTexts: Bool

  private init(
    _ pattern: PreTokenPattern, isNormalized: Bool = false, isLlama3: Bool = false,
    cuts: [TextCut] = []
  ) {
    self.pattern = pattern
    self.cuts = cuts
    normalization = isNormalized ? [.form(.nfc)] : []
    (ignoresMergesForWholeWords, beginsTexts) = (isLlama3, isLlama3)
  }

  /// Cuts by expressions, one after the other; nil where one of them is none, which a test looks for.
  private init?(
    expressions: [String], isNormalized: Bool = false, isLlama3: Bool = false
  ) {
    guard let cuts = try? expressions.map({ try TextCut.split($0) }) else { return nil }
    self.init(.none, isNormalized: isNormalized, isLlama3: isLlama3, cuts: cuts)
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
    for (cutting, names) in groups + expressionGroups {
      for name in names.split(separator: " ") { table[String(name)] = cutting }
    }
    return table
  }()

  private static let expressionGroups: [(ListedCutting, String)] = {
    let groups: [(ListedCutting?, String)] = [
      (.init(expressions: [ListedExpressions.qwen35], isNormalized: true), "qwen35"),
      (.init(expressions: [ListedExpressions.tekken], isLlama3: true), "tekken"),
      (.init(expressions: [ListedExpressions.bloom]), "bloom poro-chat gpt3-finnish"),
      (.init(expressions: [ListedExpressions.bloom, #"\p{N}"#]), "viking"),
      (.init(expressions: ListedExpressions.deepSeekLLM), "deepseek-llm"),
      (.init(expressions: ListedExpressions.deepSeekCoder), "deepseek-coder"),
      (.init(expressions: ListedExpressions.deepSeek3), "deepseek-v3 hunyuan-dense"),
      (.init(expressions: [ListedExpressions.bailing]), "bailingmoe"),
      (.init(expressions: [ListedExpressions.seedCoder]), "seed-coder"),
    ]
    return groups.compactMap { cutting, names in cutting.map { ($0, names) } }
  }()
}
