import Foundation
import Groundwork

/// tiktoken's rank files: a line a token, its bytes in base 64 and its rank, which is its id.
///
/// tiktoken merges any neighbours whose bytes together are a token, the lowest rank first, and takes a
/// whole pre-token that is one. So every cut of a token into two tokens is a merge. The file names
/// neither the pre-token pattern nor special tokens: `RankEncoding` knows those of tiktoken's own; for
/// others the pattern is asked for, and `<|endoftext|>` gets the id after the last.
enum RankFile {
  /// Whether bytes look like a rank file: what comes before the first space is base 64.
  static func isLikely(_ bytes: [UInt8]) -> Bool {
    guard let space = bytes.prefix(4_096).firstIndex(of: 0x20), space > 0 else { return false }
    return Data(base64Encoded: Data(bytes[..<space])) != nil
  }

  /// - Parameter pattern: in place of the one that the file's name stands for.
  static func read(
    _ bytes: [UInt8], path: String, pattern: PreTokenPattern?,
    failure: @escaping (String) -> TokenizerError
  ) throws -> BytePairTokenizer {
    var encoding = RankEncoding.named(by: path)
    guard let used = pattern ?? encoding?.pattern else {
      throw TokenizerError.unknownPattern(path: path)
    }
    var tokens: [BytePairVocabulary.Token] = []
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    where !line.isEmpty {
      let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
      guard parts.count == 2, let token = Data(base64Encoded: Data(parts[0])), !token.isEmpty,
        let rank = Int(String(decoding: parts[1], as: UTF8.self)), rank >= 0,
        rank <= BytePairVocabulary.largestID
      else {
        throw failure("line \(number + 1) is not a token in base 64, a space and a rank")
      }
      tokens.append(
        .init(bytes: [UInt8](token), id: rank, name: String(decoding: parts[0], as: UTF8.self)))
    }
    try checkDistinct(tokens, failure)
    if let known = encoding, let all = known.tokenCount,
      tokens.count + known.specialTokens.count != all
    {
      let wanted = all - known.specialTokens.count
      guard pattern != nil else {
        throw failure(
          "holds \(tokens.count) ranks, but tiktoken's \(known.name) has \(wanted); it is cut short, or "
            + "another encoding under this name")
      }
      encoding = nil
    }
    var vocabulary = BytePairVocabulary(failure: failure)
    for token in tokens { vocabulary.addToken(token.bytes, id: token.id) }
    vocabulary.spelling = { Array(Data($0).base64EncodedString().utf8) }
    vocabulary.pattern = used
    vocabulary.ignoresMergesForWholeWords = true
    vocabulary.sharesSpecialIDs = true
    let next = 1 + (tokens.map(\.id).max() ?? -1)
    let special = encoding?.specialTokens ?? [(SpecialToken.endOfTextContent, next)]
    vocabulary.specialTokens = special.map {
      .init(bytes: Array($0.content.utf8), id: $0.id, name: $0.content)
    }
    try checkHoles(tokens, special, failure)
    let bytes = Set(tokens.map(\.bytes).filter { $0.count == 1 })
    for byte in UInt8.min...UInt8.max where !bytes.contains([byte]) {
      throw failure("no token for the byte \(byte)")
    }
    for merge in try merges(of: tokens, failure) { vocabulary.addMerge(merge) }
    return try vocabulary.tokenizer()
  }

  private static func checkDistinct(
    _ tokens: [BytePairVocabulary.Token], _ failure: (String) -> TokenizerError
  ) throws {
    var ids: Set<Int> = []
    var bytes: Set<[UInt8]> = []
    for token in tokens {
      guard ids.insert(token.id).inserted else {
        throw failure("two tokens have the id \(token.id)")
      }
      guard bytes.insert(token.bytes).inserted else {
        throw failure("the token '\(token.name)' stands twice")
      }
    }
  }

  /// Every cut of a token into two tokens, in the order of the ranks of the tokens.
  ///
  /// - Throws: for a token that no two others make, though it has several bytes: it was learned from
  ///   tokens that are missing.
  private static func merges(
    of tokens: [BytePairVocabulary.Token], _ failure: (String) -> TokenizerError
  ) throws -> [(left: [UInt8], right: [UInt8])] {
    let known = Set(tokens.map(\.bytes))
    var merges: [(left: [UInt8], right: [UInt8])] = []
    for token in tokens.sorted(by: { $0.id < $1.id }) where token.bytes.count > 1 {
      let count = merges.count
      for cut in 1..<token.bytes.count {
        let (left, right) = (Array(token.bytes[..<cut]), Array(token.bytes[cut...]))
        if known.contains(left), known.contains(right) { merges.append((left, right)) }
      }
      guard merges.count > count else {
        throw failure(
          "no two tokens make '\(token.name)' of rank \(token.id): lines are missing or damaged")
      }
    }
    return merges
  }

  /// Ranks are learned one after the other: a hole is a line that is missing, unless a special token has
  /// its id.
  private static func checkHoles(
    _ tokens: [BytePairVocabulary.Token], _ special: [(content: String, id: Int)],
    _ failure: (String) -> TokenizerError
  ) throws {
    let ids = Set(tokens.map(\.id)).union(special.map(\.id))
    guard let last = tokens.map(\.id).max(),
      let hole = (0..<min(last, BytePairVocabulary.largestID)).first(where: { !ids.contains($0) })
    else { return }
    throw failure("the rank \(hole) is missing, though there are ranks up to \(last)")
  }

  /// - Throws: `TokenizerError.malformedFile` where ids are not in the order of the merges: ranks
  ///   would be others.
  static func write(_ tokenizer: BytePairTokenizer, to path: String) throws {
    func failure(_ problem: String) -> TokenizerError {
      .malformedFile(path: path, problem: problem)
    }
    guard tokenizer.textFrame == .none, tokenizer.unwritableBytes.isEmpty,
      tokenizer.preparation == nil
    else {
      throw failure(
        "a rank file has all bytes, no tokens around texts and nothing that prepares them; write a "
          + "tokenizer.json")
    }
    let last = tokenizer.tokenBytes.lastIndex { !$0.isEmpty } ?? 0
    if let encoding = RankEncoding.named(by: path) {
      let special = encoding.specialTokens.map { [UInt8]($0.content.utf8) }
      guard encoding.pattern == tokenizer.pattern,
        Set(special) == Set(tokenizer.specialTokens.map(\.content)),
        encoding.specialTokens.allSatisfy({ token in
          tokenizer.specialTokens.contains {
            Int($0.id) == token.id && $0.content.elementsEqual(token.content.utf8)
          }
        })
      else {
        throw failure(
          "the name is that of tiktoken's \(encoding.name), which has another pattern or other special "
            + "tokens; choose another name")
      }
    } else if !tokenizer.specialTokens.allSatisfy({ Int($0.id) > last }) {
      throw failure("a rank file has special tokens after all others; write a tokenizer.json")
    }
    var highest: Int32 = -1
    for (merge, id) in zip(tokenizer.merges, tokenizer.mergedIDs) {
      guard id >= highest, merge.left != id, merge.right != id else {
        throw failure("merges in another order than ids have no ranks; write a tokenizer.json")
      }
      highest = id
    }
    var text: [UInt8] = []
    for (rank, bytes) in tokenizer.tokenBytes.enumerated() where !bytes.isEmpty {
      text += Array(Data(bytes).base64EncodedString().utf8) + Array(" \(rank)\n".utf8)
    }
    try AtomicFile.write(text, to: path)
  }
}
