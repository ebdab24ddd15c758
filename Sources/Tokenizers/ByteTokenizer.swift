/// The plainest tokenizer: a token is a byte, and one more token ends a document.
public struct ByteTokenizer: Tokenizer, Equatable {
  public init() {}

  public var vocabularySize: Int { 257 }
  public var endOfText: Int32? { 256 }

  public func encode(_ bytes: [UInt8]) -> [Int32] { bytes.map { Int32($0) } }

  public func bytes(of id: Int32) -> [UInt8]? {
    switch id {
    case 0..<256: [UInt8(id)]
    case 256: []
    default: nil
    }
  }
}
