/// The expressions behind names of `ListedCutting` that no scanner of `PreTokenPattern` stands for, as the
/// models' own `tokenizer.json` spell them.
///
/// Source: the comments beside them in `src/llama-vocab.cpp` of ggml-org/llama.cpp.
enum ListedExpressions {
  private static let contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
  private static let spaces = #"\s+(?!\S)|\s+"#

  /// Qwen 3.5: Qwen 2's, with the marks on letters.
  static let qwen35 =
    contractions + #"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|"#
    + #"\s*[\r\n]+|"# + spaces

  /// Mistral's Tekken: o200k's without contractions, and every digit alone.
  static let tekken: String = {
    let (capitals, smalls) = (#"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#, #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#)
    let before = #"[^\r\n\p{L}\p{N}]?"#
    return before + capitals + "*" + smalls + "+|" + before + capitals + "+" + smalls
      + #"*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|"# + spaces
  }()

  /// BLOOM: words with the space before them, up to marks of punctuation.
  static let bloom = " ?[^(\\s|[.,!?…。，、।۔،])]+"

  static let deepSeekCoder = [
    "[\r\n]", #"\s?\p{L}+"#, #"\s?\p{P}+"#, "[一-龥ࠀ-一가-퟿]+", #"\p{N}"#,
  ]

  static let deepSeekLLM = [
    "[\r\n]", #"\s?["# + casedLetters + "]+", #"\s?[!-/:-~！-／：-～‘-‟　-。]+"#, #"\s+$"#,
    "[一-龥ࠀ-一가-퟿]+", #"\p{N}+"#,
  ]

  /// DeepSeek 3: at most three digits, Chinese and Japanese apart, letters with their marks.
  static let deepSeek3 = [
    #"\p{N}{1,3}"#, "[一-龥぀-ゟ゠-ヿ]+",
    ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^"## + "\r\n"
      + #"\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+["# + "\r\n" + #"]*|\s*["# + "\r\n"
      + #"]+|"# + spaces,
  ]

  static let bailing =
    #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|"#
    + spaces

  static let seedCoder =
    contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1}| ?[^\s\p{L}\p{N}\r\n]+|\s*[\r\n]+|"#
    + spaces

  /// Letters that have a case, in ranges of code points: as characters, some would be turned into their
  /// canonical equivalents by whoever edits this file.
  private static let casedLetters: String = {
    let ranges = """
      41-5A 61-7A B5 C0-D6 D8-F6 F8-1BA 1BC-1BF 1C4-293 295-2AF 370-373 376 377 37B-37D 37F \
      386 388-38A 38C 38E-3A1 3A3-3F5 3F7-481 48A-52F 531-556 10A0-10C5 13A0-13F5 13F8-13FD \
      1C90-1CBA 1CBD-1CBF 1D00-1D2B 1D6B-1D77 1D79-1D9A 1E00-1F15 1F18-1F1D 1F20-1F45 \
      1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FBC 1FBE 1FC2-1FC4 \
      1FC6-1FCC 1FD0-1FD3 1FD6-1FDB 1FE0-1FEC 1FF2-1FF4 1FF6-1FFC 2102 2107 210A-2113 2115 \
      2119-211D 2124 2126 2128 212A-212D 212F-2134 2139 213C-213F 2145-2149 214E 2183 2184 \
      2C00-2C7B 2C7E-2CE4 2CEB-2CEE 2CF2 2CF3 A640-A66D A680-A69B A722-A76F A771-A787 \
      A78B-A78E AB70-ABBF FB00-FB06 FB13-FB17 FF21-FF3A FF41-FF5A 10400-1044F 104B0-104D3 \
      104D8-104FB 10C80-10CB2 10CC0-10CF2 118A0-118DF 1E900-1E943
      """
    return ranges.split(separator: " ").map { range in
      range.split(separator: "-").map { "\\x{\($0)}" }.joined(separator: "-")
    }.joined()
  }()
}
