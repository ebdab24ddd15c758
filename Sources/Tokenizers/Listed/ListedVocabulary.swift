import Groundwork

/// A tokenizer as a model's file lists it: tokens in the order of their ids, and what each of them is.
///
/// GGUF files hold theirs so. From here on it is built as `TokenizerFile` builds one: by the same readers,
/// with the same checks.
///
///     let vocabulary = ListedVocabulary(tokens: tokens, kinds: kinds, merges: merges)
///     let tokenizer = try vocabulary.bytePairs(.named("smollm"), path: "model.gguf")
public struct ListedVocabulary: Sendable {
  /// What a token is, by the numbers of SentencePiece and of GGUF.
  public enum Kind: Int, Sendable {
    case normal = 1
    /// Stands for what no other token does.
    case unknown
    /// Says something about the text around it and stands for none.
    case control
    /// Text that is found before anything is cut or merged.
    case userDefined
    /// Keeps a place free.
    case unused
    /// A single byte, where characters are merged.
    case byte
  }

  /// As the file spells them, by their ids.
  public var tokens: ByteStrings
  /// One for each token; empty where all are normal.
  public var kinds: [Kind]
  /// Of SentencePiece, one for each token: of two pairs the one whose token has more is merged first.
  public var scores: [Double]
  /// Of byte-level BPE: two tokens with a space between them, the most urgent first.
  public var merges: ByteStrings
  /// The tokens that go around every text.
  public var frame: TextFrame

  public init(
    tokens: ByteStrings, kinds: [Kind] = [], scores: [Double] = [], merges: ByteStrings = [],
    frame: TextFrame = .none
  ) {
    (self.tokens, self.kinds, self.scores) = (tokens, kinds, scores)
    (self.merges, self.frame) = (merges, frame)
  }

  func kind(_ id: Int) -> Kind { kinds.isEmpty ? .normal : kinds[id] }

  /// The tokens of some kinds, as files list added ones.
  func added(_ wanted: Set<Kind>) -> [TextPreparation.AddedToken] {
    tokens.indices.filter { wanted.contains(kind($0)) }.map {
      TextPreparation.AddedToken(
        id: Int32($0), content: tokens[$0], isSpecial: kind($0) != .userDefined)
    }
  }

  /// What must hold of every list; the readers check the rest.
  func check(_ failure: (String) -> TokenizerError) throws {
    guard !tokens.isEmpty else { throw failure("the list of tokens is empty") }
    guard tokens.count <= BytePairVocabulary.largestID else {
      throw failure("\(tokens.count) tokens are more than \(BytePairVocabulary.largestID)")
    }
    guard kinds.isEmpty || kinds.count == tokens.count else {
      throw failure("\(tokens.count) tokens have \(kinds.count) kinds")
    }
    var index = ByteStringIndex(capacity: tokens.count)
    for id in tokens.indices where kind(id) != .unused {
      guard let known = index.insert(id, of: tokens) else { continue }
      let name = TerminalText.oneLine(String(decoding: tokens[id].prefix(40), as: UTF8.self))
      throw failure("'\(name)' has the ids \(known) and \(id)")
    }
    for id in frame.before + frame.after where !tokens.indices.contains(Int(id)) {
      throw failure("the id \(id) that goes around texts is no token's")
    }
  }
}
