/// Bytes of texts that a vocabulary has no token for: encoding leaves them out, or writes the unknown
/// token for them, as Hugging Face's `tokenizers` does.
public struct DroppedBytes: Sendable, Equatable {
  /// How many bytes of the texts have no token.
  public private(set) var count = 0
  /// Which ones, in ascending order.
  public var bytes: [UInt8] { (0...255).filter { found[Int($0)] } }

  private let isUnwritable: [Bool]
  private let canMiss: Bool
  private let isReplaced: Bool
  private var found = [Bool](repeating: false, count: 256)

  public init(_ tokenizer: any Tokenizer) {
    var table = [Bool](repeating: false, count: 256)
    for byte in tokenizer.unwritableBytes { table[Int(byte)] = true }
    isUnwritable = table
    canMiss = !tokenizer.unwritableBytes.isEmpty
    isReplaced = (tokenizer as? BytePairTokenizer)?.unknownID != nil
  }

  /// Looks at one more text.
  public mutating func add(_ text: some Sequence<UInt8>) {
    guard canMiss else { return }
    for byte in text where isUnwritable[Int(byte)] {
      count += 1
      found[Int(byte)] = true
    }
  }

  /// What is so, in a line; nil where nothing is missing.
  public var summary: String? {
    guard count > 0 else { return nil }
    let (shown, all) = (bytes.prefix(8), bytes)
    let list = shown.map { String($0) }.joined(separator: ", ") + (all.count > 8 ? ", …" : "")
    return "the tokenizer has no token for \(count) \(count == 1 ? "byte" : "bytes") of the text "
      + "(\(list)): \(isReplaced ? "written as the unknown token" : "left out"), as Hugging Face's "
      + "tokenizers do"
  }
}
