import Corpora

/// A document of an index: what tells whether another one is nearly the same.
struct IndexedDocument: Sendable {
  let name: String
  /// The numbers of its passages, which are its whole text.
  let passages: Range<Int>
  /// Of its shingles; nil where it has no words.
  let signature: [UInt32]?

  /// One family of signatures for all: those of different seeds cannot be compared.
  static let minHash = MinHash(seed: 1)

  init(_ document: Document, passages: Range<Int>) {
    name = document.name
    self.passages = passages
    signature = Self.signature(Shingles.of(document.bytes))
  }

  static func signature(_ shingles: [UInt64]) -> [UInt32]? {
    shingles.isEmpty ? nil : minHash.signature(shingles)
  }
}
