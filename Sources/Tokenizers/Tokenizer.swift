/// Turns bytes into token ids and back.
///
/// Every tokenizer here decodes what it encoded to the very same bytes, but for `unwritableBytes`.
public protocol Tokenizer: Sendable {
  /// Ids run from 0 up to this.
  var vocabularySize: Int { get }
  /// The id that ends a document, if there is one.
  var endOfText: Int32? { get }
  /// The ids of a text; all of it is ordinary text, also what looks like a special token.
  ///
  /// - Throws: `TokenizerError.unknownCharacter` where the vocabulary is of characters; byte-level
  ///   tokenizers encode anything.
  /// - Complexity: nearly linear in the bytes; each kind of tokenizer says how.
  func encode(_ bytes: [UInt8]) throws -> [Int32]
  /// The bytes that an id stands for; none for special tokens and for ids that no token has, nil for an
  /// id outside the vocabulary.
  func bytes(of id: Int32) -> [UInt8]?
  /// Appends the bytes that an id stands for, without an array of their own.
  ///
  /// - Returns: false for an id outside the vocabulary, which appends nothing.
  func appendBytes(of id: Int32, to bytes: inout [UInt8]) -> Bool
  /// The tokens that stand for no bytes, `<|endoftext|>` among them.
  var specialTokens: [SpecialToken] { get }
  /// The bytes that no token stands for, of vocabularies that lack some; most have all 256.
  var unwritableBytes: [UInt8] { get }
  /// The tokens that go around a text; `encode` leaves them out.
  var textFrame: TextFrame { get }
  /// Whether encoding puts a space in front of a text, which decoding takes away again.
  var stripsLeadingSpace: Bool { get }
  /// The same tokenizer, which puts nothing around a text.
  func withoutTextFrame() -> any Tokenizer
  /// An encoder that keeps what it learns from one text for the next.
  func makeEncoder() -> any TextEncoder
}

/// Encodes texts one after the other, or one text in parts; not for use by several threads at once.
public protocol TextEncoder: AnyObject {
  /// Appends the ids of a text, or of as much of it as no later byte can change.
  ///
  /// - Parameters:
  ///   - offset: where the text begins in what it is a part of, for messages.
  ///   - isWhole: whether the text ends here.
  /// - Returns: the number of bytes encoded: all of them where `isWhole`.
  func encode(
    _ text: UnsafeBufferPointer<UInt8>, offset: Int, isWhole: Bool, into ids: inout [Int32]
  ) throws -> Int
}

extension Tokenizer {
  public var specialTokens: [SpecialToken] {
    endOfText.map { [SpecialToken(id: $0, content: Array(SpecialToken.endOfTextContent.utf8))] }
      ?? []
  }

  public var unwritableBytes: [UInt8] { [] }

  public var stripsLeadingSpace: Bool { false }

  public func appendBytes(of id: Int32, to bytes: inout [UInt8]) -> Bool {
    guard let own = self.bytes(of: id) else { return false }
    bytes += own
    return true
  }

  public func makeEncoder() -> any TextEncoder { CharacterwiseEncoder(self) }

  /// The ids of a string's UTF-8.
  public func encode(_ text: String) throws -> [Int32] { try encode(Array(text.utf8)) }

  /// The bytes of a sequence of ids.
  ///
  /// - Parameter skipsUnknown: an id outside the vocabulary stands for nothing, as in transformers: a
  ///   model may have more ids than its tokenizer, and write them.
  /// - Throws: `TokenizerError.unknownID`.
  /// - Complexity: O(bytes).
  public func decode(
    _ ids: some Sequence<Int32>, skipsUnknown: Bool = false
  ) throws -> [UInt8] {
    var result: [UInt8] = []
    for id in ids {
      guard appendBytes(of: id, to: &result) || skipsUnknown else {
        throw TokenizerError.unknownID(id, vocabularySize: vocabularySize)
      }
    }
    return stripsLeadingSpace && result.first == 0x20 ? Array(result.dropFirst()) : result
  }

  /// The text of a sequence of ids, with what is not UTF-8 replaced by U+FFFD.
  public func decodeText(
    _ ids: some Sequence<Int32>, skipsUnknown: Bool = false
  ) throws -> String {
    String(decoding: try decode(ids, skipsUnknown: skipsUnknown), as: UTF8.self)
  }

  /// The ids of documents one after the other, each in its frame and followed by the end-of-text id if
  /// there is one.
  public func encode(documents: [[UInt8]]) throws -> [Int32] {
    var ids: [Int32] = []
    let encoder = makeEncoder()
    for document in documents {
      ids += textFrame.before
      _ = try document.withUnsafeBufferPointer {
        try encoder.encode($0, offset: 0, isWhole: true, into: &ids)
      }
      ids += documentEnd
    }
    return ids
  }

  /// A token as a person may read it: its text, with bytes that are no UTF-8 written as ⟨hex⟩.
  public func label(of id: Int32) -> String {
    if let special = specialTokens.first(where: { $0.id == id }) {
      return String(decoding: special.content, as: UTF8.self)
    }
    guard let bytes = bytes(of: id) else { return "⟨\(id)?⟩" }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return bytes.map { "⟨" + String($0, radix: 16) + "⟩" }.joined()
  }

  /// Tokens a word, the fertility of a list of terms (Rust et al. 2021, arXiv 2012.15613), each term
  /// encoded as it stands inside a sentence: with a space before it.
  public func tokensPerWord(_ terms: [String]) throws -> Double {
    var tokens = 0
    var words = 0
    for term in terms {
      tokens += try encode(" " + term).count
      words += max(1, term.split(separator: " ").count)
    }
    return words == 0 ? 0 : Double(tokens) / Double(words)
  }
}
