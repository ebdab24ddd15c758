import Foundation
import Groundwork

/// tiktoken's rank files: a line a token, its bytes in base 64 and its rank, which is its id.
///
/// tiktoken merges any neighbours whose bytes together are a token, the lowest rank first, and takes a
/// whole pre-token that is one. So every cut of a token into two tokens is a merge. The file names
/// neither the pre-token pattern nor special tokens: `<|endoftext|>` gets the id after the last.
enum RankFile {
  /// Whether bytes look like a rank file: what comes before the first space is base 64.
  static func isLikely(_ bytes: [UInt8]) -> Bool {
    guard let space = bytes.prefix(4_096).firstIndex(of: 0x20), space > 0 else { return false }
    return Data(base64Encoded: Data(bytes[..<space])) != nil
  }

  static func read(
    _ bytes: [UInt8], pattern: PreTokenPattern, failure: @escaping (String) -> TokenizerError
  ) throws -> BytePairTokenizer {
    var tokens: [BytePairVocabulary.Token] = []
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    where !line.isEmpty {
      let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
      guard parts.count == 2, let token = Data(base64Encoded: Data(parts[0])), !token.isEmpty,
        let rank = Int(String(decoding: parts[1], as: UTF8.self)), rank >= 0
      else {
        throw failure("line \(number + 1) is not a token in base 64, a space and a rank")
      }
      tokens.append(
        .init(bytes: [UInt8](token), id: rank, name: String(decoding: parts[0], as: UTF8.self)))
    }
    if let token = tokens.first(where: { $0.id >= tokens.count }) {
      throw failure(
        "the rank \(token.id) of '\(token.name)' leaves a gap: \(tokens.count) tokens have ranks 0 to "
          + "\(tokens.count - 1)")
    }
    var vocabulary = BytePairVocabulary(failure: failure)
    vocabulary.tokens = tokens
    vocabulary.pattern = pattern
    vocabulary.ignoresMergesForWholeWords = true
    let end = SpecialToken.endOfTextContent
    vocabulary.specialTokens = [.init(bytes: Array(end.utf8), id: tokens.count, name: end)]
    vocabulary.merges = merges(of: tokens)
    return try vocabulary.tokenizer()
  }

  /// Every cut of a token into two tokens, in the order of the ranks of the tokens.
  private static func merges(
    of tokens: [BytePairVocabulary.Token]
  ) -> [(left: [UInt8], right: [UInt8])] {
    let known = Set(tokens.map(\.bytes))
    var merges: [(left: [UInt8], right: [UInt8])] = []
    for token in tokens.sorted(by: { $0.id < $1.id }) where token.bytes.count > 1 {
      for cut in 1..<token.bytes.count {
        let (left, right) = (Array(token.bytes[..<cut]), Array(token.bytes[cut...]))
        if known.contains(left), known.contains(right) { merges.append((left, right)) }
      }
    }
    return merges
  }

  /// - Throws: `TokenizerError.malformedFile` where ids are not in the order of the merges: ranks
  ///   would be others.
  static func write(_ tokenizer: BytePairTokenizer, to path: String) throws {
    func failure(_ problem: String) -> TokenizerError {
      .malformedFile(path: path, problem: problem)
    }
    let count = tokenizer.vocabularySize - tokenizer.specialTokens.count
    guard tokenizer.specialTokens.allSatisfy({ Int($0.id) >= count }) else {
      throw failure("a rank file has special tokens after all others; write a tokenizer.json")
    }
    var last: Int32 = -1
    for (merge, id) in zip(tokenizer.merges, tokenizer.mergedIDs) {
      guard id >= last, merge.left != id, merge.right != id else {
        throw failure("merges in another order than ids have no ranks; write a tokenizer.json")
      }
      last = id
    }
    var text: [UInt8] = []
    for (rank, bytes) in tokenizer.tokenBytes[..<count].enumerated() {
      text += Array(Data(bytes).base64EncodedString().utf8) + Array(" \(rank)\n".utf8)
    }
    try AtomicFile.write(text, to: path)
  }
}
