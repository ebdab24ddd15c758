import Foundation

/// What tiktoken knows of a rank file by its name and no rank file says itself: the pre-token pattern
/// and the special tokens (`tiktoken_ext/openai_public.py`, version 0.14).
struct RankEncoding {
  let name: String
  let pattern: PreTokenPattern
  let specialTokens: [(content: String, id: Int)]
  /// All ids, special ones among them, where tiktoken insists on their number.
  var tokenCount: Int?

  /// The encoding that a file is named after: `cl100k_base.tiktoken`, or without the extension.
  static func named(by path: String) -> RankEncoding? {
    let name = (path as NSString).lastPathComponent
    let stem = name.hasSuffix(".tiktoken") ? String(name.dropLast(9)) : name
    return all.first { $0.name == stem }
  }

  private static let end = SpecialToken.endOfTextContent
  private static let infill = ["<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>"]

  private static let all: [RankEncoding] = [
    RankEncoding(
      name: "gpt2", pattern: .gpt2, specialTokens: [(end, 50_256)], tokenCount: 50_257),
    RankEncoding(
      name: "r50k_base", pattern: .gpt2, specialTokens: [(end, 50_256)], tokenCount: 50_257),
    RankEncoding(
      name: "p50k_base", pattern: .gpt2, specialTokens: [(end, 50_256)], tokenCount: 50_281),
    RankEncoding(
      name: "p50k_edit", pattern: .gpt2,
      specialTokens: [(end, 50_256)] + infill.enumerated().map { ($1, 50_281 + $0) }),
    RankEncoding(
      name: "cl100k_base", pattern: .cl100k,
      specialTokens: [(end, 100_257)] + infill.enumerated().map { ($1, 100_258 + $0) }
        + [("<|endofprompt|>", 100_276)]),
    RankEncoding(
      name: "o200k_base", pattern: .o200k,
      specialTokens: [(end, 199_999), ("<|endofprompt|>", 200_018)]),
    RankEncoding(name: "o200k_harmony", pattern: .o200k, specialTokens: harmony),
  ]

  /// The id 200018 has two names there.
  private static let harmony: [(content: String, id: Int)] = {
    let named = [
      (end, 199_999), ("<|endofprompt|>", 200_018), ("<|startoftext|>", 199_998),
      ("<|return|>", 200_002), ("<|constrain|>", 200_003), ("<|channel|>", 200_005),
      ("<|start|>", 200_006), ("<|end|>", 200_007), ("<|message|>", 200_008),
      ("<|call|>", 200_012),
    ]
    let reserved =
      [200_000, 200_001, 200_004, 200_009, 200_010, 200_011]
      + Array(200_013..<201_088)
    return named + reserved.map { ("<|reserved_\($0)|>", $0) }
  }()
}
