import Groundwork

/// Byte pair encoding over characters, as SentencePiece trains it and Llama 2, Mistral and Gemma have it
/// (Kudo and Richardson 2018, arXiv 1808.06226): a space is the character ▁, and a character that no token
/// stands for is written as its bytes.
///
/// It comes from files alone (`TokenizerFile`).
public struct SentencePieceTokenizer: Tokenizer, Equatable {
  /// How the text is cut into words before pairs are merged.
  enum Words: Hashable, Sendable {
    /// Not at all.
    case none
    /// Before every ▁.
    case atSpaces
  }

  /// The merges in the order in which they are made: the earlier, the more urgent.
  public let merges: [BytePairMerge]
  public let specialTokens: [SpecialToken]
  public private(set) var textFrame: TextFrame
  public let stripsLeadingSpace: Bool
  /// How the file spells each id; empty for one that no token has.
  let spellings: [[UInt8]]
  /// What each id stands for; nothing for a special token.
  let tokenBytes: [[UInt8]]
  /// The ids by their spelling, without added tokens.
  let ids: [[UInt8]: Int32]
  /// The id of each byte, where bytes stand for characters without a token; empty where they do not.
  let byteIDs: [Int32]
  let unknownID: Int32?
  /// Whether several unknown characters in a row are one unknown token.
  let fusesUnknown: Bool
  let words: Words
  let preparation: TextPreparation
  let ranks: PairTable
  let mergedIDs: [Int32]
  /// Whether an end of line is in no token with anything else: there a text can be cut.
  let cutsAtLines: Bool
  /// The file that it came from, as it is written again.
  let source: JSONObject

  public var vocabularySize: Int { spellings.count }
  public var endOfText: Int32? { SpecialToken.endOfText(among: specialTokens) }

  public func bytes(of id: Int32) -> [UInt8]? {
    id >= 0 && id < tokenBytes.count ? tokenBytes[Int(id)] : nil
  }

  /// - Complexity: O(n log n) for a text without added tokens.
  public func encode(_ bytes: [UInt8]) -> [Int32] {
    var result: [Int32] = []
    SentencePieceEncoder(self).append(bytes, isContinued: false, to: &result)
    return result
  }

  public func makeEncoder() -> any TextEncoder { SentencePieceEncoder(self) }

  public func withoutTextFrame() -> any Tokenizer {
    var copy = self
    copy.textFrame = .none
    return copy
  }
}
