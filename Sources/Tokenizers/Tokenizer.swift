import Tensors

/// Turns bytes into token ids and back.
///
/// Every tokenizer here decodes what it encoded to the very same bytes.
public protocol Tokenizer: Sendable {
  /// Ids run from 0 up to this.
  var vocabularySize: Int { get }
  /// The id that ends a document, if there is one.
  var endOfText: Int32? { get }
  /// The ids of a text; all of it is ordinary text, also what looks like a special token.
  ///
  /// - Throws: `TokenizerError.unknownCharacter` where the vocabulary is of characters; byte-level
  ///   tokenizers encode anything.
  func encode(_ bytes: [UInt8]) throws -> [Int32]
  /// The bytes that an id stands for; none for special tokens, nil for an id outside the vocabulary.
  func bytes(of id: Int32) -> [UInt8]?
}

extension Tokenizer {
  /// The ids of a string's UTF-8.
  public func encode(_ text: String) throws -> [Int32] { try encode(Array(text.utf8)) }

  /// The bytes of a sequence of ids.
  ///
  /// - Throws: `TokenizerError.unknownID`.
  public func decode(_ ids: some Sequence<Int32>) throws -> [UInt8] {
    var result: [UInt8] = []
    for id in ids {
      guard let bytes = bytes(of: id) else {
        throw TokenizerError.unknownID(id, vocabularySize: vocabularySize)
      }
      result += bytes
    }
    return result
  }

  /// The text of a sequence of ids, with what is not UTF-8 replaced by U+FFFD.
  public func decodeText(_ ids: some Sequence<Int32>) throws -> String {
    String(decoding: try decode(ids), as: UTF8.self)
  }

  /// The ids of documents one after the other, each followed by the end-of-text id if there is one.
  public func encode(documents: [[UInt8]]) throws -> [Int32] {
    var ids: [Int32] = []
    for document in documents {
      ids += try encode(document)
      if let endOfText { ids.append(endOfText) }
    }
    return ids
  }

  /// A token as a person may read it: its text, with bytes that are no UTF-8 written as ⟨hex⟩.
  public func label(of id: Int32) -> String {
    if id == endOfText { return "<|endoftext|>" }
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

/// What can go wrong with tokenizers.
public enum TokenizerError: UserFacingError, Equatable {
  case unknownID(Int32, vocabularySize: Int)
  case unknownCharacter(String, byteOffset: Int)
  case vocabularyTooSmall(Int, minimum: Int)
  case emptyText
  case malformedFile(path: String, problem: String)

  public var description: String {
    switch self {
    case .unknownID(let id, let size):
      "the id \(id) lies outside the vocabulary of \(size) tokens"
    case .unknownCharacter(let character, let offset):
      "the character \(character) at byte \(offset) is not in the tokenizer's vocabulary; "
        + "train it on a text that has it, or use --tokenizer bpe"
    case .vocabularyTooSmall(let size, let minimum):
      "a vocabulary of \(size) is too small; \(minimum) is the least"
    case .emptyText: "there is no text to train a tokenizer on"
    case .malformedFile(let path, let problem): "\(path): \(problem)"
    }
  }
}
