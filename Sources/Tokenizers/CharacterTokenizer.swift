/// One token a Unicode scalar: the vocabulary is the sorted set of those in the training text, as in
/// nanoGPT's recipe for tiny Shakespeare (65 of them). No token ends a document.
public struct CharacterTokenizer: Tokenizer, Equatable {
  /// The scalars, in ascending order; an id is a place in this list.
  public let scalars: [Unicode.Scalar]
  private let ids: [Unicode.Scalar: Int32]

  /// - Throws: `TokenizerError.emptyText` when there is nothing to learn from.
  public static func train(on documents: [[UInt8]]) throws(TokenizerError) -> CharacterTokenizer {
    var seen: Set<Unicode.Scalar> = []
    for document in documents {
      seen.formUnion(String(decoding: document, as: UTF8.self).unicodeScalars)
    }
    guard !seen.isEmpty else { throw .emptyText }
    return CharacterTokenizer(scalars: seen.sorted())
  }

  public init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    ids = Dictionary(
      scalars.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  public var vocabularySize: Int { scalars.count }
  public var endOfText: Int32? { nil }

  public func encode(_ bytes: [UInt8]) throws(TokenizerError) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(bytes.count)
    var offset = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      guard let id = ids[scalar] else {
        throw .unknownCharacter(
          "\(Character(scalar)) (U+\(String(scalar.value, radix: 16, uppercase: true)))",
          byteOffset: offset)
      }
      result.append(id)
      offset += UTF8.width(scalar)
    }
    return result
  }

  public func bytes(of id: Int32) -> [UInt8]? {
    guard id >= 0, id < scalars.count else { return nil }
    return Array(String(Character(scalars[Int(id)])).utf8)
  }
}
