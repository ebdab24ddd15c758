/// How a text is cut before pairs are merged: merges never cross a cut.
///
/// Classes of characters are those of Unicode 16. A byte that is no valid UTF-8 counts as a character
/// that is neither letter, number nor white space.
public enum PreTokenPattern: String, CaseIterable, Codable, Sendable {
  /// GPT-2's `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
  /// (Radford et al. 2019): a word takes the space before it along.
  case gpt2
  /// GPT-4's and Llama 3's: contractions in any case, at most three digits together, and ends of line
  /// with the punctuation before them.
  case cl100k
  /// The same with every digit alone, as Qwen 2 has it.
  case qwen2
  /// GPT-4o's: as cl100k, but a word also ends where small letters are followed by a capital, takes the
  /// marks on its letters and a contraction along, and ends of line may have slashes between them.
  case o200k
  /// GPT-2's after every digit has been cut off, as SmolLM has it: a number keeps no space.
  case smollm
  /// BloombergGPT's `[ A-Za-z]+|[0-9]|[^A-Za-z0-9]+` (Wu et al. 2023, §2.3): every digit stands
  /// alone, and spaces may lie inside a token, so that "New York" can be one.
  case bloomberg
  /// No cuts: merges may run across words and lines.
  case none

  /// The longest pre-token that is encoded, in bytes: whoever reads a stream must hold one whole.
  public static let longestPreToken = 1 << 20

  /// The regular expression that the scanner stands for, as Hugging Face's files spell it; nil where
  /// there is no such one.
  public var expression: String? {
    switch self {
    case .gpt2: #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
    case .cl100k: Self.cl100kExpression(numbers: #"\p{N}{1,3}"#)
    case .qwen2: Self.cl100kExpression(numbers: #"\p{N}"#)
    case .o200k: Self.o200kExpression
    case .bloomberg: "[ A-Za-z]+|[0-9]|[^A-Za-z0-9]+"
    // Two cuts one after the other, which no expression says.
    case .smollm, .none: nil
    }
  }

  private static let o200kExpression: String = {
    let (capitals, smalls) = (#"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#, #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#)
    let contraction = "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    let before = #"[^\r\n\p{L}\p{N}]?"#
    return before + capitals + "*" + smalls + "+" + contraction + "|" + before + capitals + "+"
      + smalls + "*" + contraction + #"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|"#
      + #"\s+(?!\S)|\s+"#
  }()

  private static func cl100kExpression(numbers: String) -> String {
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"# + numbers
      + #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  }

  /// Where the pre-token that starts at `start` ends.
  func end(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    PreTokenScanner(self, text).end(from: start)
  }

  /// Hands out the pre-tokens of a text in their order.
  ///
  /// - Parameters:
  ///   - offset: where the text begins in what it is a part of, for messages.
  ///   - isWhole: whether the text ends here; if not, only pre-tokens that no later byte can change
  ///     are handed out.
  /// - Returns: the number of bytes handed out.
  /// - Throws: `TokenizerError.preTokenTooLong`.
  @inline(__always)
  func cut(
    _ text: UnsafeBufferPointer<UInt8>, offset: Int = 0, isWhole: Bool = true,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(TokenizerError) -> Int {
    guard let base = text.baseAddress, !text.isEmpty else { return 0 }
    let scanner = PreTokenScanner(self, text)
    let decided = isWhole ? text.count : scanner.decidedEnd()
    var start = 0
    while start < text.count {
      let end = scanner.end(from: start)
      guard end <= decided || scanner.isDecided(start, end) else { break }
      let last = text[end &- 1]
      // White space beyond twice the bound cannot be held until its end says where it is cut.
      if last <= 0x20 || last >= 0x80, text.count &- start > 2 * Self.longestPreToken,
        scanner.spaceLength(from: start) > 2 * Self.longestPreToken
      {
        throw .preTokenTooLong(byteOffset: offset + start)
      }
      guard end &- start <= Self.longestPreToken else {
        throw .preTokenTooLong(byteOffset: offset + start)
      }
      body(UnsafeBufferPointer(start: base + start, count: end &- start))
      start = end
    }
    return start
  }

  /// The pre-tokens of a text, as ranges of its bytes.
  public func split(_ bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { text in
      var ranges: [Range<Int>] = []
      let scanner = PreTokenScanner(self, text)
      var start = 0
      while start < text.count {
        let end = scanner.end(from: start)
        ranges.append(start..<end)
        start = end
      }
      return ranges
    }
  }
}
