import Foundation
import Groundwork

/// GPT-2's two files: `encoder.json`, the id of each token, and `vocab.bpe`, the merges in order; also
/// under the names that transformers gives them, `vocab.json` and `merges.txt`, with what
/// `TokenizerSettings` says of special tokens.
enum GPT2Files {
  /// The two files' names: as OpenAI and as transformers have them.
  private static let names = [("encoder.json", "vocab.bpe"), ("vocab.json", "merges.txt")]
  private static let header = "#version: 0.2\n"

  /// Where the merges lie that belong to a file of ids.
  static func mergesPath(for path: String) -> String {
    let (folder, name) = ((path as NSString).deletingLastPathComponent, (path as NSString))
    let merges = names.first { $0.0 == name.lastPathComponent }?.1 ?? "vocab.bpe"
    return folder.isEmpty ? merges : folder + "/" + merges
  }

  /// Whether a path ends with the name of the file of ids.
  static func isVocabulary(_ path: String) -> Bool {
    names.contains { $0.0 == (path as NSString).lastPathComponent }
  }

  /// The file of ids in a folder that has both files.
  static func vocabulary(in folder: String) -> String? {
    names.first { pair in
      [pair.0, pair.1].allSatisfy { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
    }.map { "\(folder)/\($0.0)" }
  }

  /// - Parameter entries: the members of the file of ids at `path`.
  static func read(_ entries: JSONObject, path: String) throws -> BytePairTokenizer {
    func failure(_ problem: String) -> TokenizerError {
      .malformedFile(path: path, problem: problem)
    }
    let mergesPath = mergesPath(for: path)
    func mergesFailure(_ problem: String) -> TokenizerError {
      .malformedFile(path: mergesPath, problem: problem)
    }
    var vocabulary = BytePairVocabulary(failure: failure)
    var lines = try AtomicFile.read(mergesPath, limit: .tokenizer).split(
      separator: 0x0A, omittingEmptySubsequences: false)
    if lines.first?.starts(with: "#version".utf8) == true { lines.removeFirst() }
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (rank, line) in lines.enumerated() {
      vocabulary.addMerge(
        try BytePairFile.merge(
          Array(line.last == 0x0D ? line.dropLast() : line), rank: rank, mergesFailure))
    }
    let folder = (path as NSString).deletingLastPathComponent
    let settings = try TokenizerSettings(folder: folder.isEmpty ? "." : folder)
    let end = Array(SpecialToken.endOfTextContent.utf8)
    let special = settings.special.union([end])
    for entry in entries.members {
      let id = try BytePairFile.id(of: entry, failure)
      if special.contains(entry.key) {
        vocabulary.specialTokens.append(.init(bytes: entry.key, id: id, name: entry.name))
      } else {
        vocabulary.addToken(try BytePairFile.bytes(of: entry, failure), id: id)
      }
    }
    try add(settings, to: &vocabulary, special: special, failure)
    return try vocabulary.tokenizer()
  }

  /// The tokens that the settings add, and the one that they put before every text.
  private static func add(
    _ settings: TokenizerSettings, to vocabulary: inout BytePairVocabulary, special: Set<[UInt8]>,
    _ failure: (String) -> TokenizerError
  ) throws {
    var ids = Dictionary(
      zip(vocabulary.tokens.map { ByteLevelAlphabet.spell($0) }, vocabulary.tokenIDs)
        + vocabulary.specialTokens.map { ($0.bytes, $0.id) },
      uniquingKeysWith: { first, _ in first })
    for (content, id) in settings.added {
      let name = String(decoding: content, as: UTF8.self)
      if let known = ids[content] {
        guard known == id else { throw failure("'\(name)' has the ids \(known) and \(id)") }
      }
      guard special.contains(content) else {
        throw failure("the added token '\(name)' is ordinary text: only special ones are read")
      }
      guard ids.updateValue(id, forKey: content) == nil else { continue }
      vocabulary.specialTokens.append(.init(bytes: content, id: id, name: name))
    }
    guard let beginning = settings.beginning else { return }
    guard let id = ids[beginning], id >= 0, id <= BytePairVocabulary.largestID else {
      let name = String(decoding: beginning, as: UTF8.self)
      throw failure("the token '\(name)' that begins every text is not in the vocabulary")
    }
    vocabulary.textFrame.before = [Int32(id)]
  }

  /// Writes the file of ids to `path` and the merges beside it.
  ///
  /// - Throws: `TokenizerError.malformedFile` where the two files cannot say it all.
  static func write(_ tokenizer: BytePairTokenizer, to path: String) throws {
    func failure(_ problem: String) -> TokenizerError {
      .malformedFile(path: path, problem: problem)
    }
    guard tokenizer.pattern == .gpt2, !tokenizer.ignoresMergesForWholeWords else {
      throw failure("these files hold GPT-2's pre-token pattern alone; write a tokenizer.json")
    }
    guard tokenizer.textFrame == .none, tokenizer.unknownID == nil, tokenizer.preparation == nil
    else {
      throw failure(
        "these files hold no tokens around texts or unknown ones; write a tokenizer.json")
    }
    guard tokenizer.specialTokens.allSatisfy({ $0.id == tokenizer.endOfText }),
      tokenizer.specialTokens.allSatisfy({
        $0.content.elementsEqual(SpecialToken.endOfTextContent.utf8)
      })
    else { throw failure("these files hold <|endoftext|> alone; write a tokenizer.json") }
    let members = tokenizer.tokenBytes.enumerated().compactMap { id, bytes in
      let special = tokenizer.specialTokens.first { Int($0.id) == id }
      return bytes.isEmpty && special == nil
        ? nil
        : JSONObject.Member(
          key: special?.content ?? ByteLevelAlphabet.spell(bytes), value: .integer(id))
    }
    var merges = Array(header.utf8)
    for merge in tokenizer.merges {
      merges += ByteLevelAlphabet.spell(tokenizer.tokenBytes[Int(merge.left)]) + [0x20]
      merges += ByteLevelAlphabet.spell(tokenizer.tokenBytes[Int(merge.right)]) + [0x0A]
    }
    try AtomicFile.write(merges, to: mergesPath(for: path))
    try AtomicFile.write(JSONValue.object(JSONObject(members: members)).encoded(), to: path)
  }
}
