/// A stretch of a document, short enough to stand beside a question in a model's window.
public struct Passage: Hashable, Sendable {
  /// The name of the document that it was cut from: what a document is known by.
  public let document: String
  /// Where it stands in the document, in bytes.
  public let range: Range<Int>
  /// The document's bytes in that range.
  public let bytes: [UInt8]

  public init(document: String, range: Range<Int>, bytes: [UInt8]) {
    self.document = document
    self.range = range
    self.bytes = bytes
  }

  /// The text, with bytes that are no UTF-8 replaced by U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// A passage that a search has found.
public struct RankedPassage: Hashable, Sendable {
  /// Its place among the passages of the index.
  public let number: Int
  public let passage: Passage
  /// How well it answers, by BM25: larger is better, and only comparable for one question.
  public let score: Double
}

/// A word that is searched for.
public struct SearchWord: Hashable, Sendable {
  /// As the index has it: in lower case, without diacritics.
  public let text: String
  /// The passages of the index that have it.
  public let passageCount: Int
}
